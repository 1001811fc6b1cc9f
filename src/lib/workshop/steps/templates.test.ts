import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import { newBoardSchema } from '../commands.ts';
import { LIMITS } from '../limits.ts';
import { STEP_KIND_NAMES } from './kinds.ts';
import {
	TEMPLATE_IDS,
	draftOf,
	draftsOf,
	readyTemplate,
	readyTemplates,
	stepsOf,
	wayOf
} from './templates.ts';

const TEMPLATES = readyTemplates(en);
const FIRST = readyTemplate(en, 'problems-first');

test('a board can be started with each template', () => {
	const ids = TEMPLATES.map(({ id }) => id);
	expect(ids).toEqual(TEMPLATE_IDS);
	for (const id of ids) expect(v.parse(newBoardSchema.entries.template, id)).toBe(id);
});
test('a saved template is the list of steps without its results', () => {
	const steps = stepsOf(FIRST, () => 'x');
	const begun = steps.map((step) => ({ ...step, revealed: true }));
	expect(draftsOf(begun)).toEqual(FIRST.steps);
});

describe.each(TEMPLATES.map((template) => [template.title, template] as const))(
	'%s',
	(_, template) => {
		test('votes on clusters before the later questions, and nothing is revealed yet', () => {
			let next = 0;
			const steps = stepsOf(template, () => `step-${(next += 1)}`);
			const kinds = steps.map(({ kind }) => kind);
			expect(kinds.indexOf('vote')).toBe(kinds.indexOf('cluster') + 1);
			expect(kinds.lastIndexOf('post')).toBeLessThan(kinds.indexOf('cluster'));
			const order = kinds
				.filter((kind) => kind !== 'post')
				.map((kind) => STEP_KIND_NAMES.indexOf(kind));
			expect(order).toEqual([...order].sort((a, b) => a - b));
			expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
			expect(steps.some(({ revealed }) => revealed)).toBe(false);
			const writing = steps.filter(({ kind }) => kind === 'post').map((step) => step.writing);
			expect(new Set(writing)).toEqual(new Set(['silent']));
		});
		test('has instructions that fit within the limits', () => {
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

test.each(['problems-first', 'choosing-a-crm'])('%s contains all kinds of steps', (id) => {
	const kinds = TEMPLATES.find((one) => one.id === id)?.steps.map(({ kind }) => kind);
	expect(new Set(kinds)).toEqual(new Set(STEP_KIND_NAMES));
});
test('a new step of any kind has initial words', () => {
	for (const kind of STEP_KIND_NAMES) {
		const draft = draftOf(kind, en.kinds);
		expect(draft.kind).toBe(kind);
		expect(draft.instruction).not.toBe('');
	}
});

test('problems first begins with customers’ words', () => {
	const kinds = FIRST.steps.filter(({ kind }) => kind === 'post').map((s) => s.noteKind);
	expect(kinds).toEqual(['customer', 'problem']);
});

test('[H17] a long template lists its first steps by name and counts the others', () => {
	const steps = Array.from({ length: 40 }, (_, nth) => ({ title: `S${nth}` }));
	const way = (n: number) => {
		const { titles, more } = wayOf(steps.slice(0, n));
		return en.templates.way(titles, more);
	};
	expect(way(3)).toBe('S0 → S1 → S2');
	expect(way(40)).toMatch(/^S0 → S1 → .* → S11 → 28 more steps$/);
	expect(way(13)).toMatch(/ → S11 → 1 more step$/);
});
