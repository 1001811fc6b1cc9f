import fc from 'fast-check';
import type { Answer } from './shapes.ts';
import { describe, expect, test } from 'vitest';
import { byFunction, heard, takenBackUnderWhys } from './answers.ts';
import { readyFunctions } from '../functions.ts';
import { all as en } from '../../i18n/en/all.ts';

const READY_FUNCTIONS = readyFunctions(en);

const ids = [...READY_FUNCTIONS.map(({ id }) => id), '', 'gone'];
const said = fc.array(fc.record({ fn: fc.constantFrom(...ids), nth: fc.nat() }));
const answer = (id: string, fields: Partial<Answer> = {}): Answer => ({
	id,
	text: id,
	question: 'felt',
	about: 'p1',
	fn: '',
	by: '',
	day: '',
	order: 'a0',
	archived: false,
	...fields
});

describe('answers by function', () => {
	test('keep every answer, grouped by function and in order', () => {
		fc.assert(
			fc.property(said, (answers) => {
				const sorted = byFunction(answers, READY_FUNCTIONS);
				expect(sorted).toHaveLength(answers.length);
				for (const fn of READY_FUNCTIONS.map(({ id }) => id))
					expect(sorted.filter((one) => one.fn === fn)).toEqual(
						answers.filter((one) => one.fn === fn)
					);
				const places = sorted.map(({ fn }) => {
					const at = READY_FUNCTIONS.findIndex(({ id }) => id === fn);
					return at < 0 ? READY_FUNCTIONS.length : at;
				});
				expect(places).toEqual(places.toSorted((a, b) => a - b));
			})
		);
	});

	test('a function counts as heard exactly if one of its people answered', () => {
		fc.assert(
			fc.property(said, (answers) => {
				const result = heard(answers, READY_FUNCTIONS);
				expect(result.heard.length + result.unheard.length).toBe(READY_FUNCTIONS.length);
				for (const { id } of result.heard) expect(answers.some(({ fn }) => fn === id)).toBe(true);
				for (const { id } of result.unheard)
					expect(answers.some(({ fn }) => fn === id)).toBe(false);
			})
		);
	});
});

describe('five whys', () => {
	const taken = answer('c1', { archived: true });
	const find = (id: string) => (id === 'c1' ? taken : id === 'c2' ? answer('c2') : null);
	const why = (id: string, about: string) => answer(id, { question: 'why', about });

	test('lists an answer that was taken back if others continued from it', () => {
		const answers = [why('w1', 'c1'), why('w2', 'c1'), why('w3', 'c2'), why('w4', 'nowhere')];
		expect(takenBackUnderWhys(answers, find, 'felt', 'p1')).toEqual(['c1']);
	});
	test('lists nothing for another question, another problem, or answers without whys', () => {
		expect(takenBackUnderWhys([why('w1', 'c1')], find, 'have', 'p1')).toEqual([]);
		expect(takenBackUnderWhys([why('w1', 'c1')], find, 'felt', 'p2')).toEqual([]);
		expect(takenBackUnderWhys([answer('a1')], find, 'felt', 'p1')).toEqual([]);
	});
});
