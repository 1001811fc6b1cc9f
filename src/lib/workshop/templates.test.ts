import { describe, expect, test } from 'vitest';
import { newBoardSchema } from './commands.ts';
import { LIMITS } from './limits.ts';
import { TEMPLATES, stepsOf } from './templates.ts';

test('there is one template for each that a board may be started with', () => {
	expect(TEMPLATES.map(({ id }) => id)).toEqual(newBoardSchema.entries.template.options);
});

describe.each(TEMPLATES.map((template) => [template.title, template] as const))(
	'%s',
	(_, template) => {
		test('ends with clusters and a vote, and nothing is revealed yet', () => {
			let next = 0;
			const steps = stepsOf(template, () => `step-${(next += 1)}`);
			expect(steps.slice(-2).map(({ kind }) => kind)).toEqual(['cluster', 'vote']);
			expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
			expect(steps.some(({ revealed }) => revealed)).toBe(false);
			const writing = steps.filter(({ kind }) => kind === 'post').map((step) => step.writing);
			expect(new Set(writing)).toEqual(new Set(['silent']));
		});
		test('says what to do, and fits', () => {
			for (const { title, instruction, prompt, minutes } of template.steps) {
				expect(title.length).toBeLessThanOrEqual(LIMITS.boardTitleChars);
				for (const words of [instruction, prompt]) {
					expect(words.length).toBeGreaterThan(20);
					expect(words.length).toBeLessThanOrEqual(LIMITS.purposeChars);
				}
				expect(minutes).toBeGreaterThan(0);
			}
		});
	}
);

test('problems first begins with customers’ words', () => {
	const kinds = TEMPLATES[0]?.steps.filter(({ kind }) => kind === 'post').map((s) => s.noteKind);
	expect(kinds).toEqual(['customer', 'problem']);
});
