/** A store whose responses arrive in any order, like those of a busy disk or of a database on the network. */
import { setImmediate } from 'node:timers/promises';
import type { Store } from '../../server/store/store.ts';

/** Delays each call by a random number of turns of the event loop, up to `most`. */
export function slowStore(store: Store, random: () => number, most: number): Store {
	return new Proxy(store, {
		get(target, name: keyof Store) {
			const call = target[name] as (...args: unknown[]) => Promise<unknown>;
			return async (...args: unknown[]) => {
				for (let left = Math.floor(random() * (most + 1)); left > 0; left--) await setImmediate();
				return call.apply(target, args);
			};
		}
	});
}
