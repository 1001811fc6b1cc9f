/** What was said, voted and aimed at, as sheets. */
import type { ReportMessages } from '../../../i18n/messages.ts';
import { agreementNumber, alignmentRows, type AlignmentRow } from '../../outcomes/agreement.ts';
import { dayOf } from '../../days.ts';
import { groupedNotes } from '../../items/groups.ts';
import { progressOf, readingsOf, STATUS_WORDS } from '../../outcomes/progress.ts';
import type { BoardRecord } from '../../board-file/schema.ts';
import type { Report } from '../report.ts';
import { notesTable } from '../tables.ts';
import { outcomesInOrder } from '../../items/traced.ts';
import type { RoundResult } from '../../types.ts';
import type { Cell, SheetOut } from './cells.ts';
import { clusterTitle } from '../../text.ts';

/** One row for each note, with the dots of its cluster. */
export function notesSheet(record: BoardRecord): SheetOut {
	const [header = [], ...rows] = notesTable(record);
	return {
		name: 'Notes',
		columns: header.map((title) => ({
			title,
			width: title === 'Text' ? 70 : title === 'Cluster' ? 34 : 16
		})),
		rows
	};
}

/** One row for each problem and vote: all dots and those of each function, as far as the board shows them. */
export function problemsSheet(record: BoardRecord, m: ReportMessages): SheetOut {
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
		alignmentRows(result, functions, 'agreement').map((row) => [
			...begin(index + 1, row.cluster, row.title),
			result.tooFew ? null : row.dots,
			...row.cells.map((cell) => dotsIn(cell, row, result)),
			result.tooFew ? null : agreementNumber(row),
			row.verdict.sentence
		])
	);
	const known = new Set(results.flatMap(({ clusters }) => clusters.map(({ cluster }) => cluster)));
	const unvoted = record.clusters
		.filter(({ id, archived }) => !archived && !known.has(id))
		.map(({ id, title }) => begin(null, id, title));
	return {
		name: 'Problems and votes',
		columns: [
			{ title: 'Vote', width: 6, as: 'number' },
			{ title: 'Problem', width: 44 },
			{ title: 'Chosen', width: 8, as: 'number' },
			{ title: 'Notes', width: 8, as: 'number' },
			{ title: 'Dots', width: 8, as: 'number' },
			...functions.map(({ name }) => ({
				title: `${name}: dots`,
				width: 14,
				as: 'number' as const
			})),
			{ title: 'Agreement', width: 11, as: 'number' },
			{ title: 'In words', width: 40 }
		],
		rows: [...voted, ...unvoted]
	};
}
function dotsIn(
	{ fn, state }: AlignmentRow['cells'][number],
	{ cluster }: AlignmentRow,
	result: RoundResult
): Cell {
	if (state === 'hidden') return 'in the total';
	if (state === 'absent') return '–';
	return result.clusters.find((one) => one.cluster === cluster)?.byFn[fn]?.dots ?? 0;
}

/** One row for each outcome, with the newest reading. */
export function outcomesSheet(record: BoardRecord, report: Report): SheetOut {
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
			direction === '' ? '' : direction === 'up' ? 'more' : 'less',
			...[baseline, target, due, owner, how, source],
			told.get(outcome.id)?.agreement?.median ?? null,
			...[latest?.day ?? '', latest?.value ?? null, travelled, STATUS_WORDS[status]]
		];
	});
	return {
		name: 'Outcomes',
		columns: [
			{ title: 'Number', width: 9, as: 'number' },
			{ title: 'Problem', width: 30 },
			{ title: 'Outcome', width: 50 },
			{ title: 'Measured by', width: 30 },
			{ title: 'Unit', width: 14 },
			{ title: 'Better is', width: 9 },
			{ title: 'Today', width: 10, as: 'number' },
			{ title: 'Target', width: 10, as: 'number' },
			{ title: 'By', width: 12, as: 'day' },
			{ title: 'Owner', width: 16 },
			{ title: 'How', width: 34 },
			{ title: 'Source', width: 24 },
			{ title: 'Support, 0 to 5', width: 10, as: 'number' },
			{ title: 'Last reading on', width: 13, as: 'day' },
			{ title: 'Last reading', width: 10, as: 'number' },
			{ title: 'Part of the way', width: 10, as: 'share' },
			{ title: 'Status', width: 18 }
		],
		rows
	};
}

/** One row for each reading of an outcome, oldest first. */
export function readingsSheet(record: BoardRecord): SheetOut {
	const rows = outcomesInOrder(record).flatMap((outcome, index) =>
		readingsOf(outcome.id, record.readings).map(({ day, value, note }) => [
			...[index + 1, outcome.statement, outcome.metric, day, value, outcome.unit, note]
		])
	);
	return {
		name: 'Readings',
		columns: [
			{ title: 'Outcome', width: 9, as: 'number' },
			{ title: 'What is different', width: 50 },
			{ title: 'Measured by', width: 30 },
			{ title: 'Day', width: 12, as: 'day' },
			{ title: 'Value', width: 10, as: 'number' },
			{ title: 'Unit', width: 14 },
			{ title: 'Remark', width: 40 }
		],
		rows
	};
}
