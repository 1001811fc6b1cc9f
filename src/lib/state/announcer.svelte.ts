import type { Messages } from '$lib/i18n/messages.ts';
import type { WallChange } from '$lib/wall/wall.ts';

/** Time for which changes are collected, and for which their text stays. */
const BUNDLE_MS = 3000;

/** Combines others' changes of the wall into one sentence every few seconds, for a live region. */
export class Announcer {
	#text = $state('');
	readonly #isMine: (note: string) => boolean;
	readonly #messages: Messages;
	readonly #posted = new Set<string>();
	readonly #moved = new Set<string>();
	readonly #named = new Set<string>();
	#timer: ReturnType<typeof setTimeout> | null = null;

	/** `isMine` says which notes the reader wrote; these are not announced. */
	constructor(isMine: (note: string) => boolean, messages: Messages) {
		this.#isMine = isMine;
		this.#messages = messages;
	}
	/** '' if there is nothing to announce. */
	get text(): string {
		return this.#text;
	}
	heard({ own, posted, moved, named }: WallChange) {
		if (own) return;
		for (const id of posted) if (!this.#isMine(id)) this.#posted.add(id);
		for (const id of moved) this.#moved.add(id);
		for (const id of named) this.#named.add(id);
		if (this.#waiting() && this.#timer === null) this.#wait();
	}
	stop() {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
	}

	#sentences(): string[] {
		const { posted, moved, renamed } = this.#messages.connection.heard;
		return [
			...(this.#posted.size > 0 ? [posted(this.#posted.size)] : []),
			...(this.#moved.size > 0 ? [moved(this.#moved.size)] : []),
			...(this.#named.size > 0 ? [renamed(this.#named.size)] : [])
		];
	}
	#waiting(): boolean {
		return this.#posted.size + this.#moved.size + this.#named.size > 0;
	}
	#wait() {
		this.#timer = setTimeout(() => {
			this.#timer = null;
			this.#text = this.#sentences().join(' ');
			for (const heard of [this.#posted, this.#moved, this.#named]) heard.clear();
			if (this.#text !== '') this.#wait();
		}, BUNDLE_MS);
	}
}
