/** Boards as tables for spreadsheets. No cell of them runs as a formula. */
import type { AllMessages } from '../../i18n/messages.ts';
import { writeCsv, type Separator } from '../files/csv.ts';
import { groupedNotes } from '../items/groups.ts';
import { readBack } from '../outcomes/check.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { cellOf, OPTION_PARTS, scorecardOf, scoreInWords } from './technology.ts';
import { traced } from '../items/traced.ts';

/** The notes as a CSV file: see `notesTable`. */
export const notesCsv = (
	record: BoardRecord,
	m: AllMessages,
	separator: Separator = 'comma'
): string =>
	writeCsv(
		notesTable(record, m).map((row) => row.map(String)),
		{ separator }
	);

/** A row of titles and one row per note, with the dots of its cluster in each round. */
export function notesTable(
	record: BoardRecord,
	m: AllMessages
): [titles: string[], ...rows: (string | number)[][]] {
	const { notes: titles } = m.workbook;
	const { attribution, functions, rounds } = record.stage;
	const fnNames = new Map(functions.map((fn) => [fn.id, fn.name]));
	const writers = new Map(record.people.map((person) => [person.id, person.name]));
	const results = rounds.flatMap(({ result }) => (result ? [result] : []));
	const isNamed = attribution === 'named';
	const header = [
		...[titles.text, titles.kind, titles.function],
		...(isNamed ? [titles.name] : []),
		titles.cluster
	];
	const rows = groupedNotes(record).flatMap(({ cluster, notes }) => {
		const dots = results.map(({ clusters, tooFew }) => {
			const row = clusters.find((one) => one.cluster === cluster?.id);
			return row && !tooFew ? row.dots : '';
		});
		return notes.map((note) => [
			note.text,
			titles.kinds[note.kind],
			fnNames.get(note.fn) ?? '',
			...(isNamed ? [writers.get(note.by) ?? ''] : []),
			cluster?.title ?? '',
			...dots
		]);
	});
	return [[...header, ...results.map((_, index) => titles.dots(index + 1))], ...rows];
}

/**
 * The requirements as a CSV file for a tender: one row each, with its outcome and problem, so that a bidder understands
 * its purpose.
 */
export function requirementsCsv(
	record: BoardRecord,
	m: AllMessages,
	separator: Separator = 'comma'
): string {
	const { requirements: titles } = m.workbook;
	const { kinds, weights } = m.requirements;
	const rows = traced(record).map(({ number, requirement, outcome, problem }) => [
		number,
		requirement.statement,
		kinds[requirement.kind],
		weights[requirement.weight],
		outcome.statement,
		readBack(outcome, m),
		problem
	]);
	const header = [
		...[titles.number, titles.requirement, titles.kind, titles.weight],
		...[titles.outcome, titles.measured, titles.problem]
	];
	return writeCsv([header, ...rows], { separator });
}

/** A table of options against requirements: for each option its rating and the evidence. */
export function scorecardCsv(
	record: BoardRecord,
	m: AllMessages,
	separator: Separator = 'comma'
): string {
	const { requirements: titles, scorecard } = m.workbook;
	const { kinds, weights } = m.requirements;
	const { options, requirements } = scorecardOf(record);
	const rows = traced(record).map(({ number, requirement }) => [
		number,
		requirement.statement,
		kinds[requirement.kind],
		weights[requirement.weight],
		...options.flatMap((option) => {
			const { rating, evidence } = cellOf(option, requirement);
			return [m.technology.ratings[rating], evidence];
		})
	]);
	return writeCsv(
		[
			[
				...[titles.number, titles.requirement, titles.kind, titles.weight],
				...options.flatMap(({ name }) => [name, scorecard.seen(name)])
			],
			...rows,
			[
				...['', titles.score, '', ''],
				...options.flatMap((option) => [scoreInWords(option, requirements, m), ''])
			],
			...OPTION_PARTS.map((part) => [
				...['', m.technology.option[part], '', ''],
				...options.flatMap((option) => [option[part], ''])
			])
		],
		{ separator }
	);
}
