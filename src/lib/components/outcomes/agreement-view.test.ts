import { expect, it } from 'vitest';
import { READY_FUNCTIONS } from '$lib/workshop/functions.ts';
import type { FnAgreement, OutcomeAgreement, Person } from '$lib/workshop/types.ts';
import { agreementHeadline, answeredSoFar, missingSentence } from './agreement-view.ts';

const person = (id: string, fn: string, role: Person['role'] = 'participant'): Person => ({
	id,
	name: id,
	fn,
	role,
	online: true,
	ready: false
});
const PEOPLE = [
	person('a', 'sales'),
	person('b', 'sales'),
	person('c', 'it'),
	person('o', '', 'observer')
];
const fn = (id: string, fields: Partial<FnAgreement> = {}): FnAgreement => ({
	fn: id,
	people: 2,
	answered: 2,
	marks: [0, 0, 0, 1, 1, 0],
	median: 3.5,
	hidden: false,
	...fields
});
const revealed = (fields: Partial<OutcomeAgreement> = {}): OutcomeAgreement => ({
	revealedAt: 1,
	wording: 'w',
	fns: [fn('sales'), fn('it')],
	marks: [0, 0, 0, 2, 2, 0],
	median: 3.5,
	...fields
});
const FNS = READY_FUNCTIONS;

it('counts who has answered, by function or for everybody', () => {
	const lines = answeredSoFar({ sales: 1 }, PEOPLE, FNS, false);
	expect(lines.map(({ fn, answered, people }) => [fn?.id, answered, people])).toEqual([
		['sales', 1, 2],
		['it', 0, 1]
	]);
	const host = person('h', '', 'facilitator');
	const withHost = answeredSoFar({ '': 1 }, [...PEOPLE, host], FNS, false);
	expect(withHost.at(-1)).toEqual({ fn: null, answered: 1, people: 1 });
	expect(answeredSoFar({}, [...PEOPLE, host], FNS, false)).toHaveLength(2);
	expect(answeredSoFar({ '': 2 }, PEOPLE, FNS, true)).toEqual([
		{ fn: null, answered: 2, people: 3 }
	]);
});
it('says who has not answered, without names', () => {
	expect(missingSentence(revealed(), FNS)).toBe('');
	const agreement = revealed({ fns: [fn('sales', { answered: 1 }), fn('it', { people: 4 })] });
	expect(missingSentence(agreement, FNS)).toBe('No answer yet: 1 of Sales and 2 of IT.');
	expect(missingSentence(revealed({ fns: [fn('', { answered: 1 })] }), FNS)).toBe(
		'No answer yet: 1 person.'
	);
});
it('says how it stands by function, and tells nothing of hidden ones', () => {
	expect(agreementHeadline(revealed(), FNS)).toBe('The functions agree');
	const doubting = fn('it', { median: 2 });
	expect(agreementHeadline(revealed({ fns: [fn('sales'), doubting] }), FNS)).toBe('IT has doubts');
	const both = [fn('sales', { median: 1 }), doubting];
	expect(agreementHeadline(revealed({ fns: both }), FNS)).toBe('Sales and IT have doubts');
	const hidden = fn('it', { median: null, hidden: true, marks: [] });
	expect(agreementHeadline(revealed({ fns: [fn('sales'), hidden] }), FNS)).toBe(
		'The functions agree'
	);
	expect(agreementHeadline(revealed({ fns: [hidden], median: 2 }), FNS)).toBe(
		'The group has doubts'
	);
	expect(agreementHeadline(revealed({ fns: [hidden] }), FNS)).toBe('The group agrees');
	expect(agreementHeadline(revealed({ median: null, fns: [] }), FNS)).toBe('Nobody has answered');
});
