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

/** The reader's day of a moment (epoch ms). */
export const localDayOf = (at: number) => {
	const date = new Date(at);
	return dayOf(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()));
};
