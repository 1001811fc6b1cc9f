/** Boards as files and as a report. */
import { dayOf } from '../../src/lib/workshop/days.ts';
import { withKnownReferences } from '../../src/lib/workshop/record-references.ts';
import { writeRecord, type BoardRecord } from '../../src/lib/workshop/record.ts';
import { markdownReport } from '../../src/lib/workshop/report-markdown.ts';
import { reportOf, type Report } from '../../src/lib/workshop/report.ts';
import { notesCsv, requirementsCsv, scorecardCsv } from '../../src/lib/workshop/tables.ts';
import type { Role, Stage } from '../../src/lib/workshop/types.ts';
import type { ExportFile, ExportFormat } from '../services.ts';
import type { Board } from './board.ts';
import { historyOf } from './history.ts';
import type { Tools } from './tools.ts';
import { contentOf } from './wall-content.ts';

const FILENAME_CHARS = 60;

/** The board as a file, with what is on the wall and no more. Its history is for facilitators. */
export async function exportFile(
	tools: Tools,
	board: Board,
	role: Role,
	format: ExportFormat
): Promise<ExportFile> {
	const record = await recordOf(tools, board, role);
	const name = slug(board.stage.title);
	const csv = (end: string, body: string): ExportFile => ({
		filename: `${name}${end}.csv`,
		type: 'text/csv; charset=utf-8',
		body
	});
	switch (format) {
		case 'csv':
			return csv('', notesCsv(record));
		case 'requirements.csv':
			return csv('-requirements', requirementsCsv(record));
		case 'scorecard.csv':
			return csv('-scorecard', scorecardCsv(record));
		case 'md': {
			const body = markdownReport(await reportPage(tools, board));
			return { filename: `${name}.md`, type: 'text/markdown; charset=utf-8', body };
		}
		case 'json':
			return { filename: `${name}.json`, type: 'application/json', body: writeRecord(record) };
	}
}

/** What the board leaves behind, as every member may read it. */
export async function reportPage(tools: Tools, board: Board): Promise<Report> {
	const record = await recordOf(tools, board, 'observer');
	const people = board.everybody().filter(({ removedAt }) => removedAt === null);
	return reportOf(record, people, dayOf(tools.clock()));
}

async function recordOf(tools: Tools, board: Board, role: Role): Promise<BoardRecord> {
	const stage = inFile(board.stage);
	const content = await tools.live().readWall(board.id, contentOf);
	const named = stage.attribution === 'named';
	const writers = new Set([...content.notes, ...content.answers].map(({ by }) => by));
	const people = board
		.everybody()
		.filter(({ id }) => named && writers.has(id))
		.map(({ id, name, fn }) => ({ id, name, fn }));
	const history =
		role === 'facilitator'
			? await historyOf(tools, board, named ? 'everybody' : 'facilitators')
			: [];
	return withKnownReferences({
		...{ format: 'groundwork-board', version: 1 },
		...{ stage, people, ...content, history }
	});
}

/** A stage as a file holds it: what belongs to this board alone, and to its life here, stays here. */
function inFile({
	board: _board,
	version: _version,
	epoch: _epoch,
	restoredAt: _restored,
	archivedAt: _archived,
	deletedAt: _deleted,
	begun: _begun,
	forgottenAt: _forgotten,
	deskEpoch: _desks,
	joining: _joining,
	writersDays: _days,
	...stage
}: Stage) {
	return stage;
}

/** Words of a title that are safe in any file system. */
function slug(title: string): string {
	const words = title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, FILENAME_CHARS)
		.replace(/^-+|-+$/g, '');
	return words === '' ? 'workshop' : words;
}
