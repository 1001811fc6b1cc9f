import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSorted, sortedOf } from './triage.ts';

const STANDING = { id: 'r1', archived: false };
const idea = (requirement = '', setAside = '') => ({ requirement, setAside });

it('is sorted if it has an existing requirement or a reason', () => {
	expect(isSorted(idea(), [STANDING])).toBe(false);
	expect(isSorted(idea('r1'), [STANDING])).toBe(true);
	expect(isSorted(idea('', 'No budget before June'), [])).toBe(true);
	expect(isSorted(idea('', '  '), [STANDING])).toBe(false);
});

it('is unsorted again when its requirement is removed', () => {
	expect(isSorted(idea('r1'), [{ ...STANDING, archived: true }])).toBe(false);
	expect(isSorted(idea('r2'), [STANDING])).toBe(false);
});

it('counts each idea once', () => {
	const ideas = fc.array(
		fc.record({ requirement: fc.constantFrom('', 'r1', 'r2'), setAside: fc.string() })
	);
	fc.assert(
		fc.property(ideas, (given) => {
			const sorted = sortedOf(given, [STANDING]);
			const open = given.filter((one) => !isSorted(one, [STANDING]));
			expect(sorted + open.length).toBe(given.length);
		})
	);
});
