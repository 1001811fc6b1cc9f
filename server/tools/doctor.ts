/** `npm run doctor`: reports what is in the data and what is wrong with it. `--repair` repairs documents. */
import { chmodSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lockData } from '../store/data-lock.ts';
import { stamp } from '../store/disk.ts';
import {
	countAll,
	damage,
	documentRows,
	epochs,
	replaceRows,
	sayCounts,
	unreadable,
	versionOf,
	type DocumentRows
} from '../store/inventory.ts';
import { countNotes, examine, salvage, type StoredRows } from '../sync/checkup.ts';
import { nameOf } from '../sync/documents.ts';
import { copyLines, diskLine, stockLines } from './stock.ts';
import {
	existingDatabase,
	place,
	reading,
	runTool,
	saySize,
	sizeOf,
	ToolError,
	UsageError,
	type DataPlace
} from './tool.ts';

const USAGE = 'The doctor knows one wish: npm run doctor -- --repair';

interface Patient {
	rows: DocumentRows;
	document: StoredRows;
	faults: string[];
}

/** Returns whether all is well. The server may keep running: everything is read in one transaction. */
function check({ database, dataDir, limits }: DataPlace): boolean {
	return reading(database, (db) => {
		db.exec('BEGIN');
		const { faults, patients } = findings(db, database);
		if (faults.length === 0)
			for (const line of stockLines(db, limits, Date.now())) console.log(line);
		for (const line of copyLines(dataDir)) console.log(line);
		console.log(diskLine(dataDir, limits));
		const broken = patients.filter((patient) => patient.faults.length > 0);
		for (const { rows, faults } of broken)
			for (const fault of faults) console.log(`${rows.name}: ${fault}.`);
		for (const fault of faults) console.log(`${fault}.`);
		if (broken.length + faults.length === 0) console.log('All is well.');
		else if (faults.length > 0)
			console.log('Restore a backup of before the damage: npm run restore -- FILE');
		else console.log('To mend the documents, stop the server: npm run doctor -- --repair');
		return broken.length + faults.length === 0;
	});
}

function findings(db: DatabaseSync, database: string) {
	const faults = damage(db);
	console.log(`${database}: ${saySize(sizeOf(database))}, version ${versionOf(db)}.`);
	if (faults.length > 0) return { faults, patients: [] };
	const patients = [...documentRows(db)].map(toPatient);
	const walls = new Set(epochs(db).map((wall) => nameOf({ kind: 'wall', ...wall })));
	const notes = patients
		.filter(({ rows }) => walls.has(rows.name))
		.reduce((sum, { document }) => sum + countNotes(document), 0);
	const [largest] = patients.map(({ rows }) => bytesOf(rows)).sort((a, b) => b - a);
	console.log(`${sayCounts(countAll(db))}, ${notes} ${notes === 1 ? 'note' : 'notes'}.`);
	if (largest !== undefined) console.log(`The largest document takes ${saySize(largest)}.`);
	return { faults: unreadable(db), patients };
}
function toPatient(rows: DocumentRows): Patient {
	const document: StoredRows = { ...rows, kind: rows.name.startsWith('w:') ? 'wall' : 'desk' };
	return { rows, document, faults: examine(document) };
}
const bytesOf = ({ snapshots, updates }: DocumentRows) =>
	[...snapshots, ...updates].reduce((sum, { bytes }) => sum + bytes.length, 0);

/** Returns whether all is well after the repair. */
function repair(where: DataPlace): boolean {
	const unlock = lockData(where.dataDir);
	try {
		return repairAlone(where);
	} finally {
		unlock();
	}
}
function repairAlone(where: DataPlace): boolean {
	reading(where.database, () => undefined);
	const db = new DatabaseSync(where.database);
	try {
		const [fault] = damage(db);
		if (fault !== undefined)
			throw new ToolError(`${fault}. This cannot be repaired: restore a backup.`);
		const patients = [...documentRows(db)].map(toPatient).filter(({ faults }) => faults.length > 0);
		if (patients.length > 0) console.log(`What was there is kept in ${keepCopy(db, where)}.`);
		const mended = patients.map((patient) => mend(db, patient));
		if (patients.length === 0) console.log('No document needs to be repaired.');
		return mended.every(Boolean);
	} finally {
		db.close();
	}
}

/** Copies the file byte by byte, so that the copy keeps the broken data unchanged. */
function keepCopy(db: DatabaseSync, { database, dataDir }: DataPlace): string {
	const aside = join(dataDir, `groundwork.before-repair-${stamp()}.sqlite`);
	db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
	copyFileSync(database, aside);
	chmodSync(aside, 0o600);
	return aside;
}

function mend(db: DatabaseSync, { rows, document }: Patient): boolean {
	const saved = salvage(document);
	if (!saved) {
		console.log(`${rows.name}: nothing of it can be read. It was left as it is.`);
		return false;
	}
	replaceRows(db, rows, saved.state);
	const { base, lost, isDoubtful } = saved;
	const loss =
		lost.length === 0
			? 'Nothing was lost'
			: `${lost.length} of ${rows.seq} changes ${lost.length === 1 ? 'was' : 'were'} lost, and what was built on them`;
	const doubt = isDoubtful
		? ' Its snapshots and its log tell different things: one is damaged.'
		: '';
	console.log(`${rows.name}: repaired from its ${base}. ${loss}.${doubt}`);
	return true;
}

runTool((args) => {
	const wish = args[0] ?? '';
	if (args.length > 1 || !['', '--repair'].includes(wish)) throw new UsageError(USAGE);
	const where = place();
	existingDatabase(where);
	return wish === '--repair' ? repair(where) : check(where);
});
