import { beforeEach, expect, test } from 'vitest';
import { BoardState } from '$lib/state/board.svelte.ts';
import { page, step } from '$lib/state/testing.ts';
import { Draft } from './draft.svelte.ts';

const WISH = 'My CRM needs a button that exports quotes';
const PROBLEM = 'Customers cannot find the button to cancel, so they phone us';

beforeEach(() => localStorage.clear());

function writing() {
	const board = new BoardState(
		page(0, { currentStep: 'post', steps: [step('post', { kind: 'post', writing: 'open' })] })
	);
	const draft = new Draft(board);
	const post = (text: string) => {
		draft.text = text;
		return draft.post();
	};
	return { board, draft, post, texts: () => board.desk.notes.map(({ text }) => text) };
}

test('a problem that mentions a tool is posted at once', () => {
	const { draft, post, texts } = writing();
	expect(post(PROBLEM)).toBe('Your note is posted.');
	expect(draft.question).toBeNull();
	expect(texts()).toEqual([PROBLEM]);
});

test('a named tool is asked about once, then posted', () => {
	const { draft, post, texts } = writing();
	expect(post(WISH)).toBe('');
	expect(draft.question?.question).toBe('What happens today because this is missing?');
	expect(draft.text).toBe(WISH);
	expect(texts()).toEqual([]);
	expect(draft.post()).toBe('Your note is posted.');
	expect(post(WISH)).toBe('Your note is posted.');
	expect(texts()).toEqual([WISH, WISH]);
});

test('the question goes with the text that it was asked about', () => {
	const { draft, post } = writing();
	post(WISH);
	draft.text = `${WISH} at once`;
	expect(draft.question).toBeNull();
	post(WISH.toUpperCase());
	draft.dismissQuestion();
	expect(draft.question).toBeNull();
	expect(draft.text).toBe(WISH.toUpperCase());
});

test('rewriting keeps the words until the new note is posted, in another page too', () => {
	const { board, draft, post, texts } = writing();
	post(WISH);
	draft.rewrite();
	expect([draft.text, draft.original]).toEqual(['', WISH]);
	const again = new Draft(board);
	again.findOriginal();
	expect(again.original).toBe(WISH);
	post('I type every quote again');
	expect(draft.original).toBe('');
	expect(texts()).toEqual(['I type every quote again']);
	again.findOriginal();
	expect(again.original).toBe('');
});

test('words that are put back stand before those written since', () => {
	const { draft, post } = writing();
	post(WISH);
	draft.rewrite();
	draft.text = 'I type every quote again';
	draft.putBack();
	expect(draft.text).toBe(`${WISH}\nI type every quote again`);
	expect(draft.original).toBe('');
});

test('customers are quoted without a question', () => {
	const { draft, post, texts } = writing();
	draft.kind = 'customer';
	post('You should have an app');
	expect(texts()).toEqual(['You should have an app']);
});
