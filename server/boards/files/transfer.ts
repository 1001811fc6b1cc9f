/** New boards out of board files. */
import type { AllMessages, ServerSentence } from '../../../src/lib/i18n/messages.ts';
import { STAGE_BEGINNING } from '../../../src/lib/workshop/defaults.ts';
import { withRevealed } from '../../../src/lib/workshop/outcomes/marks.ts';
import { beforeGate } from '../../../src/lib/workshop/permissions.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import type { Stage } from '../../../src/lib/workshop/types.ts';
import type { Result, Upload } from '../../services.ts';
import type { StoredParticipant } from '../../store/store.ts';
import { nameOf } from '../../sync/documents.ts';
import { seatStarter, setUp } from '../life/creating.ts';
import { HeavyTooLarge, HeavyTooMuch, later, now } from '../heavy/lanes.ts';
import { enter } from '../versions/history.ts';
import type { RecordParts } from './record-parts.ts';
import type { Deps } from '../deps.ts';

/** A new board of what a board file holds; `asker` is whose turn it takes among those who wait. */
export async function boardFromFile(
	deps: Deps,
	asker: string,
	upload: Upload,
	userOf: () => Promise<string>,
	messages: AllMessages
): Promise<Result<string>> {
	const opened = await deps.heavy
		.run('openUpload', upload, later(asker))
		.catch((error: unknown) => {
			if (error instanceof HeavyTooMuch) return tooMuch(({ requests }) => requests.tooLong);
			if (error instanceof HeavyTooLarge) return tooMuch(({ requests }) => requests.tooMuchMemory);
			throw error;
		});
	if (!opened.ok) return opened;
	const board = await boardFrom(deps, await userOf(), opened.parts, nobodyYet(messages));
	return { ok: true, value: board };
}

const tooMuch = (reason: ServerSentence) => ({ ok: false as const, status: 413, reason });

/** Who opens a new board. */
interface Starter {
	name: string;
	/** Function id, or ''. */
	fn: string;
}
/** Somebody who was not asked for a name. */
export const nobodyYet = ({ files }: AllMessages): Starter => ({ name: files.starter, fn: '' });

/**
 * A new board with all that a record holds. Ids inside a board stay; its people get new ones, since
 * those are unique on a server. They come along without a way in, so that notes keep their names.
 */
export async function boardFrom(
	deps: Deps,
	userId: string,
	{ stage: past, people, history, wall }: RecordParts,
	starter: Starter,
	begun: Pick<Stage, 'begun'> = {}
): Promise<string> {
	const made = {
		...STAGE_BEGINNING,
		...withRevealed(past),
		board: deps.makeId(),
		version: 1,
		epoch: 1,
		...begun
	};
	const stage: Stage = beforeGate(made);
	const newIds = new Map(people.map(({ id }) => [id, deps.makeId()]));
	await setUp(deps, stage, async () => {
		await seatPast(deps, stage.board, people, newIds);
		const encoded = await deps.heavy.run('encodeWall', { wall, writers: newIds }, now(userId));
		// Nobody knows the board yet: its wall begins with all of it.
		await deps.store.saveSnapshot(wallOf(stage), encoded, 0);
		if (history.length > 0) await enter(deps, stage, '', { kind: 'recorded', history });
	});
	await seatStarter(deps, stage.board, userId, starter.name, starter.fn);
	deps.log.info({ board: stage.board }, 'board created from a record');
	return stage.board;
}

const wallOf = ({ board, epoch }: Stage) => nameOf({ kind: 'wall', board, epoch });
/** People who wrote on the board of a record, in their order, and all of them before the starter. */
async function seatPast(
	deps: Deps,
	board: string,
	people: BoardRecord['people'],
	newIds: ReadonlyMap<string, string>
) {
	const now = deps.clock();
	const seats = people.map(({ id, name, fn }, index): StoredParticipant => {
		const person = newIds.get(id) ?? deps.makeId();
		return {
			...{ id: person, board, userId: `import:${person}`, name, fn },
			role: 'participant',
			joinedAt: now - people.length + index,
			removedAt: null
		};
	});
	await deps.store.seatUsers(seats, now);
}
