/**
 * The choices of the drop-down lists and the points of each choice. People can change the points, and every score
 * follows.
 */
import { RATINGS, REQUIREMENT_KINDS, WEIGHTS } from '../../values.ts';
import type { AllMessages } from '../../../i18n/messages.ts';
import { RATING_PARTS, WEIGHT_POINTS } from '../../triage/score.ts';
import type { Rating } from '../../types.ts';
import { cellsOf, letterOf, sheetRef, type Cell, type SheetOut } from './cells.ts';

/** A choice, and its points if it has any. */
type Scale = readonly (readonly [string, number?])[];
type ScaleName = keyof typeof COLUMN;

/** The first column of each scale; the next column contains the points. */
const COLUMN = { weight: 0, rating: 2, answer: 4, fit: 6, kind: 7 } as const;

export type Scales = ReturnType<typeof scalesIn>;

/** The sheet of all scales, and the cells that other sheets refer to. */
export function scalesIn(m: AllMessages) {
	const scaleOf = scalesOf(m);
	const sheet = sheetRef(m.workbook.sheets.scales);
	return {
		/** The cells with the choices of a scale. */
		choicesOf: (scale: ScaleName) => `${sheet}!${cellsOf(COLUMN[scale], scaleOf[scale].length)}`,
		/** A formula for the points of the choice in a cell; 0 while nothing is chosen. */
		counted(scale: 'weight' | 'answer', cell: string): string {
			const [from, to] = [letterOf(COLUMN[scale]), letterOf(COLUMN[scale] + 1)];
			const table = `${sheet}!$${from}$2:$${to}$${scaleOf[scale].length + 1}`;
			return `IFERROR(VLOOKUP(${cell},${table},2,FALSE),0)`;
		},
		/** The cells with a rating's word and with its share of the points. */
		ratingCells(rating: Rating): { word: string; part: string } {
			const row = RATINGS.indexOf(rating) + 2;
			return {
				word: `${sheet}!$${letterOf(COLUMN.rating)}$${row}`,
				part: `${sheet}!$${letterOf(COLUMN.rating + 1)}$${row}`
			};
		},
		/** The cell with the word “must”. */
		mustCell: `${sheet}!$A$2`,
		sheet: () => scalesSheet(scaleOf, m)
	};
}

const scalesOf = ({ requirements, technology, workbook }: AllMessages) => {
	const { answers, fits } = workbook.scales;
	return {
		weight: WEIGHTS.map((weight) => [requirements.weights[weight], WEIGHT_POINTS[weight]] as const),
		rating: RATINGS.map((rating) => [technology.ratings[rating], RATING_PARTS[rating]] as const),
		answer: [
			[answers.standard, 1],
			[answers.settings, 1],
			[answers.partly, 0.5],
			[answers.planned, 0],
			[answers.no, 0]
		],
		fit: [[fits.fits], [fits.partly], [fits.gap]],
		kind: REQUIREMENT_KINDS.map((kind) => [requirements.kinds[kind]] as const)
	} satisfies Record<ScaleName, Scale>;
};

function scalesSheet(
	scaleOf: Readonly<Record<ScaleName, Scale>>,
	{ workbook }: AllMessages
): SheetOut {
	const { rating, part } = workbook.scales;
	const { weight, points, answer, fit, kind } = workbook.requirements;
	const titles = [weight, points, rating, part, answer, part, fit, kind];
	const height = Math.max(...Object.values(scaleOf).map(({ length }) => length));
	const rows = Array.from({ length: height }, (_, row) => {
		const cells: Cell[] = titles.map(() => null);
		for (const name of Object.keys(COLUMN) as ScaleName[]) {
			const [choice, counts] = scaleOf[name][row] ?? [];
			cells[COLUMN[name]] = choice ?? null;
			if (counts !== undefined) cells[COLUMN[name] + 1] = counts;
		}
		return cells;
	});
	return {
		name: workbook.sheets.scales,
		columns: titles.map((title) => ({ title, width: 22 })),
		rows
	};
}
