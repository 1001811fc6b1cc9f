/** Reads and writes workbook files. Only this module knows the library for them. */
import { formatValue } from 'hucre';
import {
	readXlsx,
	streamXlsxRows,
	writeXlsx,
	type Cell as FileCell,
	type CellStyle,
	type CellValue,
	type MergeRange,
	type WriteSheet
} from 'hucre/xlsx';
import type { AllMessages } from '../../i18n/messages.ts';
import { harmless, unharmed } from './csv.ts';
import { isDay } from '../days.ts';
import { isColumnName } from '../import/column-names.ts';
import { unpackedBytes } from '../import/zip.ts';
import { LIMITS } from '../limits.ts';
import {
	letterOf,
	type Cell,
	type Column,
	type Kind,
	type SheetOut
} from '../report/workbook/cells.ts';
import { unreadWorkbook, type ReadWorkbook } from './read-workbook.ts';

/** Most characters in one cell; spreadsheets call a file with more of them damaged. */
const CELL_CHARS = 32_767;
const FORMATS: Readonly<Record<Kind, string | null>> = {
	words: null,
	number: '#,##0.######',
	share: '0%',
	day: 'yyyy-mm-dd'
};
const FONT = { name: 'Calibri', size: 11 } as const;
const BOLD = { ...FONT, bold: true } as const;
const HEADER: CellStyle = {
	font: BOLD,
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'EDE9E1' } },
	alignment: { vertical: 'top', wrapText: true }
};

type NotInList = AllMessages['files']['notInList'];
/** The bytes of an .xlsx file. Every text in it stays a text, whatever it begins with. */
export const writeWorkbook = (
	sheets: readonly SheetOut[],
	title: string,
	notInList: NotInList
): Promise<Uint8Array<ArrayBuffer>> =>
	writeXlsx({
		sheets: sheets.map((sheet) => sheetIn(sheet, notInList)),
		defaultFont: FONT,
		properties: { title: inFile(title), creator: 'Groundwork' }
	}) as Promise<Uint8Array<ArrayBuffer>>;

function sheetIn(
	{ name, columns, rows, sums = [], remarks = [] }: SheetOut,
	notInList: NotInList
): WriteSheet {
	const cells = new Map<string, Partial<FileCell>>();
	columns.forEach(({ title }, column) => {
		cells.set(`0,${column}`, { value: inFile(title), style: HEADER });
	});
	const all = [...rows, ...sums, ...remarks];
	all.forEach((row, index) => {
		const isSum = index >= rows.length && index < rows.length + sums.length;
		row.forEach((cell, column) => {
			const { as = 'words' } = columns[column] ?? {};
			if (cell !== null && cell !== '')
				cells.set(`${index + 1},${column}`, cellIn(cell, as, isSum));
		});
	});
	return {
		name,
		cells,
		rows: Array.from({ length: all.length + 1 }, () => []),
		columns: columns.map(({ width }) => ({ width })),
		rowDefs: new Map(heights(columns, all).map((height, row) => [row, { height }])),
		freezePane: { rows: 1 },
		pageSetup: {
			...{ paperSize: 'a4', orientation: 'landscape', printTitlesRow: '$1:$1' },
			...{ fitToPage: true, fitToWidth: 1, fitToHeight: 0 }
		},
		dataValidations: columns.flatMap((column, index) =>
			dropDown(column, index, rows.length, notInList)
		)
	};
}

/** Height of a line in points, and the largest height of a row. */
const [LINE_POINTS, MOST_POINTS] = [15, 405];
/** Heights of all rows, titles included: some programs do not make room for a second line by themselves. */
const heights = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] =>
	[columns.map(({ title }) => `${title}    `), ...rows].map((row) => {
		const lines = row.map((cell, column) =>
			typeof cell === 'string' ? linesOf(cell, columns[column]?.width ?? 1) : 1
		);
		return Math.min(MOST_POINTS, LINE_POINTS * Math.max(1, ...lines));
	});
const linesOf = (words: string, width: number) =>
	words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);

function cellIn(cell: Exclude<Cell, null>, kind: Kind, isSum: boolean): Partial<FileCell> {
	const as = typeof cell === 'object' ? (cell.as ?? kind) : kind;
	const style = styleOf(as, isSum);
	if (typeof cell === 'object')
		return { value: null, formula: cell.formula, formulaResult: valueIn(cell.value), style };
	if (typeof cell === 'number') return { value: cell, style };
	if (as === 'day' && isDay(cell)) return { value: new Date(`${cell}T00:00:00Z`), style };
	// The format “text” keeps words that begin like a formula as words when somebody edits them.
	const isRisky = harmless(cell) !== cell;
	return {
		value: inFile(cell),
		type: 'string',
		style: { ...styleOf('words', isSum), ...(isRisky ? { numFmt: '@' } : {}) }
	};
}
const valueIn = (value: number | string) => (typeof value === 'string' ? inFile(value) : value);
function styleOf(kind: Kind, isSum: boolean): CellStyle {
	const numFmt = FORMATS[kind];
	return {
		...(numFmt === null ? {} : { numFmt }),
		...(isSum ? { font: BOLD } : {}),
		alignment: { vertical: 'top', wrapText: kind === 'words' }
	};
}

function dropDown({ choices }: Column, column: number, rows: number, notInList: NotInList) {
	if (choices === undefined || rows === 0) return [];
	const range = `${letterOf(column)}2:${letterOf(column)}${rows + 1}`;
	return [
		{
			type: 'list' as const,
			formula1: choices,
			range,
			allowBlank: true,
			showErrorMessage: true,
			errorTitle: notInList.title,
			errorMessage: notInList.text
		}
	];
}

/**
 * A text in the form that a file can store. XML forbids some characters, and `_x0041_` would be read as "A". If an
 * import would remove an apostrophe from the text, it gets a second one.
 */
function inFile(text: string): string {
	const kept = unharmed(text) === text ? text : harmless(text);
	return kept
		.slice(0, CELL_CHARS)
		.toWellFormed()
		.replace(/[\ufffe\uffff]/g, '\ufffd')
		.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_');
}

/**
 * Reads one sheet of an .xlsx file: the requested one, or else the one named like notes, or else the first. For any
 * bytes, it returns a sheet within the limits or a reason. A hostile file may still take long: pages read in a worker
 * that they stop after `LIMITS.workbookMs`.
 */
export async function readWorkbook(
	bytes: Uint8Array,
	wanted: number | null
): Promise<ReadWorkbook> {
	const size = unpackedBytes(bytes);
	if (size === null) return unreadWorkbook('broken');
	if (size > LIMITS.workbookBytes) return unreadWorkbook('large');
	const all = await seenSheets(bytes);
	if (all === null) return unreadWorkbook('broken');
	const named = all.findIndex(({ name }) => isColumnName(name));
	const sheet = wanted ?? Math.max(0, named);
	const sheets = all.map(({ name }) => name);
	const { index } = all[sheet] ?? {};
	if (index === undefined) return unreadWorkbook('no sheet');
	const rows = await rowsOf(bytes, index).catch(() => 'broken sheet' as const);
	return typeof rows === 'string'
		? { ok: false, reason: rows, sheets, sheet }
		: { ok: true, ...rows, sheets, sheet };
}
/** The visible sheets, with their indexes among all sheets; null if the bytes are not a workbook. */
async function seenSheets(bytes: Uint8Array): Promise<{ name: string; index: number }[] | null> {
	const seen: { name: string; index: number }[] = [];
	try {
		await readXlsx(bytes, {
			sheets: ({ name, hidden, veryHidden }, index) => {
				if (!hidden && !veryHidden) seen.push({ name, index });
				return false;
			}
		});
		return seen;
	} catch {
		return null;
	}
}

/** The cells of a sheet up to the last row and column with content, or the reason why there are none. */
async function rowsOf(
	bytes: Uint8Array,
	index: number
): Promise<{ rows: string[][]; carried: string[][] } | 'large sheet'> {
	const size = await sizeOf(bytes, index);
	if (size === null) return 'large sheet';
	if (size.height === 0) return { rows: [], carried: [] };
	const range = `A1:${letterOf(size.width - 1)}${size.height}`;
	const { sheets } = await readXlsx(bytes, { sheets: [index], readStyles: true, range });
	const [sheet] = sheets;
	const rows = Array.from({ length: size.height }, (_, row) =>
		Array.from({ length: size.width }, (_, column) => {
			const { style } = sheet?.cells?.get(`${row},${column}`) ?? {};
			return asSeen(sheet?.rows[row]?.[column] ?? null, style?.numFmt ?? '');
		})
	);
	return { rows, carried: carriedDown(rows, sheet?.merges ?? []) };
}
function carriedDown(rows: readonly string[][], merges: readonly MergeRange[]): string[][] {
	const carried = rows.map((row) => [...row]);
	for (const { startRow, endRow, startCol } of merges)
		for (const row of carried.slice(startRow + 1, endRow + 1))
			row[startCol] ||= rows[startRow]?.[startCol] ?? '';
	return carried;
}
/** Measures a sheet row by row, and stops at the limits: one far cell would make a huge rectangle. */
async function sizeOf(bytes: Uint8Array, sheet: number) {
	let [height, width, cells] = [0, 0, 0];
	for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
		const filled = values.filter((value) => value !== null && value !== '').length;
		if (filled === 0) continue;
		height = Math.max(height, index + 1);
		width = Math.max(width, values.findLastIndex((value) => value !== null && value !== '') + 1);
		cells += filled;
		if (height > LIMITS.sheetRows || width > LIMITS.sheetColumns || cells > LIMITS.sheetCells)
			return null;
	}
	return { height, width };
}

/** Date formats that each person's system displays in its own way, so the file does not say how. */
const SYSTEM_DAY = /^(?:m\/d\/yy|mm-dd-yy|m\/d\/yyyy)(?: h:mm)?$/i;
/** Number of digits that a spreadsheet shows for a number without a format. */
const DIGITS = 11;
/** A cell as a spreadsheet shows it. */
function asSeen(value: CellValue, format: string): string {
	if (value === null) return '';
	if (typeof value === 'string') return value.replace(/\r\n?/g, '\n');
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	const isPlain = format === '' || /^(?:general|@)$/i.test(format);
	if (typeof value === 'number')
		return isPlain ? String(Number(value.toPrecision(DIGITS))) : formatValue(value, format).trim();
	if (isPlain || SYSTEM_DAY.test(format)) return dayAndTime(value);
	return formatValue(value, format).trim();
}
const dayAndTime = (at: Date): string => {
	if (Number.isNaN(at.getTime())) return '';
	const [day = '', time = ''] = at.toISOString().split('T');
	return time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`;
};
