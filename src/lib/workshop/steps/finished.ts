/** Who has finished, as all parts of a page count it. */
import type { Sentence } from '../../i18n/messages.ts';
import type { CountRow } from '../votes/small-groups.ts';

export interface Finished {
	rows: (CountRow & { finished: number })[];
	people: number;
	/** Of them, those who are known to have finished. */
	finished: number;
}

/** `finished` is that of `Progress`, `rows` are those in which the board tells counts. */
export function finishedOf(
	rows: readonly CountRow[],
	finished: Readonly<Record<string, number>>
): Finished {
	const counts = rows.map((row) => {
		const done = finished[row.key] ?? 0;
		// Whoever finished and went away stays in the count, so that nobody's leaving lowers it.
		return { ...row, finished: done, people: Math.max(row.people, done) };
	});
	return {
		rows: counts,
		people: counts.reduce((sum, row) => sum + row.people, 0),
		finished: counts.reduce((sum, row) => sum + row.finished, 0)
	};
}

/** Says that somebody has not finished; null where everybody has. Of small groups no number is told. */
export function unfinishedSentence(
	{ people, finished }: Finished,
	smallestGroup: number
): Sentence | null {
	const missing = people - finished;
	if (missing === 0) return null;
	return ({ steps: { closing } }) =>
		smallestGroup > 1 ? closing.perhapsUnfinished : closing.unfinished(missing);
}
