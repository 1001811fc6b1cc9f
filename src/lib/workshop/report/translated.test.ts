import { describe, expect, test } from 'vitest';
import { messagesOf } from '../../i18n/catalogue.ts';
import { LOCALES, type Locale } from '../../i18n/locales.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { sampleRecord } from '../sample/sample.ts';
import { markdownReport } from './markdown.ts';
import { reportOf } from './report.ts';
import { notesCsv, requirementsCsv, scorecardCsv } from './tables.ts';
import { azureFiles, jiraCsv, requirementsMarkdown } from './trackers.ts';
import { workbookOf } from './workbook/workbook.ts';

/** A catalogue without plain Latin letters; the sample in its words has none either. */
const m = messagesOf('en-XA');
const TODAY = '2027-01-15';
let next = 0;
const record = sampleRecord(() => `id${(next += 1)}`, Date.UTC(2027, 0, 15, 12), m);
record.stage.functions = record.stage.functions.map((fn) => ({ ...fn, name: fn.letter }));

/** Names that trackers read as keywords. */
const OF_TRACKERS =
	/\b(Summary|Issue Type|Issue ID|Parent|Description|Priority|Labels|Work Item Type|Title|Tags|Epic|Feature|User Story|Story|High|Medium|Low)\b/g;
const english = (text: string) => text.replace(OF_TRACKERS, '').match(/[A-Za-z]{3,}/g) ?? [];

describe('exports in another language', () => {
	const files: [string, (board: BoardRecord) => string][] = [
		['the report', (board) => markdownReport(reportOf(board, [], TODAY), m)],
		['notes', (board) => notesCsv(board, m)],
		['requirements', (board) => requirementsCsv(board, m)],
		['the scorecard', (board) => scorecardCsv(board, m)],
		['requirements for a wiki', (board) => requirementsMarkdown(board, '1', m)],
		['a file for Jira', (board) => jiraCsv(board, m)],
		['a file for Azure DevOps', (board) => azureFiles(board, m).join('').replaceAll('<br>', ' ')],
		['the workbook', (board) => wordsIn(board)]
	];
	test.each(files)('%s contains no English', (_, write) => {
		expect(english(write(record))).toEqual([]);
	});
	/** All cells that contain words. */
	function wordsIn(board: BoardRecord): string {
		const sheets = workbookOf(board, reportOf(board, [], TODAY), m);
		const cells = sheets.flatMap(({ name, columns, rows, sums = [], remarks = [] }) => [
			name,
			...columns.map(({ title }) => title),
			...[...rows, ...sums, ...remarks].flat()
		]);
		return cells.filter((cell) => typeof cell === 'string').join('\n');
	}
});

test.each(Object.keys(LOCALES) as Locale[])(
	'spreadsheets accept the names of sheets in %s',
	(locale) => {
		const says = messagesOf(locale);
		const names = workbookOf(record, reportOf(record, [], TODAY), says).map(({ name }) => name);
		expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
		for (const name of names) {
			expect(name.length).toBeLessThanOrEqual(31);
			expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$|^$/);
		}
	}
);

test('formulas quote the name of a sheet if it contains anything but letters', () => {
	const formulas = workbookOf(record, reportOf(record, [], TODAY), m)
		.flatMap(({ rows, sums = [] }) => [...rows, ...sums].flat())
		.flatMap((cell) => (typeof cell === 'object' && cell !== null ? [cell.formula] : []));
	const named = formulas.filter((formula) => formula.includes('!'));
	expect(named.length).toBeGreaterThan(0);
	for (const formula of named) expect(formula).toContain(`'${m.workbook.sheets.scales}'!`);
});
