/** Parses the input of a person who records a reading. */
import { isValue } from '$lib/workshop/values.ts';
import { amountsIn } from '$lib/workshop/outcomes/from-text/amounts.ts';
import type { Sentence } from '$lib/i18n/messages.ts';
import { isDay } from '$lib/workshop/days.ts';

export type Read<T> = { ok: true; value: T } | { ok: false; problem: Sentence };
const problem = (sentence: Sentence): { ok: false; problem: Sentence } => ({
	ok: false,
	problem: sentence
});

/** Parses the single number in a line such as "29", "29,5 %" or "12 500", or gives the reason why there is none. */
export function readValue(line: string): Read<number> {
	const said = line.trim();
	if (said === '') return problem((m) => m.review.reading.noValue);
	const amounts = amountsIn(said);
	const [amount] = amounts;
	if (!amount) return problem((m) => m.review.reading.noNumber(said));
	if (amounts.length > 1) return problem((m) => m.review.reading.twoNumbers(said));
	if (/[\d.,]$/.test(said.slice(0, amount.from)) || /^[.,]*\d/.test(said.slice(amount.to)))
		return problem((m) => m.review.reading.unclear(said));
	if (amount.low !== amount.high) return problem((m) => m.review.reading.range(said));
	if (!isValue(amount.low, 'amount')) return problem((m) => m.review.reading.tooLarge);
	return { ok: true, value: amount.low };
}

/**
 * Parses the day of a reading (`YYYY-MM-DD`), which must not be later than `today`, or gives the reason why it is
 * invalid.
 */
export function readDay(day: string, today: string): Read<string> {
	if (day === '') return problem((m) => m.review.reading.noDay);
	if (!isDay(day)) return problem((m) => m.review.reading.notADay);
	if (day > today) return problem((m) => m.review.reading.future(day));
	return { ok: true, value: day };
}

/** Today by the person's own clock. */
export function dayHere(now: Date): string {
	const two = (n: number) => String(n).padStart(2, '0');
	const year = String(now.getFullYear()).padStart(4, '0');
	return `${year}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
