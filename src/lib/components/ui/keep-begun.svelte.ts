import { onMount } from 'svelte';
import { inWindow } from '$lib/live/persisted.ts';

/**
 * Keeps the content of a form in this window until it is sent, so that neither a reload nor the Back button loses it.
 * Call it during component setup. `name` identifies the form; `value` returns the form's content, and `set` restores
 * stored content. Returns a function to call once the form is sent.
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

/** An earlier version of the app may have stored a form with other fields. */
function isLike<Value extends object>(kept: unknown, value: Value): kept is Value {
	if (typeof kept !== 'object' || kept === null) return false;
	return Object.keys(kept).join() === Object.keys(value).join();
}
