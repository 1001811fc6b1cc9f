import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Me, StageView } from '../../src/lib/workshop/types.ts';
import type { Packet } from './packet.ts';
import { StagePush, type StageReader } from './stage-push.ts';
import { unpack } from './testing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/**
 * A board whose facilitator is told how many people finished. `view` returns a new object each time, as the
 * workshop does.
 */
function setUp() {
	const board = { finished: 0, title: 'Board', now: 1 };
	const made = new Map<string, StageView>();
	const readerOf = (role: Me['role']) => {
		const heard: string[] = [];
		const me = { id: role, name: role, fn: '', role };
		const send = (packet: Packet) => void heard.push(...unpack(packet).map(String));
		const reader: StageReader = { board: 'b', me, send };
		return { reader, heard };
	};
	const steers = readerOf('facilitator');
	const looksOn = readerOf('observer');
	const pushes = new StagePush({
		view(_, { role }) {
			const view = { title: board.title, now: board.now } as StageView;
			const whole =
				role === 'facilitator' ? { ...view, progress: { finished: board.finished } } : view;
			const known = made.get(role) ?? (whole as StageView);
			made.set(role, known);
			return known;
		},
		readers: () => [steers.reader, looksOn.reader],
		gatherMs: { soon: 50, calmly: 300 },
		onPushed: () => {},
		onError: (error) => {
			throw error;
		}
	});
	const change = (to: Partial<typeof board>) => {
		Object.assign(board, to);
		made.clear();
	};
	const counts = () => [steers.heard.length, looksOn.heard.length];
	return { pushes, change, steers, looksOn, counts };
}

it('[B14] sends no reader a stage with the same content again, even if its clock is later', () => {
	const { pushes, change, steers, looksOn, counts } = setUp();
	pushes.send(steers.reader);
	pushes.send(looksOn.reader);
	expect(counts()).toEqual([1, 1]);
	change({ finished: 1, now: 2 });
	pushes.push('b', 'soon');
	vi.advanceTimersByTime(50);
	expect(counts()).toEqual([2, 1]);
	expect(steers.heard[1]).toContain('{"now":2,"title":"Board","progress":{"finished":1}}');
	change({ title: 'Renamed', now: 3 });
	pushes.push('b', 'soon');
	vi.advanceTimersByTime(50);
	expect(counts()).toEqual([3, 2]);
});

it('[S11] gathers many calm pushes into one, which is sent together with an earlier push', () => {
	const { pushes, change, counts } = setUp();
	for (let finished = 1; finished <= 20; finished++) {
		change({ finished });
		pushes.push('b', 'calmly');
		vi.advanceTimersByTime(14);
	}
	expect(counts()).toEqual([0, 0]);
	vi.advanceTimersByTime(20);
	expect(counts()).toEqual([1, 1]);
	change({ finished: 21 });
	pushes.push('b', 'calmly');
	pushes.push('b', 'soon');
	vi.advanceTimersByTime(50);
	expect(counts()).toEqual([2, 1]);
	change({ finished: 22 });
	vi.advanceTimersByTime(1_000);
	expect(counts()).toEqual([2, 1]);
});
