/** Limits the size of each request body and of all bodies in progress together. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';
import { cutOff, type Refusal } from './refusal.ts';

/** JSON may need two bytes for one byte of a file. */
const IMPORT_BYTES = 2 * LIMITS.importBytes;
/** Bytes that a form adds to a file. */
const FORM_BYTES = 10_000;
/** The largest body that any request may have. */
export const MOST_BODY_BYTES = Math.max(IMPORT_BYTES, LIMITS.boardFileBytes + FORM_BYTES);
const MANY_LARGE_RETRY_SECONDS = 10;
/** A request older than this is cut off for a smaller one if there is no room for both. */
const SLOW_MS = 5_000;

const TOO_LARGE: Refusal = {
	status: 413,
	reason: ({ requests }) => requests.tooLarge
};
const MANY_LARGE: Refusal = {
	status: 503,
	reason: ({ requests }) => requests.manyLarge,
	retryAfterSeconds: MANY_LARGE_RETRY_SECONDS
};

/**
 * Returns a function that says why a request's body is rejected, or null. An accepted body counts until its
 * response is sent. `now` is a monotonic clock in milliseconds.
 */
export function createBodies(limits: SyncLimits, now: () => number) {
	const everybody = new Sharing(limits.largeBytes);
	const ofAddress = new Map<string, Sharing>();
	const sharingOf = (block: string) =>
		ofAddress.get(block) ?? new Sharing(limits.largeBytesOfAddress);

	function leave(one: Arriving) {
		for (const sharing of one.sharing) sharing.drop(one);
		if (ofAddress.get(one.block)?.isEmpty) ofAddress.delete(one.block);
	}
	function cut(one: Arriving) {
		leave(one);
		cutOff(one.request, MANY_LARGE);
	}
	/** Cuts off slow, larger requests if needed. Returns whether there is room for this many more bytes. */
	function makeRoom(sharing: Sharing, bytes: number): boolean {
		if (sharing.has(bytes)) return true;
		const slow = sharing.arriving(
			({ since, bytes: own }) => own > bytes && now() - since > SLOW_MS
		);
		for (let one = slow.pop(); one && !sharing.has(bytes); one = slow.pop()) cut(one);
		return sharing.has(bytes);
	}
	function arrived(one: Arriving, bytes: number) {
		if (!everybody.holds(one)) return;
		one.bytes += bytes;
		for (const sharing of one.sharing) {
			sharing.bytes += bytes;
			// More bytes arrived than there is room for, so the largest request is cut off.
			const largest = sharing.has(0) ? null : sharing.arriving().at(-1);
			if (largest) cut(largest);
		}
	}
	return (request: IncomingMessage, response: ServerResponse, address: string): Refusal | null => {
		const most = mostOf(request.url ?? '/', limits);
		const claimed = Number(request.headers['content-length'] ?? 0);
		const isUntold = request.headers['transfer-encoding'] !== undefined;
		if (claimed > most) return TOO_LARGE;
		if (isUntold) endBeyond(request, most);
		if ((isUntold ? most : claimed) <= limits.bodyBytes) return null;

		const block = blockOf(address);
		const sharing = [sharingOf(block), everybody];
		if (!sharing.every((one) => makeRoom(one, claimed))) return MANY_LARGE;
		const one: Arriving = { request, block, sharing, bytes: 0, since: now() };
		ofAddress.set(block, sharing[0] as Sharing);
		for (const each of sharing) each.add(one);
		// The body's reader attaches right after this listener. Alone, this listener would not wait for the reader.
		request.on('data', (chunk: Buffer) => arrived(one, chunk.length));
		response.once('close', () => leave(one));
		return null;
	};
}

/** A large request in progress. */
interface Arriving {
	request: IncomingMessage;
	block: string;
	sharing: readonly Sharing[];
	/** Bytes of the body that have arrived. A declared length alone reserves no room. */
	bytes: number;
	since: number;
}
/** Requests that share a limit: those of one address, or all. */
class Sharing {
	bytes = 0;
	readonly #most: number;
	readonly #all = new Set<Arriving>();

	constructor(most: number) {
		this.#most = most;
	}
	get isEmpty(): boolean {
		return this.#all.size === 0;
	}
	/** Whether there is room for this many more bytes. */
	has(bytes: number): boolean {
		return this.bytes + bytes <= this.#most;
	}
	holds(one: Arriving): boolean {
		return this.#all.has(one);
	}
	add(one: Arriving) {
		this.#all.add(one);
	}
	drop(one: Arriving) {
		if (this.#all.delete(one)) this.bytes -= one.bytes;
	}
	/** Requests whose body is still incomplete, the largest last. */
	arriving(which: (one: Arriving) => boolean = () => true): Arriving[] {
		return [...this.#all]
			.filter((one) => !one.request.complete && which(one))
			.sort((a, b) => a.bytes - b.bytes);
	}
}

function mostOf(url: string, { bodyBytes }: SyncLimits): number {
	const [path = '', query = ''] = url.split('?', 2);
	if (/^\/b\/[\w-]+\/import\/?$/.test(path)) return Math.max(bodyBytes, IMPORT_BYTES);
	if (path === '/start' && query.startsWith('/fromExport'))
		return Math.max(bodyBytes, MOST_BODY_BYTES);
	return bodyBytes;
}

/** Counts a body without a declared length as it arrives. */
function endBeyond(request: IncomingMessage, most: number) {
	let bytes = 0;
	request.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > most) request.destroy();
	});
}
