import type { Messages } from '$lib/i18n/messages.ts';
import { FieldDraft, type Drafts } from '$lib/state/drafts.svelte.ts';
import { cleanText } from '$lib/workshop/clean-text.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import { answerProblem } from '$lib/workshop/text.ts';

/** The board on which the answer is written. */
type Place = Readonly<{ drafts: Drafts; messages: Messages }>;

/** Words that are typed but not posted yet: a new answer, or a change of an existing one. */
export class AnswerDraft {
	readonly #messages: Messages;
	readonly #draft: FieldDraft;
	#problem = $state('');

	/** `about` identifies the draft among a writer's drafts; `first` is the text before anything is typed. */
	constructor({ drafts, messages }: Place, about: string, what: string, first = '') {
		this.#messages = messages;
		this.#draft = new FieldDraft(drafts, about, what, () => first);
	}

	get text(): string {
		return this.#draft.words;
	}
	set text(text: string) {
		this.#draft.words = text;
		this.#problem = '';
	}
	/** Why the words could not be posted, as a sentence, or ''. */
	get problem(): string {
		return this.#problem;
	}
	/** Characters left, once they are few; else null. */
	get left(): number | null {
		const left = LIMITS.answerChars - cleanText(this.text).length;
		return left < LIMITS.noteCounterFrom ? left : null;
	}
	/** Returns the words if they can be posted, which ends the draft; else null, and `problem` gives the reason. */
	take(mayNot: string | null): string | null {
		const text = cleanText(this.text);
		this.#problem = mayNot ?? answerProblem(text)?.(this.#messages) ?? '';
		if (this.#problem !== '') return null;
		this.drop();
		return text;
	}
	drop() {
		this.#draft.drop();
		this.#problem = '';
	}
	/** Call when the field appears on the page. Returns a function to call when it disappears. */
	show(): () => void {
		return this.#draft.show();
	}
}
