/**
 * Everything beside notes and clusters that a group writes together on its wall: typed reads, and every change, each
 * one transaction. The rules table decides which values a field accepts.
 */
import * as Y from 'yjs';
import { FRAME_TEXTS, type Frame } from '../workshop/questions.ts';
import {
	blankOf,
	cellsOf,
	ITEM_ROOTS,
	type ItemRoot,
	type Items,
	type SharedRoot
} from '../workshop/items/shapes.ts';
import { isValue } from '../workshop/values.ts';
import { ruleOf, type Rule } from '../workshop/rules.ts';
import type { Rating } from '../workshop/types.ts';
import type { Wall } from './wall.ts';

export type Fields<R extends ItemRoot> = Partial<Omit<Items[R], 'id' | 'ratings' | 'evidence'>>;
type Primitive = string | number | boolean;
type Value = Primitive | null;

/** The value of a field that holds nothing readable. */
const BLANKS = Object.fromEntries(ITEM_ROOTS.map((root) => [root, blankOf(root)]));

/** Whether the key names a map beside the items of the root rather than a field of them. */
const isCells = (root: ItemRoot, key: string) => cellsOf(root).some(([name]) => name === key);
const rule = (root: string, key: string): Rule | null => ruleOf('wall', [root, 'id', key]);
const mapOf = (wall: Wall, root: string): Y.Map<unknown> => wall.doc.getMap(root);
const transact = (wall: Wall, change: () => void) => wall.doc.transact(change, wall.origin);

/** An item, archived ones too; null if it is missing. Unreadable fields read as blank. */
export function readItem<R extends ItemRoot>(wall: Wall, root: R, id: string): Items[R] | null {
	const fields = mapOf(wall, root).get(id);
	if (!(fields instanceof Y.Map)) return null;
	const read = Object.entries(BLANKS[root] ?? {}).map(([key, blank]) => [
		key,
		isCells(root, key)
			? readMap(wall, key, id)
			: readField(fields.get(key), rule(root, key), blank as Value)
	]);
	return { ...(Object.fromEntries(read) as Items[R]), id };
}
function readField(stored: unknown, rule: Rule | null, blank: Value): Value {
	if (!rule || rule.holds === 'map') return blank;
	if (rule.holds === 'text')
		return stored instanceof Y.Text ? stored.toJSON().slice(0, rule.chars) : blank;
	return isValue(stored, rule.holds) ? (stored as Primitive) : blank;
}
/** The values for one option in one of the maps beside the options, by requirement. */
function readMap(wall: Wall, root: string, option: string): Record<string, string> {
	const cells = mapOf(wall, root).get(option);
	if (!(cells instanceof Y.Map)) return {};
	const known = [...(cells as Y.Map<unknown>).entries()].filter(([key, value]) => {
		const holds = ruleOf('wall', [root, option, key])?.holds;
		return holds !== undefined && holds !== 'map' && holds !== 'text' && isValue(value, holds);
	});
	return Object.fromEntries(known) as Record<string, string>;
}
/** Ids of all items of a root, archived ones included. */
export const itemIds = (wall: Wall, root: ItemRoot): string[] => [...mapOf(wall, root).keys()];

/** The text of a note or an answer on the wall, archived or not; null if there is none with this id. */
export const postedText = (wall: Wall, id: string): string | null =>
	wall.note(id)?.text ?? readItem(wall, 'answers', id)?.text ?? null;

/** Ids of the items that are not archived, even if the rest of an item is unreadable. */
export const liveIds = (wall: Wall, root: ItemRoot): string[] =>
	itemIds(wall, root).filter((id) => {
		const fields = mapOf(wall, root).get(id);
		return fields instanceof Y.Map && fields.get('archived') !== true;
	});

/** The items that are not archived, in their order. */
export function liveItems<R extends ItemRoot>(wall: Wall, root: R): Items[R][] {
	return itemIds(wall, root)
		.map((id) => readItem(wall, root, id))
		.filter((item) => item !== null)
		.filter(({ archived }) => !archived)
		.sort(byOrder);
}
function byOrder(a: { id: string; order?: string }, b: { id: string; order?: string }): number {
	const [first = '', second = ''] = [a.order, b.order];
	if (first !== second) return first < second ? -1 : 1;
	return a.id < b.id ? -1 : 1;
}

/**
 * Puts an item on the wall. Fields that are missing or not allowed are blank. A second call changes nothing. The server
 * accepts an item from a page only together with what it belongs to: a requirement needs its outcome.
 */
export function addItem<R extends ItemRoot>(wall: Wall, root: R, id: string, given: Fields<R>) {
	const items = mapOf(wall, root);
	const allowed = Object.entries(given).filter(([key, value]) => mayStand(rule(root, key), value));
	const fields: [string, Value][] = Object.entries({
		...BLANKS[root],
		...Object.fromEntries(allowed)
	});
	if (items.has(id)) return;
	transact(wall, () => {
		const written = fields
			.filter(([key, value]) => !isCells(root, key) && value !== null)
			.map(([key, value]): [string, Primitive | Y.Text] => [key, stored(rule(root, key), value)]);
		items.set(id, new Y.Map(written));
		for (const [cells] of cellsOf(root)) mapOf(wall, cells).set(id, new Y.Map());
	});
}
function stored(rule: Rule | null, value: Value): Primitive | Y.Text {
	if (rule?.holds !== 'text') return value ?? '';
	return new Y.Text(String(value ?? '').slice(0, rule.chars));
}

/** The field that names what an item belongs to is set when the item is made, and never changes. */
const isFixed = (rule: Rule | null) => rule?.names !== undefined && rule.removedBy === 'nobody';
function mayStand(rule: Rule | null, value: Value): boolean {
	if (!rule || rule.holds === 'map' || rule.holds === 'text') return rule?.holds === 'text';
	return value === null || isValue(value, rule.holds);
}

/**
 * Changes fields, except texts and the field that names what the item belongs to; null removes a value. A value that is
 * not allowed changes nothing.
 */
export function changeItem<R extends ItemRoot>(
	wall: Wall,
	root: R,
	id: string,
	changes: Fields<R>
) {
	const fields = mapOf(wall, root).get(id);
	if (!(fields instanceof Y.Map)) return;
	transact(wall, () => {
		for (const [key, value] of Object.entries(changes) as [string, Value][]) {
			const found = rule(root, key);
			if (isFixed(found) || found?.holds === 'text' || !mayStand(found, value)) continue;
			if (value === null) fields.delete(key);
			else if (fields.get(key) !== value) fields.set(key, value);
		}
	});
}

/** The text of a field that several people write at once, or null if it is missing. */
export function textOf(wall: Wall, root: SharedRoot, id: string, key: string): Y.Text | null {
	const fields = mapOf(wall, root).get(id);
	const text: unknown = fields instanceof Y.Map ? fields.get(key) : null;
	return text instanceof Y.Text ? text : null;
}

/** Records how an option meets a requirement. */
export function rate(wall: Wall, option: string, requirement: string, rating: Rating) {
	setCell(wall, 'ratings', option, requirement, rating);
}
export function setEvidence(wall: Wall, option: string, requirement: string, evidence: string) {
	setCell(wall, 'evidence', option, requirement, evidence);
}
function setCell(wall: Wall, root: string, option: string, requirement: string, value: string) {
	const cells = mapOf(wall, root).get(option);
	const holds = ruleOf('wall', [root, option, requirement])?.holds;
	if (!(cells instanceof Y.Map) || holds === undefined || holds === 'map' || holds === 'text')
		return;
	if (isValue(value, holds) && cells.get(requirement) !== value)
		transact(wall, () => cells.set(requirement, value));
}

/** The texts that the group wrote on the first page. */
export function readFrame(wall: Wall): Frame {
	const read = FRAME_TEXTS.map((key) => [key, frameText(wall, key)?.toJSON() ?? ''] as const);
	return Object.fromEntries(read) as unknown as Frame;
}
export function frameText(wall: Wall, key: keyof Frame): Y.Text | null {
	const text = mapOf(wall, 'frame').get(key);
	return text instanceof Y.Text ? text : null;
}
/**
 * Server only: creates the missing texts of the frame. Pages never create a missing text: if two pages created it at
 * once, one would lose its words.
 */
export function layFrame(wall: Wall, words: Partial<Frame> = {}) {
	const frame = mapOf(wall, 'frame');
	const missing = FRAME_TEXTS.filter((key) => !(frame.get(key) instanceof Y.Text));
	if (missing.length === 0) return;
	transact(wall, () => {
		for (const key of missing) frame.set(key, new Y.Text(words[key] ?? ''));
	});
}
