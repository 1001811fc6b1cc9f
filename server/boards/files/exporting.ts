/** Exports boards as files and as a report. */
import { messagesOf } from '../../../src/lib/i18n/catalogue.ts';
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
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
type Names = AllMessages['files']['names'];
interface FileRow {
	extension: string;
	type: string;
	/** The file's name for a board with this title. If missing, the title itself is the name. */
	name?(title: string, names: Names): string;
}
const FILES: Readonly<Record<ExportFormat, FileRow>> = {
	csv: CSV,
	'requirements.csv': { ...CSV, name: (title, names) => names.requirements(title) },
	'scorecard.csv': { ...CSV, name: (title, names) => names.scorecard(title) },
	xlsx: {
		extension: 'xlsx',
		type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
	},
	md: MARKDOWN,
	'requirements.md': { ...MARKDOWN, name: (title, names) => names.requirements(title) },
	'jira.csv': { ...CSV, name: (title) => `${title}-jira` },
	'azure.csv': { ...CSV, name: (title) => `${title}-azure` },
	json: { extension: 'json', type: 'application/json' }
};

/** Exports the board as a file with only what is on the wall. Only facilitators get the history. */
export async function exportFile<F extends ExportFormat>(
	deps: Deps,
	board: Board,
	role: Role,
	format: F,
	chosen: Partial<ExportChoices> = {}
): Promise<ExportFile<BodyOf<F>>> {
	const { type } = FILES[format];
	const choices = { ...EXPORT_AS_USUAL, ...chosen };
	const filename = filenameOf(board.stage.title, format, choices);
	const tells = role === 'facilitator' && format === 'json';
	const history = tells ? await historyFor(deps, board, messagesOf(choices.locale)) : [];
	return { filename, type, body: await bodyOf(deps, board, format, history, choices) };
}
function filenameOf(boardTitle: string, format: ExportFormat, { part, locale }: ExportChoices) {
	const { names } = messagesOf(locale).files;
	const { extension, name } = FILES[format];
	const title = slug(boardTitle) || names.untitled;
	const whole = name?.(title, names) ?? title;
	return `${part > 1 ? names.nthPart(whole, part) : whole}.${extension}`;
}
const historyFor = (deps: Deps, board: Board, messages: AllMessages) => {
	const naming = board.stage.attribution === 'named' ? 'everybody' : 'facilitators';
	return historyOf(deps, board, naming, messages);
};

/** The results of the board, for every member: a Report as JSON. */
export const reportPage = (deps: Deps, board: Board): Promise<string> =>
	bodyOf(deps, board, 'report', []);

/** Uses the stage from the moment when the wall was read. */
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

/**
 * The letters and digits of a title, in any script, with hyphens between words: a safe name in any file system. ''
 * if the title has none.
 */
function slug(title: string): string {
	return title
		.toLowerCase()
		.normalize('NFC')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.slice(0, FILENAME_CHARS)
		.replace(/^[\p{M}-]+|[-\ud800-\udbff]+$/gu, '');
}
