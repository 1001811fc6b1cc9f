import { expect, test } from 'vitest';
import { board as en } from '$lib/i18n/en/board.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import { productsOf, productsProblem } from './products.ts';

test('each line is one name, without duplicates or surrounding spaces', () => {
	expect(productsOf('  Kestrel   Desk\n\nOrderBook \nKestrel Desk\n')).toEqual([
		'Kestrel Desk',
		'OrderBook'
	]);
	expect(productsOf(' \n')).toEqual([]);
});

test('the reason is given when a board cannot accept the names', () => {
	const longest = 'x'.repeat(LIMITS.productChars);
	const most = Array.from({ length: LIMITS.products }, (_, nth) => `p${nth}`);
	expect(productsProblem([longest])).toBeNull();
	expect(productsProblem(most)).toBeNull();
	expect(productsProblem([`${longest}x`])?.(en)).toContain('longer than');
	expect(productsProblem([...most, 'one more'])?.(en)).toContain(String(LIMITS.products + 1));
});
