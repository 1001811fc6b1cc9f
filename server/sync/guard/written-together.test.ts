/** Content that several people write together: texts, and items that name each other. */
import { verdictInEnglish } from '../../../tests/support/english.ts';
import { SHARED_ROOTS, type SharedRoot } from '../../../src/lib/workshop/items/shapes.ts';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import {
	addItem,
	changeItem,
	frameText,
	itemIds,
	layFrame,
	rate,
	readItem,
	setEvidence,
	textOf,
	type Fields
} from '../../../src/lib/wall/items.ts';
import { addCluster, addNote } from '../../../src/lib/wall/mutations.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import type { Action } from '../../../src/lib/workshop/actions.ts';
import { noteOf } from '../../../tests/sync/harness.ts';
import { ClientOwners } from './owners.ts';
import { judge as judged } from './policy.ts';
import type { Writer } from './writer.ts';
import { roomy } from '../testing.ts';

const judge = (...asked: Parameters<typeof judged>) => verdictInEnglish(judged(...asked));
type Told = ReturnType<typeof judge>;

const BOUNDS = {
	structs: 10_000,
	ranges: 10_000,
	ids: 100_000,
	entries: { wall: 1e6, desk: 1e6 },
	comparisons: 50_000
};

/** A server whose wall has a problem, an outcome and an option, and pages that send it their changes. */
function together(change: Partial<Writer> = {}) {
	const owners = new ClientOwners(new Map(), 100);
	const writer = {
		id: 'ann',
		owners,
		refuses: () => null,
		round: () => null,
		whyNoMark: () => null,
		...roomy(),
		...change
	};
	const server = new Wall();
	const verdicts: Told[] = [];
	const last = () => verdicts.at(-1)?.kind;
	const open = (as: Writer = writer) => {
		const page = Wall.from(server.encode());
		page.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin === 'net') return;
			const verdict = judge('wall', server.doc, update, BOUNDS, as);
			verdicts.push(verdict);
			if (verdict.kind === 'apply') Y.applyUpdate(server.doc, update);
		});
		return page;
	};
	layFrame(server);
	addNote(server, noteOf('n1'));
	const { doc } = server;
	const problem = { id: 'c1', title: 'c1', x: 0, y: 0, archived: false, mergedInto: '' };
	addCluster(server, problem);
	addItem(server, 'outcomes', 'o1', { problem: 'c1', statement: 'Nobody explains twice' });
	return { server, doc, writer, open, page: open(), verdicts, last };
}
const kinds = (verdicts: readonly Told[]) => [...new Set(verdicts.map(({ kind }) => kind))];
const statement = (wall: Wall, id = 'o1') => {
	const text = textOf(wall, 'outcomes', id, 'statement');
	if (!text) throw new Error('there is no such text');
	return text;
};
const fieldsOf = (wall: Wall, root: string, id: string): Y.Map<unknown> => {
	const fields = wall.doc.getMap(root).get(id);
	if (!(fields instanceof Y.Map)) throw new Error('there is no such item');
	return fields as Y.Map<unknown>;
};
const GIVEN: { readonly [R in SharedRoot]: Fields<R> } = {
	costs: { problem: 'c1' },
	outcomes: { problem: 'c1' },
	requirements: { outcome: 'o1' },
	options: {},
	readings: { outcome: 'o1' }
};

it('[S7] accepts everything that pages write together', () => {
	const { server, page, verdicts } = together();
	addItem(page, 'costs', 'k1', { problem: 'c1', what: 'Calls', amount: 40, unit: 'hours' });
	addItem(page, 'outcomes', 'o2', { problem: 'c1', statement: 'Words', due: '2027-06-30' });
	addItem(page, 'requirements', 'q1', { outcome: 'o2', kind: 'software', weight: 'could' });
	addItem(page, 'options', 'p1', { name: 'A tool', motive: 'The sale' });
	addItem(page, 'readings', 'r1', { outcome: 'o2', day: '2027-01-01', value: 12 });
	changeItem(page, 'outcomes', 'o2', { baseline: 38, target: 15, direction: 'down' });
	changeItem(page, 'outcomes', 'o2', { baseline: null, archived: true });
	rate(page, 'p1', 'q1', 'partly');
	setEvidence(page, 'p1', 'q1', 'They showed it.');
	page.notes.get('n1')?.set('requirement', 'q1');
	page.notes.get('n1')?.set('requirement', '');
	const text = textOf(page, 'options', 'p1', 'motive');
	text?.insert(3, ' next');
	text?.delete(0, 4);
	frameText(page, 'why')?.insert(0, 'We lose customers');
	const undo = new Y.UndoManager(frameText(page, 'why') ?? [], { captureTimeout: 0 });
	frameText(page, 'why')?.delete(0, 3);
	undo.undo();
	expect(kinds(verdicts)).toEqual(['apply']);
	expect(server.doc.toJSON()).toEqual(page.doc.toJSON());
	expect(readItem(server, 'options', 'p1')).toMatchObject({
		motive: 'next sale',
		ratings: { q1: 'partly' }
	});
});

it('[S31] loses no letter if two people write in one text at the same time', () => {
	const { server, open, verdicts } = together();
	const [ann, bob] = [open(), open()];
	statement(ann).insert(0, 'In sales, ');
	statement(bob).insert(statement(bob).length, ' any more');
	expect(kinds(verdicts)).toEqual(['apply']);
	expect(statement(server).toJSON()).toBe('In sales, Nobody explains twice any more');
});

describe('[S31] for a shared text, the guard rejects', () => {
	const set = (root: string, id: string, key: string, value: unknown) => (page: Wall) =>
		void fieldsOf(page, root, id).set(key, value);
	const forbidden: Record<string, (page: Wall) => void> = {
		'another text in its place': set('outcomes', 'o1', 'statement', new Y.Text('Mine')),
		'a word in its place': set('outcomes', 'o1', 'statement', 'Mine'),
		'a map in its place': set('outcomes', 'o1', 'statement', new Y.Map()),
		'nothing in its place': (page) => fieldsOf(page, 'outcomes', 'o1').delete('statement'),
		'another text in place of one of the frame': (page) =>
			void page.doc.getMap('frame').set('why', new Y.Text('Mine')),
		'a text that the frame does not have': (page) =>
			void page.doc.getMap('frame').set('whatever', new Y.Text('Mine')),
		'a format': (page) => statement(page).format(0, 3, { bold: true }),
		'words with a format': (page) => statement(page).insert(0, 'loud', { bold: true }),
		'a picture': (page) => statement(page).insertEmbed(0, { image: 'x' }),
		'a map inside': (page) => statement(page).insertEmbed(0, new Y.Map()),
		'a key': (page) => statement(page).setAttribute('colour', 'red'),
		'a text of XML': (page) => {
			const fields = Object.entries({
				problem: 'c1',
				statement: new Y.XmlText('x'),
				how: new Y.Text()
			});
			page.doc.getMap('outcomes').set('o9', new Y.Map<unknown>(fields));
		},
		'a text where a line belongs': set('outcomes', 'o1', 'metric', new Y.Text('Calls')),
		'more than it may hold': (page) =>
			statement(page).insert(0, 'x'.repeat(LIMITS.statementChars + 1))
	};
	for (const [name, change] of Object.entries(forbidden))
		it(name, () => {
			const { server, page, last } = together();
			change(page);
			expect(last()).toBe(name === 'more than it may hold' ? 'refuse' : 'broken');
			expect(statement(server).toDelta()).toEqual([{ insert: 'Nobody explains twice' }]);
			expect(frameText(server, 'why')?.toJSON()).toBe('');
			expect(itemIds(server, 'outcomes')).toEqual(['o1']);
		});
});

it('[S31] pages cannot create a missing text: if two did so at once, one would lose its words', () => {
	const { server, open, last } = together();
	server.doc.getMap('frame').delete('why');
	fieldsOf(server, 'outcomes', 'o1').delete('how');
	for (const make of [
		(page: Wall) => void page.doc.getMap('frame').set('why', new Y.Text('Mine')),
		(page: Wall) => void fieldsOf(page, 'outcomes', 'o1').set('how', new Y.Text('Mine'))
	]) {
		make(open());
		expect(last()).toBe('broken');
	}
});

describe('[S32] a text never exceeds its limit', () => {
	const most = LIMITS.statementChars;
	it('whether the words arrive at once, bit by bit, or from two pages that do not know of each other', () => {
		const { server, page, open, verdicts } = together();
		statement(page).delete(0, statement(page).length);
		statement(page).insert(0, 'x'.repeat(most - 2));
		const other = open();
		statement(page).insert(0, 'ab');
		expect(kinds(verdicts)).toEqual(['apply']);
		statement(other).insert(0, 'c');
		expect(verdicts.at(-1)).toEqual({
			kind: 'refuse',
			reason: `This text is full: it holds ${most.toLocaleString('en')} characters.`
		});
		expect(statement(server).length).toBe(most);
	});
	it('and accepts another full text in place of all of it', () => {
		const { server, page, verdicts } = together();
		const text = statement(page);
		page.doc.transact(() => {
			text.delete(0, text.length);
			text.insert(0, 'y'.repeat(most));
		});
		page.doc.transact(() => {
			text.delete(0, most);
			text.insert(0, 'z'.repeat(most));
		});
		expect(kinds(verdicts)).toEqual(['apply']);
		expect(statement(server).toJSON()).toBe('z'.repeat(most));
	});
	it('and accepts written and deleted words that arrive in one update', () => {
		const { server, writer } = together();
		const page = Wall.from(server.encode());
		const updates: Uint8Array[] = [];
		page.doc.on('update', (update: Uint8Array) => updates.push(update));
		for (let time = 0; time < 4; time++) {
			statement(page).insert(0, 'w'.repeat(most / 2));
			statement(page).delete(0, most / 2 - 10);
		}
		const merged = Y.mergeUpdates(updates);
		expect(judge('wall', server.doc, merged, BOUNDS, writer)).toEqual({ kind: 'apply' });
		Y.applyUpdate(server.doc, merged);
		expect(statement(server).length).toBe('Nobody explains twice'.length + 40);
	});
	it('even if it arrives with its item', () => {
		const { page, last } = together();
		const fields = {
			problem: 'c1',
			statement: new Y.Text('x'.repeat(most + 1)),
			how: new Y.Text()
		};
		page.doc.getMap('outcomes').set('o9', new Y.Map<unknown>(Object.entries(fields)));
		expect(last()).toBe('refuse');
	});
});

describe('[S33] rejects items that would name something missing:', () => {
	const made = (root: string, fields: Record<string, unknown>) => (page: Wall) =>
		void page.doc.getMap(root).set('new', new Y.Map<unknown>(Object.entries(fields)));
	const texts = () => ({ statement: new Y.Text('Words') });
	const broken: Record<string, (page: Wall) => void> = {
		'a requirement without an outcome': (page) => made('requirements', texts())(page),
		'a requirement under nothing': (page) =>
			made('requirements', { outcome: '', ...texts() })(page),
		'an outcome without its texts': made('outcomes', { problem: 'c1' }),
		'an option without what is said about it': (page) => {
			const names = ['motive', 'users', 'burden', 'gain', 'open'];
			made('options', Object.fromEntries(names.map((name) => [name, new Y.Text()])))(page);
		},
		'a requirement that changes its outcome': (page) =>
			fieldsOf(page, 'requirements', 'q1').set('outcome', 'o2'),
		'a requirement that loses its outcome': (page) =>
			fieldsOf(page, 'requirements', 'q1').delete('outcome'),
		'an outcome that goes': (page) => page.doc.getMap('outcomes').delete('o1'),
		'an outcome in place of another': (page) => {
			const fields = { problem: 'c1', how: new Y.Text(), ...texts() };
			page.doc.getMap('outcomes').set('o1', new Y.Map<unknown>(Object.entries(fields)));
		},
		'an option’s answers that go': (page) => page.doc.getMap('ratings').delete('p1'),
		'answers in place of an option’s answers': (page) =>
			void page.doc.getMap('ratings').set('p1', new Y.Map())
	};
	const late: Record<string, (page: Wall) => void> = {
		'a requirement under what is not there': (page) =>
			addItem(page, 'requirements', 'q9', { outcome: 'o9' }),
		'a cost of what is not there': (page) => addItem(page, 'costs', 'k9', { problem: 'c9' }),
		'a reading of a requirement': (page) => addItem(page, 'readings', 'r9', { outcome: 'q1' }),
		'an idea that belongs to nothing': (page) =>
			void page.notes.get('n1')?.set('requirement', 'q9'),
		'answers about no option': (page) => void page.doc.getMap('ratings').set('p9', new Y.Map()),
		'an answer about no requirement': (page) => rate(page, 'p1', 'q9', 'meets'),
		'a problem taken away that an outcome is about': (page) => page.clusters.delete('c2'),
		'a problem taken away that an answer is about': (page) => page.clusters.delete('c3')
	};
	const begin = () => {
		const test = together();
		const { page } = test;
		page.clusters.set('c2', new Y.Map<string | number | boolean>([['title', 'Made here']]));
		addItem(page, 'outcomes', 'o2', { problem: 'c2' });
		page.clusters.set('c3', new Y.Map<string | number | boolean>([['title', 'Made here too']]));
		addItem(test.server, 'answers', 'a1', { question: 'felt', about: 'c3', text: 'We wait' });
		addItem(page, 'requirements', 'q1', { outcome: 'o1' });
		addItem(page, 'options', 'p1', {});
		rate(page, 'p1', 'q1', 'meets');
		expect(kinds(test.verdicts)).toEqual(['apply']);
		return { ...test, before: test.server.doc.toJSON() };
	};
	for (const [name, change] of Object.entries(broken))
		it(name, () => {
			const { server, page, last, before } = begin();
			change(page);
			expect(last()).toBe('broken');
			expect(server.doc.toJSON()).toEqual(before);
		});
	for (const [name, change] of Object.entries(late))
		it(`${name}, which is told`, () => {
			const { server, page, last, before } = begin();
			change(page);
			expect(last()).toBe('refuse');
			expect(server.doc.toJSON()).toEqual(before);
		});

	it('but accepts items that name each other in one update', () => {
		const { server, page, verdicts } = together();
		page.doc.transact(() => {
			addItem(page, 'outcomes', 'o2', { problem: 'c1' });
			addItem(page, 'requirements', 'q2', { outcome: 'o2' });
		});
		page.doc.transact(() => {
			page.clusters.set('c3', new Y.Map<string | number | boolean>([['title', 'Undone again']]));
			page.clusters.delete('c3');
		});
		page.clusters.set(
			'c4',
			new Y.Map<string | number | boolean>([['title', 'Nothing is about it']])
		);
		page.clusters.delete('c4');
		expect(kinds(verdicts)).toEqual(['apply']);
		expect(itemIds(server, 'requirements')).toEqual(['q2']);
	});
});

it.each(SHARED_ROOTS)('[S32] a board accepts a limited number of %s, and says so', (root) => {
	const { server, page, verdicts } = together();
	const most = LIMITS.itemsPerBoard - itemIds(server, root).length;
	for (let from = 0; from < most; from += 100)
		page.doc.transact(() => {
			for (let n = from; n < Math.min(from + 100, most); n++)
				addItem(page, root, `item${n}`, GIVEN[root]);
		});
	expect(kinds(verdicts)).toEqual(['apply']);
	addItem(page, root, 'one-more', GIVEN[root]);
	const reason = `A board takes ${LIMITS.itemsPerBoard.toLocaleString('en')} ${root}.`;
	expect(verdicts.at(-1)).toEqual({ kind: 'refuse', reason });
});

it.each<[string, Action, (page: Wall) => void]>([
	['words of the frame', 'frame', (page) => frameText(page, 'who')?.insert(0, 'Callers')],
	['words of an outcome', 'aim', (page) => statement(page).insert(0, 'Soon ')],
	['words that go', 'aim', (page) => statement(page).delete(0, 3)],
	['a requirement', 'require', (page) => addItem(page, 'requirements', 'q1', { outcome: 'o1' })],
	['an option', 'weigh', (page) => addItem(page, 'options', 'p1', {})],
	['a cost', 'cost', (page) => addItem(page, 'costs', 'k1', { problem: 'c1' })],
	['a reading', 'measure', (page) => addItem(page, 'readings', 'r1', { outcome: 'o1' })]
])('[S6] asks whether the person may write %s', (_, action, change) => {
	const refuses = vi.fn((actions: readonly Action[]) => () => `No ${actions.join()}.`);
	const { page, server, verdicts } = together({ refuses });
	const before = server.doc.toJSON();
	change(page);
	expect(verdicts).toEqual([{ kind: 'refuse', reason: `No ${action}.` }]);
	expect(server.doc.toJSON()).toEqual(before);
});

it.each<[string, (page: Wall) => void]>([
	['made', (page) => addItem(page, 'answers', 'a2', { text: 'Forged', question: 'felt' })],
	['reworded', (page) => fieldsOf(page, 'answers', 'a1').set('text', 'Never said')],
	['given to another function', (page) => fieldsOf(page, 'answers', 'a1').set('fn', 'it')],
	['taken away', (page) => page.doc.getMap('answers').delete('a1')]
])('[S7] rejects an answer that is %s by a page', (_, change) => {
	const { server, open, last } = together();
	addItem(server, 'answers', 'a1', { text: 'Ours', question: 'felt', about: 'c1' });
	change(open());
	expect(last()).toBe('broken');
	expect(itemIds(server, 'answers')).toEqual(['a1']);
	expect(readItem(server, 'answers', 'a1')?.text).toBe('Ours');
});
