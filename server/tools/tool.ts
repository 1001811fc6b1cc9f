/**
 * Shared parts of the command-line tools: error messages without a stack, paths relative to where npm was called,
 * and copies of a database.
 */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ConfigError } from '../config-error.ts';
import { readConfig } from '../config.ts';
import { DataInUse } from '../store/data-lock.ts';
import { copyDatabase } from '../store/disk.ts';
import { whyUnusable } from '../store/inventory.ts';
import { isRestoring } from '../store/restoring.ts';
import type { SyncLimits } from '../sync/limits.ts';

/** The tool cannot do what it was asked to do. The message is for the person who ran it. */
export class ToolError extends Error {
	override name = 'ToolError';
}
/** The tool does not understand its arguments. */
export class UsageError extends ToolError {}

const FAILED = 1;
const MISUSED = 2;

/** Runs a tool. The exit code is 0 if `work` returns true, else 1. Prints an error as one sentence. */
export function runTool(work: (args: readonly string[]) => boolean) {
	try {
		process.exitCode = work(process.argv.slice(2)) ? 0 : FAILED;
	} catch (error) {
		const isForPeople =
			error instanceof ToolError || error instanceof ConfigError || error instanceof DataInUse;
		console.error(isForPeople ? error.message : `Something went wrong: ${String(error)}`);
		process.exitCode = error instanceof UsageError ? MISUSED : FAILED;
	}
}

/** Returns the path of the single file argument, relative to the folder where npm was called. */
export function theFile(args: readonly string[], usage: string): string {
	const [file] = args;
	if (args.length !== 1 || !file || file.startsWith('-')) throw new UsageError(usage);
	return resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
}

export interface DataPlace {
	dataDir: string;
	database: string;
	/** The limits that the server uses. */
	limits: SyncLimits;
}
/** Returns where the data lies according to the environment. */
export function place(): DataPlace {
	const { dataDir, limits } = readConfig(process.env);
	return { dataDir, database: join(dataDir, 'groundwork.sqlite'), limits };
}
export function existingDatabase({ database, dataDir }: DataPlace): string {
	if (isRestoring(dataDir))
		throw new ToolError(
			`A restore in ${dataDir} was cut off. Start Groundwork, which finishes it, and try again.`
		);
	if (existsSync(database)) return database;
	throw new ToolError(`There is no database in ${dataDir}. Is DATA_DIR set as for the server?`);
}

/** Runs `use` on a database opened read-only. Throws a ToolError if it is not a Groundwork database. */
export function reading<T>(file: string, use: (db: DatabaseSync) => T): T {
	const db = openToRead(file);
	try {
		const problem = whyUnusable(db);
		if (problem !== null) throw new ToolError(`${file} cannot be used. ${problem}`);
		return use(db);
	} finally {
		db.close();
	}
}
function openToRead(file: string): DatabaseSync {
	try {
		return new DatabaseSync(file, { readOnly: true });
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ToolError(`${file} cannot be opened (${reason}).`, { cause });
	}
}

/**
 * Writes the current content of a database to a new file that only its owner can read. The file is complete and
 * flushed to disk, or it does not exist.
 */
export function copyInto(db: DatabaseSync, file: string) {
	try {
		copyDatabase(db, file);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ToolError(`${file} cannot be written (${reason}).`, { cause });
	}
}

const KB = 1000;
/** Formats a size for people, such as “1.2 MB”. */
export function saySize(bytes: number): string {
	if (bytes < KB) return `${bytes} bytes`;
	const unit = bytes < KB * KB ? 'KB' : 'MB';
	return `${(bytes / (unit === 'KB' ? KB : KB * KB)).toFixed(1)} ${unit}`;
}
export const sizeOf = (file: string) => statSync(file).size;
