import { describe, expect, it } from 'vitest';
import type { BoardLife } from '../store/store.ts';
import { SYNC_LIMITS } from '../sync/limits.ts';
import { dueOn } from './plan.ts';

const NOW = Date.UTC(2026, 10, 28);
const DAY = 86_400_000;
const life = (change: Partial<BoardLife> = {}): BoardLife => ({
	...{ board: 'b', madeAt: NOW - 400 * DAY, attribution: 'function', epoch: 1, deskEpoch: 1 },
	...{ archivedAt: null, deletedAt: null, restoredAt: null, forgottenAt: null },
	...{ writersDays: null, begun: null, joinedAt: NOW - 400 * DAY, writtenAt: null },
	...{ isSeated: true, isTouched: true },
	...change
});
const due = (change: Partial<BoardLife>, limits: Partial<typeof SYNC_LIMITS> = {}) =>
	dueOn(life(change), NOW, { ...SYNC_LIMITS, ...limits })?.kind ?? null;

describe('what is due on a board', () => {
	it('[L2] a deleted board is purged after 30 days, and is unchanged until then', () => {
		expect(due({ deletedAt: NOW - 30 * DAY + 1 })).toBeNull();
		expect(due({ deletedAt: NOW - 30 * DAY })).toBe('purge');
		expect(due({ deletedAt: NOW - DAY, begun: 'blank', isTouched: false })).toBeNull();
	});
	it('[L4] a board that somebody wrote on never expires, however old it is', () => {
		expect(due({ begun: 'blank' })).toBeNull();
		expect(due({ begun: 'sample' })).toBeNull();
		expect(due({ archivedAt: 1 })).toBeNull();
	});
	it('[L4] imported boards never expire', () => {
		expect(due({ begun: null, isTouched: false })).toBeNull();
	});
	it('[L4] samples and boards on which nobody wrote expire, counted from the last person who joined', () => {
		const untouched = (begun: 'blank' | 'sample', days: number, joined = 400) =>
			due({
				begun,
				isTouched: false,
				madeAt: NOW - days * DAY,
				joinedAt: NOW - Math.min(joined, days) * DAY
			});
		expect(untouched('sample', 29)).toBeNull();
		expect(untouched('sample', 30)).toBe('expire');
		expect(untouched('sample', 300, 3)).toBeNull();
		expect(untouched('blank', 179)).toBeNull();
		expect(untouched('blank', 180)).toBe('expire');
	});
	it('[L4] with 0 days nothing expires', () => {
		const untouched = { isTouched: false } as const;
		expect(due({ ...untouched, begun: 'sample' }, { sampleDays: 0 })).toBeNull();
		expect(due({ ...untouched, begun: 'blank' }, { blankDays: 0 })).toBeNull();
	});
	it('[L6] a board whose creation was never finished is purged after a day', () => {
		expect(due({ isSeated: false, madeAt: NOW - DAY + 1 })).toBeNull();
		expect(due({ isSeated: false, madeAt: NOW - DAY })).toBe('purge');
	});
	it('[L6] the wall from before a restore is deleted after a week, and old desks at once', () => {
		expect(due({ epoch: 2, restoredAt: NOW - 7 * DAY + 1 })).toBeNull();
		const old = dueOn(life({ epoch: 3, restoredAt: NOW - 7 * DAY }), NOW, SYNC_LIMITS);
		expect(old).toEqual({ kind: 'dropEpochs', epoch: 3, deskEpoch: 1 });
		const desks = dueOn(life({ epoch: 2, restoredAt: NOW, deskEpoch: 2 }), NOW, SYNC_LIMITS);
		expect(desks).toEqual({ kind: 'dropEpochs', epoch: 1, deskEpoch: 2 });
	});
	it('[L6] of the walls from before several restores only the last one is kept', () => {
		const often = dueOn(life({ epoch: 9, restoredAt: NOW }), NOW, SYNC_LIMITS);
		expect(often).toEqual({ kind: 'dropEpochs', epoch: 8, deskEpoch: 1 });
	});
	it('[L8] an anonymous board forgets its writers when it is archived, or after its declared time', () => {
		const anonymous = { attribution: 'anonymous', writtenAt: NOW - 5 * DAY } as const;
		expect(due(anonymous)).toBeNull();
		expect(due({ ...anonymous, archivedAt: NOW })).toBe('forgetWriters');
		expect(due({ ...anonymous, writersDays: 5 })).toBe('forgetWriters');
		expect(due({ ...anonymous, writersDays: 6 })).toBeNull();
		expect(due({ ...anonymous, writtenAt: NOW - 30 * DAY })).toBe('forgetWriters');
		expect(due({ ...anonymous, archivedAt: NOW, writtenAt: null })).toBeNull();
		// Forgotten by an earlier version, which did not change the desks.
		expect(due({ attribution: 'anonymous', forgottenAt: 1 })).toBe('forgetWriters');
		expect(due({ attribution: 'anonymous', forgottenAt: 1, deskEpoch: 2 })).not.toBe(
			'forgetWriters'
		);
		for (const attribution of ['named', 'function'] as const)
			expect(due({ ...anonymous, attribution, archivedAt: NOW })).toBeNull();
	});
});
