import { expect, it } from 'vitest';
import { board as en } from '$lib/i18n/en/board.ts';
import { readyFunctions } from '$lib/workshop/functions.ts';
import { countRows, toldFns } from '$lib/workshop/votes/small-groups.ts';
import type { FnAgreement, OutcomeAgreement, Person } from '$lib/workshop/types.ts';
import { agreementHeadline, answeredSoFar, missingSentence } from './agreement-view.ts';

const READY_FUNCTIONS = readyFunctions(en);

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

it('counts the people who have answered, by function or for everybody', () => {
	const rows = (people: readonly Person[], smallestGroup: number) =>
		countRows(FNS, people, toldFns(people, smallestGroup), en.votes.together);
	const taking = PEOPLE.filter(({ role }) => role !== 'observer');
	const lines = answeredSoFar({ sales: 1 }, rows(taking, 1), en);
	expect(lines.map(({ key, answered, people }) => [key, answered, people])).toEqual([
		['sales', 1, 2],
		['it', 0, 1]
	]);
	const host = person('h', '', 'facilitator');
	const withHost = answeredSoFar({ '': 1 }, rows([...taking, host], 1), en);
	expect(withHost.at(-1)).toMatchObject({ key: '', answered: 1, people: 1 });
	expect(answeredSoFar({}, rows([...taking, host], 1), en)).toHaveLength(2);
	const everybody = [{ key: '', name: 'Everybody', colour: undefined, people: 3, answered: 2 }];
	expect(answeredSoFar({ '': 2 }, countRows(FNS, taking, null, en.votes.together), en)).toEqual(
		everybody
	);
	expect(answeredSoFar({ '': 2 }, rows(taking, 3), en), 'all functions are small').toEqual(
		everybody
	);
});
it('says which functions have not answered, without names', () => {
	expect(missingSentence(revealed(), FNS)).toBeNull();
	const agreement = revealed({ fns: [fn('sales', { answered: 1 }), fn('it', { people: 4 })] });
	expect(missingSentence(agreement, FNS)?.(en)).toBe('No answer yet: 1 of Sales and 2 of IT.');
	expect(missingSentence(revealed({ fns: [fn('', { answered: 1 })] }), FNS)?.(en)).toBe(
		'No answer yet: 1 person.'
	);
});
it('describes the result by function, and says nothing about hidden functions', () => {
	expect(agreementHeadline(revealed(), FNS)(en)).toBe('The functions agree');
	const doubting = fn('it', { median: 2 });
	expect(agreementHeadline(revealed({ fns: [fn('sales'), doubting] }), FNS)(en)).toBe(
		'IT has doubts'
	);
	const both = [fn('sales', { median: 1 }), doubting];
	expect(agreementHeadline(revealed({ fns: both }), FNS)(en)).toBe('Sales and IT have doubts');
	const hidden = fn('it', { median: null, hidden: true, marks: [] });
	expect(agreementHeadline(revealed({ fns: [fn('sales'), hidden] }), FNS)(en)).toBe(
		'All together, the group agrees'
	);
	expect(agreementHeadline(revealed({ fns: [hidden], median: 2 }), FNS)(en)).toBe(
		'The group has doubts'
	);
	const noFunctions = fn('', { median: null, marks: [] });
	expect(agreementHeadline(revealed({ fns: [noFunctions] }), FNS)(en)).toBe('The group agrees');
	expect(agreementHeadline(revealed({ median: null, fns: [] }), FNS)(en)).toBe(
		'Nobody has answered'
	);
});
