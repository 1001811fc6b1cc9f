import { afterEach, describe, expect, it, vi } from 'vitest';
import { Desk } from '../../../src/lib/wall/desk.ts';
import { mostInOneTurn } from '../../../tests/support/turns.ts';
import { TestWorkshop } from '../../../tests/support/workshop.ts';
import { NOTES } from './notes.ts';
import { inSlices, THINGS_AT_ONCE } from './slices.ts';

afterEach(() => vi.restoreAllMocks());

describe('work in slices', () => {
	it('[S53] keeps the order, and exceeds the maximum weight only for a single heavy item', async () => {
		const weights = [900, 900, 900, 5_000, 1, 2_000, 1];
		const slices: number[][] = [];
		const made = await inSlices(
			weights,
			(weight) => weight,
			(some) => {
				slices.push(some);
				return Promise.resolve(some);
			}
		);
		expect(made).toEqual(weights);
		expect(slices).toEqual([[900, 900], [900], [5_000], [1], [2_000], [1]]);
	});
});

describe('a reveal of many full desks', () => {
	const PEOPLE = 12;
	const DRAFTS = 400;
	async function full() {
		const test = new TestWorkshop();
		const fay = await test.start();
		const step = await test.step('post');
		for (let nth = 0; nth < PEOPLE; nth++) {
			const { id } = await test.join(`Person ${nth}`, 'sales');
			const desk = test.live.desk(test.board, id);
			desk.doc.transact(() => {
				for (let n = 0; n < DRAFTS; n++)
					desk.writeNote(`note-${nth}-${n}`, `Late ${nth} ${n}`, 'problem', n, step);
			});
		}
		return { reveal: () => test.do(fay, { kind: 'reveal', step }), test };
	}
	it('[S53] reads one desk in each turn of the event loop', async () => {
		const { reveal } = await full();
		expect(await mostInOneTurn(Desk.prototype, 'note', reveal)).toBeLessThanOrEqual(DRAFTS);
	});
	it.each(['has', 'differs'] as const)(
		'[S53] compares a limited number of notes in each turn: %s',
		async (name) => {
			const { reveal, test } = await full();
			expect(await mostInOneTurn(NOTES, name, reveal)).toBeLessThanOrEqual(THINGS_AT_ONCE);
			expect(test.texts()).toHaveLength(PEOPLE * DRAFTS);
		}
	);
});
