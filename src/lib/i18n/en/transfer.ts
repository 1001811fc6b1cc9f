/** Import and export. */
import type { ExportFormat } from '../../workshop/report/export-formats.ts';
import type { TextEncoding } from '../../workshop/import/encoding.ts';
import type { NoteKind } from '../../workshop/types.ts';
import { format } from './format.ts';

const { count, number, plural } = format;
const notes = (n: number) => count(n, { one: 'note', other: 'notes' });
const clusters = (n: number) => count(n, { one: 'cluster', other: 'clusters' });
const functions = (n: number) => count(n, { one: 'function', other: 'functions' });
const itOrThem = (n: number) => plural(n, { one: 'it', other: 'them' });
const bold = (words: string) => `<b>${words}</b>`;

export const transfer = {
	export: {
		title: 'Export',
		about: 'Files hold what is on the wall and what was revealed, and no more.',
		toRead: 'To read',
		print: 'To print it or save it as PDF, open the <link>report</link>.',
		forSpreadsheets: 'For spreadsheets',
		forTrackers: 'Requirements for trackers and wikis',
		toKeep: 'To keep',
		files: {
			md: { title: 'Report', about: 'The whole board as one text, to be mailed or kept.' },
			xlsx: {
				title: 'Everything as a workbook',
				about: 'Notes, votes, outcomes, requirements and scorecard, with lists and formulas.'
			},
			csv: { title: 'Notes', about: 'One row each, with cluster and dots.' },
			'requirements.csv': {
				title: 'Requirements',
				about: 'One row each, with outcome and problem.'
			},
			'scorecard.csv': { title: 'Scorecard', about: 'Options held against the requirements.' },
			'jira.csv': {
				title: 'Jira',
				about: 'Outcomes as epics, requirements as stories. Choose “External system import” there.'
			},
			'azure.csv': {
				title: 'Azure DevOps',
				about:
					'Epics, features and user stories of the Agile process. Scrum: replace “User Story” by “Product Backlog Item”.'
			},
			'requirements.md': {
				title: 'Confluence, Notion',
				about: 'Headings and tables, to be pasted.'
			},
			json: { title: 'Complete board', about: 'A new board can be started from it.' }
		} satisfies Record<ExportFormat, { title: string; about: string }>,
		nthFile: (title: string, nth: number, of: number) =>
			`${title}, file ${number(nth)} of ${number(of)}`,
		oneAfterTheOther: (rows: number) =>
			`Azure DevOps takes ${number(rows)} rows a file: import the files one after the other.`,
		separator: 'Between the cells of a CSV file',
		comma: 'Comma',
		semicolon: 'Semicolon, where people write 1,5',
		copy: 'Copy for Confluence or Notion',
		copied: 'The requirements are copied. Paste them into Confluence or Notion.',
		notCopied: 'They could not be copied. Download the file and copy its text.'
	},

	import: {
		title: 'Import notes',
		about: (most: number) =>
			`From a table (Excel or CSV), or from lines that you paste. Up to ${notes(most)} at a time.`,
		file: 'A file',
		lines: 'Or pasted lines, one note each',
		reading: 'Reading the workbook…',
		toAnswer: (n: number) => `Say what becomes of ${functions(n)}`,
		submit: 'Import',
		submitNotes: (n: number) => `Import ${notes(n)}`,
		sending: 'Importing…',
		done: (n: number, inClusters: number) =>
			inClusters > 0
				? `${notesAre(n)} on the wall in ${clusters(inClusters)}.`
				: `${notesAre(n)} on the wall.`,
		refused: 'The server refused the import. Nothing was imported.',
		noAnswer:
			'The server did not answer. Check your connection and try again; nothing is imported twice.'
	},

	/** The reading of a file or a paste. */
	reading: {
		sheet: 'Sheet',
		as: 'Read it as',
		table: 'A table',
		list: 'A list, one note a line',
		letters: 'Letters',
		longClusters: (n: number) =>
			`${count(n, { one: 'note has', other: 'notes have' })} a cluster with too long a name`,
		leaveOut: (n: number) => `Leave ${itOrThem(n)} out`,
		shorten: 'Shorten the name',
		loose: 'Import without the cluster',
		header: 'The first row is a header',
		board: 'Each column is a cluster',
		split: (n: number) =>
			`Split ${count(n, { one: 'text that is', other: 'texts that are' })} too long for one note`,
		takeKnown: (n: number) =>
			`Import ${count(n, { one: 'row that is', other: 'rows that are' })} on the wall already`,
		takeArchived: (n: number) =>
			`Import ${count(n, { one: 'archived row', other: 'archived rows' })} too`
	},
	encodings: {
		'utf-8': 'Unicode (UTF-8)',
		'utf-16le': 'Unicode (UTF-16)',
		'utf-16be': 'Unicode (UTF-16, big-endian)',
		'windows-1252': 'Western (Windows-1252)',
		macintosh: 'Western (Mac Roman)',
		'windows-1250': 'Central European (Windows-1250)',
		'iso-8859-2': 'Central European (ISO 8859-2)',
		'windows-1251': 'Cyrillic (Windows-1251)',
		'koi8-r': 'Cyrillic (KOI8-R)',
		'windows-1253': 'Greek (Windows-1253)',
		'windows-1254': 'Turkish (Windows-1254)',
		'windows-1255': 'Hebrew (Windows-1255)',
		'windows-1256': 'Arabic (Windows-1256)',
		'windows-1257': 'Baltic (Windows-1257)',
		shift_jis: 'Japanese (Shift_JIS)',
		'euc-jp': 'Japanese (EUC-JP)',
		gb18030: 'Chinese, simplified (GB 18030)',
		big5: 'Chinese, traditional (Big5)',
		'euc-kr': 'Korean (EUC-KR)'
	} satisfies Record<TextEncoding, string>,
	/** The use of each column. */
	columns: {
		text: 'Text',
		fn: 'Function',
		cluster: 'Cluster',
		none: 'None',
		nth: (nth: number) => `Column ${number(nth)}`,
		kind: 'They are',
		kinds: { problem: 'Problems', customer: 'Customers’ words' } satisfies Record<NoteKind, string>
	},
	unknownFunctions: {
		ask: (n: number) =>
			`This board does not know ${functions(n)} of these rows. What should become of them?`,
		choose: 'Choose…',
		add: 'Add it to the board',
		addAs: (name: string) => `Add it as “${name}”`,
		known: (name: string) => `It is ${name}`,
		none: 'No function',
		noneForAll: 'No function for all of them'
	},
	preview: {
		fromFile: (n: number, inClusters: number) => `${found(n, inClusters)} from <file/>.`,
		fromPaste: (n: number, inClusters: number) => `${found(n, inClusters)} from what you pasted.`,
		leftOut: (n: number) => `${count(n, { one: 'row is', other: 'rows are' })} left out.`,
		onWall: (n: number) =>
			plural(n, {
				one: `${number(n)} is on the wall already, and is left out.`,
				other: `${number(n)} are on the wall already, and are left out.`
			}),
		later: (n: number, most: number) =>
			`${count(n, { one: 'more note', other: 'more notes' })} can follow: one import takes ${number(most)}.`,
		unusedColumns: (n: number) =>
			plural(n, {
				one: 'One column makes no notes: <names/>.',
				other: `${number(n)} columns make no notes: <names/>.`
			}),
		done: (n: number) => `The first ${notesAre(n)} on the wall already.`,
		again: (n: number) => `Import ${itOrThem(n)} again`,
		rows: 'The first rows',
		why: 'What is left out, and why',
		row: (row: number, reason: string) => `Row ${row}: ${reason}`,
		line: (line: number, reason: string) => `Line ${line}: ${reason}`,
		more: (n: number) => `… and ${number(n)} more.`
	},

	/** Why a row is skipped. */
	rows: {
		beforeTable: 'It stands before the table.',
		archived: 'It is archived.',
		noText: 'It has no text.',
		long: (over: number, most: number) =>
			`Its text is ${count(over, { one: 'character', other: 'characters' })} longer than a note may be (${number(most)}).`,
		longCluster: (most: number) =>
			`The name of its cluster is longer than ${number(most)} characters.`
	},
	/** Why a file cannot be read. */
	unread: {
		large: 'This file is too large. Five megabytes are the most that one import takes.',
		emptySheet: 'There are no rows on this sheet.',
		empty: 'There are no rows in it.',
		noText:
			'This is no text. Save the table as CSV and choose that file, or choose other letters below.',
		password:
			'This workbook is protected by a password. Take the password off in your spreadsheet program, save it and choose that file.',
		old: 'This is a workbook of an older kind. Open it in your spreadsheet program, save it as .xlsx or CSV and choose that file.',
		webPage:
			'This is a web page under the name of a table. Open it in your spreadsheet program, save it as CSV and choose that file.'
	},
	/** Why a workbook cannot be read. */
	workbooks: {
		broken:
			'This file cannot be read as a workbook. Open it in your spreadsheet program, save it as .xlsx or CSV and choose that file.',
		large: (megabytes: number) =>
			`This workbook is too large: unpacked it is more than ${number(megabytes)} megabytes. Copy what you need into a new one and choose that file.`,
		noSheet: 'This workbook has no sheet that can be seen.',
		brokenSheet:
			'This sheet cannot be read. Choose another one, or save it as CSV in your spreadsheet program and choose that file.',
		largeSheet: (rows: number, columns: number, cells: number) =>
			`This sheet is too large. One import reads ${number(rows)} rows, ${number(columns)} columns and ${number(cells)} filled cells at most. Choose another sheet, or copy what you need into a new workbook and choose that file.`,
		slow: 'This workbook takes too long to read. Copy what you need into a new one and choose that file.',
		failed:
			'This workbook could not be read here. Save the sheet as CSV in your spreadsheet program and choose that file.'
	}
};

function notesAre(n: number) {
	return count(n, { one: 'note is', other: 'notes are' });
}
function found(n: number, inClusters: number) {
	return inClusters > 0 ? `${bold(notes(n))} in ${bold(clusters(inClusters))}` : bold(notes(n));
}
