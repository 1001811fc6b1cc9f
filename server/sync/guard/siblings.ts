/**
 * How much work it is for Yjs to find the places of new items. Entries of one key and pieces of one text stand
 * in a row. Yjs goes along it from an item's left neighbour, past all that named the same neighbour and
 * what follows those, up to its right neighbour: many items that name one neighbour cost the square
 * of their number. Where nobody named that neighbour before, Yjs stops at the first step.
 */
import type * as Y from 'yjs';
import type { YType } from './paths.ts';
import { InvalidUpdate } from './sections.ts';
import type { Work } from './work.ts';

/** Where items stand one behind the other. */
export interface Row {
	/** The type of the document that it belongs to; null for one that comes with the update. */
	readonly within: YType | null;
	/** Null for a text. */
	readonly key: string | null;
	/** Items that the update adds. */
	fresh: number;
	/** The new item known to stand right of an item, by that item; null where that is not known. */
	readonly followers: Map<string, Y.ID | null>;
	/** Yjs clients that add something here, and next to what. */
	readonly writers: Set<string>;
}
export interface NewItem {
	readonly id: Y.ID;
	/** Its neighbours, as it names them. */
	readonly left: Y.ID | null;
	readonly right: Y.ID | null;
	/** What holds the left neighbour: a struct of the document, or one that comes with the update. */
	readonly leftItem: Y.Item | null;
	readonly isLeftStored: boolean;
}

export class Siblings {
	readonly #work: Work;
	/** By what they lie in, then by key. */
	readonly #rows = new Map<unknown, Map<string | null, Row>>();

	constructor(work: Work) {
		this.#work = work;
	}

	/** `parent` is the type in the document, or whatever stands for one that is not there yet. */
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

	/** Rows that the update adds to. */
	grown(): Row[] {
		const rows = [...this.#rows.values()].flatMap((byKey) => [...byKey.values()]);
		return rows.filter(({ fresh }) => fresh > 0);
	}

	/** Counts what it takes to place an item. Throws `InvalidUpdate` where no page would place it so. */
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
	/** What stands in the document between the neighbours. */
	#pass({ key }: Row, start: Y.Item | null, { id, left, right }: NewItem) {
		for (let other = start; other && !meets(other, left, right); other = other.right) {
			this.#work.spend(1);
			if (key === null || other.id.client !== id.client) continue;
			if (!left || isSame(other.origin, left)) throw forgotten();
		}
	}
}

/** A page that writes a key again names what it has there, which is its own last entry or a newer one. */
function expectNextEntry({ writers }: Row, { id, left, right }: NewItem, neighbour: string) {
	if (right) throw new InvalidUpdate('an entry that names what replaced it');
	const client = String(id.client);
	const claim = `${client} ${neighbour}`;
	if (writers.has(claim) || (!left && writers.has(client))) throw forgotten();
	writers.add(client).add(claim);
}
const forgotten = () => new InvalidUpdate('an entry beside an earlier one of its client');

/** Where Yjs begins to compare; null where it compares nothing, or stops at once. */
function firstSibling(row: Row, item: NewItem, work: Work): Y.Item | null {
	const { left, right, leftItem, isLeftStored } = item;
	if (left && leftItem && left.clock < lastClock(leftItem)) {
		// It would be cut in two, and its rest follows.
		const isWithin = right?.client === left.client && right.clock === left.clock + 1;
		return isWithin ? null : leftItem;
	}
	if (left && !isLeftStored) return null;
	const next = nextInDocument(row, item, work);
	if (!next || isSame(next.id, right)) return null;
	return isSame(next.origin, left) ? next : null;
}
/** What stands right of the left neighbour, or first in the row. */
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
/** To follow a pointer costs so much of a comparison. */
const WALKED = 0.1;

const nameOf = ({ client, clock }: Y.ID) => `${client}:${clock}`;
const lastClock = ({ id, length }: Y.Item) => id.clock + length - 1;
const isSame = (a: Y.ID | null, b: Y.ID | null) =>
	a === b || (a !== null && b !== null && a.client === b.client && a.clock === b.clock);
/** Whether Yjs comes to the right neighbour here. One that lies before the left one in the same item is passed already. */
const meets = (item: Y.Item, left: Y.ID | null, right: Y.ID | null) =>
	holds(item, right) && !(holds(item, left) && (right?.clock ?? 0) <= (left?.clock ?? 0));
const holds = (item: Y.Item, id: Y.ID | null) =>
	id !== null &&
	id.client === item.id.client &&
	id.clock >= item.id.clock &&
	id.clock <= lastClock(item);
