/** Prefix of all stored names. */
const OURS = 'groundwork ';

/**
 * Small values that a browser stores by name, beside the documents of boards. If it cannot store anything (private
 * windows, full or blocked storage), reads find nothing and writes are lost. Never throws.
 */
export class Persisted {
	readonly #storage: () => Storage;

	constructor(storage: () => Storage) {
		this.#storage = storage;
	}

	get names(): string[] {
		return this.#try((storage) => Object.keys(storage).filter(isOurs).map(bare)) ?? [];
	}
	read(name: string): string | null {
		return this.#try((storage) => storage.getItem(OURS + name));
	}
	/** The value that `writeJson` wrote; null if there is none or it cannot be parsed. */
	readJson(name: string): unknown {
		try {
			return JSON.parse(this.read(name) ?? 'null');
		} catch {
			return null;
		}
	}
	/** `null` removes the value. */
	write(name: string, value: string | null) {
		this.#try((storage) =>
			value === null ? storage.removeItem(OURS + name) : storage.setItem(OURS + name, value)
		);
	}
	writeJson(name: string, value: unknown) {
		this.write(name, JSON.stringify(value));
	}
	/**
	 * Calls back when another window changed a value, with null if it removed the value. Returns a function that stops
	 * this.
	 */
	onChange(changed: (name: string, value: string | null) => void): () => void {
		const heard = ({ key, newValue, storageArea }: StorageEvent) => {
			if (key !== null && isOurs(key) && storageArea === this.#try((storage) => storage))
				changed(bare(key), newValue);
		};
		addEventListener('storage', heard);
		return () => removeEventListener('storage', heard);
	}

	#try<T>(act: (storage: Storage) => T): T | null {
		try {
			return act(this.#storage());
		} catch {
			return null;
		}
	}
}
const isOurs = (key: string) => key.startsWith(OURS);
const bare = (key: string) => key.slice(OURS.length);

/** Values that stay until somebody signs out of this device. */
export const onDevice = new Persisted(() => localStorage);
/** Values that stay until the window is closed. */
export const inWindow = new Persisted(() => sessionStorage);
