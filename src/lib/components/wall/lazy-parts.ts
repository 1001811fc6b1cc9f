/** Parts of the board that no first paint needs. They come when they are asked for, or a little before. */
export const parts = {
	menu: () => import('./ItemMenu.svelte'),
	move: () => import('./MoveDialog.svelte'),
	keys: () => import('$lib/components/wall/KeysDialog.svelte')
};

/** Fetches all parts at the first press of anything: who only looks on needs none. Returns the way to stop. */
export function fetchOnUse(more: () => Promise<void>): () => void {
	const stop = new AbortController();
	const fetchAll = () => {
		stop.abort();
		// One that does not come now is asked for again when it is needed.
		void Promise.allSettled([...Object.values(parts), more].map((load) => load()));
	};
	for (const press of ['pointerdown', 'keydown'])
		addEventListener(press, fetchAll, { signal: stop.signal });
	return () => stop.abort();
}
