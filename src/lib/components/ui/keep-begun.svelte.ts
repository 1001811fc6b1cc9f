import { onMount } from 'svelte';
import { inWindow } from '$lib/live/persisted.ts';

/**
 * Keeps what is typed into a form in this window until it is sent, so that a reload and the way back lose nothing. To be
 * called while the component is set up. `name` tells forms apart; `value` gives all that the form holds, and `set`
 * takes what was kept of it. Returns what to call once the form is sent.
 */
export function keepBegun<Value extends object>(
	name: string,
	value: () => Value,
	set: (kept: Value) => void
): () => void {
	const key = `form ${name}`;
	const untouched = JSON.stringify(value());
	let isSent = false;
	onMount(() => {
		const kept = inWindow.readJson(key);
		if (isLike(kept, value()) && JSON.stringify(value()) === untouched) set(kept);
	});
	$effect(() => {
		const now = JSON.stringify(value());
		if (!isSent) inWindow.write(key, now === untouched ? null : now);
	});
	return () => {
		isSent = true;
		inWindow.write(key, null);
	};
}

/** An earlier version of the app may have kept a form with other fields. */
function isLike<Value extends object>(kept: unknown, value: Value): kept is Value {
	if (typeof kept !== 'object' || kept === null) return false;
	return Object.keys(kept).join() === Object.keys(value).join();
}
