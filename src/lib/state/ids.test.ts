import { expect, test } from 'vitest';
import { madeAt, newId, newOrderedId } from './ids.ts';

test('an ordered id tells when it was made; others tell nothing', () => {
	const now = Date.UTC(2027, 5, 30, 12);
	expect(madeAt(newOrderedId(now))).toBe(now);
	expect(madeAt(newId())).toBeNull();
	expect(madeAt(`0${newId().slice(1)}`)).toBeNull();
	expect(madeAt('')).toBeNull();
});
test('ids that are made later sort behind', () => {
	const [early, late] = [newOrderedId(Date.UTC(2026, 0, 1)), newOrderedId(Date.UTC(2027, 0, 1))];
	expect(early < late).toBe(true);
});
