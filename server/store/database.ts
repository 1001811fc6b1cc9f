/** Shared by the parts of the SQLite adapter: typed statements, transactions, and promises around both. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { Stepper, type Steps } from './steps.ts';
import type { Store } from './store.ts';

/** A prepared statement whose rows have a known shape. */
export interface Statement<Row> {
	get(...values: SQLInputValue[]): Row | null;
	all(...values: SQLInputValue[]): Row[];
	/** Yields one row at a time, so that the caller can stop early. */
	iterate(...values: SQLInputValue[]): Iterable<Row>;
	/** Returns the number of changed rows. */
	run(...values: SQLInputValue[]): number;
}

/** Prepares a statement once, so that it can run many times. `Row` names the selected columns. */
export function prepare<Row = never>(db: DatabaseSync, sql: string): Statement<Row> {
	const statement = db.prepare(sql);
	return {
		get: (...values) => {
			const row = statement.get(...values);
			return row ? ({ ...row } as Row) : null;
		},
		all: (...values) => statement.all(...values).map((row) => ({ ...row }) as Row),
		*iterate(...values) {
			for (const row of statement.iterate(...values)) yield { ...row } as Row;
		},
		run: (...values) => Number(statement.run(...values).changes)
	};
}

/** Runs all of `work` or none of it. Rethrows an error of `work` after the rollback. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
	db.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		db.exec('COMMIT');
		return result;
	} catch (error) {
		if (db.isTransaction) db.exec('ROLLBACK');
		throw error;
	}
}

/** An interface of promises with its results returned synchronously, as SQLite does. */
export type Immediate<Port> = {
	[Name in keyof Port]: Port[Name] extends (...values: infer Values) => Promise<infer Result>
		? (...values: Values) => Result
		: never;
};
/** The same for long calls: each runs in steps. */
export type Stepped<Port> = {
	[Name in keyof Port]: Port[Name] extends (...values: infer Values) => Promise<infer Result>
		? (...values: Values) => Steps<Result>
		: never;
};
type Answers<Port> = {
	[Name in keyof Port]: Port[Name] extends (...values: infer Values) => Promise<infer Result>
		? (...values: Values) => Result | Steps<Result>
		: never;
};
type Call = (...values: unknown[]) => unknown;

/**
 * Turns results that come at once or in steps into promises. An error thrown by a call becomes a rejection. `close`
 * waits until no call is in progress.
 */
export function asStore(calls: Answers<Store>): Store {
	const stepper = new Stepper();
	const promised = Object.entries(calls as unknown as Record<string, Call>).map(([name, call]) => [
		name,
		(...values: unknown[]) => new Promise((resolve) => resolve(stepper.answer(call(...values))))
	]);
	const store = Object.fromEntries(promised) as Store;
	return {
		...store,
		async close() {
			if (stepper.isBusy) await stepper.settle();
			await store.close();
		}
	};
}
