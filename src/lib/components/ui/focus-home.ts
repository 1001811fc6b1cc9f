/** After this many milliseconds without a key press, a person has noticed that their field is gone. */
const NOTICED_AFTER = 1_000;
const FIELDS = 'input, textarea, select, [contenteditable]';

/** Moves the focus from an element to the home around it. */
export function goHome(element: Element | null) {
	element?.closest<HTMLElement>('[data-focus-home]')?.focus({ preventScroll: true });
}

/** Whether somebody is typing in a field: the page must not move the focus then. */
export const isTyping = () => document.activeElement?.matches(FIELDS) ?? false;

/**
 * Moves the focus to its home when the focused element is removed, hidden or disabled. The home is the list item or
 * form around the old place if that still exists, else the nearest `[data-focus-home]`. Without a home the focus would
 * fall to the page, and people would not find their way back.
 */
export class FocusHome {
	#last: HTMLElement | null = null;
	#homes: HTMLElement[] = [];
	#fieldGoneAt = -Infinity;
	/** Text typed since the field disappeared, for the same field if it comes back elsewhere. */
	#typedOn = '';
	#fieldName: string | null = null;

	/** Watches the page. Returns a function that stops. */
	mount(): () => void {
		const entered = ({ target }: FocusEvent) => this.#remember(target as HTMLElement);
		const left = () => setTimeout(() => this.#settle());
		const pressed = (event: KeyboardEvent) => this.#keep(event);
		// A person who uses the pointer has seen that their field is gone.
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
	 * Whether a key press continues the text of a field that has just disappeared. Such a press is no command. Ask at
	 * each press.
	 */
	isTypedOn({ key, timeStamp }: KeyboardEvent): boolean {
		// Not every browser reports the removal of a focused element.
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
		// The component that opens the field first sets the caret.
		queueMicrotask(() => {
			field.setRangeText(typed, field.value.length, field.value.length, 'end');
			field.dispatchEvent(new InputEvent('input', { bubbles: true }));
		});
	}
	#remember(element: HTMLElement) {
		if (element.matches(FIELDS)) this.#giveBack(element);
		this.#last = element;
		const homes = homesOf(element);
		// Menus and dialogs are outside all homes: keep the homes of the element that opened them.
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

/** Whether a key changes text. Other keys, such as arrows, do no harm while somebody types on. */
const writes = (key: string) => key.length === 1 || ['Enter', 'Backspace', 'Delete'].includes(key);

/** The parts of a page that a control can belong to. */
const PARTS = 'li, article, form, [role="dialog"], [data-focus-home]';
/** Whether an element can keep the focus. */
const mayHoldFocus = (element: HTMLElement) =>
	element.isConnected && !element.matches(':disabled') && element.checkVisibility();
function takeFocus(home: HTMLElement | undefined) {
	if (home && !home.hasAttribute('tabindex')) home.tabIndex = -1;
	home?.focus({ preventScroll: true });
}

/** Whether the focus is on an element that handles no keys itself. */
const isNowhere = () =>
	document.activeElement === document.body ||
	document.activeElement?.matches('[data-focus-home]') === true;

/** For elements outside all homes, such as a button in the board's bar. */
const innermostHome = () => [...document.querySelectorAll<HTMLElement>('[data-focus-home]')].at(-1);

/** The homes around an element, nearest first. */
function homesOf(element: Element): HTMLElement[] {
	const home = element.closest<HTMLElement>('[data-focus-home]');
	return home === null ? [] : [home, ...(home.parentElement ? homesOf(home.parentElement) : [])];
}
