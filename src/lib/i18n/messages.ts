/** What a catalogue holds. Types alone: a page loads the catalogue of one language. */
import type { board } from './en/board.ts';
import type { site } from './en/site.ts';

/** All that people read on pages outside of boards. */
export type SiteMessages = typeof site;
/** All that people read: on boards and everywhere else. */
export type Messages = typeof board;

/**
 * Something that is said to a person whose language is not known here. Whoever shows it hands in the catalogue:
 * `why(m)`. Made in rules and on the server, so that these know no language.
 */
export type Sentence = (m: Messages) => string;
/** The same where people are outside of boards as well. */
export type SiteSentence = (m: SiteMessages) => string;
