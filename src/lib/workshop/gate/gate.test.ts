import fc from 'fast-check';
import type { Outcome, Requirement } from '../items/shapes.ts';
import { describe, expect, test } from 'vitest';
import { board as en } from '../../i18n/en/board.ts';
import { readyFunctions } from '../functions.ts';
import { gateConditions as conditionsOf, holdAll, type GateFacts } from './gate.ts';
import { agreementOf } from '../outcomes/marks.ts';
import { wordingOf } from '../outcomes/check.ts';
import type { Fn, OutcomeAgreement, RoundResult } from '../types.ts';

const READY_FUNCTIONS = readyFunctions(en);

const FUNCTIONS = READY_FUNCTIONS.filter(({ id }) => id === 'sales' || id === 'service');
const PEOPLE = (['sales', 'service'] as const).map((fn) => ({ fn, role: 'participant' as const }));
const OUTCOME: Outcome = {
	...{ id: 'o1', problem: 'c1', statement: 'Fewer callers explain their case twice' },
	...{ metric: 'callers who explain twice', unit: '% of calls', direction: 'down' },
	...{ baseline: 38, target: 15, due: '2027-06-30', owner: 'Ravi', how: '', source: '' },
	...{ order: 'a0', archived: false }
};
const REQUIREMENT: Requirement = {
	...{ id: 'r1', outcome: 'o1', kind: 'process', weight: 'must', statement: 'One case, one owner' },
	...{ order: 'a0', archived: false }
};
const round = (...voted: string[]): { result: RoundResult } => ({
	result: {
		...{ closedAt: 0, voters: voted.length, dots: voted.length, clusters: [] },
		fns: FUNCTIONS.map(({ id }) => {
			const voters = voted.filter((fn) => fn === id).length;
			return { fn: id, voters, dots: voters, hidden: false };
		})
	}
});
const marked = (marks: [fn: string, mark: number][], of = OUTCOME, smallestGroup = 1) => {
	const wording = wordingOf(of);
	const seats = marks.map(([fn, mark]) => ({ fn, mark: { mark, of: wording } }));
	const functions: readonly Fn[] = FUNCTIONS;
	return agreementOf({ seats, functions, smallestGroup, wording, revealedAt: 0 });
};
const ACCEPTED = marked([
	['sales', 4],
	['service', 3]
]);
/** The conditions in English. */
const gateConditions = (facts: GateFacts) =>
	conditionsOf(facts).map((one) => ({
		...one,
		text: one.text(en),
		who: one.who.map((sentence) => sentence(en)).join(' ')
	}));
/** A group that meets all conditions. */
const READY: GateFacts = {
	functions: FUNCTIONS,
	people: PEOPLE,
	rounds: [round('sales', 'service')],
	problems: [{ id: 'c1', title: 'Customers tell their story again' }],
	outcomes: [OUTCOME],
	requirements: [REQUIREMENT],
	agreements: { o1: ACCEPTED }
};
const conditions = (change: Partial<GateFacts>) => gateConditions({ ...READY, ...change });
const openOnes = (change: Partial<GateFacts>) =>
	conditions(change).flatMap(({ key, done }) => (done ? [] : [key]));
const who = (key: string, change: Partial<GateFacts>) =>
	conditions(change).find((one) => one.key === key)?.who;
const textOf = (key: string, change: Partial<GateFacts>) =>
	conditions(change).find((one) => one.key === key)?.text;
const told = (agreement: OutcomeAgreement) => ({ agreements: { o1: agreement } });

test('all four conditions hold for a group that meets them, and no further work is asked for', () => {
	const all = gateConditions(READY);
	expect(all.map(({ key }) => key)).toEqual(['chosen', 'measurable', 'accepted', 'ways']);
	expect(holdAll(conditionsOf(READY))).toBe(true);
	expect(all.map(({ who: sentence }) => sentence)).toEqual(['', '', '', '']);
});
test('no condition holds at the beginning', () => {
	const nothing = { rounds: [], problems: [], outcomes: [], requirements: [], agreements: {} };
	expect(openOnes(nothing)).toHaveLength(4);
});

describe('problems are chosen, and every function present voted', () => {
	test('a facilitator is asked to choose', () => {
		expect(who('chosen', { problems: [] })).toMatch(/^A facilitator chooses/);
	});
	test('names the functions that have not voted; votes in unrevealed rounds do not count', () => {
		expect(who('chosen', { rounds: [round('sales')] })).toBe('Service has not voted yet.');
		expect(who('chosen', { rounds: [{ result: null }] })).toBe(
			'Sales and Service have not voted yet.'
		);
	});
	test('each function needs to vote in only one of two rounds', () => {
		expect(openOnes({ rounds: [round('sales'), round('service')] })).toEqual([]);
	});
	test('the condition does not wait for functions without people, or for observers', () => {
		const people = [PEOPLE[0]!, { fn: 'service', role: 'observer' as const }];
		expect(openOnes({ people, rounds: [round('sales')] })).toEqual([]);
		expect(openOnes({ people: [...PEOPLE, { fn: '', role: 'facilitator' }] })).toEqual([]);
	});
});

describe('a measurable outcome for each', () => {
	const second = { id: 'c2', title: 'Leads arrive too late' };
	test('says how many problems have one, and what the other outcomes lack', () => {
		const change = { problems: [...READY.problems, second] };
		const [, condition] = conditions(change);
		expect(condition).toMatchObject({ text: 'A measurable outcome for each: 1 of 2', done: false });
		expect(condition?.who).toBe(
			'“Leads arrive too late” has no outcome yet: anybody can write one.'
		);
	});
	test.each(['metric', 'due', 'owner'] as const)('asks for the %s', (part) => {
		expect(openOnes({ outcomes: [{ ...OUTCOME, [part]: '' }] })).toContain('measurable');
	});
	test.each(['baseline', 'target'] as const)('asks for the %s', (part) => {
		const change = { outcomes: [{ ...OUTCOME, [part]: null }] };
		expect(openOnes(change)).toContain('measurable');
		expect(who('measurable', change)).toMatch(/^“Fewer callers.*no number/);
	});
	test('one measurable outcome is enough; archived outcomes and those of other problems do not count', () => {
		const unclear = { ...OUTCOME, id: 'o2', owner: '' };
		expect(openOnes({ outcomes: [unclear, OUTCOME] })).toEqual([]);
		for (const lost of [{ archived: true }, { problem: 'c9' }])
			expect(openOnes({ outcomes: [{ ...OUTCOME, ...lost }] })).toContain('measurable');
	});
});

test('the gate does not say whether functions voted that are hidden in every round', () => {
	const some = round('sales', 'service');
	const hidden = some.result.fns.map((one) => ({ ...one, voters: 0, dots: 0, hidden: true }));
	const rounds = [{ result: { ...some.result, fns: hidden } }];
	expect(textOf('chosen', { rounds })).toBe(
		'Problems are chosen, and people voted (Sales and Service count through the total)'
	);
	expect(textOf('chosen', {})).toBe('Problems are chosen, and every function voted');
});

describe('every function accepts the outcomes', () => {
	test('asks for the reveal, and for new marks after a change of wording', () => {
		expect(who('accepted', { agreements: {} })).toMatch(
			/a facilitator has to reveal the ratings\.$/
		);
		const reworded = { ...OUTCOME, target: 10 };
		expect(who('accepted', { outcomes: [reworded] })).toMatch(/everybody has to rate it again\.$/);
	});
	test('names functions with a median below 3, and those that gave no marks', () => {
		const low = marked([
			['sales', 5],
			['service', 2]
		]);
		expect(who('accepted', told(low))).toMatch(/not accepted by Service\.$/);
		expect(who('accepted', told(marked([['sales', 5]])))).toMatch(/not accepted by Service\.$/);
	});
	test('counts hidden functions through the total alone', () => {
		const three: [string, number][] = [1, 2, 3].map(() => ['sales', 5]);
		const hidden = marked([...three, ['service', 0]], OUTCOME, 2);
		expect(hidden.fns.every((one) => one.hidden)).toBe(true);
		expect(openOnes(told(hidden))).toEqual([]);
		expect(textOf('accepted', told(hidden))).toBe(
			'All together, people accept the outcomes (Sales and Service count through the total)'
		);
		expect(textOf('accepted', {})).toBe('Every function accepts the outcomes');
		expect(
			openOnes(
				told(
					marked(
						[
							['sales', 0],
							['service', 5]
						],
						OUTCOME,
						2
					)
				)
			)
		).toEqual(['accepted']);
	});
	test('does not name hidden functions: the total says nothing about a single one', () => {
		const both = marked(
			[
				['sales', 0],
				['service', 5]
			],
			OUTCOME,
			3
		);
		expect(who('accepted', told(both))).toMatch(/not accepted by the group as a whole\.$/);
		const one = marked([['service', 0]], OUTCOME, 2);
		expect(who('accepted', told(one))).toMatch(/not accepted by Sales\.$/);
	});
	test('treats the id of an inherited object property as having no agreement', () => {
		const odd = { ...OUTCOME, id: 'constructor' };
		expect(who('accepted', { outcomes: [odd], agreements: {} })).toMatch(/reveal the ratings\.$/);
	});
});

describe('what people will do differently is written down', () => {
	test('software alone is not enough, and archived requirements or those of other outcomes do not count', () => {
		for (const change of [{ kind: 'software' as const }, { archived: true }, { outcome: 'o2' }])
			expect(openOnes({ requirements: [{ ...REQUIREMENT, ...change }] })).toEqual(['ways']);
		expect(who('ways', { requirements: [] })).toBe(
			'“Fewer callers explain their case twice” has no requirement for people or processes yet.'
		);
	});
	test('requirements for people or processes are enough, with or without software', () => {
		const software = { ...REQUIREMENT, id: 'r2', kind: 'software' as const };
		for (const kind of ['people', 'process'] as const)
			expect(openOnes({ requirements: [software, { ...REQUIREMENT, kind }] })).toEqual([]);
	});
});

/** Boards in all states: each part is complete, incomplete or missing. */
const facts: fc.Arbitrary<GateFacts> = fc.record({
	functions: fc.constant(FUNCTIONS),
	people: fc.subarray([...PEOPLE, { fn: 'sales', role: 'observer' as const }]),
	rounds: fc.subarray([round('sales'), round('service'), { result: null }]),
	problems: fc.subarray([...READY.problems, { id: 'c2', title: '' }]),
	outcomes: fc.subarray([
		OUTCOME,
		{ ...OUTCOME, id: 'o2', problem: 'c2' },
		{ ...OUTCOME, id: 'o3', owner: '' },
		{ ...OUTCOME, id: 'o4', archived: true }
	]),
	requirements: fc.subarray([
		REQUIREMENT,
		{ ...REQUIREMENT, id: 'r2', outcome: 'o2', kind: 'software' as const },
		{ ...REQUIREMENT, id: 'r3', outcome: 'o2' }
	]),
	agreements: fc.dictionary(
		fc.constantFrom('o1', 'o2'),
		fc.constantFrom(ACCEPTED, marked([['sales', 4]]), marked([['service', 1]]))
	)
});
test('an open condition says who can do something about it, and a condition that holds asks for nothing', () => {
	fc.assert(
		fc.property(facts, (some) => {
			for (const { done, who: sentence, text } of gateConditions(some)) {
				expect(sentence === '').toBe(done);
				expect(text).not.toMatch(/\.$/);
				if (!done) expect(sentence).toMatch(/[.?]$/);
			}
		})
	);
});
test('archived items change nothing', () => {
	fc.assert(
		fc.property(facts, (some) => {
			const archived = { archived: true };
			const outcomes = [...some.outcomes, { ...OUTCOME, ...archived, id: 'o9' }];
			const requirements = [...some.requirements, { ...REQUIREMENT, ...archived, id: 'r9' }];
			expect(gateConditions({ ...some, outcomes, requirements })).toEqual(gateConditions(some));
		})
	);
});
test('one more person never opens a closed gate, and one more requirement for people never closes an open one', () => {
	fc.assert(
		fc.property(facts, fc.constantFrom(...PEOPLE), (some, person) => {
			const isOpen = holdAll(conditionsOf(some));
			const joined = conditionsOf({ ...some, people: [...some.people, person] });
			if (!isOpen) expect(holdAll(joined)).toBe(false);
			const people = { ...REQUIREMENT, id: 'r9', kind: 'people' as const };
			const more = conditionsOf({ ...some, requirements: [...some.requirements, people] });
			if (isOpen) expect(holdAll(more)).toBe(true);
		})
	);
});

test('[B9] a hidden function counts through the total, in words; a round with too few people opens nothing', () => {
	const hiding = round('sales');
	for (const fn of hiding.result.fns) if (fn.fn === 'service') fn.hidden = true;
	const [first] = gateConditions({ ...READY, rounds: [hiding] });
	expect(first).toMatchObject({
		done: true,
		text: 'Problems are chosen, and people voted (Service counts through the total)'
	});
	const held = round();
	held.result.tooFew = true;
	for (const fn of held.result.fns) fn.hidden = true;
	expect(openOnes({ rounds: [held] })).toContain('chosen');
	expect(who('chosen', { rounds: [held] })).toMatch(/^Too few people voted/);
	const rated = marked(
		[...Array<[string, number]>(3).fill(['sales', 4]), ['service', 3]],
		OUTCOME,
		2
	);
	const accepted = conditions(told(rated)).find(({ key }) => key === 'accepted');
	expect(accepted).toMatchObject({ done: true });
	expect(accepted?.text).toMatch(/Sales and Service count through the total/);
});
