/** Boards as tables for spreadsheets. No cell of them runs as a formula. */
import { writeCsv, type Separator } from '../files/csv.ts';
import { groupedNotes } from '../items/groups.ts';
import { readBack } from '../outcomes/check.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { cellOf, RATING_WORDS, scorecardOf, scoreInWords } from './technology.ts';
import { traced } from '../items/traced.ts';
import type { Option } from '../types.ts';

/** The notes as a CSV file: see `notesTable`. */
export const notesCsv = (record: BoardRecord, separator: Separator = 'comma'): string =>
	writeCsv(
		notesTable(record).map((row) => row.map(String)),
		{ separator }
	);

/** A row of titles and one row per note, with the dots that its cluster got in each round. */
export function notesTable(
	record: BoardRecord
): [titles: string[], ...rows: (string | number)[][]] {
	const { attribution, functions, rounds } = record.stage;
	const fnNames = new Map(functions.map((fn) => [fn.id, fn.name]));
	const writers = new Map(record.people.map((person) => [person.id, person.name]));
	const results = rounds.flatMap(({ result }) => (result ? [result] : []));
	const isNamed = attribution === 'named';
	const header = ['Text', 'Kind', 'Function', ...(isNamed ? ['Name'] : []), 'Cluster'];
	const rows = groupedNotes(record).flatMap(({ cluster, notes }) => {
		const dots = results.map(({ clusters, tooFew }) => {
			const row = clusters.find((one) => one.cluster === cluster?.id);
			return row && !tooFew ? row.dots : '';
		});
		return notes.map((note) => [
			note.text,
			note.kind === 'customer' ? 'customer’s words' : 'problem',
			fnNames.get(note.fn) ?? '',
			...(isNamed ? [writers.get(note.by) ?? ''] : []),
			cluster?.title ?? '',
			...dots
		]);
	});
	return [
		[...header, ...results.map((_, index) => `Dots of its cluster in round ${index + 1}`)],
		...rows
	];
}

/**
 * The requirements as a CSV file for a tender: one row each, with the outcome and the problem from which it
 * follows, so that a bidder can see what it is for.
 */
export function requirementsCsv(record: BoardRecord, separator: Separator = 'comma'): string {
	const rows = traced(record).map(({ number, requirement, outcome, problem }) => [
		number,
		requirement.statement,
		requirement.kind,
		requirement.weight,
		outcome.statement,
		readBack(outcome),
		problem
	]);
	const header = ['Number', 'Requirement', 'Kind', 'Weight', 'Outcome', 'Measured', 'Problem'];
	return writeCsv([header, ...rows], { separator });
}

/** Options against requirements: of each option what was seen, and what it was seen by. */
export function scorecardCsv(record: BoardRecord, separator: Separator = 'comma'): string {
	const { options, requirements } = scorecardOf(record);
	const rows = traced(record).map(({ number, requirement }) => [
		number,
		requirement.statement,
		requirement.kind,
		requirement.weight,
		...options.flatMap((option) => {
			const { rating, evidence } = cellOf(option, requirement);
			return [RATING_WORDS[rating], evidence];
		})
	]);
	const about: [string, (option: Option) => string][] = [
		['What its provider gets out of it', ({ motive }) => motive],
		['Who will use it', ({ users }) => users],
		['What it costs them', ({ burden }) => burden],
		['What it gives them', ({ gain }) => gain],
		['What it leaves open', ({ open }) => open]
	];
	return writeCsv(
		[
			[
				...['Number', 'Requirement', 'Kind', 'Weight'],
				...options.flatMap(({ name }) => [name, `${name}: seen`])
			],
			...rows,
			[
				...['', 'Score', '', ''],
				...options.flatMap((option) => [scoreInWords(option, requirements), ''])
			],
			...about.map(([label, of]) => [
				...['', label, '', ''],
				...options.flatMap((option) => [of(option), ''])
			])
		],
		{ separator }
	);
}
