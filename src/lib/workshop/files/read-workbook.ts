/** What came of reading a workbook, without the library that reads it. */
import type { Sentence } from '../../i18n/messages.ts';
import { LIMITS } from '../limits.ts';

export type ReadWorkbook = {
	/** Names of the sheets that are not hidden; empty where the file does not tell. */
	sheets: string[];
	/** Which of them was read. */
	sheet: number;
} & (
	| {
			ok: true;
			/** Its cells as a person sees them. */
			rows: string[][];
			/** The same with the words of merged cells in all rows that they reach over. */
			carried: string[][];
	  }
	| { ok: false; reason: UnreadWorkbook }
);

/** Why a workbook is not read: a word that a worker can send. */
export type UnreadWorkbook =
	'broken' | 'large' | 'no sheet' | 'broken sheet' | 'large sheet' | 'slow' | 'failed';
/** The same for people. */
export const UNREAD_WORKBOOK: Readonly<Record<UnreadWorkbook, Sentence>> = {
	broken: ({ transfer }) => transfer.workbooks.broken,
	large: ({ transfer }) => transfer.workbooks.large(LIMITS.workbookBytes / 1_000_000),
	'no sheet': ({ transfer }) => transfer.workbooks.noSheet,
	'broken sheet': ({ transfer }) => transfer.workbooks.brokenSheet,
	'large sheet': ({ transfer }) =>
		transfer.workbooks.largeSheet(LIMITS.sheetRows, LIMITS.sheetColumns, LIMITS.sheetCells),
	slow: ({ transfer }) => transfer.workbooks.slow,
	failed: ({ transfer }) => transfer.workbooks.failed
};
/** A workbook of which not even the sheets are known. */
export const unreadWorkbook = (reason: UnreadWorkbook): ReadWorkbook => ({
	...{ ok: false, reason, sheets: [], sheet: 0 }
});
