import { expect, test } from 'vitest';
import { madeAt, newId, newOrderedId } from './ids.ts';

test('an ordered id shows when it was made; other ids do not', () => {
	const now = Date.UTC(2027, 5, 30, 12);
	expect(madeAt(newOrderedId(now))).toBe(now);
	expect(madeAt(newId())).toBeNull();
	expect(madeAt(`0${newId().slice(1)}`)).toBeNull();
	expect(madeAt('')).toBeNull();
});
test('later ids sort after earlier ones', () => {
	const [early, late] = [newOrderedId(Date.UTC(2026, 0, 1)), newOrderedId(Date.UTC(2027, 0, 1))];
	expect(early < late).toBe(true);
});
