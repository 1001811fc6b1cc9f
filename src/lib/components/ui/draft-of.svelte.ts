import { untrack } from 'svelte';
import { getBoard } from '$lib/state/context.ts';
import { FieldDraft } from '$lib/state/drafts.svelte.ts';

/**
 * What is typed into a field of this component and not saved yet: it outlasts the component. To be called
 * while the component is set up. `what` names the words for when their field is gone ("Your change of a note"),
 * '' for fields that are easily found again; `saved` gives what stands there before anything is typed;
 * `isShown` tells whether the field is drawn.
 */
export function draftOf(
	field: string,
	what: string,
	saved: () => string = () => '',
	isShown: () => boolean = () => true
): FieldDraft {
	const draft = new FieldDraft(getBoard().drafts, field, what, saved);
	$effect(() => (isShown() ? untrack(() => draft.show()) : undefined));
	return draft;
}
