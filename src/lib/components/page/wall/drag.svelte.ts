import { tick } from 'svelte';
import { prefersReducedMotion } from 'svelte/motion';
import { isTyping } from '$lib/components/ui/focus-home.ts';
import type { BoardState } from '$lib/state/board.svelte.ts';
import { GAP, type Box, type Point } from '$lib/workshop/wall-layout/layout.ts';
import type { Actions } from './actions.ts';
import { dropTarget, sameTarget, slotAt, type DropTarget, type Item, type Under } from './drop.ts';
import type { Notices } from './notices.svelte.ts';
import type { Roving } from './roving.ts';
import type { Viewport } from './viewport.svelte.ts';

export interface Held extends Item {
	/** Height in wall units: the size of the gap for it. */
	height: number;
}

/**
 * Distance from the wall's edge, in pixels, within which a held item pans the wall; and the most pixels that one frame
 * pans.
 */
const EDGE = 44;
const EDGE_SPEED = 14;
const SETTLE_MS = 220;
const PLACE: DropTarget = { kind: 'place' };

/** An item that is being dragged. Its position is drawn directly; only its drop target is reactive. */
export class Drag {
	#held = $state.raw<Held | null>(null);
	#target = $state.raw<DropTarget>(PLACE);
	/** From the held item's corner to the pointer, in wall units. */
	#grip: Point = { x: 0, y: 0 };
	#pointer: Point = { x: 0, y: 0 };
	#frame = 0;
	readonly #followers = new Set<(place: Point) => void>();
	readonly #board: BoardState;
	readonly #viewport: Viewport;
	readonly #actions: Actions;
	readonly #roving: Roving;
	readonly #notices: Notices;
	/** Opens the name of a new cluster for editing. */
	readonly #name: (cluster: string) => void;

	constructor(
		board: BoardState,
		parts: {
			viewport: Viewport;
			actions: Actions;
			roving: Roving;
			notices: Notices;
			edit: (item: Item) => void;
		}
	) {
		this.#board = board;
		this.#viewport = parts.viewport;
		this.#actions = parts.actions;
		this.#roving = parts.roving;
		this.#notices = parts.notices;
		this.#name = (id) => parts.edit({ item: 'cluster', id });
	}

	get held(): Held | null {
		return this.#held;
	}
	get target(): DropTarget {
		return this.#target;
	}
	/** Calls back with the held item's corner in wall units, at once and on each move. */
	follow(follower: (place: Point) => void): () => void {
		this.#followers.add(follower);
		follower(this.#place());
		return () => this.#followers.delete(follower);
	}

	/** Picks up an item at a point of the window. Returns false and says why if that is not allowed. */
	lift(item: Item, clientX: number, clientY: number): boolean {
		const element = this.#roving.element(item);
		const why = this.#board.whyNot('move') ?? this.#heldByOther(item);
		if (!element || why !== null) {
			if (why !== null) this.#notices.show(why);
			return false;
		}
		const rect = element.getBoundingClientRect();
		const corner = this.#viewport.at(rect.left, rect.top);
		const at = this.#viewport.at(clientX, clientY);
		this.#grip = { x: at.x - corner.x, y: at.y - corner.y };
		this.#pointer = { x: clientX, y: clientY };
		const home = item.item === 'note' ? this.#board.wall.homeOf(item.id) : '';
		const index = this.#board.wall.notesIn(home).indexOf(item.id);
		this.#target = home === '' ? PLACE : { kind: 'cluster', id: home, index };
		this.#held = { ...item, height: rect.height / this.#viewport.view.k };
		this.#frame = requestAnimationFrame(() => this.#everyFrame());
		return true;
	}
	moveTo(clientX: number, clientY: number) {
		this.#pointer = { x: clientX, y: clientY };
	}
	/** Drops the item: the target decides the effect. */
	drop() {
		const held = this.#held;
		if (!held) return;
		this.#update();
		const place = this.#place();
		const target = this.#target;
		this.#end();
		const corner = { x: Math.round(place.x), y: Math.round(place.y) };
		const made = this.#actions.drop(held, target, corner);
		const names = made !== null && !isTyping();
		if (names) this.#name(made);
		void this.#settle(held, place, names ? 'elsewhere' : 'here');
		if (target.kind === 'note') void this.#showName(held);
	}
	/** Cancels the drag and puts the item back. */
	cancel() {
		const held = this.#held;
		if (!held) return;
		const from = this.#place();
		this.#end();
		this.#notices.whisper(this.#board.messages.wall.said.cancelled);
		void this.#settle(held, from, 'here');
	}

	#heldByOther({ id }: Item): string | null {
		const other = this.#board.presence.dragOf(id);
		return other ? this.#board.messages.wall.said.held(other.name) : null;
	}
	#place(): Point {
		const at = this.#viewport.at(this.#pointer.x, this.#pointer.y);
		return { x: at.x - this.#grip.x, y: at.y - this.#grip.y };
	}
	#everyFrame() {
		if (!this.#held) return;
		this.#panAtEdge();
		this.#update();
		this.#frame = requestAnimationFrame(() => this.#everyFrame());
	}
	#update() {
		const held = this.#held;
		if (!held) return;
		const place = this.#place();
		for (const follower of this.#followers) follower(place);
		this.#board.presence.setDrag({ item: held.item, id: held.id, ...place });
		const target = dropTarget(held, this.#under(held), this.#target);
		if (!sameTarget(target, this.#target)) this.#target = target;
	}
	#panAtEdge() {
		const { width, height } = this.#viewport.size;
		const { x, y } = this.#viewport.local(this.#pointer.x, this.#pointer.y);
		const by = { x: edgePull(x, width), y: edgePull(y, height) };
		if (by.x !== 0 || by.y !== 0) this.#viewport.panBy(by.x, by.y);
	}

	#under(held: Held): Under {
		const at = document
			.elementsFromPoint(this.#pointer.x, this.#pointer.y)
			.find((element) => this.#isPlace(element, held));
		const cluster = at?.closest<HTMLElement>('[data-cluster]') ?? null;
		const note = cluster ? null : (at?.closest<HTMLElement>('[data-note]')?.dataset.note ?? null);
		const id = cluster?.dataset.cluster ?? null;
		const others =
			id === null ? [] : this.#board.wall.notesIn(id).filter((other) => other !== held.id);
		return { note, cluster: id, slot: cluster && this.#slotIn(cluster), count: others.length };
	}
	#isPlace(element: Element, held: Held): boolean {
		const own = held.item === 'cluster' ? this.#roving.element(held) : null;
		if (own?.contains(element)) return false;
		return element.closest('[data-cluster], [data-note]') !== null;
	}
	/** Uses layout boxes, not animated ones: the pointer must not hit notes that are still moving aside. */
	#slotIn(cluster: HTMLElement): number | null {
		const list = cluster.querySelector<HTMLElement>('[data-slots]');
		if (!list) return null;
		const rect = list.getBoundingClientRect();
		const { k } = this.#viewport.view;
		const boxes = [...list.children].map((slot): Box => {
			const { offsetLeft, offsetTop, offsetWidth, offsetHeight } = slot as HTMLElement;
			return { x: offsetLeft, y: offsetTop, width: offsetWidth, height: offsetHeight };
		});
		const at = { x: (this.#pointer.x - rect.left) / k, y: (this.#pointer.y - rect.top) / k };
		return slotAt(boxes, at, GAP);
	}

	#end() {
		cancelAnimationFrame(this.#frame);
		this.#board.presence.setDrag(null);
		this.#held = null;
		this.#target = PLACE;
	}
	/** Keeps the name of a cluster that was made at the window's edge in sight. */
	async #showName(note: Item) {
		await tick();
		const header = this.#roving.element(note)?.closest('[data-cluster]')?.querySelector('header');
		if (header) this.#viewport.reveal(header);
	}
	/** Animates the item from the drop point to its place. */
	async #settle(item: Item, from: Point, focus: 'here' | 'elsewhere') {
		if (focus === 'here') await this.#roving.focus(item);
		await tick();
		const element = this.#roving.element(item);
		if (!element || prefersReducedMotion.current) return;
		const rect = element.getBoundingClientRect();
		const corner = this.#viewport.at(rect.left, rect.top);
		const by = { x: from.x - corner.x, y: from.y - corner.y };
		const tilt = item.item === 'note' ? '-2deg' : '0deg';
		element.animate(
			[
				{ translate: `${by.x}px ${by.y}px`, rotate: tilt, zIndex: 5 },
				{ translate: '0 0', rotate: '0deg', zIndex: 5 }
			],
			{ duration: SETTLE_MS, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' }
		);
	}
}

/** Pan speed along one axis, of this length: the nearer the pointer is to the edge, the faster. */
function edgePull(at: number, length: number): number {
	const low = Math.max(0, EDGE - at) / EDGE;
	const high = Math.max(0, at - (length - EDGE)) / EDGE;
	return Math.round((Math.min(1, low) - Math.min(1, high)) * EDGE_SPEED);
}
