import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '../workshop/limits.ts';
import {
	addItem,
	changeItem,
	frameText,
	ITEM_ROOTS,
	itemIds,
	layFrame,
	liveItems,
	rate,
	readFrame,
	readItem,
	setEvidence,
	textOf
} from './items.ts';
import { sync } from './testing.ts';
import { Wall } from './wall.ts';

const changes = (wall: Wall, change: () => void): string[] => {
	const items: string[] = [];
	const stop = wall.onChange((one) => items.push(...one.items));
	change();
	stop();
	return items;
};

describe('items that are written together', () => {
	test('read as they were put there, with blanks for the rest', () => {
		const wall = new Wall();
		addItem(wall, 'outcomes', 'o1', { problem: 'c1', statement: 'Fewer calls', baseline: 38 });
		expect(readItem(wall, 'outcomes', 'o1')).toEqual({
			id: 'o1',
			problem: 'c1',
			statement: 'Fewer calls',
			metric: '',
			unit: '',
			direction: '',
			baseline: 38,
			target: null,
			due: '',
			owner: '',
			how: '',
			source: '',
			order: '',
			archived: false
		});
		expect(readItem(wall, 'outcomes', 'o2')).toBeNull();
	});
	test('are put there once', () => {
		const wall = new Wall();
		addItem(wall, 'costs', 'x', { what: 'first' });
		addItem(wall, 'costs', 'x', { what: 'second' });
		expect(liveItems(wall, 'costs').map(({ what }) => what)).toEqual(['first']);
	});
	test('change field by field; a value can be taken away, and one that may not stand there changes nothing', () => {
		const wall = new Wall();
		addItem(wall, 'outcomes', 'o1', { problem: 'c1', target: 15, due: '2027-06-30' });
		changeItem(wall, 'outcomes', 'o1', { target: null, due: '2027-02-30', owner: 'Ravi' });
		expect(readItem(wall, 'outcomes', 'o1')).toMatchObject({
			target: null,
			due: '2027-06-30',
			owner: 'Ravi'
		});
	});
	test('W18: come in their order, archived ones left out', () => {
		const wall = new Wall();
		for (const [id, order] of [
			['b', 'a1'],
			['c', 'a0'],
			['a', 'a1'],
			['d', 'a0']
		] as const)
			addItem(wall, 'requirements', id, { outcome: 'o1', order });
		changeItem(wall, 'requirements', 'd', { archived: true });
		expect(liveItems(wall, 'requirements').map(({ id }) => id)).toEqual(['c', 'a', 'b']);
		expect(itemIds(wall, 'requirements').sort()).toEqual(['a', 'b', 'c', 'd']);
	});
	test('say which of them changed: by field, by text, by cell', () => {
		const wall = new Wall();
		expect(changes(wall, () => addItem(wall, 'options', 'x', { name: 'Paper' }))).toContain(
			'options/x'
		);
		expect(changes(wall, () => textOf(wall, 'options', 'x', 'motive')?.insert(0, 'Sale'))).toEqual([
			'options/x'
		]);
		expect(changes(wall, () => rate(wall, 'x', 'r1', 'partly'))).toEqual(['options/x']);
		layFrame(wall);
		expect(changes(wall, () => frameText(wall, 'who')?.insert(0, 'A baker'))).toEqual([
			'frame/who'
		]);
	});
	test('W16: two people in one text at once lose no letter', () => {
		const one = new Wall();
		addItem(one, 'outcomes', 'o1', { problem: 'c1', statement: 'calls' });
		const two = Wall.from(one.encode());
		textOf(one, 'outcomes', 'o1', 'statement')?.insert(0, 'Fewer ');
		textOf(two, 'outcomes', 'o1', 'statement')?.insert(5, ' by half');
		sync(one, two);
		sync(two, one);
		for (const wall of [one, two])
			expect(readItem(wall, 'outcomes', 'o1')?.statement).toBe('Fewer calls by half');
	});
});

describe('options', () => {
	test('hold a rating and evidence for each requirement', () => {
		const wall = new Wall();
		addItem(wall, 'options', 'x', { name: 'Paper' });
		rate(wall, 'x', 'r1', 'meets');
		setEvidence(wall, 'x', 'r1', 'Shown on Monday.');
		setEvidence(wall, 'x', 'r2', 'x'.repeat(LIMITS.reasonChars + 1));
		rate(wall, 'gone', 'r1', 'meets');
		expect(readItem(wall, 'options', 'x')).toMatchObject({
			ratings: { r1: 'meets' },
			evidence: { r1: 'Shown on Monday.' }
		});
	});
	test('take ratings of two people for different requirements at once', () => {
		const one = new Wall();
		addItem(one, 'options', 'x', { name: 'Paper' });
		const two = Wall.from(one.encode());
		rate(one, 'x', 'r1', 'meets');
		rate(two, 'x', 'r2', 'fails');
		sync(one, two);
		expect(readItem(two, 'options', 'x')?.ratings).toEqual({ r1: 'meets', r2: 'fails' });
	});
});

describe('the frame', () => {
	test('W17: is laid once, and keeps its words', () => {
		const wall = new Wall();
		expect(readFrame(wall)).toEqual({ why: '', who: '', tries: '', says: '' });
		layFrame(wall, { why: 'Customers leave.' });
		frameText(wall, 'why')?.insert(0, 'One in six: ');
		layFrame(wall, { why: 'Something else' });
		expect(readFrame(wall).why).toBe('One in six: Customers leave.');
	});
});

test('W6: reading never throws, whatever lies in the document', () => {
	const odd = fc.anything({ withBigInt: false, maxDepth: 1 }).filter(isStorable);
	const content = fc.dictionary(fc.constantFrom('problem', 'statement', 'baseline', 'r1'), odd);
	fc.assert(
		fc.property(fc.constantFrom(...ITEM_ROOTS), content, odd, (root, fields, instead) => {
			const wall = new Wall();
			wall.doc.getMap(root).set('a', new Y.Map(Object.entries(fields)));
			wall.doc.getMap(root).set('b', instead);
			wall.doc.getMap('ratings').set('a', instead);
			wall.doc.getMap('frame').set('why', instead);
			for (const id of itemIds(wall, root)) readItem(wall, root, id);
			expect(liveItems(wall, root).length).toBeLessThanOrEqual(1);
			expect(readFrame(wall).why).toBe('');
			changeItem(wall, root, 'b', {});
			rate(wall, 'a', 'r1', 'meets');
		})
	);
});
function isStorable(value: unknown): boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}
