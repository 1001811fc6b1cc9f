/** Limits how many bytes of responses may wait for slow clients: an unread page or file stays in memory. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';

/** If too many bytes wait, responses older than this are cut off first. */
const SLOW_MS = 5_000;
/** Interval between two checks. */
export const ANSWERS_CHECK_MS = 1_000;

interface Answer {
	response: ServerResponse;
	block: string;
	since: number;
	/** Bytes of the body that wait outside the response's own buffer. */
	more: number;
}

/** All bytes that wait in responses in progress. `now` is a monotonic clock in milliseconds. */
export class Answers {
	readonly #limits: Pick<SyncLimits, 'answerBytes' | 'answerBytesOfAddress'>;
	readonly #now: () => number;
	readonly #open = new Map<IncomingMessage, Answer>();
	#timer: NodeJS.Timeout | null = null;

	constructor(limits: Pick<SyncLimits, 'answerBytes' | 'answerBytesOfAddress'>, now: () => number) {
		this.#limits = limits;
		this.#now = now;
	}

	/** Call this for each request that gets a response. */
	begin(request: IncomingMessage, response: ServerResponse, address: string) {
		this.#open.set(request, { response, block: blockOf(address), since: this.#now(), more: 0 });
		this.#timer ??= setInterval(() => this.check(), ANSWERS_CHECK_MS).unref();
		response.once('close', () => {
			this.#open.delete(request);
			if (this.#open.size > 0 || !this.#timer) return;
			clearInterval(this.#timer);
			this.#timer = null;
		});
	}
	/** Counts this many bytes for the response until it ends. */
	holds(request: IncomingMessage, bytes: number) {
		const answer = this.#open.get(request);
		if (!answer) return;
		answer.more = bytes;
		this.check();
	}
	/** If more bytes wait than allowed, closes some of the connections. */
	check() {
		const waiting = [...this.#open.values()]
			.map((answer) => ({ ...answer, bytes: answer.more + answer.response.writableLength }))
			.filter(({ bytes }) => bytes > 0);
		const byBlock = Map.groupBy(waiting, ({ block }) => block);
		const left = [...byBlock.values()].flatMap((ofAddress) =>
			this.#within(ofAddress, this.#limits.answerBytesOfAddress)
		);
		this.#within(left, this.#limits.answerBytes);
	}
	/**
	 * Cuts off responses until the rest fits within the limit: slow ones first, then the others, the largest of
	 * each first. Returns the rest.
	 */
	#within<One extends Answer & { bytes: number }>(waiting: readonly One[], most: number): One[] {
		let bytes = waiting.reduce((sum, one) => sum + one.bytes, 0);
		if (bytes <= most) return [...waiting];
		const isSlow = ({ since }: One) => this.#now() - since > SLOW_MS;
		const inOrder = [...waiting].sort(
			(a, b) => Number(isSlow(b)) - Number(isSlow(a)) || b.bytes - a.bytes
		);
		while (bytes > most) {
			const one = inOrder.shift();
			if (!one) break;
			bytes -= one.bytes;
			one.response.destroy();
		}
		return inOrder;
	}
}
