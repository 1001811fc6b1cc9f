import { goHome } from '$lib/components/ui/focus-home.ts';
import type { BoardState } from '$lib/state/board.svelte.ts';
import { showsCursors } from '$lib/workshop/permissions.ts';
import type { Drag } from './drag.svelte.ts';
import type { Item } from './drop.ts';
import { itemOf } from './roving.ts';
import type { Viewport } from './viewport.svelte.ts';

/** Pixels that a mouse must move before it drags. */
const DRAG_FROM = 4;
/** Pixels that a resting finger may move. */
const TREMBLE = 8;
const LONG_PRESS_MS = 300;
const CONTROLS = 'button, a, input, textarea, select';
/** Pixels for one line of a wheel that counts in lines. */
const LINE = 16;

type Gesture =
	| { kind: 'none' }
	/** Pressed on an item; not yet decided whether this is a click, a drag or a pan. */
	| { kind: 'press'; item: Item; pointer: number; x: number; y: number; touch: boolean }
	| { kind: 'pan'; pointer: number; x: number; y: number }
	| { kind: 'drag'; pointer: number }
	| { kind: 'pinch'; distance: number; x: number; y: number };

/** Handles pointers and the wheel on the wall: pans, zooms, picks up and drops. */
export class Gestures {
	#gesture: Gesture = { kind: 'none' };
	#paper: HTMLElement | null = null;
	#space = false;
	#longPress: ReturnType<typeof setTimeout> | undefined;
	readonly #touches = new Map<number, { x: number; y: number }>();
	readonly #board: BoardState;
	readonly #viewport: Viewport;
	readonly #drag: Drag;

	constructor(board: BoardState, viewport: Viewport, drag: Drag) {
		this.#board = board;
		this.#viewport = viewport;
		this.#drag = drag;
	}

	/** Listens on the wall's paper. Returns a function that stops. */
	mount(paper: HTMLElement): () => void {
		this.#paper = paper;
		const stop = new AbortController();
		const { signal } = stop;
		paper.addEventListener('pointerdown', (event) => this.#down(event), { signal });
		paper.addEventListener('pointermove', (event) => this.#move(event), { signal });
		paper.addEventListener('pointerup', (event) => this.#up(event, 'drop'), { signal });
		paper.addEventListener('pointercancel', (event) => this.#up(event, 'cancel'), { signal });
		paper.addEventListener('pointerleave', () => this.#board.presence.setCursor(null), { signal });
		paper.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
		// A long press picks up an item; the system's own menu would end the touch.
		paper.addEventListener(
			'contextmenu',
			(event) => this.#touches.size > 0 && event.preventDefault(),
			{
				signal
			}
		);
		window.addEventListener('keydown', (event) => this.#key(event, true), { signal });
		window.addEventListener('keyup', (event) => this.#key(event, false), { signal });
		window.addEventListener('blur', () => this.#holdSpace(false), { signal });
		return () => {
			stop.abort();
			this.#drag.cancel();
			this.#rest();
			this.#board.presence.setCursor(null);
		};
	}

	#down(event: PointerEvent) {
		if (event.pointerType === 'touch') {
			this.#touches.set(event.pointerId, { x: event.clientX, y: event.clientY });
			if (this.#touches.size === 2) return this.#beginPinch();
		}
		const target = event.target as Element;
		if (this.#gesture.kind !== 'none' || event.button > 1 || target.closest(CONTROLS)) return;
		const { clientX: x, clientY: y, pointerId: pointer } = event;
		const item = event.button === 1 || this.#space ? null : grabbed(target);
		if (!item) {
			event.preventDefault();
			goHome(this.#paper);
			this.#paper?.setPointerCapture(pointer);
			this.#gesture = { kind: 'pan', pointer, x, y };
			this.#paper?.toggleAttribute('data-panning', true);
			return;
		}
		const touch = event.pointerType === 'touch';
		this.#gesture = { kind: 'press', item, pointer, x, y, touch };
		if (touch) this.#longPress = setTimeout(() => this.#lift(x, y), LONG_PRESS_MS);
	}
	#move(event: PointerEvent) {
		const { clientX: x, clientY: y, pointerId } = event;
		const touch = this.#touches.get(pointerId);
		if (touch) Object.assign(touch, { x, y });
		else if (showsCursors(this.#board.step, this.#board.round))
			this.#board.presence.setCursor(this.#viewport.at(x, y));
		const gesture = this.#gesture;
		switch (gesture.kind) {
			case 'none':
				return;
			case 'pinch':
				return this.#pinch(gesture);
			case 'drag':
				if (gesture.pointer === pointerId) this.#drag.moveTo(x, y);
				return;
			case 'pan':
				if (gesture.pointer !== pointerId) return;
				this.#viewport.panBy(x - gesture.x, y - gesture.y);
				this.#gesture = { ...gesture, x, y };
				return;
			case 'press': {
				if (gesture.pointer !== pointerId) return;
				const moved = Math.hypot(x - gesture.x, y - gesture.y);
				if (gesture.touch && moved > TREMBLE) this.#panInstead(gesture);
				else if (!gesture.touch && moved >= DRAG_FROM) this.#lift(gesture.x, gesture.y);
			}
		}
	}
	#up(event: PointerEvent, how: 'drop' | 'cancel') {
		this.#touches.delete(event.pointerId);
		const gesture = this.#gesture;
		if (gesture.kind === 'pinch') {
			if (this.#touches.size < 2) this.#rest();
			return;
		}
		if (gesture.kind === 'none' || gesture.pointer !== event.pointerId) return;
		if (gesture.kind === 'drag') {
			if (how === 'drop') this.#drag.drop();
			else this.#drag.cancel();
			this.#swallowClick();
		}
		this.#rest();
	}

	#lift(x: number, y: number) {
		const gesture = this.#gesture;
		if (gesture.kind !== 'press') return;
		clearTimeout(this.#longPress);
		this.#paper?.setPointerCapture(gesture.pointer);
		if (!this.#drag.lift(gesture.item, x, y)) return this.#panInstead(gesture);
		this.#gesture = { kind: 'drag', pointer: gesture.pointer };
		if (gesture.touch) navigator.vibrate?.(10);
	}
	#panInstead({ pointer, x, y }: { pointer: number; x: number; y: number }) {
		clearTimeout(this.#longPress);
		this.#paper?.setPointerCapture(pointer);
		this.#gesture = { kind: 'pan', pointer, x, y };
	}
	#beginPinch() {
		clearTimeout(this.#longPress);
		this.#drag.cancel();
		this.#gesture = { kind: 'pinch', ...this.#pinchState() };
	}
	#pinch(before: { distance: number; x: number; y: number }) {
		const now = this.#pinchState();
		this.#viewport.panBy(now.x - before.x, now.y - before.y);
		if (before.distance > 0) this.#viewport.zoomBy(now.distance / before.distance, now.x, now.y);
		this.#gesture = { kind: 'pinch', ...now };
	}
	#pinchState() {
		const [a, b] = [...this.#touches.values()];
		if (!a || !b) return { distance: 0, x: a?.x ?? 0, y: a?.y ?? 0 };
		return { distance: Math.hypot(a.x - b.x, a.y - b.y), x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
	}
	#wheel(event: WheelEvent) {
		event.preventDefault();
		const scale = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
		const y = event.deltaY * scale;
		if (event.ctrlKey || event.metaKey)
			return this.#viewport.zoomBy(Math.exp(-clamp(y, 60) / 180), event.clientX, event.clientY);
		const sideways = event.shiftKey && event.deltaX === 0;
		this.#viewport.panBy(sideways ? -y : -event.deltaX * scale, sideways ? 0 : -y);
	}
	#key(event: KeyboardEvent, down: boolean) {
		if (event.key === 'Escape' && down && this.#gesture.kind === 'drag') {
			event.preventDefault();
			event.stopPropagation();
			this.#drag.cancel();
			return this.#rest();
		}
		if (
			event.key !== ' ' ||
			(event.target as Element).closest?.(`${CONTROLS}, [role="dialog"], [role="menu"]`)
		)
			return;
		if (down) event.preventDefault();
		this.#holdSpace(down);
	}
	#holdSpace(down: boolean) {
		this.#space = down;
		this.#paper?.toggleAttribute('data-space', down);
	}
	#rest() {
		clearTimeout(this.#longPress);
		this.#gesture = { kind: 'none' };
		this.#paper?.toggleAttribute('data-panning', false);
	}
	/** Ignores the click that the browser sends after a drop. */
	#swallowClick() {
		const swallow = (event: Event) => event.stopPropagation();
		this.#paper?.addEventListener('click', swallow, { capture: true, once: true });
		requestAnimationFrame(() =>
			this.#paper?.removeEventListener('click', swallow, { capture: true })
		);
	}
}

/** People can drag a note anywhere, and a cluster by its header. */
function grabbed(target: Element): Item | null {
	const note = target.closest('[data-note]');
	return note ? itemOf(note) : itemOf(target.closest('header')?.parentElement ?? null);
}
const clamp = (value: number, most: number) => Math.max(-most, Math.min(most, value));
