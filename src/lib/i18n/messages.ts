/**
 * What a catalogue holds: types alone, since a page loads the catalogue of one language. Each part holds the ones before
 * it, so that whoever speaks for a smaller part is understood in a larger one.
 */
import type { all } from './en/all.ts';
import type { board } from './en/board.ts';
import type { reportPage } from './en/report-page.ts';
import type { site } from './en/site.ts';

/** All that people read on pages outside of boards. */
export type SiteMessages = typeof site;
/** All that people read on a board. */
export type Messages = typeof board;
/** The same with the report. */
export type ReportMessages = typeof reportPage;
/** Everything: what the server says and writes into files is a part of it. */
export type AllMessages = typeof all;

/**
 * Something that is said to a person whose language is not known here. Whoever shows it hands in the catalogue:
 * `why(m)`. Rules and the server say sentences, so that they know no language.
 */
export type Sentence = (m: Messages) => string;
/** Of pages outside of boards as well. */
export type SiteSentence = (m: SiteMessages) => string;
/** Of the server alone. */
export type ServerSentence = (m: AllMessages) => string;
