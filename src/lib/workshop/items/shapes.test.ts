import { describe, expect, it } from 'vitest';
import { ruleOf } from '../rules.ts';
import { isValue } from '../values.ts';
import { blankOf, fieldsOf, ITEM_ROOTS, shapeOf } from './shapes.ts';

describe.each(ITEM_ROOTS)('an item of %s', (root) => {
	it('has valid initial values', () => {
		for (const [name, field] of fieldsOf(root))
			if ('holds' in field && field.blank !== null)
				expect(isValue(field.blank, field.holds), name).toBe(true);
	});
	it('has a rule for each of its fields, and for no other', () => {
		const { ratings: _, evidence: __, ...blank } = blankOf(root) as Record<string, unknown>;
		for (const name of Object.keys(blank))
			expect(ruleOf('wall', [root, 'id', name])?.by, name).toBe(shapeOf(root).by);
		expect(ruleOf('wall', [root, 'id', 'anything'])).toBeNull();
	});
});

it('all items have an order except readings, which are sorted by day', () => {
	const unordered = ITEM_ROOTS.filter((root) => !('order' in blankOf(root)));
	expect(unordered).toEqual(['readings']);
});
