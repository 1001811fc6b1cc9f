import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agreedOf, foldedCounts, isAsked, toldFns } from './small-groups.ts';

const people = (...fns: string[]) => fns.map((fn) => ({ fn }));
const someone = fc.constantFrom('sales', 'service', 'it', '').map((fn) => ({ fn }));

test('[B8] a function’s count is shown if it has at least as many people as the smallest group', () => {
	const room = people('sales', 'sales', 'sales', 'service', 'service', 'service', 'it');
	expect([...toldFns(room, 1)]).toEqual(['sales', 'service', 'it']);
	expect([...toldFns(room, 3)], 'IT is never alone in the rest').toEqual(['service']);
	expect([...toldFns(people('sales', 'it'), 3)]).toEqual([]);
});
test('[B8] counts of the other functions are combined, and none below the smallest group is shown', () => {
	const told = new Set(['sales']);
	expect(foldedCounts({ sales: 4, it: 1, service: 2 }, told, 3)).toEqual({ sales: 4, '': 3 });
	expect(foldedCounts({ sales: 2, it: 1, service: 1 }, told, 3)).toEqual({});
	expect(foldedCounts({ sales: 2, it: 0, service: 1 }, told, 1)).toEqual({ sales: 2, '': 1 });
});
test('[B8] each shown count, and the rest beside it, covers a whole group of people', () => {
	fc.assert(
		fc.property(
			fc.array(someone, { maxLength: 14 }),
			fc.integer({ min: 1, max: 4 }),
			(room, least) => {
				const told = toldFns(room, least);
				const rest = room.filter(({ fn }) => !told.has(fn)).length;
				for (const fn of told)
					expect(room.filter((one) => one.fn === fn).length).toBeGreaterThanOrEqual(least);
				if (told.size > 0 && rest > 0) expect(rest).toBeGreaterThanOrEqual(least);
			}
		)
	);
});
test('[B7] people of small functions are asked, and their number is shown only if it identifies nobody', () => {
	const room = people('sales', 'sales', 'it', '');
	expect(['sales', 'it', '', 'service'].filter((fn) => isAsked(fn, room, 3))).toEqual([
		'sales',
		'it'
	]);
	const agreeing = (...agrees: boolean[]) =>
		agrees.map((one, at) => ({ fn: at < 2 ? 'sales' : 'it', agrees: one, isHere: true }));
	expect(agreedOf(agreeing(true, false, true), 3)).toEqual({ asked: 3, agreed: 2 });
	expect(agreedOf(agreeing(true, false), 3)).toEqual({ asked: 2, agreed: null });
	expect(agreedOf(agreeing(true, true), 3)).toEqual({ asked: 2, agreed: 2 });
	expect(agreedOf(agreeing(true, true), 1)).toBeNull();
	const gone = agreeing(true, true, false).map((one) => ({ ...one, isHere: one.agrees }));
	expect(agreedOf(gone, 3), 'who was removed did not agree, and nobody learns it').toEqual({
		asked: 3,
		agreed: 2
	});
});
