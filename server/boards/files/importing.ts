/**
 * Adds rows of a table to the wall in several short writes. Repeating a request changes nothing. The stage names
 * the import in progress, so that an interrupted import can be undone, or completed by the same request.
 */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import { openRound, whyNot } from '../../../src/lib/workshop/permissions.ts';
import { takeBack } from '../../../src/lib/wall/mutations.ts';
import type { Stage } from '../../../src/lib/workshop/types.ts';
import type { Result } from '../../services.ts';
import type { Board } from '../board.ts';
import { now } from '../heavy/lanes.ts';
import { enter } from '../versions/history.ts';
import type { Planned } from './import-plan.ts';
import type { Deps } from '../deps.ts';

/** Number of notes removed in one write. */
const TAKEN_BACK_AT_ONCE = 100;
/** Time from a failed import until its notes are removed, unless it was completed. */
const TAKE_BACK_MS = 30_000;

type Imported = Result<{ notes: number; clusters: number }>;
type Import = Extract<Planned, { kind: 'read' }>;
const refused = (status: number, reason: ServerSentence): Imported => ({
	ok: false,
	status,
	reason
});

/** Adds imported rows, an ImportRequest as JSON, to the wall. Facilitators only. Call it inside the board's queue. */
export async function importRows(
	deps: Deps,
	board: Board,
	participant: string,
	json: string
): Promise<Imported> {
	const seat = board.seat(participant);
	const reason = whyNot('steer', seat?.role ?? 'observer', board.stage);
	if (!seat || reason !== null)
		return refused(403, reason ?? (({ requests }) => requests.notOnBoard));
	if (openRound(board.stage)) return refused(409, ({ files }) => files.import.roundOpen);
	try {
		return await importOnce(deps, board, seat.id, json);
	} catch (error) {
		deps.log.error({ board: board.id, err: error }, 'import failed');
		takeBackLater(deps, board);
		return refused(409, ({ files }) => files.import.notSaved);
	}
}

async function importOnce(deps: Deps, board: Board, by: string, json: string): Promise<Imported> {
	const { stage } = board;
	const wall = await deps.live().copyWall(board.id);
	const planned = await deps.heavy.run(
		'planImport',
		{ json, wall, stage: planningStage(stage) },
		now(board.id)
	);
	if (planned.kind === 'unreadable') return refused(400, ({ files }) => files.import.unreadable);
	const { id, notes, clusters, noRoom } = planned;
	const imported: Imported = { ok: true, value: { notes, clusters } };
	if (await deps.store.hasCommand(board.id, id)) return imported;
	if (stage.importing !== undefined && stage.importing !== planned.prefix) {
		// The plan must not include what another import left behind.
		await takeBackImport(deps, board);
		return importOnce(deps, board, by, json);
	}
	if (noRoom !== null)
		return refused(409, ({ files }) => files.import.noRoom[noRoom.of](noRoom.free));
	await bring(deps, board, by, planned);
	await record(deps, board, by, planned);
	board.announce();
	return imported;
}
const planningStage = ({ attribution, functions }: Stage) => ({ attribution, functions });

/** A single write happens completely or not at all. If there are several, the stage is saved before the first. */
async function bring(deps: Deps, board: Board, by: string, { prefix, slices }: Import) {
	if (slices.length > 1 && board.stage.importing === undefined)
		await change(deps, board, by, { kind: 'beginImport' }, { importing: prefix });
	for (const slice of slices) await deps.live().writeWall(board.id, (wall) => wall.take(slice));
}

async function record(deps: Deps, board: Board, by: string, planned: Import) {
	const { id, of, notes: rows } = planned;
	const { importing: _done, ...rest } = board.stage;
	const stage = { ...rest, version: rest.version + 1 };
	const body = JSON.stringify({ kind: 'import', id, notes: of, rows });
	const command = { board: board.id, id, by, at: deps.clock(), kind: 'import', body };
	if (await deps.store.saveStage(stage, command)) board.stage = stage;
	deps.log.info({ board: board.id, rows }, 'import');
}

/** Removes what an unfinished import added. Call it inside the board's queue. */
export async function takeBackImport(deps: Deps, board: Board) {
	const prefix = board.stage.importing;
	if (prefix === undefined) return;
	const live = deps.live();
	for (let left = true; left;)
		left = await live.writeWall(board.id, (wall) =>
			takeBack(wall, `${prefix}-`, TAKEN_BACK_AT_ONCE)
		);
	await change(deps, board, '', { kind: 'takeBackImport' }, { importing: undefined });
	deps.log.warn({ board: board.id }, 'an import was cut short and taken back');
}
/** Calls `takeBackImport` after a delay, and retries if it fails, unless the import was completed by then. */
export function takeBackLater(deps: Deps, board: Board) {
	if (board.stage.importing === undefined) return;
	deps.later(TAKE_BACK_MS, () => {
		void board
			.serially(() => takeBackImport(deps, board))
			.then(() => board.announce())
			.catch((err: unknown) => {
				deps.log.error({ board: board.id, err }, 'an import could not be taken back');
				takeBackLater(deps, board);
			});
	});
}

async function change(
	deps: Deps,
	board: Board,
	by: string,
	deed: { kind: 'beginImport' | 'takeBackImport' },
	{ importing }: { importing: string | undefined }
) {
	const { importing: _before, ...rest } = board.stage;
	const marked = importing === undefined ? rest : { ...rest, importing };
	const stage = { ...marked, version: rest.version + 1 };
	await enter(deps, stage, by, deed);
	board.stage = stage;
}
