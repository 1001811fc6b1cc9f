/** Restores words that the server rejected to their place on the wall. */
import type { Sentence } from '../i18n/messages.ts';
import * as Y from 'yjs';
import { SHARED_ROOTS, type SharedRoot } from '../workshop/items/shapes.ts';
import { isValue } from '../workshop/values.ts';
import { ruleOf, type Rule } from '../workshop/rules.ts';
import { addItem, type Fields } from './items.ts';
import type { KeptWork } from './kept.ts';
import { referenceField } from './refused-words.ts';
import type { Wall } from './wall.ts';

type Words = Pick<Extract<KeptWork, { kind: 'words' }>, 'place' | 'about' | 'before' | 'text'>;

/** The rule for the place in the rules table, or null if pages cannot write there. */
export function ruleOfWords({ place }: Pick<Words, 'place'>): Rule | null {
	const rule = ruleOf('wall', place.split('/'));
	return rule && rule.by !== 'server' && rule.holds !== 'map' ? rule : null;
}

/** Why these words no longer have a place on the wall, or null if they have one. */
export function whyNoPlace(wall: Wall, words: Words): Sentence | null {
	const rule = ruleOfWords(words);
	if (!rule) return (m) => m.connection.putBack.never;
	const [root = '', id = ''] = words.place.split('/');
	const names = ruleOf('wall', [root, id, referenceField(root) ?? ''])?.names;
	const isGone = !holderOf(wall, words) && !isItemRoot(root);
	if (isGone || (names && !holderOf(wall, words) && !wall.doc.getMap(names).has(words.about)))
		return (m) => m.connection.putBack.gone;
	const text = textAt(wall, words);
	if (rule.holds === 'text' && (text?.length ?? 0) + words.text.length >= (rule.chars ?? 0))
		return (m) => m.connection.putBack.noRoom;
	return null;
}

/**
 * Writes the words at their old place. If their item is gone, makes it again. Changes nothing if they have no place.
 */
export function putWords(wall: Wall, words: Words) {
	const rule = ruleOfWords(words);
	if (!rule || whyNoPlace(wall, words) !== null) return;
	const [root = '', id = '', key = ''] = words.place.split('/');
	wall.doc.transact(() => {
		if (!holderOf(wall, words) && isItemRoot(root)) {
			const reference = referenceField(root);
			const fields = reference === null ? {} : { [reference]: words.about };
			addItem(wall, root, id, fields as Fields<typeof root>);
		}
		const text = textAt(wall, words);
		if (text) return insert(text, words);
		const value = rule.holds === 'amount' ? Number(words.text) : words.text;
		if (rule.holds === 'map' || rule.holds === 'text' || !isValue(value, rule.holds)) return;
		holderOf(wall, words)?.set(key, value);
	}, wall.origin);
}

/** Inserts the words after the text that was before them, or else at the end. */
function insert(text: Y.Text, { before, text: words }: Words) {
	const now = text.toJSON();
	const at = before === '' ? -1 : now.lastIndexOf(before);
	if (at >= 0) return text.insert(at + before.length, words);
	const parts = now === '' || /\s$/.test(now) || /^\s/.test(words);
	text.insert(now.length, parts ? words : ` ${words}`);
}

const isItemRoot = (root: string): root is SharedRoot => SHARED_ROOTS.some((one) => one === root);

/** The item, or the root itself, that holds the field. */
function holderOf(wall: Wall, { place }: Pick<Words, 'place'>): Y.Map<unknown> | null {
	const [root = '', id = '', key] = place.split('/');
	const map: Y.Map<unknown> = wall.doc.getMap(root);
	const holder = key === undefined ? map : map.get(id);
	return holder instanceof Y.Map ? (holder as Y.Map<unknown>) : null;
}
function textAt(wall: Wall, words: Words): Y.Text | null {
	const text = holderOf(wall, words)?.get(words.place.split('/').at(-1) ?? '');
	return text instanceof Y.Text ? text : null;
}
