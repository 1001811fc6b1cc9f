/** What the wording check has to know of a language. */
import type { Cue } from './match.ts';

export interface WordingLanguage {
	/** Classes of words that cues name; `breaks`, `number` and `product` are needed. */
	classes: Readonly<Record<string, readonly string[]>>;
	/** Classes of words that the language does not list, by their ending. */
	endings: Readonly<Record<string, string>>;
	/** Signs that something is wished for. The heaviest one speaks. */
	wishes: readonly Cue[];
	/** Signs that somebody says what is wrong. The heaviest of each kind are added up against it. */
	problems: readonly Cue[];
}
