import { tick } from 'svelte';
import { goHome } from '$lib/components/ui/focus-home.ts';
import type { Item } from './drop.ts';
import { neighbour, type Direction } from './neighbour.ts';

const ITEMS = '[data-note], [data-cluster]';
const HOME = '[data-focus-home]';
const isNowhere = () =>
	document.activeElement === document.body || document.activeElement?.matches(HOME) === true;

/** The item that an element shows, or null. */
export function itemOf(element: Element | null): Item | null {
	if (!(element instanceof HTMLElement)) return null;
	const { note, cluster } = element.dataset;
	if (note) return { item: 'note', id: note };
	return cluster ? { item: 'cluster', id: cluster } : null;
}

/**
 * One tab stop for all notes and clusters; arrows move it. This class sets the tabindex of elements instead of the
 * markup, so that moving the tab stop re-renders nothing.
 */
export class Roving {
	#root: HTMLElement | null = null;
	#stop: HTMLElement | null = null;
	#last: Item | null = null;
	/** The last focused item and its element: the item may be redrawn elsewhere as another element. */
	#held: { item: Item; element: HTMLElement } | null = null;

	mount(root: HTMLElement): () => void {
		this.#root = root;
		const entered = (event: FocusEvent) => {
			const target = event.target as Element;
			const element = root.contains(target) ? target.closest<HTMLElement>(ITEMS) : null;
			if (element) this.#take(element);
			const item = itemOf(element);
			if (element && item) this.#held = { item, element };
			// The home element gets the focus of a removed item, which may come back.
			else if (this.#held?.element.isConnected || !target.matches(HOME)) this.#held = null;
		};
		addEventListener('focusin', entered);
		this.ensureStop();
		return () => {
			removeEventListener('focusin', entered);
			this.#root = null;
		};
	}

	/** The focused item, or null while the focus is elsewhere. */
	get current(): Item | null {
		const element = document.activeElement?.closest<HTMLElement>(ITEMS) ?? null;
		return element && this.#root?.contains(element) ? itemOf(element) : null;
	}
	/** The item that had the focus last, even if a dialog has the focus now. */
	get last(): Item | null {
		return this.#last;
	}
	element({ item, id }: Item): HTMLElement | null {
		return this.#root?.querySelector<HTMLElement>(`[data-${item}="${CSS.escape(id)}"]`) ?? null;
	}
	/** Focuses an item once it is drawn, or the wall if the item is gone. */
	async focus(item: Item) {
		await tick();
		const element = this.element(item);
		if (element) this.#focus(element);
		else goHome(this.#root);
	}
	/** Focuses a clicked item, which is already in sight. */
	touch(element: HTMLElement) {
		this.#take(element);
		element.focus({ preventScroll: true });
	}
	/** Moves the focus in a direction; if the focus was outside the wall, it enters the wall. */
	step(direction: Direction) {
		const from = this.current;
		const start = from && this.element(from);
		if (!start) return this.enter();
		const items = this.#items();
		const to = items[neighbour(boxOf(start), items.map(boxOf), direction)];
		if (to) this.#focus(to);
	}
	/** Focuses the item that had the focus last, or the first one. */
	enter() {
		this.ensureStop();
		if (this.#stop) this.#focus(this.#stop);
	}
	/** Keeps exactly one tab stop, even if its item was removed or redrawn elsewhere. */
	ensureStop() {
		const held = this.#held;
		const again = held && !held.element.isConnected ? this.element(held.item) : null;
		if (again && isNowhere()) return this.#focus(again);
		if (this.#stop && this.#root?.contains(this.#stop)) return;
		const next = (this.#last && this.element(this.#last)) ?? this.#items()[0];
		this.#stop = null;
		if (next) this.#take(next);
	}

	#items(): HTMLElement[] {
		return [...(this.#root?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
	}
	#focus(element: HTMLElement) {
		this.#take(element);
		element.focus();
	}
	#take(element: HTMLElement) {
		if (this.#stop !== element) {
			setTabIndex(this.#stop, -1);
			setTabIndex(element, 0);
			this.#stop = element;
		}
		this.#last = itemOf(element);
	}
}

/** The button with the item's actions comes next in the tab order. */
function setTabIndex(element: HTMLElement | null, index: 0 | -1) {
	if (!element) return;
	element.tabIndex = index;
	const more = element.querySelector<HTMLElement>('[data-more]');
	if (more) more.tabIndex = index;
}
/** A cluster counts only as its header, so that its own notes are below it. */
function boxOf(element: HTMLElement) {
	return (element.querySelector(':scope > header') ?? element).getBoundingClientRect();
}
