/**
 * The types of a catalogue. This module has only types, because a page loads the catalogue of one language. Each part
 * includes the smaller ones before it, so a function for a smaller part also accepts a larger one.
 */
import type { all } from './en/all.ts';
import type { board } from './en/board.ts';
import type { reportPage } from './en/report-page.ts';
import type { site } from './en/site.ts';

/** All texts of pages outside boards. */
export type SiteMessages = typeof site;
/** All texts of a board. */
export type Messages = typeof board;
/** All texts of a board and of the report. */
export type ReportMessages = typeof reportPage;
/** All texts, including those of the server and of files. */
export type AllMessages = typeof all;

/**
 * A sentence for a person whose language is not known here. The code that shows it passes the catalogue: `why(m)`.
 * Rules and the server return sentences, so they need not know the language.
 */
export type Sentence = (m: Messages) => string;
/** A sentence that pages outside boards can show too. */
export type SiteSentence = (m: SiteMessages) => string;
/** A sentence that only the server uses. */
export type ServerSentence = (m: AllMessages) => string;
