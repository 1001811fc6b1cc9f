/** Deletes many rows a few at a time. SQLite overwrites deleted data, which takes as long as writing it. */
import type { DatabaseSync } from 'node:sqlite';
import { prepare } from './database.ts';

/** Bytes deleted in one step. */
const DROP_BYTES = 1_000_000;

interface Column {
	name: string;
	type: string;
	pk: number;
}

/**
 * Returns a function that deletes the rows of a table that meet a condition on `?1`, lowest keys first. One call
 * deletes at most the given number of rows and stops after 1 MB, but deletes at least one row. It returns the
 * number of deleted rows.
 */
export function rowDropper(db: DatabaseSync, table: string, condition: string) {
	const columns = prepare<Column>(
		db,
		'SELECT name, type, pk FROM pragma_table_info(?) ORDER BY pk'
	).all(table);
	const keys = columns
		.filter(({ pk }) => pk > 0)
		.map(({ name }) => name)
		.join(', ');
	const sizes = columns
		.filter(({ type }) => type === 'BLOB' || type === 'TEXT')
		.map(({ name }) => `coalesce(octet_length(${name}), 0)`);
	const drop = prepare(
		db,
		`DELETE FROM ${table} WHERE (${keys}) IN (
			SELECT ${keys} FROM (
				SELECT ${keys}, sum(row_size) OVER (ORDER BY ${keys} ROWS UNBOUNDED PRECEDING) - row_size AS size_before
				FROM (SELECT ${keys}, ${sizes.join(' + ') || '0'} AS row_size
					FROM ${table} WHERE ${condition} ORDER BY ${keys} LIMIT ?2))
			WHERE size_before < ${DROP_BYTES})`
	);
	return (value: string | number, most: number) => drop.run(value, most);
}
