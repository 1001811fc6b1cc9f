import { describe, expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import type { StepFacts, WorkFacts } from './checks.ts';
import { readyFunctions } from '../functions.ts';
import { STEP_KIND_NAMES, STEP_KINDS, type StepKind } from './kinds.ts';
import { readyTemplate, stepsOf } from './templates.ts';
import type { Step } from '../types.ts';

const READY_FUNCTIONS = readyFunctions(en);

const steps = stepsOf(readyTemplate(en, 'problems-first'), () => 'step');
function step(kind: StepKind, change: Partial<Step> = {}): Step {
	const found = steps.find((one) => one.kind === kind);
	if (!found) throw new Error(`no ${kind} step`);
	return { ...found, ...change };
}
const EVERYBODY = new Set(['sales', 'marketing', 'service', 'it']);
const DONE: StepFacts = {
	silent: false,
	loose: 0,
	clusters: 3,
	unnamed: 0,
	fnsInClusters: EVERYBODY,
	functions: READY_FUNCTIONS,
	untold: new Set(),
	roundsRevealed: 1,
	chosen: 1,
	notesByFn: { sales: 11, marketing: 7, service: 14, it: 1 },
	waiting: 0,
	anonymous: false,
	work: {
		purpose: true,
		customer: true,
		hoping: EVERYBODY,
		fearing: EVERYBODY,
		problems: [
			{ title: 'Late leads', heard: EVERYBODY, cause: true, cost: true, measurable: true },
			{ title: 'Lost notes', heard: EVERYBODY, cause: true, cost: true, measurable: true }
		],
		outcomes: [
			{ revealed: true, way: true, read: true },
			{ revealed: true, way: true, read: true }
		],
		ideas: 3,
		sorted: 3,
		decided: true,
		reviewed: true
	}
};
const checksOf = ({ kind, writing }: Step, change: Partial<StepFacts> = {}) =>
	STEP_KINDS[kind].checks({ ...DONE, silent: writing === 'silent', ...change });
/** The texts of the checks, marked as in the panel. */
const panel = (now: Step, change: Partial<StepFacts> = {}) =>
	checksOf(now, change).map(({ text, done }) => `${done ? '●' : '○'} ${text(en)}`);

describe('a Cluster step', () => {
	test('has the checks from the design', () => {
		expect(
			panel(step('cluster'), { fnsInClusters: new Set(['sales', 'marketing', 'service']) })
		).toEqual([
			'● Every note is in a cluster or left out on purpose',
			'● Clusters are named as problems',
			'○ Every function sees itself in a cluster (not yet: IT)'
		]);
	});
	test('counts the remaining work', () => {
		expect(panel(step('cluster'), { loose: 4, unnamed: 2 }).slice(0, 2)).toEqual([
			'○ Every note is in a cluster or left out on purpose (4 loose)',
			'○ Clusters are named as problems (2 without a name)'
		]);
		expect(panel(step('cluster'), { clusters: 0 })[1]).toMatch(/^○/);
	});
});

describe('a Post step', () => {
	test('requires notes from every function', () => {
		const notesByFn = { sales: 1, marketing: 0 };
		expect(panel(step('post', { revealed: true }), { notesByFn })).toEqual([
			'○ Every function has written (not yet: Marketing, Service, IT)',
			'● No note is hidden'
		]);
		expect(panel(step('post'), { notesByFn: {} })[0]).toBe('○ Every function has written');
	});
	test('does not say whether each function has written if their counts are combined', () => {
		const notesByFn = { sales: 3, marketing: 0, '': 2 };
		const untold = new Set(['service', 'it']);
		expect(panel(step('post'), { notesByFn, untold })[0]).toBe(
			'○ Every function has written (not yet: Marketing) (known after the reveal: Service and IT)'
		);
		const heard = { sales: 3, marketing: 1, '': 2 };
		expect(panel(step('post'), { notesByFn: heard, untold })[0]).toBe(
			'○ Every function has written (known after the reveal: Service and IT)'
		);
	});
	test('has finished silent writing once there are notes and none is hidden', () => {
		expect(panel(step('post'), { notesByFn: {} })[1]).toBe('○ No note is hidden');
		expect(panel(step('post'), { notesByFn: { sales: 1 } })[1]).toBe('● No note is hidden');
		const waiting = { waiting: 1 };
		expect(panel(step('post'), waiting)[1]).toBe('○ 1 note is still hidden');
		expect(panel(step('post', { writing: 'open' }))).toHaveLength(1);
	});
});

test('an anonymous board has no checks about functions', () => {
	const nobodys = new Set(['']);
	const anonymous = { notesByFn: { '': 5 }, fnsInClusters: nobodys, anonymous: true };
	expect(panel(step('post', { writing: 'open' }), anonymous)).toEqual(['● Somebody has written']);
	expect(panel(step('cluster'), anonymous)).toHaveLength(2);
	const { problems } = DONE.work;
	const work = {
		...DONE.work,
		hoping: nobodys,
		fearing: new Set<string>(),
		problems: problems.map((problem) => ({ ...problem, heard: nobodys }))
	};
	expect(panel(step('frame'), { ...anonymous, work }).slice(2)).toEqual([
		'● Somebody has said what they hope for',
		'○ Somebody has said what they fear'
	]);
	expect(panel(step('understand'), { ...anonymous, work })[0]).toBe(
		'● Each chosen problem has answers'
	);
});

test('a Vote step requires a result and a choice', () => {
	expect(panel(step('vote'), { chosen: 0 })).toEqual([
		'● A round has been revealed',
		'○ The problems to work on are chosen'
	]);
});

test.each(STEP_KIND_NAMES)('a %s step has checks, and all of them can be met', (kind) => {
	const checks = checksOf(step(kind, { revealed: true }));
	expect(checks.length).toBeGreaterThan(0);
	expect(checks.filter(({ done }) => !done)).toEqual([]);
});

const working = (change: Partial<WorkFacts>) => ({ work: { ...DONE.work, ...change } });
const NOTHING: Partial<WorkFacts> = { problems: [], outcomes: [] };

test('a Frame step requires the purpose, the customer, and every function’s hopes and fears', () => {
	const fearing = new Set(['sales', 'it']);
	expect(panel(step('frame'), working({ customer: false, fearing }))).toEqual([
		'● Purpose described',
		'○ Customer described',
		'● Every function has said what it hopes for',
		'○ Every function has said what it fears (not yet: Marketing, Service)'
	]);
});

describe('an Understand step', () => {
	const [late, lost] = DONE.work.problems;
	if (!late || !lost) throw new Error('two problems');
	test('requires answers from every function, and a why and a cost for each problem', () => {
		const heard = new Set(['sales', 'marketing', 'service']);
		const problems = [{ ...late, heard, cost: false }, lost];
		expect(panel(step('understand'), working({ problems }))).toEqual([
			'○ Every function answers for each chosen problem (not yet: IT)',
			'● Each problem was asked “why” at least once',
			'○ The cost of each problem is written down (not yet: “Late leads”)'
		]);
	});
	test('meets no check while no problem is chosen', () => {
		expect(panel(step('understand'), working(NOTHING)).join()).not.toMatch(/●/);
	});
});

test('an Outcomes step requires measurable outcomes for each problem, and every agreement revealed', () => {
	const [late, lost] = DONE.work.problems;
	const [first, second] = DONE.work.outcomes;
	if (!late || !lost || !first || !second) throw new Error('two of each');
	const problems = [late, { ...lost, measurable: false }];
	const outcomes = [first, { ...second, revealed: false }];
	expect(panel(step('outcomes'), working({ problems, outcomes }))).toEqual([
		'○ Each chosen problem has a measurable outcome (not yet: “Lost notes”)',
		'○ The ratings of each outcome are revealed: 1 of 2'
	]);
	expect(panel(step('outcomes'), working(NOTHING)).join()).not.toMatch(/●/);
});

test('a Requirements step requires people or processes under each outcome', () => {
	const outcomes = DONE.work.outcomes.map((one) => ({ ...one, way: false }));
	expect(panel(step('requirements'), working({ outcomes }))).toEqual([
		'○ Each outcome has a requirement for people or processes'
	]);
});

test('a Technology step requires sorted ideas and a decision', () => {
	expect(panel(step('technology'), working({ sorted: 2, decided: false }))).toEqual([
		'○ The parking lot is sorted (1 idea left)',
		'○ The decision and its reason are written down'
	]);
	expect(panel(step('technology'), working({ ideas: 0, sorted: 0 }))[0]).toMatch(/^●/);
});

test('a Review step requires readings and the next date', () => {
	const [first, second] = DONE.work.outcomes;
	if (!first || !second) throw new Error('two outcomes');
	const outcomes = [first, { ...second, read: false }];
	expect(panel(step('review'), working({ outcomes, reviewed: false }))).toEqual([
		'○ Each outcome has a reading: 1 of 2',
		'○ The next review has a date'
	]);
});
