/** The sheets of notes, votes, outcomes and readings. */
import type { AllMessages } from '../../../i18n/messages.ts';
import { agreementNumber, alignmentRows, type AlignmentRow } from '../../outcomes/agreement.ts';
import { dayOf } from '../../days.ts';
import { groupedNotes } from '../../items/groups.ts';
import { progressOf, readingsOf } from '../../outcomes/progress.ts';
import type { BoardRecord } from '../../board-file/schema.ts';
import type { Report } from '../report.ts';
import { notesTable } from '../tables.ts';
import { outcomesInOrder } from '../../items/traced.ts';
import type { RoundResult } from '../../types.ts';
import type { Cell, SheetOut } from './cells.ts';
import { clusterTitle } from '../../text.ts';

/** One row for each note, with the dots of its cluster. */
export function notesSheet(record: BoardRecord, m: AllMessages): SheetOut {
	const [header = [], ...rows] = notesTable(record, m);
	const { sheets, notes } = m.workbook;
	return {
		name: sheets.notes,
		columns: header.map((title) => ({
			title,
			width: title === notes.text ? 70 : title === notes.cluster ? 34 : 16
		})),
		rows
	};
}

/** One row for each problem and vote: all dots, and those of each function if the board shows them. */
export function problemsSheet(record: BoardRecord, m: AllMessages): SheetOut {
	const { sheets, problems: titles } = m.workbook;
	const { functions, rounds, chosen } = record.stage;
	const notes = new Map(groupedNotes(record).map((group) => [group.cluster?.id ?? '', group]));
	const begin = (vote: number | null, id: string, title: string): Cell[] => [
		vote,
		clusterTitle(title, m),
		chosen.includes(id) ? chosen.indexOf(id) + 1 : null,
		notes.get(id)?.notes.length ?? 0
	];
	const results = rounds.flatMap(({ result }) => (result ? [result] : []));
	const voted = results.flatMap((result, index) =>
		alignmentRows(result, functions, 'agreement', m).map((row) => [
			...begin(index + 1, row.cluster, row.title),
			result.tooFew ? null : row.dots,
			...row.cells.map((cell) => dotsIn(cell, row, result, m.alignment.heard.inTotal)),
			result.tooFew ? null : agreementNumber(row),
			row.verdict.sentence
		])
	);
	const known = new Set(results.flatMap(({ clusters }) => clusters.map(({ cluster }) => cluster)));
	const unvoted = record.clusters
		.filter(({ id, archived }) => !archived && !known.has(id))
		.map(({ id, title }) => begin(null, id, title));
	return {
		name: sheets.problems,
		columns: [
			{ title: titles.vote, width: 6, as: 'number' },
			{ title: titles.problem, width: 44 },
			{ title: titles.chosen, width: 8, as: 'number' },
			{ title: titles.notes, width: 8, as: 'number' },
			{ title: titles.dots, width: 8, as: 'number' },
			...functions.map(({ name }) => ({
				title: titles.dotsOf(name),
				width: 14,
				as: 'number' as const
			})),
			{ title: titles.agreement, width: 11, as: 'number' },
			{ title: titles.inWords, width: 40 }
		],
		rows: [...voted, ...unvoted]
	};
}
function dotsIn(
	{ fn, state }: AlignmentRow['cells'][number],
	{ cluster }: AlignmentRow,
	result: RoundResult,
	inTotal: string
): Cell {
	if (state === 'hidden') return inTotal;
	if (state === 'absent') return '–';
	return result.clusters.find((one) => one.cluster === cluster)?.byFn[fn]?.dots ?? 0;
}

/** One row for each outcome, with the newest reading. */
export function outcomesSheet(record: BoardRecord, report: Report, m: AllMessages): SheetOut {
	const { sheets, outcomes: names } = m.workbook;
	const titles = new Map(record.clusters.map(({ id, title }) => [id, title]));
	const told = new Map(
		report.problems.flatMap(({ outcomes }) => outcomes.map((one) => [one.id, one]))
	);
	const start = dayOf(record.stage.createdAt);
	const rows = outcomesInOrder(record).map((outcome, index) => {
		const { status, latest, travelled } = progressOf(
			outcome,
			readingsOf(outcome.id, record.readings),
			start
		);
		const { statement, metric, unit, direction, baseline, target, due, owner, how, source } =
			outcome;
		return [
			...[index + 1, titles.get(outcome.problem) ?? '', statement, metric, unit],
			direction === '' ? '' : names.directions[direction],
			...[baseline, target, due, owner, how, source],
			told.get(outcome.id)?.agreement?.median ?? null,
			...[latest?.day ?? '', latest?.value ?? null, travelled, m.review.status[status]]
		];
	});
	return {
		name: sheets.outcomes,
		columns: [
			{ title: names.number, width: 9, as: 'number' },
			{ title: names.problem, width: 30 },
			{ title: names.outcome, width: 50 },
			{ title: names.metric, width: 30 },
			{ title: names.unit, width: 14 },
			{ title: names.direction, width: 9 },
			{ title: names.baseline, width: 10, as: 'number' },
			{ title: names.target, width: 10, as: 'number' },
			{ title: names.due, width: 12, as: 'day' },
			{ title: names.owner, width: 16 },
			{ title: names.how, width: 34 },
			{ title: names.source, width: 24 },
			{ title: names.support, width: 10, as: 'number' },
			{ title: names.readOn, width: 13, as: 'day' },
			{ title: names.reading, width: 10, as: 'number' },
			{ title: names.travelled, width: 10, as: 'share' },
			{ title: names.status, width: 18 }
		],
		rows
	};
}

/** One row for each reading of an outcome, oldest first. */
export function readingsSheet(record: BoardRecord, m: AllMessages): SheetOut {
	const { sheets, readings: names } = m.workbook;
	const rows = outcomesInOrder(record).flatMap((outcome, index) =>
		readingsOf(outcome.id, record.readings).map(({ day, value, note }) => [
			...[index + 1, outcome.statement, outcome.metric, day, value, outcome.unit, note]
		])
	);
	return {
		name: sheets.readings,
		columns: [
			{ title: names.number, width: 9, as: 'number' },
			{ title: names.outcome, width: 50 },
			{ title: names.metric, width: 30 },
			{ title: names.day, width: 12, as: 'day' },
			{ title: names.value, width: 10, as: 'number' },
			{ title: names.unit, width: 14 },
			{ title: names.note, width: 40 }
		],
		rows
	};
}
