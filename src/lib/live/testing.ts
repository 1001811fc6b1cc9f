/** A server without a network, for tests of the page's connection. */
import { createDecoder, readVarUint } from 'lib0/decoding';
import {
	createEncoder,
	length,
	toUint8Array,
	writeVarString,
	writeVarUint,
	writeVarUint8Array
} from 'lib0/encoding';
import { readSyncMessage, writeSyncStep1 } from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE } from '../workshop/wire.ts';
import { documentMessage } from './counting-socket.ts';

type Closing = { code: number; reason: string };

/** Implements the y-websocket protocol, one document per path. Commits at once unless told to wait. */
export class FakeServer {
	readonly sockets: FakeSocket[] = [];
	readonly docs = new Map<string, Y.Doc>();
	up = true;
	commits = true;
	/** Paths whose sockets hang before they open. */
	readonly hangs = new Set<string>();
	/** Changes sent to these paths are rejected, always or this many times: the socket is closed instead. */
	readonly refusals = new Map<string, Closing & { times?: number }>();
	/** The socket class that a page uses. */
	readonly Socket: typeof WebSocket;

	constructor() {
		const open = (socket: FakeSocket) => this.#open(socket);
		this.Socket = class extends FakeSocket {
			constructor(url: string) {
				super(url, open);
			}
		} as unknown as typeof WebSocket;
	}
	doc(path: string): Y.Doc {
		const doc = this.docs.get(path) ?? new Y.Doc();
		this.docs.set(path, doc);
		return doc;
	}
	/** The sockets of a path that are open now. */
	open(path: string): FakeSocket[] {
		return this.sockets.filter((socket) => socket.path === path && socket.readyState === 1);
	}
	/** Commits the received changes and reports it. */
	commit() {
		this.commits = true;
		for (const socket of this.sockets) socket.acknowledge();
	}
	close(code: number) {
		for (const socket of [...this.sockets]) socket.end(code);
	}

	#open(socket: FakeSocket) {
		this.sockets.push(socket);
		if (this.hangs.has(socket.path)) return;
		queueMicrotask(() => (this.up ? socket.begin(this) : socket.end(1006)));
	}
}

export class FakeSocket {
	readonly OPEN = 1;
	static readonly OPEN = 1;
	readonly path: string;
	/** The query of the address. */
	readonly query: string;
	readyState = 0;
	onopen: (() => void) | null = null;
	onmessage: ((event: { data: Uint8Array }) => void) | null = null;
	onclose: ((event: Closing) => void) | null = null;
	onerror: (() => void) | null = null;
	#server: FakeServer | null = null;
	#received = 0;
	/** Presence messages that the page sent. */
	presenceSent = 0;

	constructor(url: string, open: (socket: FakeSocket) => void) {
		({ pathname: this.path, search: this.query } = new URL(url));
		open(this);
	}
	begin(server: FakeServer) {
		this.#server = server;
		this.readyState = 1;
		this.onopen?.();
	}
	/** The page sends. */
	send(frame: Uint8Array) {
		if (!this.#server || this.readyState !== 1) return;
		const isDocument = documentMessage(frame) !== null;
		const decoder = createDecoder(frame);
		const kind = readVarUint(decoder);
		if (kind === MESSAGE.awareness) this.presenceSent += 1;
		if (kind !== MESSAGE.sync) return;
		const doc = this.#server.doc(this.path);
		const refusal = this.#server.refusals.get(this.path);
		if (isDocument && refusal && bringsSomething(doc, frame)) {
			if (refusal.times !== undefined && --refusal.times === 0)
				this.#server.refusals.delete(this.path);
			return this.end(refusal.code, refusal.reason);
		}
		const answer = createEncoder();
		writeVarUint(answer, MESSAGE.sync);
		readSyncMessage(decoder, answer, doc, this);
		if (length(answer) > 1) {
			this.receive(toUint8Array(answer));
			this.receive(message(MESSAGE.sync, (encoder) => writeSyncStep1(encoder, doc)));
		}
		if (isDocument) this.#received += 1;
		if (isDocument && this.#server.commits) this.acknowledge();
	}
	acknowledge() {
		if (this.readyState === 1)
			this.receive(message(MESSAGE.saved, (encoder) => writeVarUint(encoder, this.#received)));
	}
	push(stage: unknown) {
		this.receive(
			message(MESSAGE.stage, (encoder) => writeVarString(encoder, JSON.stringify(stage)))
		);
	}
	/** Sends others' presence to the page, by Yjs client id. */
	present(states: Readonly<Record<number, unknown>>, clock: number) {
		const body = createEncoder();
		writeVarUint(body, Object.keys(states).length);
		for (const [client, state] of Object.entries(states)) {
			writeVarUint(body, Number(client));
			writeVarUint(body, clock);
			writeVarString(body, JSON.stringify(state));
		}
		this.receive(
			message(MESSAGE.awareness, (encoder) => writeVarUint8Array(encoder, toUint8Array(body)))
		);
	}
	/** The page receives. */
	receive(data: Uint8Array) {
		this.onmessage?.({ data });
	}
	/** The page closes. */
	close() {
		this.readyState = 3;
	}
	/** The server closes, or cannot be reached. */
	end(code: number, reason = '') {
		if (this.readyState === 3) return;
		this.readyState = 3;
		this.onclose?.({ code, reason });
	}
}

/** Whether a frame with an update changes a document. */
function bringsSomething(doc: Y.Doc, frame: Uint8Array): boolean {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	let changes = false;
	copy.on('update', () => (changes = true));
	const decoder = createDecoder(frame);
	readVarUint(decoder);
	readSyncMessage(decoder, createEncoder(), copy, null);
	return changes;
}
function message(kind: number, write: (encoder: ReturnType<typeof createEncoder>) => void) {
	const encoder = createEncoder();
	writeVarUint(encoder, kind);
	write(encoder);
	return toUint8Array(encoder);
}
