import { expect, it } from 'vitest';
import { groupedNotes } from './groups.ts';
import { representatives, type Mergeable } from './merges.ts';
import type { Cluster, Note } from '../types.ts';

const live: Mergeable = { archived: false, mergedInto: '' };
const into = (mergedInto: string): Mergeable => ({ archived: true, mergedInto });
const among = (clusters: Record<string, Mergeable>) => representatives((id) => clusters[id]);

it('follows merges to the remaining cluster, and returns none if the last one is gone', () => {
	const standsFor = among({ a: into('b'), b: into('c'), c: live, d: into(''), e: into('gone') });
	expect(['a', 'b', 'c', 'd', 'e', 'gone', ''].map(standsFor)).toEqual([
		'c',
		'c',
		'c',
		'',
		'',
		'',
		''
	]);
});

it('in a circle of merges, the smallest id stands for all that lead into it', () => {
	const circle = { tail: into('z'), z: into('y'), y: into('x'), x: into('z'), self: into('self') };
	for (const order of [Object.keys(circle), Object.keys(circle).reverse()]) {
		const standsFor = among(circle);
		const found = order.map((id) => [id, standsFor(id)]);
		expect(Object.fromEntries(found)).toEqual({
			...{ tail: 'x', z: 'x', y: 'x', x: 'x' },
			self: 'self'
		});
	}
});

it('[S42] looks up each cluster of a chain once, from whichever end the chain is followed', () => {
	const length = 1_000;
	const chain = Object.fromEntries(
		Array.from({ length }, (_, at) => [`c${at}`, at === length - 1 ? live : into(`c${at + 1}`)])
	);
	for (const ids of [Object.keys(chain), Object.keys(chain).reverse()]) {
		let asked = 0;
		const standsFor = representatives((id) => {
			asked++;
			return chain[id];
		});
		for (const id of ids) expect(standsFor(id)).toBe(`c${length - 1}`);
		expect(asked).toBe(length);
	}
});

it('a note in a circle of archived clusters is loose', () => {
	const cluster = (id: string, merged: Mergeable): Cluster => ({
		...{ id, title: '', x: 0, y: 0 },
		...merged
	});
	const clusters = [cluster('a', into('b')), cluster('b', into('a')), cluster('c', live)];
	const note = { id: 'n', cluster: 'a', archived: false, parked: false } as Note;
	const groups = groupedNotes({ clusters, notes: [note] });
	expect(groups.find((group) => group.cluster === null)?.notes).toHaveLength(1);
});
