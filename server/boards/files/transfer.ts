/** Creates boards from board files. */
import type { AllMessages, ServerSentence } from '../../../src/lib/i18n/messages.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import type { Result, Upload } from '../../services.ts';
import type { StoredParticipant } from '../../store/store.ts';
import { FIRST_EPOCH, nameOf } from '../../sync/documents.ts';
import { seatStarter, setUp } from '../life/creating.ts';
import { HeavyTooLarge, HeavyTooMuch, later, now } from '../heavy/lanes.ts';
import { commandOf } from '../versions/history.ts';
import type { RecordParts } from './record-parts.ts';
import type { Deps } from '../deps.ts';

/** Creates a board from a board file. `asker` is the id by which callers take turns. */
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

/** The person who opens a new board. */
interface Starter {
	name: string;
	/** Function id, or ''. */
	fn: string;
}
/** For a person who was not asked for a name. */
export const nobodyYet = ({ files }: AllMessages): Starter => ({ name: files.starter, fn: '' });

/**
 * Creates a board with everything in a record. Ids inside a board stay the same. Its people get new ids, because
 * these are unique on a server. They are added without a way to sign in, so that notes keep their writers' names.
 */
export async function boardFrom(
	deps: Deps,
	userId: string,
	{ stage, people, history, wall }: RecordParts,
	starter: Starter
): Promise<string> {
	const board = deps.makeId();
	const newIds = new Map(people.map(({ id }) => [id, deps.makeId()]));
	const first =
		history.length > 0 ? commandOf(deps, board, '', { kind: 'recorded', history }) : undefined;
	await setUp(deps, { board, rest: stage }, first, async () => {
		await seatPast(deps, board, people, newIds);
		const encoded = await deps.heavy.run('encodeWall', { wall, writers: newIds }, now(userId));
		// Nobody knows the board yet, so its wall starts with the whole content.
		await deps.store.saveSnapshot(nameOf({ kind: 'wall', board, epoch: FIRST_EPOCH }), encoded, 0);
	});
	await seatStarter(deps, board, userId, starter.name, starter.fn);
	deps.log.info({ board }, 'board created from a record');
	return board;
}

/** Adds the people who wrote on the board of a record, in their order, all before the person who opens it. */
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
