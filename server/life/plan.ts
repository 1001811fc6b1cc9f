/** Decides what is due on a board. The functions are pure, so each rule can be read and tested by itself. */
import { DAY_MS, goneFrom } from '../../src/lib/workshop/board/life.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import type { BoardLife } from '../store/store.ts';
import type { SyncLimits } from '../sync/limits.ts';

const HOUR_MS = 3_600_000;

export type Due =
	/** Remove the board for good: nobody can restore it any more, or its creation was never finished. */
	| { kind: 'purge' }
	/** Delete the board as if a facilitator had deleted it. */
	| { kind: 'expire' }
	| { kind: 'forgetWriters' }
	/** Remove the documents of all earlier epochs. */
	| { kind: 'dropEpochs'; epoch: number; deskEpoch: number };

type Days = Pick<SyncLimits, 'sampleDays' | 'blankDays' | 'oldEpochDays' | 'halfMadeHours'>;

/** Returns what is due at `now` (epoch ms), or null. Returns one thing at a time; the next round finds the rest. */
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

/** Somebody who joined recently may be about to write. */
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
	// This board's writers were forgotten before forgetting also gave desks a new epoch.
	if (forgottenAt !== null && deskEpoch === 1) return true;
	if (writtenAt === null) return false;
	return archivedAt !== null || writtenAt + (writersDays ?? LIMITS.writersDays) * DAY_MS <= now;
}

/** Every version contains its whole wall. The last old epoch is kept for a while in case a restore went wrong. */
function oldEpochs(life: BoardLife, now: number, { oldEpochDays }: Days): Due | null {
	const { restoredAt, deskEpoch } = life;
	const isOld = restoredAt !== null && restoredAt + oldEpochDays * DAY_MS <= now;
	const epoch = isOld ? life.epoch : life.epoch - 1;
	return epoch > 1 || deskEpoch > 1 ? { kind: 'dropEpochs', epoch, deskEpoch } : null;
}
