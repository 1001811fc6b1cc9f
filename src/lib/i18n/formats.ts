/** Numbers, plurals, lists and days as a language writes them. */
import { isDay, localDayOf } from '../workshop/days.ts';

/** A noun by plural category, as in `{ one: 'note', other: 'notes' }`. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** What a catalogue says with a number, a list or a day in it. `tag` is a BCP 47 language tag. */
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
		/** With at most six digits behind the point. */
		number,
		/** With two digits behind the point. */
		cents: (value: number) => cents.format(value),
		/** In few characters, as beside a chart: "1.2k". */
		compact: (value: number) => compact.format(value),
		/** The form of a noun that goes with a number. */
		plural,
		/** A number with its noun: "1 note", "1,200 notes". */
		count: (n: number, forms: Forms) => `${number(n)} ${plural(n, forms)}`,
		/** "a", "a and b", "a, b and c". */
		and: (words: readonly string[]) => all.format(words),
		/** The same of so many things that are drawn: each by its place, with the words between them. */
		andEach: (n: number): (number | string)[] =>
			all
				.formatToParts(Array.from({ length: n }, (_, at) => String(at)))
				.map(({ type, value }) => (type === 'element' ? Number(value) : value)),
		/** "a", "a or b", "a, b or c". */
		or: (words: readonly string[]) => any.format(words),
		/** A day (YYYY-MM-DD): "30 June 2027". What is no day stays as it is. */
		day,
		/** The same where there is little room: "30 Jun 2027". */
		shortDay: (value: string) => (isDay(value) ? short.format(Date.parse(value)) : value),
		/** The reader's time of a moment (epoch ms): "14:05". */
		clock: (at: number) => clock.format(at),
		/** A moment (epoch ms) by the reader's clock and calendar: "30 June 2027, 14:05". */
		moment: (at: number) => `${day(localDayOf(at))}, ${clock.format(at)}`
	};
}

const dayFormat = (tag: string, month: 'long' | 'short') =>
	new Intl.DateTimeFormat(tag, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
