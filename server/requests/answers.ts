/** How much of answers may wait for those who asked: a page or a file that nobody takes stays in memory. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SyncLimits } from '../sync/limits.ts';
import { blockOf } from './addresses.ts';

/** Whoever takes an answer for longer gives way first. */
const SLOW_MS = 5_000;
/** Between two looks. */
export const ANSWERS_CHECK_MS = 1_000;

interface Answer {
	response: ServerResponse;
	block: string;
	since: number;
	/** Bytes that wait to be written, beside those that the response has. */
	more: number;
}

/** What waits in all answers under way. `now` in milliseconds of a clock that only goes forward. */
export class Answers {
	readonly #limits: Pick<SyncLimits, 'answerBytes' | 'answerBytesOfAddress'>;
	readonly #now: () => number;
	readonly #open = new Map<IncomingMessage, Answer>();
	#timer: NodeJS.Timeout | null = null;

	constructor(limits: Pick<SyncLimits, 'answerBytes' | 'answerBytesOfAddress'>, now: () => number) {
		this.#limits = limits;
		this.#now = now;
	}

	/** To be told of each request that gets an answer. */
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
	/** So many bytes wait in the body of an answer until it is over. */
	holds(request: IncomingMessage, bytes: number) {
		const answer = this.#open.get(request);
		if (!answer) return;
		answer.more = bytes;
		this.check();
	}
	/** Hangs up on some where more waits than may. */
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
	/** Those that stay. Of the others the slow ones go first, and of these, as of the rest, the largest. */
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
