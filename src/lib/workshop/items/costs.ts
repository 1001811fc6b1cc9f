/** Adds up the costs of problems. */
import type { Cost } from './shapes.ts';

export interface CostSum {
	/** The unit in its first spelling. */
	unit: string;
	/** Amount per month. */
	amount: number;
}

/** Sums of amounts by unit, in the order in which the units appear; case and spaces of a unit do not matter. */
export function costSums(costs: readonly Cost[]): CostSum[] {
	const sums = new Map<string, CostSum>();
	for (const { unit, amount, archived } of costs) {
		if (amount === null || archived) continue;
		const key = unit.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en');
		const sum = sums.get(key) ?? { unit: unit.trim(), amount: 0 };
		sums.set(key, { ...sum, amount: rounded(sum.amount + amount) });
	}
	return [...sums.values()];
}
/** Removes rounding errors of decimal fractions. */
const rounded = (amount: number) => Math.round(amount * 1e6) / 1e6;
