/** Days in the form `YYYY-MM-DD`, without a time zone. */

const DAY_MS = 24 * 3600 * 1000;

/** Whether this is a day in the calendar. */
export function isDay(day: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
	const ms = Date.parse(day);
	return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(day);
}
/** The day of a moment (epoch ms) in UTC. */
export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Whole days from one day to another; negative if the second is earlier. NaN if either is not a day. */
export const daysBetween = (from: string, to: string) =>
	Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The day `days` days after another. */
export const dayAfter = (day: string, days: number) => dayOf(Date.parse(day) + days * DAY_MS);

/** The day of a moment (epoch ms) in the reader's time zone. */
export const localDayOf = (at: number) => {
	const date = new Date(at);
	return dayOf(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()));
};
