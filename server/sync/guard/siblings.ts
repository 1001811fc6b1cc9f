/**
 * Counts the work of Yjs to find the places of new items. The entries of one key, and the pieces of one text, are
 * siblings in a row. Yjs walks along the row from the left neighbour of an item to its right neighbour, past all
 * items that name the same left neighbour, and past the items after those. So many items that name one neighbour
 * cost the square of their number. If no item has named that neighbour before, Yjs stops at the first step.
 */
import type * as Y from 'yjs';
import type { YType } from './paths.ts';
import { InvalidUpdate } from './sections.ts';
import type { Work } from './work.ts';

/** A list of siblings: the entries of a key, or the pieces of a text. */
export interface Row {
	/** The type in the document that contains the row; null if that type comes with the update. */
	readonly within: YType | null;
	/** Null for a text. */
	readonly key: string | null;
	/** The number of items that the update adds. */
	fresh: number;
	/** For an item: the new item known to be at its right, or null if that is not known. */
	readonly followers: Map<string, Y.ID | null>;
	/** The Yjs clients that add items here, with the left neighbours that they name. */
	readonly writers: Set<string>;
}
export interface NewItem {
	readonly id: Y.ID;
	/** The neighbours that the item names. */
	readonly left: Y.ID | null;
	readonly right: Y.ID | null;
	/** The struct that contains the left neighbour, from the document or from the update. */
	readonly leftItem: Y.Item | null;
	readonly isLeftStored: boolean;
}

export class Siblings {
	readonly #work: Work;
	/** Rows by the type that contains them, then by key. */
	readonly #rows = new Map<unknown, Map<string | null, Row>>();

	constructor(work: Work) {
		this.#work = work;
	}

	/** `parent` is the type in the document, or any object that represents a type that is still missing. */
	rowOf(parent: unknown, within: YType | null, key: string | null): Row {
		let rows = this.#rows.get(parent);
		if (!rows) this.#rows.set(parent, (rows = new Map<string | null, Row>()));
		let row = rows.get(key);
		if (!row) {
			row = { within, key, fresh: 0, followers: new Map(), writers: new Set() };
			rows.set(key, row);
		}
		return row;
	}

	/** The rows that the update adds items to. */
	grown(): Row[] {
		const rows = [...this.#rows.values()].flatMap((byKey) => [...byKey.values()]);
		return rows.filter(({ fresh }) => fresh > 0);
	}

	/** Counts the cost of placing an item. Throws `InvalidUpdate` if no page would place an item like this. */
	place(row: Row, item: NewItem) {
		const { id, left, right } = item;
		const neighbour = left ? nameOf(left) : '';
		if (row.key !== null) expectNextEntry(row, item, neighbour);
		const follower = row.followers.get(neighbour);
		const isNextTo = follower !== undefined && isSame(follower, right);
		const start = follower === undefined ? firstSibling(row, item, this.#work) : null;
		const isFree = isNextTo || (follower === undefined && start === null);
		row.followers.set(neighbour, isFree ? id : null);
		if (!isFree) {
			this.#work.spend(1 + row.fresh);
			this.#pass(row, start ?? nextInDocument(row, item, this.#work), item);
		}
		row.fresh++;
	}
	/** Counts the items of the document between the two neighbours. */
	#pass({ key }: Row, start: Y.Item | null, { id, left, right }: NewItem) {
		for (let other = start; other && !meets(other, left, right); other = other.right) {
			this.#work.spend(1);
			if (key === null || other.id.client !== id.client) continue;
			if (!left || isSame(other.origin, left)) throw forgotten();
		}
	}
}

/** A page that writes a key again names the entry that it has: its own last entry, or a newer one. */
function expectNextEntry({ writers }: Row, { id, left, right }: NewItem, neighbour: string) {
	if (right) throw new InvalidUpdate('an entry that names what replaced it');
	const client = String(id.client);
	const claim = `${client} ${neighbour}`;
	if (writers.has(claim) || (!left && writers.has(client))) throw forgotten();
	writers.add(client).add(claim);
}
const forgotten = () => new InvalidUpdate('an entry beside an earlier one of its client');

/** The item at which Yjs starts to compare; null if it compares nothing, or stops at once. */
function firstSibling(row: Row, item: NewItem, work: Work): Y.Item | null {
	const { left, right, leftItem, isLeftStored } = item;
	if (left && leftItem && left.clock < lastClock(leftItem)) {
		// Yjs would split the left item, and the rest of it follows.
		const isWithin = right?.client === left.client && right.clock === left.clock + 1;
		return isWithin ? null : leftItem;
	}
	if (left && !isLeftStored) return null;
	const next = nextInDocument(row, item, work);
	if (!next || isSame(next.id, right)) return null;
	return isSame(next.origin, left) ? next : null;
}
/** The item at the right of the left neighbour, or the first item of the row. */
function nextInDocument(
	{ within, key }: Row,
	{ left, leftItem, isLeftStored }: NewItem,
	work: Work
) {
	if (left) return isLeftStored ? (leftItem?.right ?? null) : null;
	if (key === null) return within?._start ?? null;
	let first = within?._map.get(key) ?? null;
	for (; first?.left; first = first.left) work.spend(WALKED);
	return first;
}
/** The cost of following one pointer, in comparisons. */
const WALKED = 0.1;

const nameOf = ({ client, clock }: Y.ID) => `${client}:${clock}`;
const lastClock = ({ id, length }: Y.Item) => id.clock + length - 1;
const isSame = (a: Y.ID | null, b: Y.ID | null) =>
	a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);
/**
 * Whether Yjs reaches the right neighbour here. If both neighbours are in this item and the right one comes first,
 * Yjs has passed it already.
 */
const meets = (item: Y.Item, left: Y.ID | null, right: Y.ID | null) =>
	holds(item, right) && !(holds(item, left) && (right?.clock ?? 0) <= (left?.clock ?? 0));
const holds = (item: Y.Item, id: Y.ID | null) =>
	id !== null &&
	id.client === item.id.client &&
	id.clock >= item.id.clock &&
	id.clock <= lastClock(item);
