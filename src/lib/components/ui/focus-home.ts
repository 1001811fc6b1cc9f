/** Milliseconds without a key after which somebody has noticed that their field is gone. */
const NOTICED_AFTER = 1_000;
const FIELDS = 'input, textarea, select, [contenteditable]';

/** Takes the focus from an element, to the home around it. */
export function goHome(element: Element | null) {
	element?.closest<HTMLElement>('[data-focus-home]')?.focus({ preventScroll: true });
}

/** Whether somebody types somewhere: then nothing takes the focus by itself. */
export const isTyping = () => document.activeElement?.matches(FIELDS) ?? false;

/**
 * Gives the focus a home when the element that had it disappears, is hidden or disabled: the nearest
 * `[data-focus-home]` around the place where it was, or what it is a part of where that still stands. Without one
 * the focus falls to the page, from where nobody knows the way back.
 */
export class FocusHome {
	#last: HTMLElement | null = null;
	#homes: HTMLElement[] = [];
	#fieldGoneAt = -Infinity;
	/** What was typed since, for the same field where it comes back in another place. */
	#typedOn = '';
	#fieldName: string | null = null;

	/** Watches the page. Returns the way to stop. */
	mount(): () => void {
		const entered = ({ target }: FocusEvent) => this.#remember(target as HTMLElement);
		const left = () => setTimeout(() => this.#settle());
		const pressed = (event: KeyboardEvent) => this.#keep(event);
		// Whoever points at something has seen what became of their field.
		const pointed = () => (this.#fieldGoneAt = -Infinity);
		addEventListener('focusin', entered);
		addEventListener('focusout', left);
		addEventListener('keydown', pressed, { capture: true });
		addEventListener('pointerdown', pointed, { capture: true });
		return () => {
			removeEventListener('focusin', entered);
			removeEventListener('focusout', left);
			removeEventListener('keydown', pressed, { capture: true });
			removeEventListener('pointerdown', pointed, { capture: true });
		};
	}

	/**
	 * Whether a key press goes on with what was typed into a field that has just disappeared. Such a press is
	 * no command. To be asked at each press.
	 */
	isTypedOn({ key, timeStamp }: KeyboardEvent): boolean {
		// Not every browser tells that a focused element is removed.
		this.#settle();
		if (!writes(key) || timeStamp - this.#fieldGoneAt > NOTICED_AFTER) return false;
		this.#fieldGoneAt = timeStamp;
		return true;
	}

	#keep(event: KeyboardEvent) {
		const { key, ctrlKey, metaKey, altKey } = event;
		const isLetter = key.length === 1 && !ctrlKey && !metaKey && !altKey;
		if (!isLetter || !isNowhere() || !this.isTypedOn(event)) return;
		this.#typedOn += key;
		// A space would scroll the page.
		event.preventDefault();
	}
	#giveBack(field: HTMLElement) {
		const typed = this.#typedOn;
		const isSame = field.getAttribute('aria-label') === this.#fieldName;
		this.#typedOn = '';
		if (typed === '' || !isSame || performance.now() - this.#fieldGoneAt > NOTICED_AFTER) return;
		if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
		// Whoever opens the field puts the caret first.
		queueMicrotask(() => {
			field.setRangeText(typed, field.value.length, field.value.length, 'end');
			field.dispatchEvent(new InputEvent('input', { bubbles: true }));
		});
	}
	#remember(element: HTMLElement) {
		if (element.matches(FIELDS)) this.#giveBack(element);
		this.#last = element;
		const homes = homesOf(element);
		// Menus and dialogs lie outside of all homes: the one from which they were opened holds on.
		if (homes.length > 0) this.#homes = homes;
	}
	#settle() {
		const last = this.#last;
		if (last === null || mayHoldFocus(last)) return;
		this.#last = null;
		if (last.matches(FIELDS)) {
			this.#fieldGoneAt = performance.now();
			this.#fieldName = last.getAttribute('aria-label');
			this.#typedOn = '';
		}
		if (document.activeElement !== document.body) return;
		const around = last.parentElement?.closest<HTMLElement>(PARTS) ?? null;
		const home = [around, ...this.#homes].find((one) => one?.isConnected && one.checkVisibility());
		takeFocus(home ?? innermostHome());
	}
}

/** Whether a key changes a text. Others, such as arrows, do no harm where somebody types on. */
const writes = (key: string) => key.length === 1 || ['Enter', 'Backspace', 'Delete'].includes(key);

/** What a control is a part of, as somebody would call it. */
const PARTS = 'li, article, form, [role="dialog"], [data-focus-home]';
/** Whether the browser leaves the focus on an element. */
const mayHoldFocus = (element: HTMLElement) =>
	element.isConnected && !element.matches(':disabled') && element.checkVisibility();
function takeFocus(home: HTMLElement | undefined) {
	if (home && !home.hasAttribute('tabindex')) home.tabIndex = -1;
	home?.focus({ preventScroll: true });
}

/** Whether the focus is on nothing that takes keys by itself. */
const isNowhere = () =>
	document.activeElement === document.body ||
	document.activeElement?.matches('[data-focus-home]') === true;

/** For what lay outside of all homes, such as a button of the board's bar. */
const innermostHome = () => [...document.querySelectorAll<HTMLElement>('[data-focus-home]')].at(-1);

/** The homes around an element, nearest first. */
function homesOf(element: Element): HTMLElement[] {
	const home = element.closest<HTMLElement>('[data-focus-home]');
	return home === null ? [] : [home, ...(home.parentElement ? homesOf(home.parentElement) : [])];
}
