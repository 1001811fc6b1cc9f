/** Days as people write them down: `YYYY-MM-DD`, of no time zone. */

const DAY_MS = 24 * 3600 * 1000;

/** Whether this is a day of the calendar. */
export function isDay(day: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
	const ms = Date.parse(day);
	return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day);
}
/** The day of a moment (epoch ms) in UTC. */
export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Whole days from one day to another; negative if it is earlier. NaN where one of them is none. */
export const daysBetween = (from: string, to: string) =>
	Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The day so many days after another. */
export const dayAfter = (day: string, days: number) => dayOf(Date.parse(day) + days * DAY_MS);

const LONG = new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC'
});
/** The reader's day of a moment (epoch ms). */
export const localDayOf = (at: number) => {
	const date = new Date(at);
	return dayOf(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()));
};
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
/** The reader's time of a moment (epoch ms): "14:05". */
export const clockInWords = (at: number) => CLOCK.format(at);
/** A moment (epoch ms) as its reader's clock and calendar say it: "30 June 2027, 14:05". */
export const momentInWords = (at: number) => `${dayInWords(localDayOf(at))}, ${clockInWords(at)}`;

const SHORT = new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'short',
	year: 'numeric',
	timeZone: 'UTC'
});
/** The same where there is little room, as beside a chart: "30 Jun 2027". */
export const dayInShort = (day: string) => (isDay(day) ? SHORT.format(Date.parse(day)) : day);

/** As it is read: "30 June 2027". What is no day stays as it is. */
export const dayInWords = (day: string) => (isDay(day) ? LONG.format(Date.parse(day)) : day);
