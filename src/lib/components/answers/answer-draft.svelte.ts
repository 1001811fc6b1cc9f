import { LIMITS } from '$lib/workshop/limits.ts';
import { answerProblem } from '$lib/workshop/text.ts';
import { readDraft, writeDraft, type Writer } from './drafts.ts';

/** Words that are typed and not posted yet: a new answer, or another wording of one. */
export class AnswerDraft {
	readonly #writer: Writer;
	readonly #about: string;
	readonly #first: string;
	#text: string;
	#problem = $state('');

	/** `about` tells the drafts of one writer apart; `first` stands there before anything is typed. */
	constructor(writer: Writer, about: string, first = '') {
		this.#writer = writer;
		this.#about = about;
		this.#first = first;
		this.#text = $state(first);
	}

	get text(): string {
		return this.#text;
	}
	set text(text: string) {
		this.#text = text;
		this.#problem = '';
		writeDraft(this.#writer, this.#about, text);
	}
	/** Why the words could not be posted, as a sentence, or ''. */
	get problem(): string {
		return this.#problem;
	}
	/** Characters that remain, once they are few; else null. */
	get left(): number | null {
		const left = LIMITS.answerChars - this.#text.trim().length;
		return left < LIMITS.noteCounterFrom ? left : null;
	}
	/** In the browser: what was typed before the page was left, unless something is typed already. */
	find() {
		const kept = readDraft(this.#writer, this.#about);
		if (kept !== '' && this.#text === this.#first) this.#text = kept;
	}
	/** The words if they can be posted, which ends the draft; else null, and `problem` says why. */
	take(mayNot: string | null): string | null {
		const text = this.#text.trim();
		this.#problem = mayNot ?? answerProblem(text) ?? '';
		if (this.#problem !== '') return null;
		this.text = '';
		return text;
	}
}
