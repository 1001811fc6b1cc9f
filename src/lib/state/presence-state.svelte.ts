import type { Peer } from '$lib/live/peers.ts';
import type { Presence } from '$lib/workshop/wire.ts';
import { Readers } from './readers.ts';

/** The part of its presence that a page sends itself. */
export type OwnPresence = Omit<Presence, 'who'>;
/** A person's caret in a text. */
export interface Caret {
	client: number;
	name: string;
	fn: string;
	anchor: string;
	head: string;
}

const SEND_EVERY_MS = 50;

/** Key of the readers of the carets in one text. */
const caretKey = (place: string) => `caret ${place}`;

/** Others' pointers and carets, and the items that they drag. */
export class PresenceState {
	#others = $state.raw<Peer[]>([]);
	readonly #readers = new Readers();
	/** Drags by item. The first person who grabbed an item keeps it until letting go. */
	#drags = new Map<string, Peer>();
	/** Carets by the path of the text. */
	#carets: ReadonlyMap<string, readonly Caret[]> = new Map();
	#own: OwnPresence = { cursor: null, drag: null, caret: null };
	#send: ((own: OwnPresence) => void) | null = null;
	#sentAt = -Infinity;
	#timer: ReturnType<typeof setTimeout> | null = null;

	/** Others who point or drag now. */
	get others(): Peer[] {
		return this.#others;
	}
	/** Sets the pointer in wall units, or null off the wall. Sent at most 20 times a second. */
	setCursor(at: { x: number; y: number } | null) {
		this.#change({ ...this.#own, cursor: at && { x: Math.round(at.x), y: Math.round(at.y) } });
	}
	setDrag(drag: Presence['drag']) {
		this.#change({
			...this.#own,
			drag: drag && { ...drag, x: Math.round(drag.x), y: Math.round(drag.y) }
		});
	}
	/** Sets the place where this person writes, or null outside texts. */
	setCaret(caret: Presence['caret']) {
		this.#change({ ...this.#own, caret });
	}
	/** Others' carets in the text at a path of the wall. */
	caretsIn(place: string): readonly Caret[] {
		this.#readers.track(caretKey(place));
		return this.#carets.get(place) ?? [];
	}
	/** The other person who drags a note or cluster, and its position now; null if nobody does. */
	dragOf(itemId: string): { name: string; fn: string; x: number; y: number } | null {
		this.#readers.track(itemId);
		const peer = this.#drags.get(itemId);
		if (!peer?.drag) return null;
		const { x, y } = peer.drag;
		return { name: peer.who.name, fn: peer.who.fn, x, y };
	}

	/** Receives others' presence. `peers` holds everybody except this page. */
	receive(peers: readonly Peer[]) {
		this.#receiveCarets(peers);
		this.#others = peers.filter(({ cursor, drag }) => cursor !== null || drag !== null);
		const drags = new Map<string, Peer>();
		for (const peer of this.#others) {
			if (!peer.drag) continue;
			const item = peer.drag.id;
			const holder = this.#drags.get(item)?.client;
			if (!drags.has(item) || peer.client === holder) drags.set(item, peer);
		}
		const before = this.#drags;
		this.#drags = drags;
		for (const item of new Set([...before.keys(), ...drags.keys()]))
			if (!sameDrag(before.get(item), drags.get(item))) this.#readers.wake(item);
	}
	#receiveCarets(peers: readonly Peer[]) {
		const carets = new Map<string, Caret[]>();
		for (const { client, who, caret } of peers) {
			if (!caret) continue;
			const { place, anchor, head } = caret;
			const there = carets.get(place) ?? [];
			carets.set(place, [...there, { client, name: who.name, fn: who.fn, anchor, head }]);
		}
		const before = this.#carets;
		this.#carets = carets;
		for (const place of new Set([...before.keys(), ...carets.keys()]))
			if (!isSame(before.get(place), carets.get(place))) this.#readers.wake(caretKey(place));
	}
	/** Sets the function that sends presence; null while there is no connection. */
	sendThrough(send: ((own: OwnPresence) => void) | null) {
		this.#send = send;
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		if (send) this.#flush();
		else this.receive([]);
	}

	#change(own: OwnPresence) {
		if (isSame(own, this.#own)) return;
		this.#own = own;
		if (!this.#send || this.#timer !== null) return;
		const wait = this.#sentAt + SEND_EVERY_MS - performance.now();
		if (wait <= 0) this.#flush();
		else this.#timer = setTimeout(() => this.#flush(), wait);
	}
	#flush() {
		this.#timer = null;
		this.#sentAt = performance.now();
		this.#send?.(this.#own);
	}
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sameDrag = (a: Peer | undefined, b: Peer | undefined) =>
	a?.client === b?.client && a?.drag?.x === b?.drag?.x && a?.drag?.y === b?.drag?.y;
