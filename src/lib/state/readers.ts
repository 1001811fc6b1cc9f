import { createSubscriber } from 'svelte/reactivity';

/**
 * Tracks readers by key: one subscriber per key, so that one change re-runs only the readers of one item. Outside
 * effects, and on the server, tracking does nothing.
 */
export class Readers {
	readonly #subscribe = new Map<string, () => void>();
	readonly #wake = new Map<string, () => void>();

	/** Makes the running effect or derived value depend on the key. */
	track(key: string) {
		let subscribe = this.#subscribe.get(key);
		if (!subscribe) {
			subscribe = createSubscriber((update) => {
				this.#wake.set(key, update);
				return () => this.#wake.delete(key);
			});
			this.#subscribe.set(key, subscribe);
		}
		subscribe();
	}
	/** Re-runs effects and derived values that depend on the key. */
	wake(key: string) {
		this.#wake.get(key)?.();
	}
}
