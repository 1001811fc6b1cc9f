/** The sheet of requirements for vendors, and the scorecard of options. */
import type { Option } from '../../items/shapes.ts';
import { RATINGS } from '../../values.ts';
import type { AllMessages } from '../../../i18n/messages.ts';
import { readBack } from '../../outcomes/check.ts';
import type { BoardRecord } from '../../board-file/schema.ts';
import { cellOf, OPTION_PARTS, scorecardOf } from '../technology.ts';
import { scoreOf, WEIGHT_POINTS } from '../../triage/score.ts';
import { groupedNotes } from '../../items/groups.ts';
import { traced } from '../../items/traced.ts';
import { cellsOf, letterOf, type Cell, type Column, type SheetOut } from './cells.ts';
import type { Scales } from './scales.ts';

/** Indexes of the columns that formulas refer to. */
const NEED = { weight: 7, points: 8, answer: 10, score: 12 } as const;

/** One row for each requirement, with drop-down lists for us (fit or gap) and for a vendor, and the resulting score. */
export function requirementsSheet(
	record: BoardRecord,
	m: AllMessages,
	{ choicesOf, counted }: Scales
): SheetOut {
	const { sheets, requirements: titles } = m.workbook;
	const { kinds, weights } = m.requirements;
	const fns = functionsByProblem(record);
	const needs = traced(record);
	const rows = needs.map(({ number, requirement, outcome, problem }, index) => {
		const at = (column: number) => `${letterOf(column)}${index + 2}`;
		return [
			...[number, requirement.statement, kinds[requirement.kind]],
			...[outcome.statement, readBack(outcome, m)],
			...[problem, fns.get(outcome.problem) ?? '', weights[requirement.weight]],
			{ formula: counted('weight', at(NEED.weight)), value: WEIGHT_POINTS[requirement.weight] },
			...['', '', ''],
			{ formula: `${at(NEED.points)}*${counted('answer', at(NEED.answer))}`, value: 0 }
		];
	});
	return {
		name: sheets.requirements,
		columns: [
			{ title: titles.number, width: 9 },
			{ title: titles.need, width: 52 },
			{ title: titles.kind, width: 11, choices: choicesOf('kind') },
			{ title: titles.outcome, width: 40 },
			{ title: titles.measured, width: 40 },
			{ title: titles.problem, width: 30 },
			{ title: titles.functions, width: 22 },
			{ title: titles.weight, width: 9, choices: choicesOf('weight') },
			{ title: titles.points, width: 8, as: 'number' },
			{ title: titles.fit, width: 14, choices: choicesOf('fit') },
			{ title: titles.answer, width: 22, choices: choicesOf('answer') },
			{ title: titles.remark, width: 40 },
			{ title: titles.score, width: 8, as: 'number' }
		],
		rows,
		sums:
			needs.length === 0
				? []
				: [
						needSums(
							needs.map(({ requirement }) => requirement.weight),
							titles.sums
						)
					]
	};
}
function needSums(weights: readonly (keyof typeof WEIGHT_POINTS)[], title: string): Cell[] {
	const points = `SUM(${cellsOf(NEED.points, weights.length)})`;
	const score = `SUM(${cellsOf(NEED.score, weights.length)})`;
	const all = weights.reduce((sum, weight) => sum + WEIGHT_POINTS[weight], 0);
	const before = Array.from({ length: NEED.points }, (_, column) => (column === 1 ? title : null));
	return [
		...before,
		{ formula: points, value: all },
		...[null, null, null],
		{ formula: `IF(${points}=0,"",${score}/${points})`, value: 0, as: 'share' }
	];
}

/** Names of the functions with notes in a problem, as far as the board shows them. */
function functionsByProblem(record: BoardRecord): Map<string, string> {
	const entries = groupedNotes(record).map(({ cluster, notes }): [string, string] => {
		const named = new Set(notes.map(({ fn }) => fn));
		const fns = record.stage.functions.filter(({ id }) => named.has(id));
		return [cluster?.id ?? '', fns.map(({ name }) => name).join(', ')];
	});
	return new Map(entries);
}

/** Columns of a scorecard: weight and points come before the options, which have two columns each. */
const CARD = { weight: 2, points: 3, options: 4 } as const;

/** The rating of each option for each requirement, and weighted sums that follow the chosen ratings. */
export function scorecardSheet(record: BoardRecord, m: AllMessages, scales: Scales): SheetOut {
	const { sheets, requirements: titles, scorecard } = m.workbook;
	const { options, requirements } = scorecardOf(record);
	const rows = traced(record).map(({ number, requirement }, index) => [
		...[number, requirement.statement, m.requirements.weights[requirement.weight]],
		{
			formula: scales.counted('weight', `${letterOf(CARD.weight)}${index + 2}`),
			value: WEIGHT_POINTS[requirement.weight]
		},
		...options.flatMap((option) => {
			const { rating, evidence } = cellOf(option, requirement);
			return [m.technology.ratings[rating], evidence];
		})
	]);
	const columns = options.flatMap((option): Column[] => {
		const name = option.name || m.technology.options.unnamed;
		return [
			{ title: name, width: 14, choices: scales.choicesOf('rating') },
			{ title: scorecard.seen(name), width: 36 }
		];
	});
	return {
		name: sheets.scorecard,
		columns: [
			{ title: titles.number, width: 9 },
			{ title: titles.need, width: 52 },
			{ title: titles.weight, width: 9, choices: scales.choicesOf('weight') },
			{ title: titles.points, width: 8, as: 'number' },
			...columns
		],
		rows,
		sums: rows.length > 0 ? scoreRows(options, requirements, m, scales) : [],
		remarks: aboutRows(options, m)
	};
}

function scoreRows(
	options: readonly Option[],
	requirements: Parameters<typeof scoreOf>[1],
	{ workbook }: AllMessages,
	{ ratingCells, mustCell }: Scales
): Cell[][] {
	const { unshown, failedMusts } = workbook.scorecard;
	const rows = requirements.length;
	const points = cellsOf(CARD.points, rows);
	const cells = (option: number) => cellsOf(CARD.options + 2 * option, rows);
	const line = (label: string, of: (option: Option, index: number) => Cell): Cell[] => [
		...['', label, '', ''],
		...options.flatMap((option, index) => [of(option, index), ''])
	];
	return [
		line(workbook.requirements.score, (option, index) => {
			const parts = RATINGS.map(ratingCells).map(
				({ word, part }) => `SUMIF(${cells(index)},${word},${points})*${part}`
			);
			return {
				formula: `IF(SUM(${points})=0,"",(${parts.join('+')})/SUM(${points}))`,
				value: scoreOf(option, requirements).value ?? '',
				as: 'share'
			};
		}),
		line(unshown, (option, index) => ({
			formula: `COUNTIF(${cells(index)},${ratingCells('unshown').word})`,
			value: scoreOf(option, requirements).unshown,
			as: 'number'
		})),
		line(failedMusts, (option, index) => ({
			formula: `COUNTIFS(${cells(index)},${ratingCells('fails').word},${cellsOf(CARD.weight, rows)},${mustCell})`,
			value: scoreOf(option, requirements).failedMusts,
			as: 'number'
		}))
	];
}
const aboutRows = (options: readonly Option[], { technology }: AllMessages): Cell[][] =>
	options.length === 0
		? []
		: OPTION_PARTS.map((part) => [
				...['', technology.option[part], '', ''],
				...options.flatMap((option) => ['', option[part]])
			]);
