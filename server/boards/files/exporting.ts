/** Boards as files and as a report. */
import { dayOf } from '../../../src/lib/workshop/days.ts';
import {
	EXPORT_AS_USUAL,
	type ExportChoices,
	type ExportFormat
} from '../../../src/lib/workshop/report/export-formats.ts';
import type { HistoryEntry } from '../../../src/lib/workshop/board-file/history.ts';
import type { Role } from '../../../src/lib/workshop/types.ts';
import type { BodyOf, ExportFile } from '../../services.ts';
import type { Board } from '../board.ts';
import type { ToExport } from './export-content.ts';
import { later } from '../heavy/lanes.ts';
import { historyOf } from '../versions/history.ts';
import type { Deps } from '../deps.ts';

const FILENAME_CHARS = 60;

const CSV = { extension: 'csv', type: 'text/csv; charset=utf-8' };
const MARKDOWN = { extension: 'md', type: 'text/markdown; charset=utf-8' };
const FILES: Readonly<Record<ExportFormat, { end?: string; extension: string; type: string }>> = {
	csv: CSV,
	'requirements.csv': { ...CSV, end: '-requirements' },
	'scorecard.csv': { ...CSV, end: '-scorecard' },
	xlsx: {
		extension: 'xlsx',
		type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
	},
	md: MARKDOWN,
	'requirements.md': { ...MARKDOWN, end: '-requirements' },
	'jira.csv': { ...CSV, end: '-jira' },
	'azure.csv': { ...CSV, end: '-azure' },
	json: { extension: 'json', type: 'application/json' }
};

/** The board as a file, with what is on the wall and no more. Its history is for facilitators. */
export async function exportFile<F extends ExportFormat>(
	deps: Deps,
	board: Board,
	role: Role,
	format: F,
	chosen: Partial<ExportChoices> = {}
): Promise<ExportFile<BodyOf<F>>> {
	const { end = '', extension, type } = FILES[format];
	const choices = { ...EXPORT_AS_USUAL, ...chosen };
	const part = choices.part > 1 ? `-part-${choices.part}` : '';
	const filename = `${slug(board.stage.title)}${end}${part}.${extension}`;
	const history = role === 'facilitator' && format === 'json' ? await historyFor(deps, board) : [];
	return { filename, type, body: await bodyOf(deps, board, format, history, choices) };
}
const historyFor = (deps: Deps, board: Board) =>
	historyOf(deps, board, board.stage.attribution === 'named' ? 'everybody' : 'facilitators');

/** What the board leaves behind, as every member may read it: a Report as JSON. */
export const reportPage = (deps: Deps, board: Board): Promise<string> =>
	bodyOf(deps, board, 'report', []);

/** The stage is that of the moment at which the wall was read. */
async function bodyOf<As extends ToExport['as']>(
	{ live, heavy, clock }: Deps,
	board: Board,
	as: As,
	history: readonly HistoryEntry[],
	choices = EXPORT_AS_USUAL
): Promise<BodyOf<As>> {
	const wall = await live().copyWall(board.id);
	const { stage } = board;
	const people = board.everybody();
	const given = { as, wall, stage, people, history, today: dayOf(clock()), choices };
	return (await heavy.run('exportBody', given, later(board.id))) as BodyOf<As>;
}

/** Letters and digits of a title, of any script, with hyphens between its words: safe in any file system. */
function slug(title: string): string {
	const words = title
		.toLowerCase()
		.normalize('NFC')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.slice(0, FILENAME_CHARS)
		.replace(/^[\p{M}-]+|[-\ud800-\udbff]+$/gu, '');
	return words === '' ? 'workshop' : words;
}
