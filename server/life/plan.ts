/** What is due on a board: pure, so that each rule can be read and tried by itself. */
import { DAY_MS, goneFrom } from '../../src/lib/workshop/board/life.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import type { BoardLife } from '../store/store.ts';
import type { SyncLimits } from '../sync/limits.ts';

const HOUR_MS = 3_600_000;

export type Due =
	/** Nobody can bring it back any more, or it was never finished being made. */
	| { kind: 'purge' }
	/** It is deleted, as if a facilitator had done so. */
	| { kind: 'expire' }
	| { kind: 'forgetWriters' }
	/** Documents of epochs before these go. */
	| { kind: 'dropEpochs'; epoch: number; deskEpoch: number };

type Days = Pick<SyncLimits, 'sampleDays' | 'blankDays' | 'oldEpochDays' | 'halfMadeHours'>;

/** What is due at `now` (epoch ms), or null. One thing at a time: the next round finds what else there is. */
export function dueOn(life: BoardLife, now: number, limits: Days): Due | null {
	if (isGone(life, now, limits)) return { kind: 'purge' };
	if (life.deletedAt !== null) return null;
	if (hasExpired(life, now, limits)) return { kind: 'expire' };
	if (forgets(life, now)) return { kind: 'forgetWriters' };
	return oldEpochs(life, now, limits);
}

function isGone({ isSeated, madeAt, deletedAt }: BoardLife, now: number, limits: Days): boolean {
	if (deletedAt !== null) return goneFrom(deletedAt) <= now;
	return !isSeated && madeAt + limits.halfMadeHours * HOUR_MS <= now;
}

/** Somebody who came lately may be about to write. */
function hasExpired(
	{ begun, isTouched, madeAt, joinedAt }: BoardLife,
	now: number,
	{ sampleDays, blankDays }: Days
): boolean {
	if (begun === null || isTouched) return false;
	const days = begun === 'sample' ? sampleDays : blankDays;
	return days > 0 && Math.max(madeAt, joinedAt ?? 0) + days * DAY_MS <= now;
}

function forgets(
	{ attribution, archivedAt, writtenAt, writersDays, forgottenAt, deskEpoch }: BoardLife,
	now: number
): boolean {
	if (attribution !== 'anonymous') return false;
	// Forgotten before desks began anew with it.
	if (forgottenAt !== null && deskEpoch === 1) return true;
	if (writtenAt === null) return false;
	return archivedAt !== null || writtenAt + (writersDays ?? LIMITS.writersDays) * DAY_MS <= now;
}

/** Versions hold all of a wall themselves; the last one is kept a while in case a restore went wrong. */
function oldEpochs(life: BoardLife, now: number, { oldEpochDays }: Days): Due | null {
	const { restoredAt, deskEpoch } = life;
	const isOld = restoredAt !== null && restoredAt + oldEpochDays * DAY_MS <= now;
	const epoch = isOld ? life.epoch : life.epoch - 1;
	return epoch > 1 || deskEpoch > 1 ? { kind: 'dropEpochs', epoch, deskEpoch } : null;
}
