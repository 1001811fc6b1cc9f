/** What people type when they record a reading. */
import { amountsIn } from '$lib/workshop/outcomes/from-text/amounts.ts';
import { dayInWords, isDay } from '$lib/workshop/days.ts';
import { isValue } from '$lib/workshop/rules.ts';

export type Read<T> = { ok: true; value: T } | { ok: false; problem: string };
const problem = (sentence: string): { ok: false; problem: string } => ({
	ok: false,
	problem: sentence
});

/** The one number of a line such as "29", "29,5 %" or "12 500"; or why there is none, as a sentence. */
export function readValue(line: string): Read<number> {
	const said = line.trim();
	if (said === '') return problem('What was measured? A number is enough, such as 29.');
	const amounts = amountsIn(said);
	const [amount] = amounts;
	if (!amount) return problem(`“${said}” holds no number that could be read. Try 29 or 29.5.`);
	if (amounts.length > 1)
		return problem(`“${said}” holds more than one number. Which one was measured?`);
	if (/[\d.,]$/.test(said.slice(0, amount.from)) || /^[.,]*\d/.test(said.slice(amount.to)))
		return problem(
			`“${said}” can be read in more than one way. Try 1234.5, without thousands marked.`
		);
	if (amount.low !== amount.high)
		return problem(`“${said}” is a range. Which number was measured?`);
	if (!isValue(amount.low, 'amount'))
		return problem('This number is larger than the board can hold.');
	return { ok: true, value: amount.low };
}

/** The day of a reading (`YYYY-MM-DD`), which is not later than `today`; or why it is none. */
export function readDay(day: string, today: string): Read<string> {
	if (day === '') return problem('On which day was it measured?');
	if (!isDay(day)) return problem('This is no day of the calendar.');
	if (day > today)
		return problem(`${dayInWords(day)} is still to come. A reading is of a day that has been.`);
	return { ok: true, value: day };
}

/** The day that somebody's own clock shows. */
export function dayHere(now: Date): string {
	const two = (n: number) => String(n).padStart(2, '0');
	const year = String(now.getFullYear()).padStart(4, '0');
	return `${year}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
