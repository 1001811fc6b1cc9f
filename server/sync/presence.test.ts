import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { awarenessFrame, readAwareness, readPageMessage } from './page-messages.ts';
import type { Packet } from './packet.ts';
import type { ShownPresence } from '../../src/lib/workshop/permissions.ts';
import { WallPresence } from './presence.ts';
import { unpack } from './testing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
	const stage: { shown: ShownPresence } = { shown: 'all' };
	/** Clients of people who are away. */
	const taken = new Set<number>();
	const presence = new WallPresence({ shown: () => stage.shown, gatherMs: 10, now: () => 1 });
	const join = (id: string) => {
		const frames: Uint8Array[] = [];
		const me = { id, name: id, fn: 'sales', role: 'participant' as const };
		const speaksAs = (client: number) => !taken.has(client);
		const member = { me, speaksAs, send: (packet: Packet) => void frames.push(...unpack(packet)) };
		presence.join(member);
		return { member, frames };
	};
	const tell = (who: ReturnType<typeof join>, client: number, place: unknown) => {
		const frame = readPageMessage(
			awarenessFrame([{ client, clock: 1, state: JSON.stringify(place) }])
		);
		if (frame?.kind === 'awareness') presence.take(who.member, frame.update);
	};
	const say = (who: ReturnType<typeof join>, client: number, x: number) =>
		tell(who, client, { cursor: { x, y: 0 } });
	const last = ({ frames }: ReturnType<typeof join>) => {
		const frame = readPageMessage(frames.at(-1) ?? new Uint8Array());
		return frame?.kind === 'awareness' ? readAwareness(frame.update) : [];
	};
	return { stage, taken, presence, join, tell, say, last };
}

it('[S14] hides all positions after a step change, even if somebody came or moved before the change was sent', () => {
	const { stage, presence, join, say, last } = setUp();
	const [ann, bob] = [join('ann'), join('bob')];
	say(ann, 1, 7);
	vi.advanceTimersByTime(10);
	expect(last(bob)).toMatchObject([{ client: 1, state: { cursor: { x: 7 } } }]);
	stage.shown = 'none';
	join('cy');
	presence.refresh();
	vi.advanceTimersByTime(10);
	expect(last(bob)).toMatchObject([{ client: 1, state: { cursor: null } }]);
});

it('[S14] does not send that somebody moves while positions are hidden', () => {
	const { stage, presence, join, say, last } = setUp();
	const [ann, bob] = [join('ann'), join('bob')];
	stage.shown = 'none';
	presence.refresh();
	say(ann, 1, 7);
	vi.advanceTimersByTime(10);
	const before = bob.frames.length;
	say(ann, 1, 8);
	vi.advanceTimersByTime(100);
	expect(bob.frames).toHaveLength(before);
	stage.shown = 'all';
	presence.refresh();
	vi.advanceTimersByTime(10);
	expect(last(bob)).toMatchObject([{ client: 1, state: { cursor: { x: 8 } } }]);
});

it('[S13] rejects presence under another person’s client, and then accepts it under the page’s own', () => {
	const { taken, join, say, last } = setUp();
	const [ann, bob] = [join('ann'), join('bob')];
	taken.add(2);
	say(ann, 2, 666);
	vi.advanceTimersByTime(10);
	expect(last(bob)).toEqual([]);
	say(ann, 1, 7);
	vi.advanceTimersByTime(10);
	expect(last(bob)).toMatchObject([{ client: 1, state: { who: { id: 'ann' } } }]);
});

it('[S13] shows in which text somebody writes, and drops malformed fields', () => {
	const { join, tell, last } = setUp();
	const [ann, bob] = [join('ann'), join('bob')];
	const caret = { place: 'outcomes/o-1/statement', anchor: 'AQ+/w==', head: 'AQ' };
	const carets = [
		caret,
		{ ...caret, place: '<b>' },
		{ ...caret, place: 'a'.repeat(151) },
		{ ...caret, anchor: '' },
		{ ...caret, head: 'a'.repeat(65) },
		{ ...caret, head: 7 },
		'caret',
		{ ...caret, more: 'of it' }
	];
	const told = carets.map((one) => {
		tell(ann, 1, { caret: one });
		vi.advanceTimersByTime(10);
		return last(bob)[0]?.state;
	});
	const none = { cursor: null, drag: null, caret: null };
	expect(told).toMatchObject([{ caret }, none, none, none, none, none, none, { caret }]);
	expect(JSON.stringify(told)).not.toContain('of it');
});
it('[S14] hides in which text somebody writes together with all other positions', () => {
	const { stage, presence, join, tell, last } = setUp();
	const [ann, bob] = [join('ann'), join('bob')];
	tell(ann, 1, { caret: { place: 'frame/why', anchor: 'a', head: 'b' } });
	stage.shown = 'none';
	presence.refresh();
	vi.advanceTimersByTime(10);
	expect(last(bob)).toMatchObject([{ client: 1, state: { caret: null } }]);
});

it('[S14] while people rate, shows who writes in a text, but not where they point or that they move', () => {
	const { stage, join, tell, last } = setUp();
	stage.shown = 'carets';
	const [ann, bob] = [join('ann'), join('bob')];
	const caret = { place: 'outcomes/o1/statement', anchor: 'AA', head: 'AA' };
	tell(ann, 1, { cursor: { x: 5, y: 0 }, drag: null, caret: null });
	tell(bob, 2, { cursor: null, drag: null, caret: null });
	vi.advanceTimersByTime(100);
	const heard = bob.frames.length;
	tell(ann, 1, {
		cursor: { x: 6, y: 0 },
		drag: { item: 'note', id: 'n1', x: 1, y: 1 },
		caret: null
	});
	vi.advanceTimersByTime(100);
	expect(bob.frames).toHaveLength(heard);
	tell(ann, 1, { cursor: { x: 7, y: 0 }, drag: null, caret });
	vi.advanceTimersByTime(100);
	const [entry] = last(bob);
	expect(entry?.state).toMatchObject({ cursor: null, drag: null, caret });
});
