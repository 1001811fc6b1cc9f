import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { board as en } from '../../i18n/en/board.ts';
import { LIMITS } from '../limits.ts';
import { STEP_KIND_NAMES, STEP_KINDS } from './kinds.ts';
import {
	doneSteps,
	neighbourFor,
	newStep,
	repeatOf,
	stepsOnTheWay,
	whyNoMore,
	whyNotRemove,
	withStepAt,
	withStepMoved
} from './steps.ts';
import type { Round } from '../types.ts';

const named = (...ids: string[]) => ids.map((id) => newStep('post', id, en.kinds));
const ids = (steps: readonly { id: string }[]) => steps.map(({ id }) => id).join(' ');
const abc = named('a', 'b', 'c');

test.each(STEP_KIND_NAMES)('a new %s step has initial words, and nothing is revealed', (kind) => {
	expect(newStep(kind, 'x', en.kinds)).toMatchObject({
		...en.kinds[kind].beginning,
		minutes: STEP_KINDS[kind].minutes,
		kind,
		id: 'x',
		revealed: false
	});
});

describe('a step is done', () => {
	const done = (place: Parameters<typeof doneSteps>[0]) => [...doneSteps(place)].join(' ');
	const go = (place: Parameters<typeof doneSteps>[0], to: string) => ({
		steps: stepsOnTheWay(place, to),
		currentStep: to
	});
	const start = { steps: named('a', 'b', 'c', 'd'), currentStep: 'a' };
	test('if the group was in it, and not if the group skipped it', () => {
		expect(done(start)).toBe('');
		const atC = go(start, 'c');
		expect(done(atC)).toBe('a');
		expect(done(go(atC, 'd'))).toBe('a c');
		expect(done(go(go(atC, 'b'), 'd'))).toBe('a b c');
		expect(done(go(atC, 'a')), 'the group went back').toBe('c');
	});
	test('if it comes before the group’s step, on boards without records of visited steps', () => {
		const old = { steps: named('a', 'b', 'c', 'd'), currentStep: 'c' };
		expect(done(old)).toBe('a b');
		expect(done(go(old, 'd'))).toBe('a b c');
	});
	test('even if the steps that the group was in earlier are removed', () => {
		const atD = go(start, 'd');
		expect(done({ ...atD, steps: atD.steps.filter(({ id }) => id !== 'a') })).toBe('');
	});
	test('only once: a repetition starts again', () => {
		const [a] = go(start, 'b').steps;
		expect(a?.been).toBe(true);
		if (a) expect(repeatOf(a, 'x', [])).not.toHaveProperty('been');
	});
});

describe('a repeated step', () => {
	const vote = { ...newStep('vote', 'v', en.kinds), title: 'Vote', minutes: 3 };
	test('is the same under the next unused title', () => {
		const second = repeatOf({ ...vote, revealed: true }, 'v2', [vote]);
		expect(second).toEqual({ ...vote, id: 'v2', title: 'Vote 2', revealed: false });
		expect(repeatOf(second, 'v3', [vote, second]).title).toBe('Vote 3');
		expect(repeatOf(vote, 'v3', [vote, second]).title).toBe('Vote 3');
	});
	test('keeps its title within the limit', () => {
		const long = { ...vote, title: 'x'.repeat(LIMITS.boardTitleChars) };
		const { title } = repeatOf(long, 'v2', [long]);
		expect(title).toHaveLength(LIMITS.boardTitleChars);
		expect(title).toMatch(/x 2$/);
	});
});

test('a step is added after another step, or first', () => {
	expect(ids(withStepAt(abc, 'b', newStep('vote', 'x', en.kinds)))).toBe('a b x c');
	expect(ids(withStepAt(abc, '', newStep('vote', 'x', en.kinds)))).toBe('x a b c');
});
test('a step is moved after another step, or to the first place', () => {
	expect(ids(withStepMoved(abc, 'a', 'c'))).toBe('b c a');
	expect(ids(withStepMoved(abc, 'c', ''))).toBe('c a b');
	expect(ids(withStepMoved(abc, 'b', 'b'))).toBe('a b c');
	expect(ids(withStepMoved(abc, 'x', 'a'))).toBe('a b c');
});

const lists = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 8 });
test('moving one place up and one place down restores the order and loses no step', () => {
	fc.assert(
		fc.property(lists, fc.nat(), (names, nth) => {
			const steps = named(...names);
			const id = names[nth % names.length] ?? '';
			const after = neighbourFor(steps, id, 'down');
			expect(after === null).toBe(names.at(-1) === id);
			if (after === null) return;
			const down = withStepMoved(steps, id, after);
			expect(ids(down)).not.toBe(ids(steps));
			expect(down.findIndex((step) => step.id === id)).toBe(names.indexOf(id) + 1);
			const back = neighbourFor(down, id, 'up');
			expect(back).not.toBeNull();
			expect(ids(withStepMoved(down, id, back ?? ''))).toBe(ids(steps));
		})
	);
	expect(neighbourFor(abc, 'a', 'up')).toBeNull();
	expect(neighbourFor(abc, 'x', 'down')).toBeNull();
});

test('only a step without people and results can be removed', () => {
	const round = { stepId: 'b' } as Round;
	const stage = { steps: abc, currentStep: 'a', rounds: [round] };
	expect(whyNotRemove('a', stage)?.(en)).toMatch(/^The group is in this step/);
	expect(whyNotRemove('b', stage)?.(en)).toMatch(/^People voted in this step/);
	expect(whyNotRemove('c', stage)).toBeNull();
});
test('the number of steps is limited', () => {
	const many = Array.from({ length: LIMITS.steps }, (_, at) => newStep('post', `s${at}`, en.kinds));
	expect(whyNoMore(many)?.(en)).toBe('A workshop has at most 40 steps. Remove one first.');
	expect(whyNoMore(many.slice(1))).toBeNull();
});
