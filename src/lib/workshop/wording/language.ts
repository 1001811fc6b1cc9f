/** The data about a language that the wording check needs. */
import type { Cue } from './match.ts';

export interface WordingLanguage {
	/** Classes of words that cues use; `breaks`, `number` and `product` are required. */
	classes: Readonly<Record<string, readonly string[]>>;
	/** Classes of unlisted words, by their ending. */
	endings: Readonly<Record<string, string>>;
	/** Signs of a wish. Only the heaviest one counts. */
	wishes: readonly Cue[];
	/** Signs of a problem. The heaviest of each kind are added up against the wish. */
	problems: readonly Cue[];
}
