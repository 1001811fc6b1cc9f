import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reuse } from './reuse.ts';

test('what is equal keeps its identity, what is not is new', () => {
	const before = { steps: [{ id: 'a' }, { id: 'b' }], people: [{ name: 'Ada' }] };
	const after = { steps: [{ id: 'a' }, { id: 'b' }], people: [{ name: 'Ada' }, { name: 'Ben' }] };
	const shared = reuse(before, after);
	expect(shared.steps).toBe(before.steps);
	expect(shared.people).not.toBe(before.people);
	expect(shared.people[0]).toBe(before.people[0]);
});

test('the value is always that of the later one', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
			expect(reuse(before, after)).toEqual(after);
		})
	);
});

test('an equal value is the earlier one', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(reuse(value, structuredClone(value))).toBe(value);
		})
	);
});
