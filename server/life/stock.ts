/** How many bytes a store holds of each kind of data, for the metrics and the doctor. */
import { DAY_MS } from '../../src/lib/workshop/board/life.ts';
import type { BoardLife, BoardWeight } from '../store/store.ts';
import type { SyncLimits } from '../sync/limits.ts';
import { dueOn } from './plan.ts';

export interface Stock extends BoardWeight {
	boards: Record<'active' | 'archived' | 'deleted', number>;
	/** Bytes of deleted boards that can still be restored. */
	deletedBytes: number;
	/** Boards that expire within `SOON_DAYS` unless somebody writes on them. */
	expiringSoon: number;
}
export const SOON_DAYS = 7;
export const NO_STOCK: Stock = {
	boards: { active: 0, archived: 0, deleted: 0 },
	...{ wallBytes: 0, desks: 0, deskBytes: 0, oldEpochs: 0, oldEpochBytes: 0 },
	...{ versions: 0, versionBytes: 0, commands: 0, commandBytes: 0, authors: 0, authorBytes: 0 },
	...{ deletedBytes: 0, expiringSoon: 0 }
};

/** Adds a board to a stock. `now` in epoch milliseconds. */
export function addTo(
	stock: Stock,
	life: BoardLife,
	weight: BoardWeight,
	now: number,
	limits: SyncLimits
) {
	const isDeleted = life.deletedAt !== null;
	stock.boards[isDeleted ? 'deleted' : life.archivedAt !== null ? 'archived' : 'active']++;
	for (const key of Object.keys(weight) as (keyof BoardWeight)[]) stock[key] += weight[key];
	if (isDeleted) stock.deletedBytes += bytesOf(weight);
	if (dueOn(life, now + SOON_DAYS * DAY_MS, limits)?.kind === 'expire') stock.expiringSoon++;
}

const bytesOf = (weight: BoardWeight): number =>
	weight.wallBytes +
	weight.deskBytes +
	weight.oldEpochBytes +
	weight.versionBytes +
	weight.commandBytes +
	weight.authorBytes;
