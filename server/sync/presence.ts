/** Cursors, drags and carets of the people on one wall. None of it is stored. */
import type { Me } from '../../src/lib/workshop/types.ts';
import type { ShownPresence } from '../../src/lib/workshop/permissions.ts';
import type { Presence } from '../../src/lib/workshop/wire.ts';
import { LIMITS as WORKSHOP_LIMITS } from '../../src/lib/workshop/limits.ts';
import { awarenessFrameOf, encodeEntry, readAwareness } from './page-messages.ts';
import { packet, type Packet } from './packet.ts';

const ID_CHARS = 64;
/** Which text of the wall somebody is in, and the position in that text. */
const PLACE = /^[\w/-]{1,150}$/;
const POSITION = /^[\w+/=-]{1,64}$/;

/** One socket on the wall. */
export interface PresenceMember {
	readonly me: Me;
	/**
	 * Whether this Yjs client id belongs to the person. If nobody owns it yet, the person owns it from now on.
	 */
	speaksAs(client: number): boolean;
	send(packet: Packet): void;
}
type OwnPresence = Omit<Presence, 'who'>;

export interface WallPresenceParts {
	/** Which positions people may see now. */
	shown(): ShownPresence;
	gatherMs: number;
	/** Epoch ms, so that our clocks are higher than those of an earlier server process. */
	now(): number;
}

export class WallPresence {
	readonly #parts: WallPresenceParts;
	/** Each socket has one awareness client: the first that it names. */
	readonly #members = new Map<PresenceMember, number | null>();
	readonly #places = new Map<number, { owner: PresenceMember; place: OwnPresence }>();
	readonly #changed = new Set<number>();
	/** Our own clock, not the pages' clocks: so a page that was away accepts the state again. */
	#clock: number;
	#timer: NodeJS.Timeout | null = null;
	/** Which positions people could see when they were last told. */
	#shown: ShownPresence;

	constructor(parts: WallPresenceParts) {
		this.#parts = parts;
		this.#clock = parts.now();
		this.#shown = parts.shown();
	}

	join(member: PresenceMember) {
		this.#members.set(member, null);
		this.tell(member);
	}
	/** Sends a member the positions of the others. */
	tell(member: PresenceMember) {
		const others = [...this.#places].filter(([, { owner }]) => owner !== member);
		const entries = this.#entries(others.map(([client]) => client));
		member.send(packet(awarenessFrameOf([...entries.values()])));
	}
	leave(member: PresenceMember) {
		const client = this.#members.get(member) ?? null;
		this.#members.delete(member);
		if (client !== null && this.#places.delete(client)) this.#change(client);
	}

	/** Reads the presence of a page. Returns false if the bytes are broken. */
	take(member: PresenceMember, update: Uint8Array): boolean {
		let entries: ReturnType<typeof readAwareness>;
		try {
			entries = readAwareness(update);
		} catch {
			return false;
		}
		for (const { client, state } of entries) {
			if (!this.#speaksFor(member, client)) continue;
			const before = this.#places.get(client)?.place;
			const place = state === null ? null : toPlace(state);
			if (place === null) this.#places.delete(client);
			else this.#places.set(client, { owner: member, place });
			if (place === null || !before || this.#tells(before, place)) this.#change(client);
		}
		return true;
	}
	/**
	 * While positions are hidden, others are not even told that somebody moves. Unchanged visible positions are
	 * sent again, as a sign of life.
	 */
	#tells(before: OwnPresence, now: OwnPresence): boolean {
		const shown = this.#parts.shown();
		return shown === 'all' || (shown === 'carets' && (before.caret ?? now.caret) !== null);
	}
	/** Sends all positions again if people may now see more or less of them. */
	refresh() {
		const shown = this.#parts.shown();
		if (shown === this.#shown) return;
		this.#shown = shown;
		for (const client of this.#places.keys()) this.#change(client);
	}

	/** A page that reconnects takes over the client from its own earlier socket. */
	#speaksFor(member: PresenceMember, client: number): boolean {
		const bound = this.#members.get(member);
		if (bound === undefined) return false;
		if (bound !== null) return bound === client;
		if (!member.speaksAs(client)) return false;
		for (const [other, taken] of this.#members) {
			if (taken !== client) continue;
			if (other.me.id !== member.me.id) return false;
			this.#members.set(other, null);
		}
		this.#members.set(member, client);
		return true;
	}

	#change(client: number) {
		this.#changed.add(client);
		this.#timer ??= setTimeout(() => this.#flush(), this.#parts.gatherMs).unref();
	}
	/** Sends one packet to everybody who did not move; a page never receives its own position. */
	#flush() {
		this.#timer = null;
		const entries = this.#entries(this.#changed);
		const forAll = packet(awarenessFrameOf([...entries.values()]));
		for (const [member, own] of this.#members) {
			if (own === null || !entries.has(own)) member.send(forAll);
			else if (entries.size > 1) {
				const others = [...entries].filter(([client]) => client !== own);
				member.send(packet(awarenessFrameOf(others.map(([, entry]) => entry))));
			}
		}
		this.#changed.clear();
	}
	/** The current positions of these clients, encoded. */
	#entries(clients: Iterable<number>): Map<number, Uint8Array> {
		const shown = this.#parts.shown();
		const clock = ++this.#clock;
		const entries = new Map<number, Uint8Array>();
		for (const client of clients) {
			const known = this.#places.get(client);
			const state = known ? encode(known, shown) : 'null';
			entries.set(client, encodeEntry({ client, clock, state }));
		}
		return entries;
	}
}

/** The server writes who it is, so a page cannot use another person's name. */
function encode(
	{ owner, place }: { owner: PresenceMember; place: OwnPresence },
	shown: ShownPresence
) {
	const { id, name, fn } = owner.me;
	const { cursor, drag, caret } = place;
	const presence: Presence = {
		who: { id, name, fn },
		...(shown === 'all' ? { cursor, drag } : { cursor: null, drag: null }),
		caret: shown === 'none' ? null : caret
	};
	return JSON.stringify(presence);
}

/** Keeps the fields that a page may send, and drops everything else. */
function toPlace(state: unknown): OwnPresence {
	const { cursor, drag, caret } = asRecord(state);
	return { cursor: toPoint(cursor), drag: toDrag(drag), caret: toCaret(caret) };
}
const asRecord = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? { ...value } : {};

function toPoint(value: unknown): { x: number; y: number } | null {
	const { x, y } = asRecord(value);
	return isCoordinate(x) && isCoordinate(y) ? { x, y } : null;
}
function toDrag(value: unknown): Presence['drag'] {
	const { item, id } = asRecord(value);
	const point = toPoint(value);
	if (!point || (item !== 'note' && item !== 'cluster')) return null;
	if (typeof id !== 'string' || id.length > ID_CHARS) return null;
	return { item, id, ...point };
}
function toCaret(value: unknown): Presence['caret'] {
	const { place, anchor, head } = asRecord(value);
	const isTold = isPlain(place, PLACE) && isPlain(anchor, POSITION) && isPlain(head, POSITION);
	return isTold ? { place, anchor, head } : null;
}
const isPlain = (value: unknown, form: RegExp): value is string =>
	typeof value === 'string' && form.test(value);
const isCoordinate = (value: unknown): value is number =>
	typeof value === 'number' && Math.abs(value) <= WORKSHOP_LIMITS.coordinate;
