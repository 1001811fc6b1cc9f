import * as v from 'valibot';
import { expect, test } from 'vitest';
import { commandSchema } from '../commands.ts';
import { listOf } from './list-schema.ts';

/** A list that counts how often something of it is read. */
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

test('[H17] of a list that is too long nothing is read', () => {
	const { list, seen } = watched(Array(60_000).fill('p1'));
	const sent = { kind: 'removePeople', id: 'c1', people: list };
	expect(v.safeParse(commandSchema, sent).success).toBe(false);
	expect(seen.reads).toBe(0);
});
test('[H17] of a list with bad items nothing is read behind the first', () => {
	const { list, seen } = watched(Array(100).fill(7));
	const sent = { kind: 'removePeople', id: 'c1', people: list };
	expect(v.safeParse(commandSchema, sent, { abortEarly: true }).success).toBe(false);
	expect(seen.reads).toBe(1);
});
test('a list has as many items as it may have', () => {
	const schema = listOf(v.number(), 3, 1);
	for (const list of [[1], [1, 2, 3]]) expect(v.parse(schema, list)).toEqual(list);
	for (const list of [[], [1, 2, 3, 4], ['1'], 'abc', null, { length: 2 }])
		expect(v.safeParse(schema, list).success).toBe(false);
});
