import { flushSync } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { Desk } from '$lib/wall/desk.ts';
import { DeskState } from './desk-state.svelte.ts';
import { round } from './testing.ts';

const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
});
function watch(read: () => unknown) {
	const seen = { runs: 0, last: undefined as unknown };
	stops.push(
		$effect.root(() => {
			$effect(() => {
				seen.last = read();
				seen.runs += 1;
			});
		})
	);
	flushSync();
	return seen;
}

test('a person writes, edits, takes back and restores notes', () => {
	const state = new DeskState(new Desk());
	const texts = watch(() => state.notes.map(({ text }) => text));
	const id = state.write(' Leads arrive late ', 'problem', 'post');
	flushSync();
	expect(texts.last).toEqual(['Leads arrive late']);
	expect(state.isMine(id)).toBe(true);
	state.edit(id, 'Leads arrive days late', 'customer');
	flushSync();
	expect(texts.last).toEqual(['Leads arrive days late']);
	state.takeBack(id);
	flushSync();
	expect(texts.last).toEqual([]);
	expect(state.isMine(id)).toBe(true);
	expect(state.holds(id)).toBe(false);
	state.bringBack(id);
	flushSync();
	expect(texts.last).toEqual(['Leads arrive days late']);
});

test('notes that are written in the same moment keep their order', () => {
	vi.useFakeTimers({ now: 1_800_000_000_000 });
	stops.push(() => vi.useRealTimers());
	const state = new DeskState(new Desk());
	const texts = Array.from({ length: 20 }, (_, index) => `line ${index + 1}`);
	for (const text of texts) {
		state.write(text, 'problem', 'post');
		state.answer('why', 'c1', text, 'post');
	}
	expect(state.notes.map(({ text }) => text)).toEqual(texts);
	expect(state.answers.map(({ text }) => text)).toEqual(texts);
});

test('blank texts are not stored', () => {
	const state = new DeskState(new Desk());
	expect(state.write('  \n ', 'problem', 'post')).toBe('');
	const id = state.write('words', 'problem', 'post');
	state.edit(id, ' ', 'problem');
	expect(state.notes.map(({ text }) => text)).toEqual(['words']);
});

test('typing re-runs no reader of notes, and a change of a note only that note’s readers', () => {
	const state = new DeskState(new Desk());
	const notes = watch(() => state.notes);
	const other = watch(() => state.isMine('n1'));
	state.setComposer('a', 'problem');
	state.setComposer('ab', 'customer');
	flushSync();
	expect(notes.runs).toBe(1);
	state.write('words', 'problem', 'post');
	flushSync();
	expect(notes.runs).toBe(2);
	expect(other.runs).toBe(1);
	expect(state.composer).toEqual({ text: 'ab', kind: 'customer' });
});

test('nobody can spend more dots than the round gives, or more on one cluster than it allows', () => {
	const state = new DeskState(new Desk());
	const open = round({ dots: 3, maxPerCluster: 2 });
	const left = watch(() => state.left(open));
	expect(state.spend(open, 'c1', -1)).toBe(false);
	expect(state.spend(open, 'c1', 1)).toBe(true);
	expect(state.spend(open, 'c1', 1)).toBe(true);
	expect(state.spend(open, 'c1', 1)).toBe(false);
	expect(state.spend(open, 'c2', 1)).toBe(true);
	expect(state.spend(open, 'c3', 1)).toBe(false);
	flushSync();
	expect(left.last).toBe(0);
	expect(state.ballot('r1')).toEqual({ c1: 2, c2: 1 });
	expect(state.spend(open, 'c1', -1)).toBe(true);
	flushSync();
	expect(left.last).toBe(1);
	expect(state.spent('r1')).toBe(2);
	expect(state.spend(round({ status: 'revealed' }), 'c1', -1)).toBe(false);
});

test('the document stores the composer and the ready marks', () => {
	const desk = new Desk();
	const state = new DeskState(desk);
	state.setComposer('half a thought', 'customer');
	state.setReady('post', true);
	const later = new DeskState(Desk.from(desk.encode()));
	expect(later.composer).toEqual({ text: 'half a thought', kind: 'customer' });
	expect(later.isReady('post')).toBe(true);
	expect(later.isReady('vote')).toBe(false);
});

test('readers switch to a fresh desk', () => {
	const state = new DeskState(new Desk());
	state.write('old', 'problem', 'post');
	const texts = watch(() => state.notes.map(({ text }) => text));
	const fresh = new Desk();
	fresh.writeNote('a', 'fresh', 'problem', 1);
	state.replace(fresh);
	flushSync();
	expect(texts.last).toEqual(['fresh']);
	state.write('later', 'problem', 'post');
	flushSync();
	expect(texts.last).toEqual(['fresh', 'later']);
});
