/** How much a request may bring, one by one and all that are under way together. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';
import { cutOff, type Refusal } from './refusal.ts';

/** JSON may need two bytes for what a file holds in one. */
const IMPORT_BYTES = 2 * LIMITS.importBytes;
/** What a form adds to a file. */
const FORM_BYTES = 10_000;
/** The most that any request may bring. */
export const MOST_BODY_BYTES = Math.max(IMPORT_BYTES, LIMITS.boardFileBytes + FORM_BYTES);
const MANY_LARGE_RETRY_SECONDS = 10;
/** What has been arriving for longer gives way to what is smaller, where there is no room for both. */
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
 * Returns why a request's body is not read, or null; then it is counted until its answer is sent. `now` in milliseconds
 * of a clock that only goes forward.
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
	/** Whether there is room for so many more bytes, once what arrives slowly and is larger has given way. */
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
			// More came than there is room for: the largest ends.
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
		// Beside the reader that follows at once; by itself it would not wait for one.
		request.on('data', (chunk: Buffer) => arrived(one, chunk.length));
		response.once('close', () => leave(one));
		return null;
	};
}

/** A large request that is under way. */
interface Arriving {
	request: IncomingMessage;
	block: string;
	sharing: readonly Sharing[];
	/** Bytes of its body that came so far: what it only claims to bring takes nobody's place. */
	bytes: number;
	since: number;
}
/** Those who share a bound: one address, or all. */
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
	/** Whether there is room for so many bytes more. */
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
	/** Those of which something is still to come, the largest last. */
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

/** A body that does not tell its length is counted as it comes. */
function endBeyond(request: IncomingMessage, most: number) {
	let bytes = 0;
	request.on('data', (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes > most) request.destroy();
	});
}
