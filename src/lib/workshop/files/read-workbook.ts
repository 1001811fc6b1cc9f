/** The result of reading a workbook, without the library that reads it. */
import type { Sentence } from '../../i18n/messages.ts';
import { LIMITS } from '../limits.ts';

export type ReadWorkbook = {
	/** Names of the visible sheets; empty if the file does not list them. */
	sheets: string[];
	/** Index of the sheet that was read. */
	sheet: number;
} & (
	| {
			ok: true;
			/** Its cells as a person sees them. */
			rows: string[][];
			/** The same cells, with the words of each merged cell repeated in all rows that it covers. */
			carried: string[][];
	  }
	| { ok: false; reason: UnreadWorkbook }
);

/** Why a workbook cannot be read: a code that a worker can send. */
export type UnreadWorkbook =
	'broken' | 'large' | 'no sheet' | 'broken sheet' | 'large sheet' | 'slow' | 'failed';
/** The reasons in words for people. */
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
/** The result for a workbook in which not even the sheets can be read. */
export const unreadWorkbook = (reason: UnreadWorkbook): ReadWorkbook => ({
	...{ ok: false, reason, sheets: [], sheet: 0 }
});
