import { untrack } from 'svelte';
import { getBoard } from '$lib/state/context.ts';
import { FieldDraft } from '$lib/state/drafts.svelte.ts';

/**
 * The unsaved text of a field in this component; it outlives the component. Call it during component setup. `what`
 * names the words once their field is gone ("Your change of a note"), or is '' for fields that people find again
 * easily; `saved` returns the text before anything is typed; `isShown` tells whether the field is rendered.
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
