import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { cleanText, cleanWithin } from '../workshop/clean-text.ts';
import { LIMITS } from '../workshop/limits.ts';
import { Desk, type DeskChange } from './desk.ts';

test('a desk lists notes oldest first, cut to the limit, taken-back ones included', () => {
	const desk = new Desk();
	desk.writeNote('late', '  second  ', 'customer', 20, 's2');
	desk.writeNote('early', 'x'.repeat(LIMITS.noteChars + 1), 'problem', 10);
	desk.takeBack('late');
	expect(desk.notes()).toEqual([
		{
			id: 'early',
			text: 'x'.repeat(LIMITS.noteChars),
			kind: 'problem',
			at: 10,
			step: '',
			parked: false,
			rewrittenAs: '',
			archived: false
		},
		{
			id: 'late',
			text: 'second',
			kind: 'customer',
			at: 20,
			step: 's2',
			parked: false,
			rewrittenAs: '',
			archived: true
		}
	]);
});

test('a desk is the same after encoding and decoding', () => {
	const desk = new Desk();
	desk.writeNote('a', 'text', 'problem', 1);
	desk.spend('r', 'c', 2);
	desk.setReady('step', true);
	desk.setComposer('unfinished', 'customer');
	const copy = Desk.from(desk.encode());
	expect(copy.notes()).toEqual(desk.notes());
	expect(copy.ballot('r')).toEqual({ c: 2 });
	expect(copy.isReady('step')).toBe(true);
	expect(copy.composer()).toEqual({ text: 'unfinished', kind: 'customer' });
});

test('[D1] reading and changing a desk never throws, whatever it holds', () => {
	const odd = fc.oneof(
		fc.jsonValue(),
		fc
			.dictionary(fc.constantFrom('text', 'at', 'kind', 'c'), fc.jsonValue())
			.map((fields) => ({ fields }))
	);
	const place = fc.tuple(fc.constantFrom('notes', 'ballots', 'ready', 'composer'), odd);
	fc.assert(
		fc.property(fc.array(place), (places) => {
			const desk = new Desk();
			for (const [root, value] of places) {
				const isMap = typeof value === 'object' && value !== null && 'fields' in value;
				for (const key of ['a', 'text'])
					desk.doc
						.getMap(root)
						.set(key, isMap ? new Y.Map(Object.entries(value.fields as object)) : value);
			}
			desk.editNote('a', 'text', 'problem');
			desk.takeBack('a');
			desk.spend('a', 'c', 1);
			desk.notes();
			desk.isReady('a');
			expect(desk.composer().text).toBeTypeOf('string');
			expect(desk.ballot('a')).toEqual(expect.objectContaining({ c: 1 }));
		})
	);
});

test('[D2] a ballot reads only whole dots above zero', () => {
	const desk = new Desk();
	desk.spend('r', 'good', 3);
	desk.spend('r', 'gone', 2);
	desk.spend('r', 'gone', 0);
	const dots = desk.doc.getMap<Y.Map<unknown>>('ballots').get('r');
	dots?.set('half', 0.5);
	dots?.set('minus', -4);
	dots?.set('word', 'many');
	expect(desk.ballot('r')).toEqual({ good: 3 });
	expect(desk.ballot('other')).toEqual({});
});

test('[D3] a change reports which parts of the desk and which notes it touches', () => {
	const desk = new Desk();
	const told: DeskChange[] = [];
	const stop = desk.onChange((change) => told.push(change));
	desk.writeNote('a', 'text', 'problem', 1);
	desk.editNote('a', 'other', 'problem');
	desk.postIn('a', 'step');
	desk.postIn('a', 'step');
	desk.spend('r', 'c', 1);
	desk.spend('r', 'c', 2);
	desk.setComposer('x', 'problem');
	desk.setReady('step', true);
	expect(told.map(({ parts, notes }) => [[...parts], [...notes]])).toEqual([
		[['notes'], ['a']],
		[['notes'], ['a']],
		[['notes'], ['a']],
		[['ballots'], []],
		[['ballots'], []],
		[['composer'], []],
		[['ready'], []]
	]);
	stop();
	desk.setReady('step', false);
	expect(told).toHaveLength(7);
});

test('[D5] two devices of one person hold the same desk after they exchange changes', () => {
	const phone = new Desk();
	phone.writeNote('a', 'text', 'problem', 1);
	const laptop = Desk.from(phone.encode());
	phone.editNote('a', 'from the phone', 'problem');
	phone.spend('r', 'c', 1);
	laptop.takeBack('a');
	laptop.writeNote('b', 'second', 'customer', 2);
	Y.applyUpdate(phone.doc, laptop.encode());
	Y.applyUpdate(laptop.doc, phone.encode());
	expect(laptop.notes()).toEqual(phone.notes());
	expect(laptop.note('a')).toMatchObject({ text: 'from the phone', archived: true });
	expect(laptop.ballot('r')).toEqual({ c: 1 });
});

test('taken-back notes take no room from new ones', () => {
	const desk = new Desk();
	desk.doc.transact(() => {
		for (let n = 0; n < LIMITS.notesPerDesk; n++) {
			desk.writeNote(`early-${n}`, 'early', 'problem', n);
			if (n < 20) desk.takeBack(`early-${n}`);
		}
		for (let n = 0; n < 30; n++) desk.writeNote(`late-${n}`, 'late', 'problem', 1000 + n);
	});
	const live = desk.notes().filter(({ archived }) => !archived);
	expect(live).toHaveLength(LIMITS.notesPerDesk);
	expect(live.filter(({ text }) => text === 'late')).toHaveLength(20);
});

test('a desk stores the last visit as a time and ignores any other value', () => {
	const desk = new Desk();
	expect(desk.visitedAt()).toBeNull();
	desk.setVisit(1_800_000_000_000);
	expect(Desk.from(desk.encode()).visitedAt()).toBe(1_800_000_000_000);
	desk.doc.getMap('visit').set('at', 'yesterday');
	expect(desk.visitedAt()).toBeNull();
});

const DIRTY = ' \u200bPru\u0308fung\u00a0im Lager\u202e ';
const CLEAN = 'Pr\u00fcfung im Lager';
const asked = { question: 'waste', about: '', at: 1, step: 's', archived: false } as const;

test('a desk cleans notes and answers, whichever call writes them', () => {
	const desk = new Desk();
	desk.writeNote('new', DIRTY, 'problem', 1);
	desk.writeNote('changed', 'before', 'problem', 2);
	desk.editNote('changed', DIRTY, 'problem');
	desk.writeAnswer({ id: 'new', text: DIRTY, ...asked });
	desk.writeAnswer({ id: 'changed', text: 'before', ...asked });
	desk.editAnswer('changed', DIRTY, 's', 2);
	const words = [...desk.notes(), ...desk.answers()].map(({ text }) => text);
	expect(words).toEqual([CLEAN, CLEAN, CLEAN, CLEAN]);
});
test('a desk cleans any text and cuts it to the limit', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: LIMITS.noteChars + 20 }), (text) => {
			const desk = new Desk();
			desk.writeNote('n', text, 'problem', 1);
			desk.writeAnswer({ id: 'a', text, ...asked });
			const [note, answer] = [desk.note('n')?.text, desk.answer('a')?.text];
			for (const kept of [note, answer]) if (kept !== undefined) expect(cleanText(kept)).toBe(kept);
			expect(note ?? '').toHaveLength(Math.min(note?.length ?? 0, LIMITS.noteChars));
			if (note !== undefined) expect(note).toBe(cleanWithin(text, LIMITS.noteChars));
		})
	);
});
test.each(['\u3164', '\u200b', '\u0301'])('%j counts as blank for a note and an answer', (text) => {
	const desk = new Desk();
	desk.writeNote('n', 'x', 'problem', 1);
	desk.writeAnswer({ id: 'a', text: 'x', ...asked });
	for (const [root, id] of [
		['notes', 'n'],
		['answers', 'a']
	] as const)
		desk.doc.getMap<Y.Map<string>>(root).get(id)?.set('text', text);
	expect([desk.notes(), desk.answers()]).toEqual([[], []]);
});
