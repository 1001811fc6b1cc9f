import * as Y from 'yjs';
import { expect, test, vi } from 'vitest';
import { Kept, type KeptWork } from './kept.ts';

const about = { at: 5, why: 'The wall is locked.' };
const works: KeptWork[] = [
	{ ...about, id: '1-2', kind: 'moves', count: 3 },
	{ ...about, id: '1-3', kind: 'note', text: 'Late answers', noteKind: 'customer' },
	{ ...about, id: '1-4', kind: 'dots', count: 2, cluster: '' },
	{
		...about,
		id: '1-5',
		kind: 'cluster',
		cluster: 'c1',
		title: 'Handovers',
		notes: ['n1', 'n2'],
		x: 4,
		y: -5
	},
	{
		...about,
		id: '1-6',
		kind: 'words',
		place: 'outcomes/o1/statement',
		about: 'c1',
		before: 'Nobody ',
		text: 'explains twice'
	},
	{ ...about, id: '1-7', kind: 'answer', question: 'why', about: 'a1', text: 'Since nobody asks' }
];

test('[D7] kept work reads as it was stored, oldest first, on another copy too', () => {
	const kept = new Kept();
	kept.add([...works].reverse());
	kept.add([{ ...about, at: 4, id: '9-9', kind: 'moves', count: 1 }]);
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(kept.doc));
	expect(new Kept(copy).list()).toEqual([
		{ ...about, at: 4, id: '9-9', kind: 'moves', count: 1 },
		...works
	]);
});

test('[D7] the same work is stored once and removed once', () => {
	const kept = new Kept();
	const changed = vi.fn();
	const stop = kept.onChange(changed);
	kept.add(works);
	kept.add([{ ...about, id: '1-2', kind: 'moves', count: 99 }]);
	expect(kept.list()).toEqual(works);
	expect(changed).toHaveBeenCalledTimes(1);
	for (const { id } of works) kept.letGo(id);
	expect(kept.list()).toEqual([]);
	stop();
	kept.add(works);
	expect(changed).toHaveBeenCalledTimes(1 + works.length);
});

test('[D7] unreadable entries are left out, and unreadable fields are empty', () => {
	const doc = new Y.Doc();
	const entries = doc.getMap('kept');
	entries.set('text', 'no map');
	entries.set('unknown', new Y.Map(Object.entries({ kind: 'poem' })));
	entries.set('question', new Y.Map(Object.entries({ kind: 'answer', question: 'who' })));
	entries.set('odd', new Y.Map<unknown>(Object.entries({ kind: 'cluster', notes: 7, x: 'far' })));
	expect(new Kept(doc).list()).toEqual([
		{ id: 'odd', at: 0, why: '', kind: 'cluster', cluster: '', title: '', notes: [], x: 0, y: 0 }
	]);
});
