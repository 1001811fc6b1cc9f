import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Peer } from '$lib/live/peers.ts';
import { PresenceState, type OwnPresence } from './presence-state.svelte.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const peer = (client: number, name: string, fields: Partial<Peer> = {}): Peer => ({
	client,
	who: { id: `p${client}`, name, fn: 'sales' },
	cursor: null,
	drag: null,
	caret: null,
	...fields
});
const drags = (id: string, x = 0) => ({ drag: { item: 'note' as const, id, x, y: 0 } });

test('presence is sent at most 20 times a second, and the last position arrives', () => {
	const presence = new PresenceState();
	const sent: OwnPresence[] = [];
	presence.sendThrough((own) => sent.push(own));
	sent.length = 0;
	for (let x = 1; x <= 1000; x += 1) {
		presence.setCursor({ x, y: 0.4 });
		vi.advanceTimersByTime(1);
	}
	vi.advanceTimersByTime(100);
	expect(sent.length).toBeLessThanOrEqual(21);
	expect(sent.length).toBeGreaterThanOrEqual(19);
	expect(sent.at(-1)?.cursor).toEqual({ x: 1000, y: 0 });
	presence.setCursor({ x: 1000, y: 0.2 });
	vi.advanceTimersByTime(100);
	expect(sent.at(-1)?.cursor).toEqual({ x: 1000, y: 0 });
});

test('without a connection nothing is sent; the current state is sent once there is one', () => {
	const presence = new PresenceState();
	presence.setCursor({ x: 1, y: 2 });
	const sent: OwnPresence[] = [];
	presence.sendThrough((own) => sent.push(own));
	expect(sent).toEqual([{ cursor: { x: 1, y: 2 }, drag: null, caret: null }]);
	presence.sendThrough(null);
	presence.setCursor(null);
	vi.advanceTimersByTime(1000);
	expect(sent).toHaveLength(1);
});

test('the list of others holds people who point or drag', () => {
	const presence = new PresenceState();
	presence.receive([
		peer(1, 'Ada', { cursor: { x: 1, y: 1 } }),
		peer(2, 'Ben'),
		peer(3, 'Cem', drags('n1'))
	]);
	expect(presence.others.map(({ who }) => who.name)).toEqual(['Ada', 'Cem']);
	presence.sendThrough(null);
	expect(presence.others).toEqual([]);
});

test('the first person who grabs an item keeps it until letting go', () => {
	const presence = new PresenceState();
	presence.receive([peer(2, 'Ben', drags('n1', 5))]);
	presence.receive([peer(1, 'Ada', drags('n1', 9)), peer(2, 'Ben', drags('n1', 6))]);
	expect(presence.dragOf('n1')).toEqual({ name: 'Ben', fn: 'sales', x: 6, y: 0 });
	presence.receive([peer(1, 'Ada', drags('n1', 9)), peer(2, 'Ben')]);
	expect(presence.dragOf('n1')).toMatchObject({ name: 'Ada', x: 9 });
	presence.receive([]);
	expect(presence.dragOf('n1')).toBe(null);
});

test('a drag re-runs only the readers of the dragged item', () => {
	const presence = new PresenceState();
	const runs = { n1: 0, n2: 0 };
	const stop = $effect.root(() => {
		$effect(() => {
			presence.dragOf('n1');
			runs.n1 += 1;
		});
		$effect(() => {
			presence.dragOf('n2');
			runs.n2 += 1;
		});
	});
	flushSync();
	presence.receive([peer(1, 'Ada', { ...drags('n1', 5), cursor: { x: 0, y: 0 } })]);
	flushSync();
	presence.receive([peer(1, 'Ada', { ...drags('n1', 5), cursor: { x: 8, y: 8 } })]);
	flushSync();
	expect(runs).toEqual({ n1: 2, n2: 1 });
	stop();
});

test('a caret re-runs only the readers of its text, and disappears with its person', () => {
	const presence = new PresenceState();
	const caret = (place: string, anchor: string) => ({ caret: { place, anchor, head: 'b' } });
	const seen: Record<string, string[]> = { one: [], two: [] };
	const stop = $effect.root(() => {
		for (const [place, names] of Object.entries(seen))
			$effect(() => {
				const carets = presence.caretsIn(place).map(({ name, anchor }) => `${name} ${anchor}`);
				names.push(carets.join());
			});
	});
	flushSync();
	presence.receive([peer(1, 'Ada', caret('one', 'a')), peer(2, 'Ben', caret('one', 'c'))]);
	flushSync();
	presence.receive([peer(1, 'Ada', { ...caret('one', 'a'), cursor: { x: 1, y: 1 } })]);
	flushSync();
	presence.receive([peer(1, 'Ada', { ...caret('one', 'a'), cursor: { x: 2, y: 1 } })]);
	flushSync();
	presence.sendThrough(null);
	flushSync();
	expect(seen).toEqual({ one: ['', 'Ada a,Ben c', 'Ada a', ''], two: [''] });
	stop();
});
