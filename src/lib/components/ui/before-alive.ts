/**
 * Reads what somebody did on a server-rendered page before its scripts loaded. Svelte keeps text that was typed into
 * bound inputs, but resets selects and details. Call these during component setup; on the server, and for a page
 * rendered in the browser, they return nothing.
 */

/** Values of the selects with this name, in document order. */
export const pickedBefore = (name: string): string[] =>
	all<HTMLSelectElement>(`select[name="${name}"]`).map(({ value }) => value);

/** Value of the checked radio button with this name, or undefined. */
export const chosenBefore = (name: string): string | undefined =>
	all<HTMLInputElement>(`input[type="radio"][name="${name}"]:checked`)[0]?.value;

/** Whether a details element is open. */
export const openedBefore = (id: string): boolean =>
	all<HTMLDetailsElement>(`details[id="${id}"]`).some(({ open }) => open);

/**
 * Repeats the last press from before the scripts loaded, if the button still exists. Submit buttons and links work
 * without scripts. Call it once, when the whole page is mounted.
 */
export function pressAgain(): void {
	if (window.pressedBefore?.isConnected === true) window.pressedBefore.click();
}

const all = <Kind extends Element>(selector: string): Kind[] =>
	typeof document === 'undefined' ? [] : [...document.querySelectorAll<Kind>(selector)];
