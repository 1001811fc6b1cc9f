import { expect, it } from 'vitest';
import { rules } from './rules.ts';
import { sync } from './sync.ts';

/** A WebSocket close reason has at most 123 bytes. */
const MOST_BYTES = 120;
const LARGEST = 1_000_000;

const sentences = (of: unknown): string[] => {
	if (typeof of === 'string') return [of];
	if (typeof of === 'function') return [(of as (n: number) => string)(LARGEST)];
	return Object.values(of as object).flatMap(sentences);
};

it('the reason for rejecting a change fits into a WebSocket close message', () => {
	const long = sentences({ rules, sync }).filter((said) => Buffer.byteLength(said) > MOST_BYTES);
	expect(long).toEqual([]);
});
