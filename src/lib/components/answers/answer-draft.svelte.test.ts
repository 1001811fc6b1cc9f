import { beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '$lib/workshop/limits.ts';
import { AnswerDraft } from './answer-draft.svelte.ts';

beforeEach(() => localStorage.clear());
const writer = (board: string, person = 'ann') => ({ id: board, me: { id: person } });
const found = (about = 'felt p1', board = 'b1', first = '', person = 'ann') => {
	const draft = new AnswerDraft(writer(board, person), about, first);
	draft.find();
	return draft;
};

describe('words that are not posted yet', () => {
	test('survive a reload, each with its own question and board', () => {
		found().text = 'Half a thought';
		expect(found().text).toBe('Half a thought');
		expect(found('felt p2').text).toBe('');
		expect(found('felt p1', 'b2').text).toBe('');
	});
	test('are not shown to somebody else who takes part on the same device', () => {
		found().text = 'Half a thought';
		expect(found('felt p1', 'b1', '', 'bob').text).toBe('');
	});
	test('what is typed before the device was asked stays', () => {
		found().text = 'Earlier';
		const draft = new AnswerDraft(writer('b1'), 'felt p1');
		draft.text = 'Typed already';
		draft.find();
		expect(draft.text).toBe('Typed already');
	});
	test('another wording begins with the words as they are, and keeps only what was typed', () => {
		expect(found('a1', 'b1', 'As it is').text).toBe('As it is');
		expect(localStorage.length).toBe(0);
		found('a1', 'b1', 'As it is').text = 'As it could be';
		expect(found('a1', 'b1', 'As it is').text).toBe('As it could be');
	});
	test('go once they are posted', () => {
		const draft = found();
		draft.text = '  Nobody calls back ';
		expect(draft.take(null)).toBe('Nobody calls back');
		expect(draft.text).toBe('');
		expect(found().text).toBe('');
	});
	test('stay, with a reason, where they cannot be posted', () => {
		const draft = found();
		draft.text = 'Too late';
		expect(draft.take('The step is over.')).toBeNull();
		expect(draft.problem).toBe('The step is over.');
		expect(found().text).toBe('Too late');
		draft.text = 'x'.repeat(LIMITS.answerChars + 1);
		expect(draft.problem).toBe('');
		expect(draft.take(null)).toBeNull();
		expect(draft.problem).toContain('1 character too long');
		draft.text = '  ';
		expect(draft.take(null)).toBeNull();
		expect(draft.problem).not.toBe('');
	});
});
