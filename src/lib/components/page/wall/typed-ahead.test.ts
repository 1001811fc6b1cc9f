import { expect, test } from 'vitest';
import { TypedAhead } from './typed-ahead.ts';

test('keys wait for their reader in order, and each is read once', () => {
	const ahead = new TypedAhead();
	const told: string[] = [];
	ahead.press('x');
	ahead.forget();
	for (const key of ['a', 'b']) ahead.press(key);
	const stop = ahead.read((key) => told.push(key));
	ahead.press('Enter');
	stop();
	ahead.press('c');
	expect(told).toEqual(['a', 'b', 'Enter']);
	ahead.read((key) => told.push(key));
	expect(told.at(-1)).toBe('c');
});
