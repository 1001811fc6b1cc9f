import { expect, it } from 'vitest';
import { isFull, isOverShare, Shares } from './shares.ts';

it('[S36] counts additions per person, and hands them out once to be stored', () => {
	const shares = new Shares(new Map([['ann', { bytes: 100, structs: 5 }]]));
	shares.add('ann', { bytes: 10, structs: 1 });
	shares.add('ann', { bytes: 20, structs: 2 });
	shares.add('bob', { bytes: 1, structs: 1 });
	expect(shares.usedBy('ann')).toEqual({ bytes: 130, structs: 8 });
	expect(shares.usedBy('cy')).toEqual({ bytes: 0, structs: 0 });
	expect(shares.takeFresh()).toEqual([
		{ participant: 'ann', bytes: 30, structs: 3 },
		{ participant: 'bob', bytes: 1, structs: 1 }
	]);
	expect(shares.takeFresh()).toEqual([]);
	expect(shares.usedBy('ann')).toEqual({ bytes: 130, structs: 8 });
});

const amount = (bytes: number, structs = 1) => ({ bytes, structs });

it('[S36] ends a share at its bytes, its structs, or a quarter of the free bytes', () => {
	const room = { free: 1_000, share: amount(200, 10) };
	expect(isOverShare(room, amount(150), amount(50))).toBe(false);
	expect(isOverShare(room, amount(150), amount(51))).toBe(true);
	expect(isOverShare(room, amount(0, 9), amount(0, 1))).toBe(false);
	expect(isOverShare(room, amount(0, 10), amount(0, 1))).toBe(true);
	expect(isOverShare({ ...room, free: 400 }, amount(60), amount(41))).toBe(true);
	expect(isOverShare({ free: 0, share: null }, amount(1e9), amount(1e9))).toBe(false);
});

it('[S37] calls a document full if an addition does not fit', () => {
	expect(isFull({ free: 10, share: null }, amount(10))).toBe(false);
	expect(isFull({ free: 10, share: null }, amount(11))).toBe(true);
	expect(isFull({ free: -1, share: null }, amount(0))).toBe(true);
});

it('[S36] leaves room for a newcomer, however many people add as much as they can', () => {
	const share = amount(4_000_000, 1e9);
	const used = new Map<number, number>();
	let free = 64_000_000;
	const step = 10_000;
	for (let tookAny = true; tookAny;) {
		tookAny = false;
		for (let person = 0; person < 400; person++) {
			const has = used.get(person) ?? 0;
			if (isOverShare({ free, share }, amount(has), amount(step))) continue;
			used.set(person, has + step);
			free -= step;
			tookAny = true;
		}
	}
	expect(free).toBeGreaterThan(500_000);
	expect(isOverShare({ free, share }, amount(0), amount(100_000))).toBe(false);
});
