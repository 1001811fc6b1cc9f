/** What problems cost, added up. */
import type { Cost } from './shapes.ts';

export interface CostSum {
	/** As it was first written. */
	unit: string;
	/** In a month. */
	amount: number;
}

/** Amounts by unit, in the order in which the units come; case and spaces of a unit do not matter. */
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
/** Sums of decimal fractions are decimal fractions again. */
const rounded = (amount: number) => Math.round(amount * 1e6) / 1e6;
