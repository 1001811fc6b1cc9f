/** Formats numbers, plurals, lists and days for a language. */
import { isDay, localDayOf } from '../workshop/days.ts';

/** A noun by plural category, as in `{ one: 'note', other: 'notes' }`. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The formats for texts of a catalogue with a number, a list or a day. `tag` is a BCP 47 language tag. */
export function formats(tag: string) {
	const plurals = new Intl.PluralRules(tag);
	const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 6 });
	const cents = new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
	const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 });
	const all = new Intl.ListFormat(tag, { type: 'conjunction' });
	const any = new Intl.ListFormat(tag, { type: 'disjunction' });
	const long = dayFormat(tag, 'long');
	const short = dayFormat(tag, 'short');
	const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' });

	const number = (value: number) => numbers.format(value);
	const plural = (n: number, forms: Forms) => forms[plurals.select(n)] ?? forms.other;
	const day = (value: string) => (isDay(value) ? long.format(Date.parse(value)) : value);
	return {
		/** A number with at most six decimal digits. */
		number,
		/** A number with two decimal digits. */
		cents: (value: number) => cents.format(value),
		/** A number in few characters, as beside a chart: "1.2k". */
		compact: (value: number) => compact.format(value),
		/** The form of a noun for a number. */
		plural,
		/** A number with its noun: "1 note", "1,200 notes". */
		count: (n: number, forms: Forms) => `${number(n)} ${plural(n, forms)}`,
		/** "a", "a and b", "a, b and c". */
		and: (words: readonly string[]) => all.format(words),
		/** The same for `n` rendered items: the index of each, with the words between them. */
		andEach: (n: number): (number | string)[] =>
			all
				.formatToParts(Array.from({ length: n }, (_, at) => String(at)))
				.map(({ type, value }) => (type === 'element' ? Number(value) : value)),
		/** "a", "a or b", "a, b or c". */
		or: (words: readonly string[]) => any.format(words),
		/** A day (YYYY-MM-DD): "30 June 2027". Any other text stays unchanged. */
		day,
		/** The short form of a day: "30 Jun 2027". */
		shortDay: (value: string) => (isDay(value) ? short.format(Date.parse(value)) : value),
		/** The time of a moment (epoch ms) in the reader's time zone: "14:05". */
		clock: (at: number) => clock.format(at),
		/** A moment (epoch ms) in the reader's time zone: "30 June 2027, 14:05". */
		moment: (at: number) => `${day(localDayOf(at))}, ${clock.format(at)}`
	};
}

const dayFormat = (tag: string, month: 'long' | 'short') =>
	new Intl.DateTimeFormat(tag, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
