import { inWindow } from '$lib/live/persisted.ts';
import type { Box, Point } from '$lib/workshop/wall-layout/layout.ts';
import {
	firstLook,
	fit,
	isInSight,
	keepShown,
	panToShow,
	toWall,
	ZOOM,
	zoomAt,
	type Size,
	type View
} from './zoom.ts';

/** Distance between the paper's dots in wall units, as in the CSS of `WallSurface.svelte`. */
const DOT_SPACE = 22;
/** Dots closer together than this, in pixels, would look grey: every second dot is left out. */
const DOT_SPACE_MIN = 15;
/** How long the layer stays promoted after the last movement; then text is drawn sharp again. */
const SETTLED_MS = 180;

/** The result of a change that needed room. */
export interface Rearranged {
	/** The box of a new item on the wall. */
	made: Box | null;
	before: readonly (Box & { id: string })[];
	places: Readonly<Record<string, Point>>;
}

/**
 * The part of the wall that is in sight. Panning writes one transform and triggers no reader; only the percentage is
 * reactive.
 */
export class Viewport {
	#view: View = { x: 0, y: 0, k: 1 };
	#percent = $state(100);
	#screen: HTMLElement | null = null;
	#layer: HTMLElement | null = null;
	#dots: HTMLElement | null = null;
	#settling: ReturnType<typeof setTimeout> | undefined;
	#frame = 0;
	readonly #followers = new Set<(view: View) => void>();
	readonly #name: string;

	/** The view is stored for the tab under the board's id. */
	constructor(board: string) {
		this.#name = `view ${board}`;
	}

	get view(): Readonly<View> {
		return this.#view;
	}
	get percent(): number {
		return this.#percent;
	}
	get size(): Size {
		const { clientWidth = 0, clientHeight = 0 } = this.#screen ?? {};
		return { width: clientWidth, height: clientHeight };
	}

	/** Attaches the elements, with the stored view or a first view of the content. */
	mount(
		{ screen, layer, dots }: { screen: HTMLElement; layer: HTMLElement; dots: HTMLElement },
		content: Box
	): () => void {
		this.#screen = screen;
		this.#layer = layer;
		this.#dots = dots;
		this.#show(this.#remembered() ?? firstLook(content, this.size));
		return () => {
			clearTimeout(this.#settling);
			cancelAnimationFrame(this.#frame);
			this.#frame = 0;
			this.#screen = this.#layer = this.#dots = null;
		};
	}
	/** Calls back with the view, at once and then once per frame. Returns a function that stops. */
	follow(follower: (view: View) => void): () => void {
		this.#followers.add(follower);
		follower(this.#view);
		return () => this.#followers.delete(follower);
	}

	/** Converts a point of the window to pixels from the wall area's corner. */
	local(clientX: number, clientY: number): Point {
		const rect = this.#screen?.getBoundingClientRect();
		return { x: clientX - (rect?.left ?? 0), y: clientY - (rect?.top ?? 0) };
	}
	/** The wall point under a point of the window. */
	at(clientX: number, clientY: number): Point {
		return toWall(this.#view, this.local(clientX, clientY));
	}
	panBy(x: number, y: number) {
		this.#move({ ...this.#view, x: this.#view.x + x, y: this.#view.y + y });
	}
	/** Zooms by a factor around a point of the window, or around the middle of the wall. */
	zoomBy(factor: number, clientX?: number, clientY?: number) {
		const { width, height } = this.size;
		const at =
			clientX === undefined || clientY === undefined
				? { x: width / 2, y: height / 2 }
				: this.local(clientX, clientY);
		this.#move(zoomAt(this.#view, at, this.#view.k * factor));
	}
	fitTo(content: Box) {
		this.#move(fit(content, this.size));
	}
	/** Resets the view to that of the first visit. */
	startOver(content: Box) {
		this.#move(firstLook(content, this.size));
	}
	/**
	 * Keeps moved items in sight if they were in sight before, and the new item too. `before` has the old boxes of all
	 * items, `places` the new places of some.
	 */
	keepInSight({ made, before, places }: Rearranged) {
		const { size } = this;
		const seen = before
			.filter((box) => isInSight(this.#view, box, size))
			.map((box) => ({ ...box, ...places[box.id] }));
		const view =
			keepShown(this.#view, made ? [made, ...seen] : seen, size) ??
			(made && keepShown(this.#view, [made], size));
		if (view && view !== this.#view) this.#move(view);
	}
	/** Pans so that an element on the wall is in sight. */
	reveal(element: Element) {
		const rect = element.getBoundingClientRect();
		const start = this.local(rect.x, rect.y);
		const by = panToShow({ ...start, width: rect.width, height: rect.height }, this.size);
		if (by.x !== 0 || by.y !== 0) this.panBy(by.x, by.y);
	}

	/** Draws several movements within one frame once. */
	#move(view: View) {
		this.#view = view;
		this.#frame ||= requestAnimationFrame(() => {
			this.#frame = 0;
			if (!this.#layer) return;
			this.#layer.style.willChange = 'transform';
			this.#show(this.#view);
			clearTimeout(this.#settling);
			this.#settling = setTimeout(() => this.#settle(), SETTLED_MS);
		});
	}
	#show(view: View) {
		this.#view = view;
		const { x, y, k } = view;
		const percent = Math.round(k * 100);
		if (percent !== this.#percent) this.#percent = percent;
		if (this.#layer) this.#layer.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
		let space = DOT_SPACE * k;
		while (space < DOT_SPACE_MIN) space *= 2;
		if (this.#dots) {
			this.#dots.style.transform = `translate(${x % space}px, ${y % space}px)`;
			this.#dots.style.backgroundSize = `${space}px ${space}px`;
		}
		for (const follower of this.#followers) follower(view);
	}
	#settle() {
		if (this.#layer) this.#layer.style.willChange = '';
		inWindow.writeJson(this.#name, this.#view);
	}
	#remembered(): View | null {
		const view = inWindow.readJson(this.#name);
		return isView(view) ? view : null;
	}
}

function isView(value: unknown): value is View {
	if (typeof value !== 'object' || value === null) return false;
	const { x, y, k } = value as Record<string, unknown>;
	return [x, y, k].every(Number.isFinite) && Number(k) >= ZOOM.min && Number(k) <= ZOOM.max;
}
