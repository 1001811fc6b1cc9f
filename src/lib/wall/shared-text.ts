/**
 * Binds a text that several people write at once to a field of a page. Typing becomes the smallest change of the text;
 * changes by others move the caret along.
 */
import { fromBase64, toBase64 } from 'lib0/buffer';
import * as Y from 'yjs';
import { cleanPiece } from '../workshop/clean-text.ts';
import {
	endOf,
	movedBy,
	OldPlaces,
	shortened,
	spliceBetween,
	type Delta,
	type Splice
} from './splice.ts';

/** The type of text that pages bind, so that they need not import Yjs. */
export type SharedTextSource = Y.Text;

/** A person's place in a text, in a form that stays valid while others write. */
export interface SharedCaret {
	readonly anchor: string;
	readonly head: string;
}
/** The start and end of a selection, and which of the two holds the caret. */
export interface CaretPlaces {
	readonly anchor: number;
	readonly head: number;
}
/** The members of a textarea or an input that the binding uses. */
export interface TextField {
	value: string;
	readonly selectionStart: number | null;
	readonly selectionEnd: number | null;
	readonly selectionDirection: 'forward' | 'backward' | 'none' | null;
	setSelectionRange(start: number, end: number, direction?: 'forward' | 'backward' | 'none'): void;
	matches(selector: string): boolean;
}

/** One field bound to one text, until it is stopped. */
export class TextBinding {
	readonly #text: Y.Text;
	readonly #field: TextField;
	readonly #max: number;
	readonly #changed: (value: string) => void;
	readonly #origin = Symbol('field');
	readonly #undo: Y.UndoManager;
	/** The text when the field last showed it. */
	#shown: string;
	/** Set while a character is being composed: until the end, others' changes wait, and so does the composed text. */
	#composing: OldPlaces | null = null;

	/** `max` is in UTF-16 units. `changed` receives each new text, whoever wrote it. */
	constructor(text: Y.Text, field: TextField, max: number, changed: (value: string) => void) {
		this.#text = text;
		this.#field = field;
		this.#max = max;
		this.#changed = changed;
		this.#undo = new Y.UndoManager(text, { trackedOrigins: new Set([this.#origin]) });
		this.#shown = field.value;
		// The field may hold the caret from another copy of the text; nothing more is known of that copy.
		this.#show(field.selectionStart, field.selectionEnd);
		text.observe(this.#heard);
	}
	stop() {
		this.#text.unobserve(this.#heard);
		this.#undo.destroy();
	}

	/** Reads the field's new content into the text. Brought text (pasted or dropped) is cleaned. */
	input(how: 'typed' | 'brought' = 'typed') {
		if (this.#composing !== null) return;
		const caret = this.#field.selectionEnd ?? undefined;
		const found = spliceBetween(this.#shown, this.#field.value, caret);
		if (!found) return;
		const splice = how === 'typed' ? found : { ...found, insert: cleanPiece(found.insert) };
		this.#write(splice, splice.at, [{ at: splice.at, length: splice.remove }]);
	}
	compositionStart() {
		this.#composing ??= new OldPlaces(this.#shown.length);
	}
	compositionEnd() {
		const old = this.#composing;
		if (old === null) return;
		this.#composing = null;
		const caret = this.#field.selectionEnd ?? this.#field.value.length;
		const splice = spliceBetween(this.#shown, this.#field.value, caret);
		if (splice) this.#write(splice, old.place(splice.at), old.runs(splice.at, splice.remove));
		else this.#show(old.place(caret));
	}
	/** Undoes the last typing in this field, and nothing of others. */
	undo() {
		if (this.#composing === null) this.#undo.undo();
	}
	redo() {
		if (this.#composing === null) this.#undo.redo();
	}

	/** This person's place; null while the field shows something other than the text. */
	caret(): SharedCaret | null {
		const { selectionStart: start, selectionEnd: end, selectionDirection } = this.#field;
		if (start === null || end === null || this.#field.value !== this.#text.toJSON()) return null;
		const [anchor, head] = selectionDirection === 'backward' ? [end, start] : [start, end];
		return { anchor: this.#encoded(anchor), head: this.#encoded(head) };
	}
	/** A person's place in the current text, or null if it cannot be found. */
	placesOf({ anchor, head }: SharedCaret): CaretPlaces | null {
		const [from, to] = [this.#decoded(anchor), this.#decoded(head)];
		return from === null || to === null ? null : { anchor: from, head: to };
	}

	readonly #heard = ({ delta }: Y.YTextEvent, { origin }: Y.Transaction) => {
		if (origin === this.#origin) return;
		if (this.#composing !== null) return this.#composing.follow(delta);
		if (origin === this.#undo) return this.#show(endOf(delta));
		this.#follow(delta);
	};
	#follow(delta: Delta) {
		const { selectionStart: start, selectionEnd: end, selectionDirection } = this.#field;
		if (start === null || end === null) return this.#show(null);
		// Text that others write at an end of a selection does not join it.
		const from = movedBy(delta, start, start < end);
		this.#show(from, movedBy(delta, end), selectionDirection ?? 'none');
	}
	/** Writes as much as fits within the limit. */
	#write(splice: Splice, at: number, removed: readonly { at: number; length: number }[]) {
		const { selectionEnd } = this.#field;
		const gone = removed.reduce((sum, { length }) => sum + length, 0);
		const insert = shortened(splice.insert, this.#max - (this.#text.length - gone));
		this.#text.doc?.transact(() => {
			for (const run of removed) if (run.length > 0) this.#text.delete(run.at, run.length);
			if (insert !== '') this.#text.insert(at, insert);
		}, this.#origin);
		const typed = (selectionEnd ?? Infinity) - splice.at;
		this.#show(at + Math.max(0, Math.min(typed, insert.length)));
	}
	/** Shows the current text in the field. Without a place, the browser decides about the selection. */
	#show(start: number | null, end = start, direction: 'forward' | 'backward' | 'none' = 'none') {
		const value = this.#text.toJSON();
		this.#shown = value;
		if (this.#field.value !== value) {
			this.#field.value = value;
			// Some browsers move the focus to a field when its selection is set.
			if (start !== null && end !== null && this.#field.matches(':focus'))
				this.#field.setSelectionRange(start, end, direction);
		}
		this.#changed(value);
	}

	#encoded(at: number): string {
		return toBase64(
			Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(this.#text, at))
		);
	}
	#decoded(place: string): number | null {
		const { doc } = this.#text;
		try {
			const position = Y.decodeRelativePosition(fromBase64(place));
			// Looking up a root creates it.
			if (!doc || (position.tname !== null && !doc.share.has(position.tname))) return null;
			const found = Y.createAbsolutePositionFromRelativePosition(position, doc, false);
			return found?.type === this.#text ? found.index : null;
		} catch {
			return null;
		}
	}
}

/** Replaces the content of a text. Changes only the part that differs, so others in the text keep the rest. */
export function rewrite(text: Y.Text, words: string) {
	const splice = spliceBetween(text.toJSON(), words);
	if (!splice) return;
	const { at, remove, insert } = splice;
	text.doc?.transact(() => {
		text.delete(at, remove);
		text.insert(at, insert);
	});
}

/** The path of a text on the wall, such as `outcomes/<id>/statement`. */
export function placeOf(text: Y.Text): string {
	const keys: string[] = [];
	let type: Y.AbstractType<unknown> | null = text as Y.AbstractType<unknown>;
	while (type?._item) {
		keys.unshift(String(type._item.parentSub));
		type = type._item.parent as Y.AbstractType<unknown> | null;
	}
	const root = [...(text.doc?.share ?? [])].find(([, one]) => one === type);
	return [root?.[0] ?? '', ...keys].join('/');
}
