/** What the drop-downs offer and what each choice counts. People may change the numbers: every score follows. */
import { RATING_WORDS } from '../technology.ts';
import { RATINGS, REQUIREMENT_KINDS, WEIGHTS } from '../../rules.ts';
import { RATING_PARTS, WEIGHT_POINTS } from '../../triage/score.ts';
import type { Rating } from '../../types.ts';
import { cellsOf, letterOf, type Cell, type SheetOut } from './cells.ts';

export const SCALES = 'Scales';

/** A choice, and what it counts where it counts anything. */
type Scale = readonly (readonly [string, number?])[];
const SCALE_OF = {
	weight: WEIGHTS.map((weight) => [weight, WEIGHT_POINTS[weight]] as const),
	rating: RATINGS.map((rating) => [RATING_WORDS[rating], RATING_PARTS[rating]] as const),
	answer: [
		['yes, as it stands', 1],
		['yes, by settings', 1],
		['partly, or by extra work', 0.5],
		['planned', 0],
		['no', 0]
	],
	fit: [['fits'], ['fits in part'], ['gap']],
	kind: REQUIREMENT_KINDS.map((kind) => [kind] as const)
} as const satisfies Record<string, Scale>;
type ScaleName = keyof typeof SCALE_OF;

/** The first column of each scale; what its choices count stands in the one behind. */
const COLUMN = { weight: 0, rating: 2, answer: 4, fit: 6, kind: 7 } as const;
const TITLES = [
	...['Weight', 'Points', 'Rating', 'Part of the points', 'Vendor’s answer'],
	...['Part of the points', 'Fit or gap', 'Kind']
];

/** The cells that hold the choices of a scale. */
export const choicesOf = (scale: ScaleName) =>
	`${SCALES}!${cellsOf(COLUMN[scale], SCALE_OF[scale].length)}`;

/** A formula for what the choice in a cell counts; 0 while nothing is chosen. */
export function counted(scale: 'weight' | 'answer', cell: string): string {
	const [from, to] = [letterOf(COLUMN[scale]), letterOf(COLUMN[scale] + 1)];
	const table = `${SCALES}!$${from}$2:$${to}$${SCALE_OF[scale].length + 1}`;
	return `IFERROR(VLOOKUP(${cell},${table},2,FALSE),0)`;
}
/** The cells with a rating's word and with its part of the points. */
export function ratingCells(rating: Rating): { word: string; part: string } {
	const row = RATINGS.indexOf(rating) + 2;
	return {
		word: `${SCALES}!$${letterOf(COLUMN.rating)}$${row}`,
		part: `${SCALES}!$${letterOf(COLUMN.rating + 1)}$${row}`
	};
}
/** The cell with the word “must”. */
export const MUST_CELL = `${SCALES}!$A$2`;

export function scalesSheet(): SheetOut {
	const scales: readonly Scale[] = Object.values(SCALE_OF);
	const height = Math.max(...scales.map(({ length }) => length));
	const rows = Array.from({ length: height }, (_, row) => {
		const cells: Cell[] = TITLES.map(() => null);
		for (const name of Object.keys(COLUMN) as ScaleName[]) {
			const scale: Scale = SCALE_OF[name];
			const [choice, counts] = scale[row] ?? [];
			cells[COLUMN[name]] = choice ?? null;
			if (counts !== undefined) cells[COLUMN[name] + 1] = counts;
		}
		return cells;
	});
	return { name: SCALES, columns: TITLES.map((title) => ({ title, width: 22 })), rows };
}
