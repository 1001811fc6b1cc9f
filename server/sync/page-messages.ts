/** The messages between pages and the server: those of y-websocket and our own two, one per frame. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';

/** The messages that a page can send. */
export type PageMessage =
	/** Asks for everything that a copy with this state vector lacks. */
	| { kind: 'ask'; stateVector: Uint8Array }
	/** A change. With `complete`, everything that the server lacked when it asked the page. */
	| { kind: 'update'; update: Uint8Array; complete: boolean }
	| { kind: 'awareness'; update: Uint8Array }
	| { kind: 'askAwareness' };

/** Reads one message. Returns null for anything that no page sends. */
export function readPageMessage(bytes: Uint8Array): PageMessage | null {
	try {
		const decoder = decoding.createDecoder(bytes);
		const message = readMessage(decoder);
		return decoding.hasContent(decoder) ? null : message;
	} catch {
		return null;
	}
}
function readMessage(decoder: decoding.Decoder): PageMessage | null {
	switch (decoding.readVarUint(decoder)) {
		case MESSAGE.sync:
			return readSync(decoder);
		case MESSAGE.awareness:
			return { kind: 'awareness', update: decoding.readVarUint8Array(decoder) };
		case MESSAGE.queryAwareness:
			return { kind: 'askAwareness' };
		default:
			return null;
	}
}
function readSync(decoder: decoding.Decoder): PageMessage | null {
	const type = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (type === messageYjsSyncStep1) return { kind: 'ask', stateVector: bytes };
	if (type === messageYjsSyncStep2) return { kind: 'update', update: bytes, complete: true };
	if (type === messageYjsUpdate) return { kind: 'update', update: bytes, complete: false };
	return null;
}

/** A Yjs state vector: the clock up to which a copy has the structs of each client. */
export type Has = ReadonlyMap<number, number>;
/**
 * Reads a state vector of at most `most` clients. If it names more, throws before it reads any. Also throws if it
 * is broken.
 */
export function readStateVector(bytes: Uint8Array, most: number): Has {
	const decoder = decoding.createDecoder(bytes);
	const count = decoding.readVarUint(decoder);
	if (count > most) throw new Error('a state vector names too many clients');
	const has = new Map<number, number>();
	for (let read = 0; read < count; read++)
		has.set(decoding.readVarUint(decoder), decoding.readVarUint(decoder));
	if (decoding.hasContent(decoder)) throw new Error('something stands behind a state vector');
	return has;
}

const message = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write);

function syncFrame(type: number, bytes: Uint8Array): Uint8Array {
	return message((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.sync);
		encoding.writeVarUint(encoder, type);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}
export const askFrame = (stateVector: Uint8Array) => syncFrame(messageYjsSyncStep1, stateVector);
export const answerFrame = (update: Uint8Array) => syncFrame(messageYjsSyncStep2, update);
/**
 * The beginning of an update message of `bytes` bytes, for updates that are too long to be copied once more.
 */
export const updateHead = (bytes: number) =>
	message((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.sync);
		encoding.writeVarUint(encoder, messageYjsUpdate);
		encoding.writeVarUint(encoder, bytes);
	});
export const updateFrame = (update: Uint8Array) => syncFrame(messageYjsUpdate, update);

/** The presence of one page as the others receive it; `state` is 'null' after it leaves. */
export interface AwarenessEntry {
	client: number;
	clock: number;
	state: string;
}
export const awarenessFrame = (entries: readonly AwarenessEntry[]) =>
	awarenessFrameOf(entries.map(encodeEntry));
/** Encodes one entry once, for several frames. */
export function encodeEntry({ client, clock, state }: AwarenessEntry): Uint8Array {
	return message((encoder) => {
		encoding.writeVarUint(encoder, client);
		encoding.writeVarUint(encoder, clock);
		encoding.writeVarString(encoder, state);
	});
}
export function awarenessFrameOf(entries: readonly Uint8Array[]): Uint8Array {
	const count = message((encoder) => encoding.writeVarUint(encoder, entries.length));
	const body = Buffer.concat([count, ...entries]);
	return message((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.awareness);
		encoding.writeVarUint8Array(encoder, body);
	});
}
/** Contains nothing, but restarts the 30 s timer with which pages detect a silent server. */
export const HEARTBEAT = awarenessFrame([]);

/** Reads the entries of a presence message. Throws on broken bytes and broken JSON. */
export function readAwareness(update: Uint8Array): { client: number; state: unknown }[] {
	const decoder = decoding.createDecoder(update);
	const entries: { client: number; state: unknown }[] = [];
	for (let left = decoding.readVarUint(decoder); left > 0; left--) {
		const client = decoding.readVarUint(decoder);
		decoding.readVarUint(decoder);
		entries.push({ client, state: JSON.parse(decoding.readVarString(decoder)) });
	}
	return entries;
}

/** `stage` is JSON. */
export function stageFrame(stage: string): Uint8Array {
	return message((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.stage);
		encoding.writeVarString(encoder, stage);
	});
}
/** Says that the first `count` document messages of a socket are committed. */
export function savedFrame(count: number): Uint8Array {
	return message((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.saved);
		encoding.writeVarUint(encoder, count);
	});
}
