/** Whole boards out of the server and into it. */
import { addCluster, addNote } from '../../src/lib/wall/mutations.ts';
import type { Wall } from '../../src/lib/wall/wall.ts';
import {
	notesCsv,
	parseRecord,
	writeRecord,
	type BoardRecord
} from '../../src/lib/workshop/record.ts';
import { markdownReport } from '../../src/lib/workshop/report.ts';
import { isPlainId } from '../../src/lib/workshop/text.ts';
import type { Stage } from '../../src/lib/workshop/types.ts';
import type { ExportFile, ExportFormat, Outcome } from '../services.ts';
import type { Board } from './board.ts';
import { seatStarter, setUp } from './creating.ts';
import type { Tools } from './tools.ts';

/** Of somebody who opens a board without having been asked for a name. */
const STARTER_NAME = 'Facilitator';
const FILENAME_CHARS = 60;

/** The board as a file, with what is on the wall and no more. */
export async function exportFile(
	tools: Tools,
	board: Board,
	format: ExportFormat
): Promise<ExportFile> {
	const record = await recordOf(tools, board);
	const filename = `${slug(board.stage.title)}.${format}`;
	switch (format) {
		case 'csv':
			return { filename, type: 'text/csv; charset=utf-8', body: notesCsv(record) };
		case 'md':
			return { filename, type: 'text/markdown; charset=utf-8', body: markdownReport(record) };
		case 'json':
			return { filename, type: 'application/json', body: writeRecord(record) };
	}
}

async function recordOf(tools: Tools, board: Board): Promise<BoardRecord> {
	const { notes, clusters } = await tools.live().readWall(board.id, contentOf);
	const { board: _board, version: _version, epoch: _epoch, ...stage } = board.stage;
	const writers = new Set(notes.map(({ by }) => by));
	const people = board
		.everybody()
		.filter(({ id }) => stage.attribution === 'named' && writers.has(id))
		.map(({ id, name, fn }) => ({ id, name, fn }));
	return { format: 'groundwork-board', version: 1, stage, people, notes, clusters };
}
function contentOf(wall: Wall): Pick<BoardRecord, 'notes' | 'clusters'> {
	const plain = (ids: string[]) => ids.filter(isPlainId);
	return {
		notes: plain(wall.noteIds())
			.map((id) => wall.note(id))
			.filter((note) => note !== null)
			.filter(({ text }) => text.trim() !== ''),
		clusters: plain(wall.clusterIds())
			.map((id) => wall.cluster(id))
			.filter((cluster) => cluster !== null)
	};
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

/** A new board from an exported JSON text; the user becomes its facilitator. */
export async function boardFromExport(
	tools: Tools,
	userId: string,
	json: string
): Promise<Outcome<string>> {
	const parsed = parseRecord(json);
	if (!parsed.ok) return { ok: false, status: 400, reason: parsed.reason };
	return { ok: true, value: await boardFromRecord(tools, userId, parsed.record) };
}

/**
 * A new board with all that a record holds. Ids inside a board stay; its people get new ones, since
 * those are unique on a server. They come along without a way in, so that notes keep their names.
 */
export async function boardFromRecord(
	tools: Tools,
	userId: string,
	record: BoardRecord
): Promise<string> {
	const stage: Stage = { ...record.stage, board: tools.makeId(), version: 1, epoch: 1 };
	const newIds = new Map(record.people.map(({ id }) => [id, tools.makeId()]));
	await setUp(tools, stage, async () => {
		for (const [index, { id, name, fn }] of record.people.entries()) {
			const person = newIds.get(id) ?? tools.makeId();
			const nobody = `import:${person}`;
			await tools.store.createUser({ id: nobody, createdAt: tools.clock() });
			await tools.store.saveParticipant({
				id: person,
				board: stage.board,
				userId: nobody,
				name,
				fn,
				role: 'participant',
				// In their order, and all of them before the starter.
				joinedAt: tools.clock() - record.people.length + index,
				removedAt: null
			});
		}
		await tools.live().writeWall(stage.board, (wall) => fill(wall, record, newIds));
	});
	await seatStarter(tools, stage.board, userId, STARTER_NAME, '');
	tools.log.info({ board: stage.board, notes: record.notes.length }, 'board created from a record');
	return stage.board;
}

function fill(wall: Wall, { notes, clusters }: BoardRecord, people: ReadonlyMap<string, string>) {
	wall.doc.transact(() => {
		for (const cluster of clusters) addCluster(wall, cluster);
		for (const note of notes) addNote(wall, { ...note, by: people.get(note.by) ?? '' });
	}, wall.origin);
}
