/**
 * Makes the server forget who wrote what on an anonymous board. It deletes the list of authors and starts the desks
 * again without the posted words, which are on the wall under the same ids.
 */
import { setImmediate } from 'node:timers/promises';
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import { begunAnew, type PostedWords } from '../../../src/lib/wall/desk-anew.ts';
import { FORGOTTEN } from '../../../src/lib/workshop/board/life.ts';
import type { Deed } from '../../../src/lib/workshop/board-file/history.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import { itemIds, postedText } from '../../../src/lib/wall/items.ts';
import { FIRST_EPOCH, nameOf } from '../../sync/documents.ts';
import type { Board } from '../board.ts';
import { takeInAll } from '../posting/posting.ts';
import type { Deps } from '../deps.ts';

/** Rows of old desks that are deleted in one piece. */
const ROWS = 200;

/**
 * Forgets the authors. From then on nobody can change what they posted, and everybody's share of the board starts
 * again at zero. Call it inside the board's queue. A crash before its single transaction has changed nothing. After
 * a later crash, the sweeper completes it.
 */
export async function forgetWriters(deps: Deps, board: Board) {
	const { store, clock, live } = deps;
	board.busyWith = FORGETTING;
	try {
		const at = clock();
		const deskEpoch = (board.stage.deskEpoch ?? FIRST_EPOCH) + 1;
		await beginDesks(deps, board, deskEpoch);
		const version = board.stage.version + 1;
		const next = { ...board.stage, version, forgottenAt: at, deskEpoch };
		const deed = { kind: 'forgetWriters' } satisfies Deed;
		const command = { board: board.id, id: deps.makeId(), by: '', at, ...deed };
		await store.forgetWriters(next, { ...command, body: JSON.stringify(deed) });
		board.stage = next;
		board.authors.clear();
	} finally {
		board.busyWith = null;
	}
	live().beginDesks(board.id);
	deps.log.info({ board: board.id, kind: 'forgetWriters' }, 'the life of a board');
	const { deskEpoch = FIRST_EPOCH } = board.stage;
	const past = { board: board.id, epoch: FIRST_EPOCH, deskEpoch };
	while (!(await store.dropEpochs(past, ROWS))) await setImmediate();
	await takeInAll(deps, board);
	board.announce();
}
const FORGETTING: ServerSentence = ({ requests }) => requests.forgetting;

/** Stores the desks of the next epoch. Each starts with the words that were not posted. */
async function beginDesks(deps: Deps, board: Board, epoch: number) {
	const { store, live, makeId } = deps;
	const onWall = await live().readWall(board.id, textsOn);
	const posted: PostedWords = {
		textOf: (id) => onWall.get(id) ?? null,
		wasPosted: (id) => board.authors.has(id)
	};
	const refusal = { at: deps.clock(), why: FORGOTTEN };
	for (const { id } of board.everybody()) {
		const state = await live().readDesk(board.id, id, (desk) =>
			desk.isBlank ? null : begunAnew(desk, posted, makeId, refusal).encode()
		);
		if (state === null) continue;
		const name = nameOf({ kind: 'desk', board: board.id, participant: id, epoch });
		await store.saveSnapshot(name, state, 0);
		await setImmediate();
	}
}

/** Texts on a wall, including archived ones, by their ids. */
function textsOn(wall: Wall): Map<string, string> {
	const ids = [...wall.noteIds(), ...itemIds(wall, 'answers')];
	return new Map(ids.map((id) => [id, postedText(wall, id) ?? '']));
}
