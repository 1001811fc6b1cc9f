/** Requirements for those who answer them, and options held against them. */
import { readBack } from '../../outcomes/check.ts';
import type { BoardRecord } from '../../board-file/schema.ts';
import { cellOf, RATING_WORDS, scorecardOf } from '../technology.ts';
import { RATINGS } from '../../rules.ts';
import { scoreOf, WEIGHT_POINTS } from '../../triage/score.ts';
import { groupedNotes } from '../../items/groups.ts';
import { traced } from '../../items/traced.ts';
import type { Option } from '../../types.ts';
import { cellsOf, letterOf, type Cell, type Column, type SheetOut } from './cells.ts';
import { choicesOf, counted, MUST_CELL, ratingCells } from './scales.ts';

/** Places of the columns that formulas name. */
const NEED = { weight: 7, points: 8, answer: 10, score: 12 } as const;

/** One row for each need, with drop-downs for us (fit or gap) and for a vendor, and the score that follows. */
export function requirementsSheet(record: BoardRecord): SheetOut {
	const fns = functionsByProblem(record);
	const needs = traced(record);
	const rows = needs.map(({ number, requirement, outcome, problem }, index) => {
		const at = (column: number) => `${letterOf(column)}${index + 2}`;
		return [
			...[number, requirement.statement, requirement.kind, outcome.statement, readBack(outcome)],
			...[problem, fns.get(outcome.problem) ?? '', requirement.weight],
			{ formula: counted('weight', at(NEED.weight)), value: WEIGHT_POINTS[requirement.weight] },
			...['', '', ''],
			{ formula: `${at(NEED.points)}*${counted('answer', at(NEED.answer))}`, value: 0 }
		];
	});
	return {
		name: 'Requirements',
		columns: [
			{ title: 'Number', width: 9 },
			{ title: 'Need', width: 52 },
			{ title: 'Kind', width: 11, choices: choicesOf('kind') },
			{ title: 'Outcome', width: 40 },
			{ title: 'Measured', width: 40 },
			{ title: 'Problem', width: 30 },
			{ title: 'Functions that named it', width: 22 },
			{ title: 'Weight', width: 9, choices: choicesOf('weight') },
			{ title: 'Points', width: 8, as: 'number' },
			{ title: 'Fit or gap', width: 14, choices: choicesOf('fit') },
			{ title: 'Vendor’s answer', width: 22, choices: choicesOf('answer') },
			{ title: 'Vendor’s remark', width: 40 },
			{ title: 'Score', width: 8, as: 'number' }
		],
		rows,
		sums: needs.length === 0 ? [] : [needSums(needs.map(({ requirement }) => requirement.weight))]
	};
}
function needSums(weights: readonly (keyof typeof WEIGHT_POINTS)[]): Cell[] {
	const points = `SUM(${cellsOf(NEED.points, weights.length)})`;
	const score = `SUM(${cellsOf(NEED.score, weights.length)})`;
	const all = weights.reduce((sum, weight) => sum + WEIGHT_POINTS[weight], 0);
	const before = Array.from({ length: NEED.points }, (_, column) =>
		column === 1 ? 'All points, and the part that the vendor reaches' : null
	);
	return [
		...before,
		{ formula: points, value: all },
		...[null, null, null],
		{ formula: `IF(${points}=0,"",${score}/${points})`, value: 0, as: 'share' }
	];
}

/** Names of the functions whose notes stand in a problem, as far as the board tells them. */
function functionsByProblem(record: BoardRecord): Map<string, string> {
	const entries = groupedNotes(record).map(({ cluster, notes }): [string, string] => {
		const named = new Set(notes.map(({ fn }) => fn));
		const fns = record.stage.functions.filter(({ id }) => named.has(id));
		return [cluster?.id ?? '', fns.map(({ name }) => name).join(', ')];
	});
	return new Map(entries);
}

/** Weight and points of a scorecard stand before its options, of which each has two columns. */
const CARD = { weight: 2, points: 3, options: 4 } as const;

/** What each option was seen to do for each need, and weighted sums that follow what is chosen. */
export function scorecardSheet(record: BoardRecord): SheetOut {
	const { options, requirements } = scorecardOf(record);
	const rows = traced(record).map(({ number, requirement }, index) => [
		...[number, requirement.statement, requirement.weight],
		{
			formula: counted('weight', `${letterOf(CARD.weight)}${index + 2}`),
			value: WEIGHT_POINTS[requirement.weight]
		},
		...options.flatMap((option) => {
			const { rating, evidence } = cellOf(option, requirement);
			return [RATING_WORDS[rating], evidence];
		})
	]);
	const columns = options.flatMap((option): Column[] => {
		const name = option.name || 'An option without a name';
		return [
			{ title: name, width: 14, choices: choicesOf('rating') },
			{ title: `${name}: seen`, width: 36 }
		];
	});
	return {
		name: 'Scorecard',
		columns: [
			{ title: 'Number', width: 9 },
			{ title: 'Need', width: 52 },
			{ title: 'Weight', width: 9, choices: choicesOf('weight') },
			{ title: 'Points', width: 8, as: 'number' },
			...columns
		],
		rows,
		sums: rows.length > 0 ? scoreRows(options, requirements) : [],
		remarks: aboutRows(options)
	};
}

function scoreRows(
	options: readonly Option[],
	requirements: Parameters<typeof scoreOf>[1]
): Cell[][] {
	const rows = requirements.length;
	const points = cellsOf(CARD.points, rows);
	const cells = (option: number) => cellsOf(CARD.options + 2 * option, rows);
	const line = (label: string, of: (option: Option, index: number) => Cell): Cell[] => [
		...['', label, '', ''],
		...options.flatMap((option, index) => [of(option, index), ''])
	];
	return [
		line('Score', (option, index) => {
			const parts = RATINGS.map(ratingCells).map(
				({ word, part }) => `SUMIF(${cells(index)},${word},${points})*${part}`
			);
			return {
				formula: `IF(SUM(${points})=0,"",(${parts.join('+')})/SUM(${points}))`,
				value: scoreOf(option, requirements).value ?? '',
				as: 'share'
			};
		}),
		line('Needs that were not shown', (option, index) => ({
			formula: `COUNTIF(${cells(index)},${ratingCells('unshown').word})`,
			value: scoreOf(option, requirements).unshown,
			as: 'number'
		})),
		line('Musts that it fails', (option, index) => ({
			formula: `COUNTIFS(${cells(index)},${ratingCells('fails').word},${cellsOf(CARD.weight, rows)},${MUST_CELL})`,
			value: scoreOf(option, requirements).failedMusts,
			as: 'number'
		}))
	];
}
const ABOUT: readonly [string, (option: Option) => string][] = [
	['What its provider gets out of it', ({ motive }) => motive],
	['Who will use it', ({ users }) => users],
	['What it costs them', ({ burden }) => burden],
	['What it gives them', ({ gain }) => gain],
	['What it leaves open', ({ open }) => open]
];
const aboutRows = (options: readonly Option[]): Cell[][] =>
	options.length === 0
		? []
		: ABOUT.map(([label, of]) => [
				...['', label, '', ''],
				...options.flatMap((option) => ['', of(option)])
			]);
