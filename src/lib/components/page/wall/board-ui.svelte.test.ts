import { board as en } from '$lib/i18n/en/board.ts';
import { expect, test } from 'vitest';
import { BoardState } from '$lib/state/board.svelte.ts';
import { page } from '$lib/state/testing.ts';
import { addNote } from '$lib/wall/mutations.ts';
import { note } from '$lib/wall/testing.ts';
import { Wall } from '$lib/wall/wall.ts';
import { BoardUi } from './board-ui.svelte.ts';

test.each([
	['Prüfung im Lager', 'pru\u0308fung'],
	['Pru\u0308fung im Lager', 'prüfung'],
	['ＳＡＬＥＳ calls', 'sales'],
	['One\u00a0word', 'one word'],
	['a\u200bbc', 'abc']
])('a search finds %j by %j', (text, query) => {
	const wall = new Wall();
	addNote(wall, note('n1', { text }));
	addNote(wall, note('n2', { text: 'other' }));
	const ui = new BoardUi(new BoardState({ ...page(), wall: wall.encode() }, en));
	ui.query = query;
	expect([...(ui.matches ?? [])]).toEqual(['n1']);
});
