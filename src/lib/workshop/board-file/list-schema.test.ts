import * as v from 'valibot';
import { expect, test } from 'vitest';
import { commandSchema } from '../commands.ts';
import { listOf } from './list-schema.ts';

/** A list that counts reads of its items. */
function watched(items: unknown[]) {
	const seen = { reads: 0 };
	const list = new Proxy(items, {
		get(target, key, receiver) {
			if (typeof key === 'string' && /^\d+$/.test(key)) seen.reads++;
			return Reflect.get(target, key, receiver) as unknown;
		}
	});
	return { list, seen };
}

test('[H17] no item of a list that is too long is read', () => {
	const { list, seen } = watched(Array(60_000).fill('p1'));
	const sent = { kind: 'removePeople', id: 'c1', people: list };
	expect(v.safeParse(commandSchema, sent).success).toBe(false);
	expect(seen.reads).toBe(0);
});
test('[H17] no item after the first invalid one is read', () => {
	const { list, seen } = watched(Array(100).fill(7));
	const sent = { kind: 'removePeople', id: 'c1', people: list };
	expect(v.safeParse(commandSchema, sent, { abortEarly: true }).success).toBe(false);
	expect(seen.reads).toBe(1);
});
test('a list may be as long as its limit', () => {
	const schema = listOf(v.number(), 3, 1);
	for (const list of [[1], [1, 2, 3]]) expect(v.parse(schema, list)).toEqual(list);
	for (const list of [[], [1, 2, 3, 4], ['1'], 'abc', null, { length: 2 }])
		expect(v.safeParse(schema, list).success).toBe(false);
});
