import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reuse } from './reuse.ts';

test('equal parts keep their identity, and different ones are new', () => {
	const before = { steps: [{ id: 'a' }, { id: 'b' }], people: [{ name: 'Ada' }] };
	const after = { steps: [{ id: 'a' }, { id: 'b' }], people: [{ name: 'Ada' }, { name: 'Ben' }] };
	const shared = reuse(before, after);
	expect(shared.steps).toBe(before.steps);
	expect(shared.people).not.toBe(before.people);
	expect(shared.people[0]).toBe(before.people[0]);
});

test('the result always equals the later value', () => {
	fc.assert(
		fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
			expect(reuse(before, after)).toEqual(after);
		})
	);
});

test('if the whole value is equal, the result is the earlier object', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			expect(reuse(value, structuredClone(value))).toBe(value);
		})
	);
});
