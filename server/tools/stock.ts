/** The doctor's report on how much space each kind of data takes. */
import { statfsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { format } from '../../src/lib/i18n/en/format.ts';
import { addTo, NO_STOCK, SOON_DAYS, type Stock } from '../life/stock.ts';
import { copiesIn, type Copies, type CopyKind } from '../store/copies.ts';
import { versionOf } from '../store/inventory.ts';
import { lives } from '../store/life.ts';
import { MIGRATIONS } from '../store/migrations.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { saySize } from './tool.ts';

const { count } = format;

/** Boards per query. */
const BOARDS = 100;

/**
 * Returns how much a database holds, as sentences. Returns none for an older database version: the server must
 * migrate it first.
 */
export function stockLines(db: DatabaseSync, limits: SyncLimits, now: number): string[] {
	if (versionOf(db) !== MIGRATIONS.length) return [];
	const { boards, ...stock } = stockIn(db, limits, now);
	const deleted =
		boards.deleted > 0 ? ` (${saySize(stock.deletedBytes)}, can be brought back)` : '';
	const expiring =
		stock.expiringSoon > 0
			? `; ${count(stock.expiringSoon, { one: 'expires', other: 'expire' })} within ${SOON_DAYS} days`
			: '';
	return [
		`Boards: ${boards.active} in use, ${boards.archived} archived, ${boards.deleted} deleted${deleted}${expiring}.`,
		`Walls ${saySize(stock.wallBytes)}; ${count(stock.desks, { one: 'desk', other: 'desks' })} ${saySize(stock.deskBytes)}; ` +
			`${count(stock.versions, { one: 'version', other: 'versions' })} ${saySize(stock.versionBytes)}; ` +
			`${count(stock.oldEpochs, { one: 'document', other: 'documents' })} of past epochs ${saySize(stock.oldEpochBytes)}.`,
		`History: ${count(stock.commands, { one: 'entry', other: 'entries' })} ${saySize(stock.commandBytes)}; ` +
			`who wrote what: ${count(stock.authors, { one: 'row', other: 'rows' })} ${saySize(stock.authorBytes)}.`
	];
}

/** Lists the copies kept beside the database, as sentences. */
export function copyLines(dataDir: string): string[] {
	const { beforeMigration, replaced, beforeRepair } = copiesIn(dataDir);
	const say = ({ count: files, bytes }: Copies[CopyKind], of: string) =>
		files === 0
			? []
			: [`${count(files, { one: 'copy', other: 'copies' })} ${of} ${saySize(bytes)}`];
	const parts = [
		...say(beforeMigration, 'from before a newer version'),
		...say(replaced, 'that a restore replaced'),
		...say(beforeRepair, 'from before a repair')
	];
	if (parts.length === 0) return [];
	const stays = replaced.count + beforeRepair.count > 0;
	const advice = stays
		? ' What a restore or a repair left stays until you delete it: groundwork.replaced-* and groundwork.before-repair-*.'
		: '';
	return [`Beside the database: ${parts.join('; ')}.${advice}`];
}
function stockIn(db: DatabaseSync, limits: SyncLimits, now: number): Stock {
	const { listLives, weighBoard } = lives(db);
	const stock = structuredClone(NO_STOCK);
	for (let after = ''; ;) {
		const found = listLives(after, BOARDS);
		for (const life of found) addTo(stock, life, weighBoard(life), now, limits);
		after = found.at(-1)?.board ?? '';
		if (found.length < BOARDS) return stock;
	}
}

/** Returns how much disk space is left, as a sentence. */
export function diskLine(dataDir: string, { diskReserveBytes }: SyncLimits): string {
	const { bavail, bsize } = statfsSync(dataDir);
	const free = `Free disk: ${saySize(bavail * bsize)}`;
	return diskReserveBytes === 0
		? `${free}; none is held in reserve.`
		: `${free}; below ${saySize(diskReserveBytes)} new boards, imports and versions are refused.`;
}
