/** Counts who has finished, in the same way for all parts of a page. */
import type { Sentence } from '../../i18n/messages.ts';
import type { CountRow } from '../votes/small-groups.ts';

export interface Finished {
	rows: (CountRow & { finished: number })[];
	people: number;
	/** Number of these people who are known to have finished. */
	finished: number;
}

/** `finished` comes from `Progress`; `rows` are the rows in which the board shows counts. */
export function finishedOf(
	rows: readonly CountRow[],
	finished: Readonly<Record<string, number>>
): Finished {
	const counts = rows.map((row) => {
		const done = finished[row.key] ?? 0;
		// A person who finished and left stays in the count, so that leaving lowers no number.
		return { ...row, finished: done, people: Math.max(row.people, done) };
	});
	return {
		rows: counts,
		people: counts.reduce((sum, row) => sum + row.people, 0),
		finished: counts.reduce((sum, row) => sum + row.finished, 0)
	};
}

/** Says that somebody has not finished; null if everybody has. It gives no number for small groups. */
export function unfinishedSentence(
	{ people, finished }: Finished,
	smallestGroup: number
): Sentence | null {
	const missing = people - finished;
	if (missing === 0) return null;
	return ({ steps: { closing } }) =>
		smallestGroup > 1 ? closing.perhapsUnfinished : closing.unfinished(missing);
}
