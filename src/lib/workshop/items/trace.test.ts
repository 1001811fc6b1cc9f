import type { Outcome, Requirement } from './shapes.ts';
import { expect, test } from 'vitest';
import { mayAddSoftware, requirementsUnder, traceOf } from './trace.ts';

const OUTCOME: Outcome = {
	...{ id: 'o1', problem: 'c1', statement: 'Fewer callers explain twice', metric: '', unit: '' },
	...{ direction: '', baseline: null, target: null, due: '', owner: '', how: '', source: '' },
	...{ order: 'a0', archived: false }
};
const requirement = (id: string, change: Partial<Requirement> = {}): Requirement => ({
	...{ id, outcome: 'o1', kind: 'process', weight: 'must', statement: '', order: 'a0' },
	archived: false,
	...change
});
const PROBLEMS = [{ id: 'c1', title: 'Customers tell their story again' }];

test('a requirement leads to its outcome, and from there to the problem', () => {
	expect(traceOf({ outcome: 'o1' }, [OUTCOME], PROBLEMS)).toEqual({
		problem: 'Customers tell their story again',
		outcome: 'Fewer callers explain twice'
	});
});
test('it has no trace if its outcome or problem is missing', () => {
	expect(traceOf({ outcome: 'o2' }, [OUTCOME], PROBLEMS)).toBeNull();
	expect(traceOf({ outcome: 'o1' }, [{ ...OUTCOME, archived: true }], PROBLEMS)).toBeNull();
	expect(traceOf({ outcome: 'o1' }, [OUTCOME], [])).toBeNull();
});
test('archived requirements and those of other outcomes do not count', () => {
	const all = [
		requirement('r1'),
		requirement('r2', { archived: true }),
		requirement('r3', { outcome: 'o2' })
	];
	expect(requirementsUnder('o1', all).map(({ id }) => id)).toEqual(['r1']);
});
test('software requirements are allowed once a people or process requirement exists', () => {
	expect(mayAddSoftware('o1', [])).toBe(false);
	expect(mayAddSoftware('o1', [requirement('r1', { kind: 'software' })])).toBe(false);
	expect(mayAddSoftware('o1', [requirement('r1', { archived: true })])).toBe(false);
	expect(mayAddSoftware('o1', [requirement('r1', { outcome: 'o2' })])).toBe(false);
	for (const kind of ['people', 'process'] as const)
		expect(mayAddSoftware('o1', [requirement('r1', { kind })])).toBe(true);
});
