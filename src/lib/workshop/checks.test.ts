import { describe, expect, test } from 'vitest';
import { beforeGoingOn } from './checks.ts';
import type { StepFacts } from './checks.ts';
import { READY_FUNCTIONS } from './functions.ts';
import { TEMPLATES, stepsOf } from './templates.ts';
import type { Step, StepKind } from './types.ts';

const [template] = TEMPLATES;
const steps = template ? stepsOf(template, () => 'step') : [];
function step(kind: StepKind, change: Partial<Step> = {}): Step {
	const found = steps.find((one) => one.kind === kind);
	if (!found) throw new Error(`no ${kind} step`);
	return { ...found, ...change };
}
const DONE: StepFacts = {
	loose: 0,
	clusters: 3,
	unnamed: 0,
	fnsInClusters: new Set(['sales', 'marketing', 'service', 'it']),
	functions: READY_FUNCTIONS,
	roundsRevealed: 1,
	chosen: 1,
	notesByFn: { sales: 11, marketing: 7, service: 14, it: 1 },
	waiting: 0
};
/** Texts of the checks, marked as the panel marks them. */
const panel = (now: Step, change: Partial<StepFacts> = {}) =>
	beforeGoingOn(now, { ...DONE, ...change }).map(({ text, done }) => `${done ? '●' : '○'} ${text}`);

describe('a Cluster step', () => {
	test('asks what the design asks', () => {
		expect(
			panel(step('cluster'), { fnsInClusters: new Set(['sales', 'marketing', 'service']) })
		).toEqual([
			'● Every note is in a cluster or left out on purpose',
			'● Clusters are named as problems',
			'○ Every function sees itself in a cluster (not yet: IT)'
		]);
	});
	test('counts what is left to do', () => {
		expect(panel(step('cluster'), { loose: 4, unnamed: 2 }).slice(0, 2)).toEqual([
			'○ Every note is in a cluster or left out on purpose (4 loose)',
			'○ Clusters are named as problems (2 without a name)'
		]);
		expect(panel(step('cluster'), { clusters: 0 })[1]).toMatch(/^○/);
	});
});

describe('a Post step', () => {
	test('wants to hear from every function', () => {
		const notesByFn = { sales: 1, marketing: 0 };
		expect(panel(step('post', { revealed: true }), { notesByFn })).toEqual([
			'○ Every function has written (not yet: Marketing, Service, IT)',
			'● The notes are revealed'
		]);
		expect(panel(step('post'), { notesByFn: {} })[0]).toBe('○ Every function has written');
	});
	test('is done with silent writing when nothing waits any more', () => {
		expect(panel(step('post'))[1]).toBe('○ The notes are revealed');
		const waiting = { waiting: 1 };
		expect(panel(step('post'), waiting)[1]).toBe('○ The notes are revealed (1 note waits)');
		expect(panel(step('post', { writing: 'open' }))).toHaveLength(1);
	});
});

test('an anonymous board is not asked for functions', () => {
	const anonymous = { notesByFn: { '': 5 }, fnsInClusters: new Set(['']) };
	expect(panel(step('post', { writing: 'open' }), anonymous)).toEqual(['● Somebody has written']);
	expect(panel(step('cluster'), anonymous)).toHaveLength(2);
});

test('a Vote step wants a result and a choice', () => {
	expect(panel(step('vote'), { chosen: 0 })).toEqual([
		'● A round is revealed',
		'○ The problems to work on are chosen'
	]);
});
