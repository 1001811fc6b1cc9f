import { beforeEach, describe, expect, test } from 'vitest';
import { board as en } from '$lib/i18n/en/board.ts';
import { Drafts } from '$lib/state/drafts.svelte.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import { AnswerDraft } from './answer-draft.svelte.ts';

let drafts: Drafts;
beforeEach(() => {
	localStorage.clear();
	drafts = new Drafts('b1', 'ann', en);
});
const found = (about = 'felt p1', first = '') =>
	new AnswerDraft({ drafts, messages: en }, about, 'Your answer', first);

describe('an answer draft', () => {
	test('outlives its field and belongs to one question', () => {
		found().text = 'Half a thought';
		expect(found().text).toBe('Half a thought');
		expect(found('felt p2').text).toBe('');
	});
	test('starts a change with the saved words and keeps only what was typed', () => {
		expect(found('a1', 'As it is').text).toBe('As it is');
		expect(drafts.words('a1')).toBeNull();
		found('a1', 'As it is').text = 'As it could be';
		expect(found('a1', 'As it is').text).toBe('As it could be');
	});
	test('is gone after its words are posted', () => {
		const draft = found();
		draft.text = '  Nobody calls back ';
		expect(draft.take(null)).toBe('Nobody calls back');
		expect(draft.text).toBe('');
		expect(found().text).toBe('');
	});
	test('keeps its words and a reason when they cannot be posted', () => {
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
