/** Parts of the board that no first paint needs. They are loaded on demand, or a little before. */
export const parts = {
	menu: () => import('./ItemMenu.svelte'),
	move: () => import('./MoveDialog.svelte'),
	keys: () => import('$lib/components/wall/KeysDialog.svelte')
};

/** Loads all parts at the first press of anything: people who only look need none. Returns a function that stops. */
export function fetchOnUse(more: () => Promise<void>): () => void {
	const stop = new AbortController();
	const fetchAll = () => {
		stop.abort();
		// A part that fails to load now is requested again when it is needed.
		void Promise.allSettled([...Object.values(parts), more].map((load) => load()));
	};
	for (const press of ['pointerdown', 'keydown'])
		addEventListener(press, fetchAll, { signal: stop.signal });
	return () => stop.abort();
}
