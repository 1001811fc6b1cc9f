/**
 * What somebody did to a page that the server rendered before its scripts came. Svelte keeps what was
 * typed into bound inputs, but sets selects and details back. To be read while a component is set up;
 * on the server, and for a page that is made in the browser, the answer is: nothing.
 */

/** What the selects of a name hold, in their order. */
export const pickedBefore = (name: string): string[] =>
	all<HTMLSelectElement>(`select[name="${name}"]`).map(({ value }) => value);

/** The value of the radio button of a name that is chosen, or undefined. */
export const chosenBefore = (name: string): string | undefined =>
	all<HTMLInputElement>(`input[type="radio"][name="${name}"]:checked`)[0]?.value;

/** Whether a details element is open. */
export const openedBefore = (id: string): boolean =>
	all<HTMLDetailsElement>(`details[id="${id}"]`).some(({ open }) => open);

/**
 * Presses once more what was pressed last before the scripts came, if it is still there. Submitting
 * buttons and links need no script. To be called once, when the whole page is mounted.
 */
export function pressAgain(): void {
	if (window.pressedBefore?.isConnected === true) window.pressedBefore.click();
}

const all = <Kind extends Element>(selector: string): Kind[] =>
	typeof document === 'undefined' ? [] : [...document.querySelectorAll<Kind>(selector)];
