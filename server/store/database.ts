/** What the SQLite adapter's parts share: typed statements, transactions, and promises around both. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { Stepper, type Steps } from './steps.ts';
import type { Store } from './store.ts';

/** A prepared statement whose rows have a known shape. */
export interface Statement<Row> {
	get(...values: SQLInputValue[]): Row | null;
	all(...values: SQLInputValue[]): Row[];
	/** One row after the other: whoever has enough may stop. */
	iterate(...values: SQLInputValue[]): Iterable<Row>;
	/** Returns how many rows changed. */
	run(...values: SQLInputValue[]): number;
}

/** Prepares a statement once, to be run many times. `Row` names the selected columns. */
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

/** Runs all of `work` or none of it. What `work` throws is thrown on after the rollback. */
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

/** An interface of promises as SQLite answers it: at once. */
export type Immediate<Port> = {
	[Name in keyof Port]: Port[Name] extends (...values: infer Values) => Promise<infer Result>
		? (...values: Values) => Result
		: never;
};
/** The same for what takes long: each call is done in steps. */
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
 * Makes promises of answers that come at once or in steps; what a call throws becomes a rejection. It is closed once
 * nothing is under way.
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
