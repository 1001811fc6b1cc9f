import { SvelteMap } from 'svelte/reactivity';
import type { Messages } from '$lib/i18n/messages.ts';
import { DRAFTS, OLD_ANSWERS, readDraft } from '$lib/live/device.ts';
import { onDevice } from '$lib/live/persisted.ts';

/** Words that somebody typed into a field and did not save or send. */
export interface Unfinished {
	/** Identifies the field within a board. */
	field: string;
	/**
	 * A name for the words, such as "Your change of a note". '' if the field is easy to find again, such as one of a
	 * dialog: then the draft is not listed.
	 */
	what: string;
	words: string;
}

/**
 * One person's drafts on a board: typed and not saved. They stay on the device until they are saved or dropped, so that
 * no change of step, removal or reload loses them. If the browser stores nothing, they last as long as the page.
 */
export class Drafts {
	readonly #prefix: string;
	readonly #oldPrefix: string;
	readonly #messages: Messages;
	readonly #kept = new SvelteMap<string, Unfinished>();
	/** The number of times each field is on the page. */
	readonly #shown = new SvelteMap<string, number>();

	constructor(board: string, person: string, messages: Messages) {
		this.#messages = messages;
		this.#prefix = `${DRAFTS}${board} ${person} `;
		this.#oldPrefix = `${OLD_ANSWERS}${board} ${person} `;
	}

	/** The draft in a field, or null. */
	words(field: string): string | null {
		return this.#kept.get(field)?.words ?? null;
	}
	/** Drafts whose fields are not on the page, so that people can find their words. */
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
	/** Reports that a field is on the page. Returns a function that reports its removal. */
	show(field: string): () => void {
		this.#count(field, 1);
		return () => this.#count(field, -1);
	}

	/**
	 * Browser only: reads drafts of earlier visits and follows the person's other windows. Words typed here stay
	 * unchanged. Returns a function that stops this.
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

	/**
	 * Takes over answers from version 0.1.0. It stored a new answer under its question, and a change under the answer's
	 * id.
	 */
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

/** The draft of one field, for its component. */
export class FieldDraft {
	readonly #drafts: Drafts;
	readonly #field: string;
	readonly #what: string;
	readonly #saved: () => string;

	/** `saved` returns the field's words before anything is typed. */
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
	/** Whether the field holds unsaved words. */
	get isBegun(): boolean {
		return this.#drafts.words(this.#field) !== null;
	}
	drop() {
		this.#drafts.drop(this.#field);
	}
	/** Call it when the person has no use for the words now: they stay in their field and are not listed. */
	setDown() {
		if (this.isBegun) this.#drafts.write({ field: this.#field, what: '', words: this.words });
	}
	show(): () => void {
		return this.#drafts.show(this.#field);
	}
}

/** Stored values whose names begin with `prefix`, by the rest of the name. */
function storedUnder(prefix: string): [string, string][] {
	return onDevice.names
		.filter((name) => name.startsWith(prefix))
		.map((name) => [name.slice(prefix.length), onDevice.read(name) ?? '']);
}
