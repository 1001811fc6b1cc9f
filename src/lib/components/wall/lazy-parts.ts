/** Parts of the board that no first paint needs. They come when the page has time, or when they are asked for. */
export const parts = {
	menu: () => import('./ItemMenu.svelte'),
	move: () => import('./MoveDialog.svelte'),
	keys: () => import('$lib/components/chrome/KeysDialog.svelte')
};

const WAIT_MS = 2000;

/** Fetches all parts once the page rests. Returns the way to stop. */
export function fetchWhenIdle(): () => void {
	// One that does not come now is asked for again when it is needed.
	const fetchAll = () => void Promise.allSettled(Object.values(parts).map((load) => load()));
	if (!('requestIdleCallback' in window)) {
		const timer = setTimeout(fetchAll, WAIT_MS);
		return () => clearTimeout(timer);
	}
	const waiting = requestIdleCallback(fetchAll);
	return () => cancelIdleCallback(waiting);
}
