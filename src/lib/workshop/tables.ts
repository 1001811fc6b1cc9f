/** Boards as tables for spreadsheets. No cell of them runs as a formula. */
import { writeCsv } from './csv.ts';
import { groupedNotes } from './groups.ts';
import type { BoardRecord } from './record.ts';

/** The notes as a CSV file: one row per note, with the dots that its cluster got in each round. */
export function notesCsv(record: BoardRecord): string {
	const { attribution, functions, rounds } = record.stage;
	const fnNames = new Map(functions.map((fn) => [fn.id, fn.name]));
	const writers = new Map(record.people.map((person) => [person.id, person.name]));
	const results = rounds.flatMap(({ result }) => (result ? [result] : []));
	const isNamed = attribution === 'named';
	const header = ['Text', 'Kind', 'Function', ...(isNamed ? ['Name'] : []), 'Cluster'];
	const rows = groupedNotes(record).flatMap(({ cluster, notes }) => {
		const dots = results.map(({ clusters }) => {
			const row = clusters.find((one) => one.cluster === cluster?.id);
			return row ? String(row.dots) : '';
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
	return writeCsv([
		[...header, ...results.map((_, index) => `Dots in round ${index + 1}`)],
		...rows
	]);
}
