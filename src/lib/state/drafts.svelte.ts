import { SvelteMap } from 'svelte/reactivity';
import type { Messages } from '$lib/i18n/messages.ts';
import { DRAFTS, OLD_ANSWERS, readDraft } from '$lib/live/device.ts';
import { onDevice } from '$lib/live/persisted.ts';

/** Words that somebody typed into a field and neither saved nor sent. */
export interface Unfinished {
	/** Tells the fields of a board apart. */
	field: string;
	/**
	 * What the words are, as a noun: "Your change of a note". '' where the field is easily found again, such as
	 * one of a dialog: then nobody is told of it.
	 */
	what: string;
	words: string;
}

/**
 * What one person typed on a board and did not save. It stays on the device until it is saved or dropped, so
 * that no step change, removal or reload loses it. Where the browser stores nothing, it lasts as long as the page.
 */
export class Drafts {
	readonly #prefix: string;
	readonly #oldPrefix: string;
	readonly #messages: Messages;
	readonly #kept = new SvelteMap<string, Unfinished>();
	/** How many times each field is on the page. */
	readonly #shown = new SvelteMap<string, number>();

	constructor(board: string, person: string, messages: Messages) {
		this.#messages = messages;
		this.#prefix = `${DRAFTS}${board} ${person} `;
		this.#oldPrefix = `${OLD_ANSWERS}${board} ${person} `;
	}

	/** What was typed into a field, or null. */
	words(field: string): string | null {
		return this.#kept.get(field)?.words ?? null;
	}
	/** Those whose fields are not on the page, for whoever looks for their words. */
	get unfinished(): Unfinished[] {
		return [...this.#kept.values()].filter(
			({ field, what, words }) => what !== '' && words.trim() !== '' && !this.isShown(field)
		);
	}
	isShown(field: string): boolean {
		return this.#shown.has(field);
	}
	write(draft: Unfinished) {
		this.#kept.set(draft.field, draft);
		onDevice.writeJson(this.#prefix + draft.field, draft);
	}
	drop(field: string) {
		if (this.#kept.delete(field)) onDevice.write(this.#prefix + field, null);
	}
	/** Tells that a field is on the page. Returns the way to tell that it is gone. */
	show(field: string): () => void {
		this.#count(field, 1);
		return () => this.#count(field, -1);
	}

	/**
	 * In the browser: reads what earlier visits left, and follows the person's other windows. What is typed
	 * here stays as it is. Returns the way to stop.
	 */
	follow(): () => void {
		for (const [field, stored] of storedUnder(this.#prefix))
			if (!this.#kept.has(field)) this.#take(field, stored);
		this.#takeOldAnswers();
		return onDevice.onChange((name, value) => {
			const field = name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : null;
			if (field !== null && !this.#shown.has(field)) this.#take(field, value);
		});
	}

	/** What version 0.1.0 left: a new answer lies under its question, a change of one under the answer's id. */
	#takeOldAnswers() {
		for (const [field, words] of storedUnder(this.#oldPrefix)) {
			const { unsavedAnswer, unsavedChange } = this.#messages.connection;
			const what = field.includes(' ') ? unsavedAnswer : unsavedChange;
			if (words !== '' && !this.#kept.has(field)) this.write({ field, what, words });
			onDevice.write(this.#oldPrefix + field, null);
		}
	}
	#take(field: string, stored: string | null) {
		const draft = stored === null ? null : readDraft(stored);
		if (draft === null) this.#kept.delete(field);
		else this.#kept.set(field, { ...draft, field });
	}
	#count(field: string, by: 1 | -1) {
		const shown = (this.#shown.get(field) ?? 0) + by;
		if (shown === 0) this.#shown.delete(field);
		else this.#shown.set(field, shown);
	}
}

/** A field as its component works with it. */
export class FieldDraft {
	readonly #drafts: Drafts;
	readonly #field: string;
	readonly #what: string;
	readonly #saved: () => string;

	/** `saved` gives what stands there before anything is typed. */
	constructor(drafts: Drafts, field: string, what: string, saved: () => string = () => '') {
		this.#drafts = drafts;
		this.#field = field;
		this.#what = what;
		this.#saved = saved;
	}

	get words(): string {
		return this.#drafts.words(this.#field) ?? this.#saved();
	}
	set words(words: string) {
		if (words === this.#saved()) this.drop();
		else this.#drafts.write({ field: this.#field, what: this.#what, words });
	}
	/** Whether something is typed that is not saved. */
	get isBegun(): boolean {
		return this.#drafts.words(this.#field) !== null;
	}
	drop() {
		this.#drafts.drop(this.#field);
	}
	/** Somebody tried the words and has no use for them now: they stay in their field, and nobody is told of them. */
	setDown() {
		if (this.isBegun) this.#drafts.write({ field: this.#field, what: '', words: this.words });
	}
	show(): () => void {
		return this.#drafts.show(this.#field);
	}
}

/** What the device keeps under names that begin so, by the rest of the name. */
function storedUnder(prefix: string): [string, string][] {
	return onDevice.names
		.filter((name) => name.startsWith(prefix))
		.map((name) => [name.slice(prefix.length), onDevice.read(name) ?? '']);
}
