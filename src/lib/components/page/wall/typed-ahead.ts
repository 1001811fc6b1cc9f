/** Keys that were pressed for a dialog before it had the focus. Nothing that is typed gets lost. */
export class TypedAhead {
	#keys: string[] = [];
	#reader: ((key: string) => void) | null = null;

	press(key: string) {
		if (this.#reader) this.#reader(key);
		else this.#keys.push(key);
	}
	/** Hands over what was pressed, in its order, and from now on each key at once. Returns the way to stop. */
	read(reader: (key: string) => void): () => void {
		this.#reader = reader;
		for (const key of this.#keys.splice(0)) reader(key);
		return () => (this.#reader = null);
	}
	forget() {
		this.#keys = [];
	}
}
