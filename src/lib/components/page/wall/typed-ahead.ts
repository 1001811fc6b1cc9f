/** Keys that were pressed for a dialog before it got the focus, so that no typing is lost. */
export class TypedAhead {
	#keys: string[] = [];
	#reader: ((key: string) => void) | null = null;

	press(key: string) {
		if (this.#reader) this.#reader(key);
		else this.#keys.push(key);
	}
	/** Passes on the keys pressed so far, in order, and from then on each key at once. Returns a function that stops. */
	read(reader: (key: string) => void): () => void {
		this.#reader = reader;
		for (const key of this.#keys.splice(0)) reader(key);
		return () => (this.#reader = null);
	}
	forget() {
		this.#keys = [];
	}
}
