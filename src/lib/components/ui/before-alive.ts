/**
 * What somebody did to a page that the server rendered before its scripts came. Svelte keeps what was
 * typed into bound inputs, but sets selects and details back. To be asked while a component is set up;
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

const all = <Kind extends Element>(selector: string): Kind[] =>
	typeof document === 'undefined' ? [] : [...document.querySelectorAll<Kind>(selector)];
