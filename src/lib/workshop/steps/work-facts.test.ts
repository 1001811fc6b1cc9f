import type { Question } from '../questions.ts';
import type { Outcome } from '../items/shapes.ts';
import { expect, test } from 'vitest';
import { wordingOf } from '../outcomes/check.ts';
import type { OutcomeAgreement } from '../types.ts';
import { workFacts, type WrittenWork } from './work-facts.ts';

const NOTHING: WrittenWork = {
	frame: { why: '', who: '', tries: '', says: '' },
	answers: [],
	problems: [{ id: 'late', title: 'Late leads' }],
	costs: [],
	outcomes: [],
	requirements: [],
	readings: [],
	parked: []
};
const STAGE = { purpose: '', agreements: {}, decision: null, reviewOn: '' };
const OUTCOME: Outcome = {
	id: 'fast',
	problem: 'late',
	statement: 'Leads are called back in time',
	metric: 'leads called back',
	unit: '%',
	direction: 'up',
	baseline: 20,
	target: 80,
	due: '2027-06-30',
	owner: 'Ravi',
	how: '',
	source: '',
	order: 'a0',
	archived: false
};
const facts = (work: Partial<WrittenWork>, stage: Partial<typeof STAGE> = {}) =>
	workFacts({ ...NOTHING, ...work }, { ...STAGE, ...stage });
const answer = (id: string, question: Question, about: string, fn = 'sales') => ({
	id,
	question,
	about,
	fn
});

test('no fact holds before anybody wrote', () => {
	expect(facts({})).toEqual({
		purpose: false,
		customer: false,
		hoping: new Set(),
		fearing: new Set(),
		problems: [
			{ title: 'Late leads', heard: new Set(), cause: false, cost: false, measurable: false }
		],
		outcomes: [],
		ideas: 0,
		sorted: 0,
		decided: false,
		reviewed: false
	});
});

test('the purpose of the board or of the frame counts; blank text does not', () => {
	expect(facts({}, { purpose: 'One in six leaves.' }).purpose).toBe(true);
	expect(facts({ frame: { ...NOTHING.frame, why: 'One in six leaves.' } }).purpose).toBe(true);
	expect(facts({ frame: { ...NOTHING.frame, why: ' \n', who: ' ' } })).toMatchObject({
		purpose: false,
		customer: false
	});
});

test('only answers about a problem count for it', () => {
	const answers = [
		answer('a1', 'felt', 'late', 'sales'),
		answer('a2', 'signs', 'late', 'it'),
		answer('a3', 'felt', 'other', 'service'),
		answer('a4', 'hope', '', 'marketing')
	];
	const { problems, hoping } = facts({ answers });
	expect(problems[0]).toMatchObject({ heard: new Set(['sales', 'it']), cause: false, cost: false });
	expect(hoping).toEqual(new Set(['marketing']));
});
test('a why under one of its answers counts as a cause of a problem', () => {
	const answers = [answer('a1', 'felt', 'late'), answer('a2', 'why', 'a1')];
	expect(facts({ answers }).problems[0]?.cause).toBe(true);
	const elsewhere = [answer('a1', 'felt', 'other'), answer('a2', 'why', 'a1')];
	expect(facts({ answers: elsewhere }).problems[0]?.cause).toBe(false);
});
test('a cost counts in words or as an amount', () => {
	const cost = (problem: string, amount: number | null) =>
		facts({ costs: [{ problem, amount }] }).problems[0]?.cost;
	expect(cost('late', 0)).toBe(true);
	expect(cost('late', null)).toBe(false);
	expect(cost('other', 7)).toBe(false);
	expect(facts({ answers: [answer('a1', 'costs', 'late')] }).problems[0]?.cost).toBe(true);
});

test('only outcomes of chosen problems count', () => {
	const other = { ...OUTCOME, id: 'else', problem: 'other' };
	const { problems, outcomes } = facts({ outcomes: [OUTCOME, other] });
	expect(problems[0]?.measurable).toBe(true);
	expect(outcomes).toEqual([{ revealed: false, way: false, read: false }]);
	const vague = { ...OUTCOME, target: null };
	expect(facts({ outcomes: [vague] }).problems[0]?.measurable).toBe(false);
});
test('an agreement counts only for the wording that people rated', () => {
	const agreement: OutcomeAgreement = {
		revealedAt: 1,
		wording: wordingOf(OUTCOME),
		fns: [],
		marks: [0, 0, 0, 0, 0, 0],
		median: null
	};
	const revealed = (outcome: Outcome) =>
		facts({ outcomes: [outcome] }, { agreements: { fast: agreement } }).outcomes[0]?.revealed;
	expect(revealed(OUTCOME)).toBe(true);
	expect(revealed({ ...OUTCOME, target: 90 })).toBe(false);
});
test('a reading without a value does not count', () => {
	const read = (value: number | null) =>
		facts({ outcomes: [OUTCOME], readings: [{ outcome: 'fast', value }] }).outcomes[0]?.read;
	expect(read(35)).toBe(true);
	expect(read(null)).toBe(false);
});
test('an idea is sorted once it is linked or set aside', () => {
	const parked = [
		{ requirement: '', setAside: 'Too early' },
		{ requirement: 'gone', setAside: '' }
	];
	expect(facts({ parked })).toMatchObject({ ideas: 2, sorted: 1 });
});
