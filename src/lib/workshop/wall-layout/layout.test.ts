import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	CLUSTER_HEADER,
	CLUSTER_PADDING,
	GAP,
	NOTE_MIN_HEIGHT,
	NOTE_WIDTH,
	boundsOf,
	clusterColumns,
	clusterSize,
	noteHeight,
	placeBeside,
	shuffled,
	splitPlaces,
	tidy
} from './layout.ts';
import type { Box, Point, TextItem } from './layout.ts';

const words = fc
	.array(fc.string({ minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 40 })
	.map((some) => some.join(' ').slice(0, 500));
const items = (prefix: string, max: number): fc.Arbitrary<TextItem[]> =>
	fc
		.array(words, { maxLength: max })
		.map((texts) => texts.map((text, index) => ({ id: `${prefix}${index}`, text })));
const box: fc.Arbitrary<Box> = fc.record({
	x: fc.integer({ min: -2000, max: 2000 }),
	y: fc.integer({ min: -2000, max: 2000 }),
	width: fc.integer({ min: 1, max: 900 }),
	height: fc.integer({ min: 1, max: 900 })
});
const noteBox = (text: string, place: Point | undefined): Box => ({
	...(place ?? { x: NaN, y: NaN }),
	width: NOTE_WIDTH,
	height: noteHeight(text)
});
const overlap = (a: Box, b: Box) =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
function expectNoOverlap(boxes: readonly Box[], others: readonly Box[] = boxes) {
	for (const a of boxes)
		for (const b of others)
			if (a !== b && overlap(a, b))
				expect.fail(`${JSON.stringify(a)} lies on ${JSON.stringify(b)}`);
}

describe('noteHeight', () => {
	test('is smallest for a few words and grows with them', () => {
		expect(noteHeight('Short.')).toBe(NOTE_MIN_HEIGHT);
		const sentence = 'Two of us called the same account in one week with different prices. ';
		expect(noteHeight(sentence)).toBeGreaterThan(NOTE_MIN_HEIGHT);
		expect(noteHeight(sentence.repeat(4))).toBeGreaterThan(2 * noteHeight(sentence) - 40);
	});
	test('counts line breaks, and breaks words longer than a line', () => {
		expect(noteHeight('a\nb\nc\nd\ne')).toBeGreaterThan(noteHeight('a b c d e'));
		expect(noteHeight('x'.repeat(300))).toBeGreaterThan(250);
	});
});

describe('clusters', () => {
	test('get more columns as they grow, from 2 to 6', () => {
		const columns = [0, 1, 2, 6, 7, 12, 13, 20, 21, 30, 31, 900].map(clusterColumns);
		expect(columns).toEqual([2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]);
	});
	test('are about as wide as tall, or wider, if their notes are short', () => {
		for (let notes = 1; notes <= 36; notes += 1) {
			const { width, height } = clusterSize(Array<string>(notes).fill('Short.'));
			expect(width * 1.05).toBeGreaterThan(height);
		}
	});
	test('have room for a note if they are empty', () => {
		const height = 2 * CLUSTER_PADDING + CLUSTER_HEADER + NOTE_MIN_HEIGHT;
		expect(clusterSize([])).toEqual({ width: 2 * (CLUSTER_PADDING + NOTE_WIDTH) + GAP, height });
	});
	test('have places for all of their notes when they are split', () => {
		const origin = fc.record({ x: fc.integer(), y: fc.integer() });
		fc.assert(
			fc.property(origin, items('n', 20), (at, notes) => {
				const places = splitPlaces(at, notes);
				const boxes = notes.map(({ id, text }) => noteBox(text, places[id]));
				expectNoOverlap(boxes);
				const size = clusterSize(notes.map(({ text }) => text));
				const inner = boundsOf([...boxes, { ...at, ...size }]);
				expect(inner).toEqual({ ...at, ...size });
			})
		);
	});
});

describe('tidy', () => {
	const clusters = fc
		.array(fc.array(words, { maxLength: 9 }), { maxLength: 12 })
		.map((all) => all.map((texts, index) => ({ id: `c${index}`, texts })));
	const boxesOf = (
		some: readonly { id: string; texts: readonly string[] }[],
		loose: readonly TextItem[],
		wallWidth?: number
	) => {
		const places = tidy(some, loose, wallWidth);
		const ofClusters = some.map(({ id, texts }) => ({
			...(places.clusters[id] ?? { x: NaN, y: NaN }),
			...clusterSize(texts)
		}));
		return [...ofClusters, ...loose.map(({ id, text }) => noteBox(text, places.notes[id]))];
	};

	test('places everything from the origin on, without overlaps', () => {
		const width = fc.option(fc.integer({ min: 100, max: 4000 }), { nil: undefined });
		fc.assert(
			fc.property(clusters, items('n', 15), width, (some, loose, wallWidth) => {
				const boxes = boxesOf(some, loose, wallWidth);
				expectNoOverlap(boxes);
				for (const { x, y } of boxes) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(y).toBeGreaterThanOrEqual(0);
				}
			})
		);
	});
	test('gives a full wall a landscape format', () => {
		const some = Array.from({ length: 20 }, (_, index) => ({
			id: `c${index}`,
			texts: Array<string>(3 + (index % 7)).fill('Leads reach me a week after the call.')
		}));
		const bounds = boundsOf(boxesOf(some, []));
		const shape = (bounds?.width ?? 0) / (bounds?.height ?? 1);
		expect(shape).toBeGreaterThan(1);
		expect(shape).toBeLessThan(2.5);
	});
	test('stays within the requested width', () => {
		const some = Array.from({ length: 9 }, (_, index) => ({ id: `c${index}`, texts: ['a', 'b'] }));
		expect(boundsOf(boxesOf(some, [], 900))?.width).toBeLessThanOrEqual(900);
	});
	test('accepts an id that is the name of an inherited object property', () => {
		const places = tidy([{ id: '__proto__', texts: [] }], []);
		expect(Object.keys(places.clusters)).toEqual(['__proto__']);
	});
});

describe('placeBeside', () => {
	test('places every new note in free space', () => {
		fc.assert(
			fc.property(fc.array(box, { maxLength: 20 }), items('n', 20), (existing, notes) => {
				const places = placeBeside(existing, notes);
				const boxes = notes.map(({ id, text }) => noteBox(text, places[id]));
				expect(boxes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
				expectNoOverlap(boxes);
				expectNoOverlap(boxes, existing);
			})
		);
	});
	test('grows in landscape format, not upright, when notes arrive one by one', () => {
		const boxes: Box[] = [];
		for (let index = 0; index < 40; index += 1) {
			const text = 'We only learn that a lead went cold at the end of the quarter.';
			boxes.push(noteBox(text, placeBeside(boxes, [{ id: 'new', text }])['new']));
		}
		expectNoOverlap(boxes);
		const { width, height } = boundsOf(boxes) ?? { width: 0, height: 1 };
		expect(width / height).toBeGreaterThan(1);
		expect(width / height).toBeLessThan(3);
	});
	test('places 900 revealed notes in straight columns', () => {
		const notes = Array.from({ length: 900 }, (_, index) => ({ id: `n${index}`, text: 'x' }));
		const xs = new Set(Object.values(placeBeside([], notes)).map(({ x }) => x));
		expect([...xs].every((x) => x % (NOTE_WIDTH + GAP) === 0)).toBe(true);
		expect(xs.size).toBeGreaterThan(20);
	});
});

test('bounds contain every box and touch the outermost ones', () => {
	expect(boundsOf([])).toBeNull();
	const boxes = [
		{ x: -5, y: 2, width: 10, height: 10 },
		{ x: 3, y: -4, width: 1, height: 1 }
	];
	expect(boundsOf(boxes)).toEqual({ x: -5, y: -4, width: 10, height: 16 });
});

describe('shuffled', () => {
	test('keeps every item, and does not change the given list', () => {
		const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
		fc.assert(
			fc.property(fc.array(fc.integer()), fc.infiniteStream(chance), (list, stream) => {
				const before = [...list];
				const after = shuffled(list, () => stream.next().value ?? 0);
				expect(list).toEqual(before);
				expect([...after].sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b));
			})
		);
	});
	test('returns all orders equally often', () => {
		const orders = new Map<string, number>();
		for (let a = 0; a < 3; a += 1)
			for (let b = 0; b < 2; b += 1) {
				const draws = [a / 3, b / 2];
				const order = shuffled(['x', 'y', 'z'], () => draws.shift() ?? 0).join('');
				orders.set(order, (orders.get(order) ?? 0) + 1);
			}
		expect([...orders.values()]).toEqual([1, 1, 1, 1, 1, 1]);
	});
});

test('[S42] placing a note reads each existing item only a few times', () => {
	const looksAt = (count: number) => {
		let looks = 0;
		const boxes = Array.from({ length: count }, (_, at) => {
			const box = { x: (at % 100) * 184, y: Math.floor(at / 100) * 100, width: 176, height: 92 };
			return new Proxy(box, {
				get: (target, key) => {
					looks++;
					return Number(Reflect.get(target, key));
				}
			});
		});
		placeBeside(boxes, [{ id: 'new', text: 'New' }]);
		return looks;
	};
	expect(looksAt(4_000)).toBeLessThanOrEqual(4.2 * looksAt(1_000));
});
