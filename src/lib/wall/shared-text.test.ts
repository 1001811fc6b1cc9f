import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addItem, textOf } from './items.ts';
import { placeOf, rewrite, TextBinding, type TextField } from './shared-text.ts';
import { endOf, movedBy, OldPlaces, shortened, spliceBetween } from './splice.ts';
import { Wall } from './wall.ts';

/** A textarea without a browser. */
class Field implements TextField {
	#value = '';
	selectionStart = 0;
	selectionEnd = 0;
	selectionDirection: 'forward' | 'backward' | 'none' = 'none';

	get value() {
		return this.#value;
	}
	set value(value: string) {
		this.#value = value;
		this.selectionStart = this.selectionEnd = value.length;
	}
	setSelectionRange(start: number, end: number, direction: Field['selectionDirection'] = 'none') {
		this.selectionStart = start;
		this.selectionEnd = end;
		this.selectionDirection = direction;
	}
	matches() {
		return true;
	}
	/** Replaces the selection, as a keyboard does. */
	type(text: string) {
		const at = this.selectionStart + text.length;
		this.#value =
			this.#value.slice(0, this.selectionStart) + text + this.#value.slice(this.selectionEnd);
		this.setSelectionRange(at, at);
	}
}

interface Copy {
	doc: Y.Doc;
	text: Y.Text;
	field: Field;
	binding: TextBinding;
	shown: string[];
}
function open(doc: Y.Doc, max = 1000): Copy {
	const text = doc.getText('text');
	const field = new Field();
	const shown: string[] = [];
	const binding = new TextBinding(text, field, max, (value) => shown.push(value));
	return { doc, text, field, binding, shown };
}
function copies(count: number, words: string, max?: number): Copy[] {
	const first = new Y.Doc();
	first.getText('text').insert(0, words);
	return Array.from({ length: count }, () => {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
		return open(doc, max);
	});
}
function sync(from: Copy, to: Copy) {
	Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'remote');
}
function syncAll(all: readonly Copy[]) {
	for (let round = 0; round < 2; round += 1)
		for (const from of all) for (const to of all) if (from !== to) sync(from, to);
}
function type({ field, binding }: Copy, from: number, to: number, text: string) {
	field.setSelectionRange(from, to);
	field.type(text);
	binding.input();
}
const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '👍', '👎', 'é'), maxLength: 12 });

describe('the change between two texts', () => {
	it('[T2] turns the first text into the second, whatever they are', () => {
		fc.assert(
			fc.property(words, words, fc.nat(24), (before, after, caret) => {
				const splice = spliceBetween(before, after, Math.min(caret, after.length));
				const { at, remove, insert } = splice ?? { at: 0, remove: 0, insert: '' };
				expect(before.slice(0, at) + insert + before.slice(at + remove)).toBe(after);
			})
		);
	});
	it('[T2] ends at the caret', () => {
		expect(spliceBetween('aaa', 'aaaa', 2)).toEqual({ at: 1, remove: 0, insert: 'a' });
		expect(spliceBetween('aaa', 'aa', 1)).toEqual({ at: 1, remove: 1, insert: '' });
		expect(spliceBetween('aaa', 'aaa', 1)).toBe(null);
	});
	it('[T2] splits no surrogate pair', () => {
		expect(spliceBetween('👍', '👎')).toEqual({ at: 0, remove: 2, insert: '👎' });
		expect(spliceBetween('a👍👍', 'a👍', 1)).toMatchObject({ remove: 2, insert: '' });
		expect(shortened('a👍', 2)).toBe('a');
		expect(shortened('a👍', 3)).toBe('a👍');
		expect(shortened('a', -2)).toBe('');
	});
});

describe('places', () => {
	const insertion = [{ retain: 2 }, { insert: 'xyz' }];
	it.each([
		[insertion, 1, 1],
		[insertion, 2, 2],
		[insertion, 3, 6],
		[[{ delete: 2 }], 1, 0],
		[[{ delete: 2 }], 5, 3],
		[[{ retain: 1 }, { delete: 2 }], 1, 1],
		[[{ insert: 'ab' }, { delete: 1 }, { retain: 1 }, { insert: 'c' }], 3, 5]
	])('%j moves %i to %i', (delta, place, moved) => {
		expect(movedBy(delta, place)).toBe(moved);
	});
	it('move behind text that is inserted exactly there if they are pushed', () => {
		expect(movedBy(insertion, 2, true)).toBe(5);
		expect(endOf(insertion)).toBe(5);
	});
	it('in an old copy map to the current text as long as their character exists', () => {
		const old = new OldPlaces(5);
		old.follow([{ retain: 2 }, { insert: 'xy' }, { delete: 1 }]);
		expect([0, 1, 2, 3, 4, 5].map((at) => old.place(at))).toEqual([0, 1, 2, 2, 5, 6]);
		expect(old.runs(1, 3)).toEqual([
			{ at: 4, length: 1 },
			{ at: 1, length: 1 }
		]);
	});
});

describe('several people in one text', () => {
	const edit = fc.record({
		who: fc.nat(2),
		from: fc.nat(60),
		length: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(4)),
		letters: fc.nat(3),
		composed: fc.boolean(),
		syncs: fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 3 })
	});
	it.each([2, 3])('[T1] %i copies lose no letter and show one text', (count) => {
		fc.assert(
			fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
				const all = copies(count, 'start');
				const written: string[] = [];
				const erased = new Set<string>();
				let next = 0x4e00;
				for (const { who, from, length, letters, composed, syncs } of edits) {
					const copy = all[who % count];
					if (!copy) continue;
					const { field, binding } = copy;
					const start = Math.min(from, field.value.length);
					const end = Math.min(start + length, field.value.length);
					const insert = Array.from({ length: letters }, () => String.fromCharCode(next++)).join(
						''
					);
					field.setSelectionRange(start, end);
					if (composed) binding.compositionStart();
					const gone = field.value.slice(start, end);
					field.type(insert);
					written.push(...insert);
					for (const letter of gone) erased.add(letter);
					if (!composed) binding.input();
					for (const [a, b] of syncs) {
						const [source, target] = [all[a % count], all[b % count]];
						if (source && target && source !== target) sync(source, target);
					}
					if (composed) binding.compositionEnd();
				}
				syncAll(all);
				const [first] = all;
				for (const { field, text, shown } of all) {
					expect(field.value).toBe(first?.field.value);
					expect(text.toJSON()).toBe(field.value);
					expect(shown.at(-1)).toBe(field.value);
				}
				for (const letter of written)
					expect(first?.field.value.split(letter)).toHaveLength(erased.has(letter) ? 1 : 2);
			})
		);
	});
	it('[T3] keeps the caret where its owner writes', () => {
		const [ada, ben] = copies(2, 'Callers wait');
		if (!ada || !ben) return;
		ada.field.setSelectionRange(12, 12);
		type(ben, 0, 0, 'Our ');
		sync(ben, ada);
		expect(ada.field).toMatchObject({ value: 'Our Callers wait', selectionStart: 16 });
		ada.field.setSelectionRange(4, 11, 'backward');
		type(ben, 4, 4, 'old ');
		type(ben, 15, 15, 's');
		sync(ben, ada);
		expect(ada.field).toMatchObject({
			value: 'Our old Callerss wait',
			selectionStart: 8,
			selectionEnd: 15,
			selectionDirection: 'backward'
		});
	});
	it('[T4] holds back others’ changes while a character is composed', () => {
		const [ada, ben] = copies(2, 'ab');
		if (!ada || !ben) return;
		ada.field.setSelectionRange(1, 1);
		ada.binding.compositionStart();
		ada.field.type('k');
		ada.binding.input();
		type(ben, 0, 2, 'xay');
		sync(ben, ada);
		expect(ada.field.value).toBe('akb');
		expect(ada.binding.caret()).toBe(null);
		ada.field.setSelectionRange(1, 2);
		ada.field.type('か');
		ada.binding.compositionEnd();
		expect(ada.field.value).toContain('か');
		syncAll([ada, ben]);
		expect(ben.field.value).toBe(ada.field.value);
	});
	it('[T4] shows others’ changes after a composed character was cancelled', () => {
		const [ada, ben] = copies(2, 'ab');
		if (!ada || !ben) return;
		ada.field.setSelectionRange(2, 2);
		ada.binding.compositionStart();
		type(ben, 0, 0, 'x');
		sync(ben, ada);
		expect(ada.field.value).toBe('ab');
		ada.binding.compositionEnd();
		expect(ada.field).toMatchObject({ value: 'xab', selectionStart: 3 });
	});
	it('[T5] undo reverts one’s own words and nobody else’s', () => {
		const [ada, ben] = copies(2, '');
		if (!ada || !ben) return;
		type(ada, 0, 0, 'mine');
		sync(ada, ben);
		type(ben, 0, 0, 'yours ');
		sync(ben, ada);
		ada.binding.undo();
		expect(ada.field.value).toBe('yours ');
		ada.binding.redo();
		expect(ada.field).toMatchObject({ value: 'yours mine', selectionStart: 10 });
		ben.binding.undo();
		expect(ben.field.value).toBe('mine');
	});
	it('[T6] accepts only as much as fits, and keeps the existing text', () => {
		const [ada] = copies(1, 'abc', 5);
		if (!ada) return;
		type(ada, 1, 1, '123456');
		expect(ada.field).toMatchObject({ value: 'a12bc', selectionStart: 3 });
		type(ada, 0, 0, '👍');
		expect(ada.field.value).toBe('a12bc');
		type(ada, 0, 5, 'abcd👍');
		expect(ada.field.value).toBe('abcd');
	});
	it('[T8] cleans pasted and dropped text, and leaves typed text as it is', () => {
		const [ada, ben] = copies(2, 'Callers wait');
		if (!ada || !ben) return;
		const seen: string[] = [];
		ada.doc.on('update', () => seen.push(ada.text.toJSON()));
		ben.field.setSelectionRange(12, 12);
		const bring = (from: number, to: number, text: string) => {
			ada.field.setSelectionRange(from, to);
			ada.field.type(text);
			ada.binding.input('brought');
		};
		bring(7, 7, ' \u200bfrom Ko\u0308ln\u00a0');
		expect(ada.field).toMatchObject({ value: 'Callers from Köln  wait', selectionStart: 18 });
		expect(seen).toEqual(['Callers from Köln  wait']);
		sync(ada, ben);
		expect(ben.field).toMatchObject({ value: 'Callers from Köln  wait', selectionStart: 23 });
		bring(0, 7, '\ufeff\u2060');
		expect(ada.field).toMatchObject({ value: ' from Köln  wait', selectionStart: 0 });
		bring(0, 0, '\ufeff');
		expect(ada.field).toMatchObject({ value: ' from Köln  wait', selectionStart: 0 });
		ada.binding.undo();
		expect(ada.field.value).toBe('Callers wait');
		// Persian words and emoji contain joiners, which keyboards type one by one.
		for (const [at, letter] of ['\u06cc', '\u200c', '\u0646'].entries()) type(ada, at, at, letter);
		expect(ada.text.toJSON()).toBe('\u06cc\u200c\u0646Callers wait');
	});
	it('shows changes of the text by other code, and leaves undoing them to that code', () => {
		const [ada] = copies(1, 'sharing the history');
		if (!ada) return;
		ada.field.setSelectionRange(19, 19);
		rewrite(ada.text, 'sharing the case history');
		rewrite(ada.text, 'sharing the case history');
		expect(ada.field).toMatchObject({ value: 'sharing the case history', selectionStart: 24 });
		ada.binding.undo();
		expect(ada.field.value).toBe('sharing the case history');
	});
	it('ignores changes after it is stopped', () => {
		const [ada, ben] = copies(2, 'a');
		if (!ada || !ben) return;
		ada.binding.stop();
		type(ben, 1, 1, 'b');
		sync(ben, ada);
		expect(ada.field.value).toBe('a');
	});
});

describe('carets', () => {
	it('[T7] keep their place while others write, on every copy', () => {
		const [ada, ben] = copies(2, 'one two');
		if (!ada || !ben) return;
		ada.field.setSelectionRange(4, 7, 'backward');
		const caret = ada.binding.caret();
		type(ben, 0, 0, '>> ');
		expect(caret && ben.binding.placesOf(caret)).toEqual({ anchor: 10, head: 7 });
	});
	it('[T7] are short when encoded, and are nowhere if they make no sense', () => {
		const [ada, ben] = copies(2, 'one');
		const stranger = open(new Y.Doc());
		if (!ada || !ben) return;
		type(ada, 3, 3, '!');
		ada.field.setSelectionRange(3, 4);
		const caret = ada.binding.caret();
		expect(caret?.anchor).toMatch(/^[\w+/=-]{1,64}$/);
		const toOtherRoot = 'AQVvdGhlcgA=';
		for (const odd of [toOtherRoot, '', '?', 'AAAA', '////', 'a'.repeat(64)])
			expect(stranger.binding.placesOf({ anchor: odd, head: odd })).toBe(null);
		expect([...stranger.doc.share.keys()]).toEqual(['text']);
		expect(caret && ben.binding.placesOf(caret)).toBe(null);
	});
	it('name the text in which they are', () => {
		const wall = new Wall();
		addItem(wall, 'outcomes', 'o1', { statement: 'Once' });
		const text = textOf(wall, 'outcomes', 'o1', 'statement');
		expect(text && placeOf(text)).toBe('outcomes/o1/statement');
		expect(placeOf(wall.doc.getText('free'))).toBe('free');
	});
});
