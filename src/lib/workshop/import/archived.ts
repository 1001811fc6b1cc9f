/**
 * Finds rows that somebody had archived in another tool, which exports them anyway, such as the archived cards of
 * Trello.
 */
import { folded, isVisible } from '../clean-text.ts';
import type { Table } from './table.ts';

const setOf = (names: string) => new Set(names.split(',').map(folded));
/** Columns with yes or no. */
const FLAGS =
	setOf(`archived, is archived, archived?, closed, is closed, closed?, deleted, is deleted,
	card archived, card closed, archiviert, geschlossen, gelöscht, archivé, archivée, fermé, fermée, supprimé,
	supprimée, archivado, archivada, cerrado, cerrada, eliminado, eliminada`);
const YES = setOf('true, yes, y, x, 1, ✓, ✔, ja, wahr, oui, vrai, sí, si, verdadero');
const NO = setOf('false, no, n, 0, nein, falsch, non, faux, falso');
/** Columns that hold only the day on which the row was archived. */
const DAYS =
	setOf(`archived at, archived on, archive date, date archived, archived date, deleted at,
	archiviert am, archivé le, archivado el`);
/**
 * Columns with one of several states, and the states that mean archived. A closed issue may still be a problem, so it
 * does not count.
 */
const STATES = setOf('status, state, zustand, statut, état, estado');
const ARCHIVED = setOf('archived, archiviert, archivé, archivée, archivado, archivada');

/** Whether a row of this table was archived in the tool it comes from. */
export function archivedIn({
	header,
	hasHeader,
	rows
}: Table): (row: readonly string[]) => boolean {
	if (!hasHeader) return () => false;
	const tests = header.flatMap((name, index) => {
		const test = testOf(folded(name));
		if (test === null) return [];
		const cells = rows.map((row) => row[index] ?? '').filter(isVisible);
		return cells.every((cell) => test.understands(folded(cell)))
			? [(row: readonly string[]) => test.says(folded(row[index] ?? ''))]
			: [];
	});
	return (row) => tests.some((test) => test(row));
}
interface Test {
	understands(cell: string): boolean;
	says(cell: string): boolean;
}
function testOf(name: string): Test | null {
	if (FLAGS.has(name)) {
		return {
			understands: (cell) => YES.has(cell) || NO.has(cell) || ARCHIVED.has(cell),
			says: (cell) => YES.has(cell) || ARCHIVED.has(cell)
		};
	}
	if (DAYS.has(name)) {
		return {
			understands: (cell) => !isVisible(cell) || /\d/.test(cell),
			says: (cell) => isVisible(cell)
		};
	}
	if (!STATES.has(name)) return null;
	return { understands: () => true, says: (cell) => ARCHIVED.has(cell) };
}
