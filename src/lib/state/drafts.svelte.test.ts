import { board as en } from '$lib/i18n/en/board.ts';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FieldDraft, Drafts } from './drafts.svelte.ts';

beforeEach(() => localStorage.clear());
afterEach(() => {
	for (const stop of stops) stop();
	stops = [];
});

let stops: (() => void)[] = [];
const opened = (board = 'b1', person = 'ann') => {
	const drafts = new Drafts(board, person, en);
	stops.push(drafts.follow());
	return drafts;
};
const note = (drafts: Drafts, saved = 'As it is') =>
	new FieldDraft(drafts, 'note n1', 'Your change of a note', () => saved);

describe('a draft', () => {
	test('is found by the next visit of the same person, and by nobody else', () => {
		note(opened()).words = 'As it could be';
		expect(note(opened()).words).toBe('As it could be');
		expect(note(opened('b2')).words).toBe('As it is');
		expect(note(opened('b1', 'bob')).words).toBe('As it is');
	});
	test('disappears when it is dropped or typed back to the saved words', () => {
		const draft = note(opened());
		draft.words = 'As it could be';
		expect(draft.isBegun).toBe(true);
		draft.drop();
		expect([draft.isBegun, draft.words]).toEqual([false, 'As it is']);
		draft.words = 'Another';
		draft.words = 'As it is';
		expect(draft.isBegun).toBe(false);
		expect(localStorage.length).toBe(0);
	});
	test('is no longer listed after it was set down, until somebody types again', () => {
		const drafts = opened();
		const draft = note(drafts);
		draft.setDown();
		expect(draft.isBegun).toBe(false);
		draft.words = 'As it could be';
		draft.setDown();
		expect(drafts.unfinished).toEqual([]);
		expect(note(opened()).words).toBe('As it could be');
		draft.words = 'As it could well be';
		expect(drafts.unfinished.map(({ words }) => words)).toEqual(['As it could well be']);
	});
	test('stays when the saved words change meanwhile', () => {
		let saved = 'As it is';
		const draft = new FieldDraft(opened(), 'title', 'A title', () => saved);
		draft.words = 'Mine';
		saved = 'Theirs';
		expect(draft.words).toBe('Mine');
		draft.drop();
		expect(draft.words).toBe('Theirs');
	});
	test('is listed only while its field is not on the page', () => {
		const drafts = opened();
		const draft = note(drafts);
		draft.words = 'As it could be';
		expect(drafts.unfinished.map(({ words }) => words)).toEqual(['As it could be']);
		const hide = draft.show();
		const hideSecond = draft.show();
		expect(drafts.unfinished).toEqual([]);
		hide();
		expect(drafts.unfinished).toEqual([]);
		hideSecond();
		expect(drafts.unfinished).toHaveLength(1);
	});
	test('is not listed after its field was cleared', () => {
		const drafts = opened();
		const draft = note(drafts);
		draft.words = 'Only tried';
		draft.words = ' ';
		expect(drafts.unfinished).toEqual([]);
	});
	test('is not listed if its field is easy to find again', () => {
		const drafts = opened();
		new FieldDraft(drafts, 'gate', '').words = 'We cannot wait';
		expect(drafts.unfinished).toEqual([]);
	});
	test('stays if it was typed before the device’s drafts were read', () => {
		note(opened()).words = 'Earlier';
		const drafts = new Drafts('b1', 'ann', en);
		note(drafts).words = 'Typed already';
		stops.push(drafts.follow());
		expect(note(drafts).words).toBe('Typed already');
	});
	test('follows another window of the same person, unless its field is on this page too', () => {
		const [here, there] = [opened(), opened()];
		const draft = note(here);
		note(there).words = 'From there';
		const tell = (words: string | null) =>
			dispatchEvent(
				new StorageEvent('storage', {
					storageArea: localStorage,
					key: 'groundwork draft b1 ann note n1',
					newValue: words === null ? null : JSON.stringify({ what: 'Your change', words })
				})
			);
		tell('From there');
		expect(draft.words).toBe('From there');
		const hide = draft.show();
		tell('Not here');
		expect(draft.words).toBe('From there');
		hide();
		tell(null);
		expect(draft.isBegun).toBe(false);
	});
	test('is not read from an invalid stored value', () => {
		localStorage.setItem('groundwork draft b1 ann note n1', '{"what":1}');
		localStorage.setItem('groundwork draft b1 ann note n2', 'not JSON');
		expect(opened().unfinished).toEqual([]);
	});
	test('re-runs its readers when it changes', () => {
		const drafts = opened();
		const seen: string[] = [];
		const stop = $effect.root(() => {
			$effect(() => void seen.push(drafts.unfinished.map(({ words }) => words).join()));
		});
		flushSync();
		note(drafts).words = 'As it could be';
		flushSync();
		drafts.drop('note n1');
		flushSync();
		expect(seen).toEqual(['', 'As it could be', '']);
		stop();
	});
});

test('answers that version 0.1.0 stored on this device become drafts, only those of this person and board', () => {
	localStorage.setItem('groundwork answer b1 ann felt p1', 'They ask three times');
	localStorage.setItem('groundwork answer b1 ann answer-1', 'Another wording');
	localStorage.setItem('groundwork answer b1 bob felt p1', 'Not mine');
	const drafts = opened();
	expect(drafts.words('felt p1')).toBe('They ask three times');
	expect(drafts.unfinished).toEqual([
		{ field: 'felt p1', what: 'Your answer', words: 'They ask three times' },
		{ field: 'answer-1', what: 'Your change of an answer', words: 'Another wording' }
	]);
	expect(opened().words('felt p1')).toBe('They ask three times');
	expect(localStorage.getItem('groundwork answer b1 ann felt p1')).toBeNull();
	expect(localStorage.getItem('groundwork answer b1 bob felt p1')).toBe('Not mine');
});
