import { describe, expect, it } from 'vitest';
import { GuessBrake } from './guess-brake.ts';

const DAY_SECONDS = 24 * 3600;
const OFFICE = '203.0.113.7';
const CODE = 'BCDFGH';

function start() {
	const test = { now: 0 };
	const brake = new GuessBrake(() => test.now);
	/** Whether the guess was checked. */
	const guess = (address: string, code: string) => {
		const entry = brake.enter(address, code);
		if (entry.ok && code === CODE) entry.guess.right();
		return entry.ok;
	};
	return Object.assign(test, { brake, guess });
}
const wrong = (n: number) => `WRONG${n}`;
const addressOf = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

describe('[H6] the limit on guessing codes', () => {
	it('checks 15,400 wrong guesses of all addresses in a day, and a few more of each address', () => {
		const test = start();
		const addresses = 200;
		let looked = 0;
		for (let second = 0; second < DAY_SECONDS; second += 60) {
			test.now = second * 1000;
			for (let at = 0; at < addresses; at++)
				while (test.guess(addressOf(at), wrong(looked))) looked++;
		}
		expect(looked).toBeGreaterThan(15_000);
		expect(looked).toBeLessThanOrEqual(15_400 + addresses * (30 + 24));
	});

	it('blocks no address that has not mistyped, while others guess', () => {
		const test = start();
		for (let n = 0; n < 10_000; n++) test.guess(addressOf(n % 200), wrong(n));
		expect(test.guess(addressOf(0), CODE)).toBe(false);
		expect(test.guess(OFFICE, CODE)).toBe(true);
	});

	it('lets a whole room in that mistypes, while others guess', () => {
		const test = start();
		for (let n = 0; n < 10_000; n++) test.guess(addressOf(n % 200), wrong(n));
		const answers = Array.from({ length: 200 }, (_, person) => {
			test.now += 300;
			if (person % 3 === 1) test.guess(OFFICE, wrong(person));
			return test.guess(OFFICE, CODE);
		});
		expect(answers.every(Boolean)).toBe(true);
	});

	it('accepts the right code at an address from which somebody guesses endlessly', () => {
		const test = start();
		expect(test.guess(OFFICE, CODE)).toBe(true);
		for (let n = 0; n < 1_000; n++) test.guess(OFFICE, wrong(n));
		expect(test.guess(OFFICE, wrong(1_000))).toBe(false);
		expect(test.guess(OFFICE, CODE)).toBe(true);
	});

	it('does not reveal the right code after an address has guessed too often', () => {
		const test = start();
		for (let n = 0; n < 30; n++) test.guess(OFFICE, wrong(n));
		expect(test.guess(OFFICE, CODE)).toBe(false);
		expect(test.guess('198.51.100.1', CODE)).toBe(true);
		expect(test.guess(OFFICE, CODE)).toBe(false);
	});

	it('charges nothing for right codes, and says when to retry', () => {
		const test = start();
		for (let n = 0; n < 1_000; n++) expect(test.guess(OFFICE, CODE)).toBe(true);
		for (let n = 0; n < 30; n++) expect(test.guess(OFFICE, wrong(n))).toBe(true);
		const entry = test.brake.enter(OFFICE, wrong(30));
		expect(entry).toMatchObject({ ok: false, refusal: { status: 429, retryAfterSeconds: 10 } });
	});

	it('counts guesses that are checked at the same time', () => {
		const test = start();
		const entries = Array.from({ length: 100 }, (_, n) => test.brake.enter(OFFICE, wrong(n)));
		expect(entries.filter(({ ok }) => ok)).toHaveLength(30);
	});
});
