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

test('no question is asked until the check is loaded', async () => {
	const { wording } = check();
	expect([wording.ready, wording.askOf(WISH)]).toEqual([false, null]);
	await wording.load();
	expect(wording.ready).toBe(true);
	expect(wording.askOf(WISH)?.question(en)).toBe('What happens today because this is missing?');
	expect(wording.askOf({ ...WISH, text: 'Leads arrive late' })).toBeNull();
	expect(wording.askOf({ ...WISH, kind: 'customer' })).toBeNull();
});

test('a note that was accepted as a problem is not asked about again on this device', async () => {
	const { wording } = check();
	await wording.load();
	wording.accept('n1');
	expect(wording.askOf(WISH)).toBeNull();
	expect(wording.askOf({ ...WISH, id: 'n2' })).not.toBeNull();
	const later = check().wording;
	await later.load();
	expect(later.askOf(WISH)).toBeNull();
});

test('the check follows the board’s settings', async () => {
	const { stage, wording } = check();
	await wording.load();
	const own = { ...WISH, text: 'We need Kestrel' };
	expect(wording.askOf(own)).toBeNull();
	stage.products = ['Kestrel Desk'];
	expect(wording.askOf(own)).not.toBeNull();
	stage.checksWording = false;
	expect([wording.ready, wording.askOf(own), wording.askOf(WISH)]).toEqual([true, null, null]);
});

test('invalid stored values are ignored', async () => {
	localStorage.setItem('groundwork problems b1', '{"n1":');
	const { wording } = check();
	await wording.load();
	expect(wording.askOf(WISH)).not.toBeNull();
});
