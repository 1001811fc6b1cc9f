import { expect, test } from 'vitest';
import { board as en } from '../../i18n/en/board.ts';
import { finishedOf, unfinishedSentence } from './finished.ts';
import { readyFunctions } from '../functions.ts';
import { counted, countRows } from '../votes/small-groups.ts';
import type { Role } from '../types.ts';

const READY_FUNCTIONS = readyFunctions(en);

const person = (fn: string, role: Role = 'participant') => ({ fn, role });
const people = [
	person('', 'facilitator'),
	person('sales'),
	person('sales', 'facilitator'),
	person('it'),
	person('', 'observer'),
	person('service', 'observer')
];
const rows = (told: readonly string[]) =>
	countRows(READY_FUNCTIONS, counted(people), new Set(told), en.votes.together);

test('[B13] people who only facilitate or look on are not expected to finish', () => {
	const finished = finishedOf(rows(['sales', 'it']), { sales: 1 });
	expect(finished).toMatchObject({ people: 3, finished: 1 });
	expect(finished.rows.map(({ name, people: size }) => `${name} ${size}`)).toEqual([
		'Sales 2',
		'Marketing 0',
		'Service 0',
		'IT 1'
	]);
	expect(unfinishedSentence(finished, 1)?.(en)).toBe('2 people have not finished.');
	expect(unfinishedSentence(finishedOf(rows(['sales', 'it']), { sales: 2 }), 1)?.(en)).toBe(
		'1 person has not finished.'
	);
	expect(unfinishedSentence(finishedOf(rows(['sales', 'it']), { sales: 2, it: 1 }), 1)).toBeNull();
});

test('[B13] the combined row does not count facilitators without a function either', () => {
	const finished = finishedOf(rows([]), { '': 3 });
	expect(finished.rows.at(-1)).toMatchObject({ key: '', people: 3, finished: 3 });
	expect(unfinishedSentence(finished, 3)).toBeNull();
});

test('[B13] the number of people who have not finished is secret if small groups are hidden', () => {
	expect(unfinishedSentence(finishedOf(rows([]), {}), 3)?.(en)).toBe(
		'Not everybody is known to have finished.'
	);
});

test('[B13] a person who finished and left stays counted', () => {
	expect(finishedOf(rows(['sales', 'it']), { sales: 3 })).toMatchObject({ people: 4, finished: 3 });
});
