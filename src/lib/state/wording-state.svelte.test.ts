import { beforeEach, expect, test } from 'vitest';
import { board as en } from '$lib/i18n/en/board.ts';
import { note } from '$lib/wall/testing.ts';
import { WordingState } from './wording-state.svelte.ts';

const WISH = note('n1', { text: 'My CRM needs a button that exports quotes' });

beforeEach(() => localStorage.clear());

function check(fields: { checksWording?: boolean; products?: string[] } = {}) {
	const stage = $state({ checksWording: true, products: [] as string[], ...fields });
	return { stage, wording: new WordingState({ id: 'b1', stage }) };
}

test('nothing is asked until the check is there', async () => {
	const { wording } = check();
	expect([wording.ready, wording.askOf(WISH)]).toEqual([false, null]);
	await wording.load();
	expect(wording.ready).toBe(true);
	expect(wording.askOf(WISH)?.question(en)).toBe('What happens today because this is missing?');
	expect(wording.askOf({ ...WISH, text: 'Leads arrive late' })).toBeNull();
	expect(wording.askOf({ ...WISH, kind: 'customer' })).toBeNull();
});

test('a note that was called a problem is asked about no more on this device', async () => {
	const { wording } = check();
	await wording.load();
	wording.accept('n1');
	expect(wording.askOf(WISH)).toBeNull();
	expect(wording.askOf({ ...WISH, id: 'n2' })).not.toBeNull();
	const later = check().wording;
	await later.load();
	expect(later.askOf(WISH)).toBeNull();
});

test('it follows what the board says', async () => {
	const { stage, wording } = check();
	await wording.load();
	const own = { ...WISH, text: 'We need Kestrel' };
	expect(wording.askOf(own)).toBeNull();
	stage.products = ['Kestrel Desk'];
	expect(wording.askOf(own)).not.toBeNull();
	stage.checksWording = false;
	expect([wording.ready, wording.askOf(own), wording.askOf(WISH)]).toEqual([true, null, null]);
});

test('what a device stored oddly is forgotten', async () => {
	localStorage.setItem('groundwork problems b1', '{"n1":');
	const { wording } = check();
	await wording.load();
	expect(wording.askOf(WISH)).not.toBeNull();
});
