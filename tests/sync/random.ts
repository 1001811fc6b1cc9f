/** Repeatable random numbers. */
import { onTestFailed } from 'vitest';

export interface Random {
	readonly seed: number;
	/** A whole number from 0 to `n` - 1. */
	below(n: number): number;
	pick<T>(items: readonly T[]): T;
	/** True with a probability from 0 to 1. */
	chance(probability: number): boolean;
}

/** Mulberry32, a random number generator. */
export function seeded(seed: number): Random {
	let state = seed | 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		seed,
		below: (n) => Math.floor(next() * n),
		pick(items) {
			const item = items[Math.floor(next() * items.length)];
			if (item === undefined) throw new Error('nothing to pick from');
			return item;
		},
		chance: (probability) => next() < probability
	};
}

/** `FUZZ=long` runs for a night; otherwise random tests take seconds. */
export const fuzzRounds = (rounds: number, long: number) =>
	process.env['FUZZ'] === 'long' ? long : rounds;
/** The first seed of random tests: `FUZZ_SEED` repeats a run. Round n uses this seed plus n. */
export const fuzzSeed = () => Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);

/** Random numbers for one test. Prints the seed if the test fails. */
export function testRandom(seed = Date.now()): Random {
	onTestFailed(() => console.error(`seed ${seed}`));
	return seeded(seed);
}
