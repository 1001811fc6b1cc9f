/** New boards out of board files. */
import { setImmediate } from 'node:timers/promises';
import { STAGE_BEGINNING } from '../../src/lib/workshop/beginning.ts';
import { withRevealed } from '../../src/lib/workshop/marks.ts';
import { beforeGate } from '../../src/lib/workshop/permissions.ts';
import type { BoardRecord } from '../../src/lib/workshop/record.ts';
import type { Stage } from '../../src/lib/workshop/types.ts';
import type { WallContent } from '../../src/lib/workshop/versions.ts';
import type { Outcome } from '../services.ts';
import { nameOf } from '../sync/documents.ts';
import { seatStarter, setUp } from './creating.ts';
import { enter } from './history.ts';
import type { Tools } from './tools.ts';

/** Of somebody who opens a board without having been asked for a name. */
const STARTER_NAME = 'Facilitator';

/** A new board from an exported JSON text; the user becomes its facilitator. */
export async function boardFromExport(
	tools: Tools,
	userId: string,
	json: string
): Promise<Outcome<string>> {
	const parsed = await tools.heavy.run('parseRecord', json);
	if (!parsed.ok) return { ok: false, status: 400, reason: parsed.reason };
	return { ok: true, value: await boardFromRecord(tools, userId, parsed.record) };
}

/** Who opens a new board. */
interface Starter {
	name: string;
	/** Function id, or ''. */
	fn: string;
}
const NOBODY_YET: Starter = { name: STARTER_NAME, fn: '' };

/**
 * A new board with all that a record holds. Ids inside a board stay; its people get new ones, since
 * those are unique on a server. They come along without a way in, so that notes keep their names.
 */
export async function boardFromRecord(
	tools: Tools,
	userId: string,
	record: BoardRecord,
	starter = NOBODY_YET,
	begun: Pick<Stage, 'begun'> = {}
): Promise<string> {
	const made = {
		...STAGE_BEGINNING,
		...withRevealed(record.stage),
		board: tools.makeId(),
		version: 1,
		epoch: 1,
		...begun
	};
	const stage: Stage = beforeGate(made);
	const newIds = new Map(record.people.map(({ id }) => [id, tools.makeId()]));
	await setUp(tools, stage, async () => {
		await seatPast(tools, stage.board, record.people, newIds);
		const { history } = record;
		const [notes, answers] = [rewritten(record.notes, newIds), rewritten(record.answers, newIds)];
		const content = { ...contentOf(record), notes, answers };
		await setImmediate();
		const wall = await tools.heavy.run('encodeWall', JSON.stringify(content));
		// Nobody knows the board yet: its wall begins with all of it.
		await tools.store.saveSnapshot(wallOf(stage), wall, 0);
		if (history.length > 0) await enter(tools, stage, '', { kind: 'recorded', history });
	});
	await seatStarter(tools, stage.board, userId, starter.name, starter.fn);
	tools.log.info({ board: stage.board, notes: record.notes.length }, 'board created from a record');
	return stage.board;
}

const wallOf = ({ board, epoch }: Stage) => nameOf({ kind: 'wall', board, epoch });
/** What of a record lies on the wall. */
function contentOf(record: BoardRecord): WallContent {
	const { notes, clusters, frame, answers, costs } = record;
	const { outcomes, requirements, options, readings } = record;
	return { notes, clusters, frame, answers, costs, outcomes, requirements, options, readings };
}
const rewritten = <T extends { by: string }>(
	items: readonly T[],
	ids: ReadonlyMap<string, string>
) => items.map((item) => ({ ...item, by: ids.get(item.by) ?? '' }));

/** People who wrote on the board of a record, in their order, and all of them before the starter. */
async function seatPast(
	tools: Tools,
	board: string,
	people: BoardRecord['people'],
	newIds: ReadonlyMap<string, string>
) {
	for (const [index, { id, name, fn }] of people.entries()) {
		const person = newIds.get(id) ?? tools.makeId();
		const userId = `import:${person}`;
		await tools.store.createUser({ id: userId, createdAt: tools.clock() });
		await tools.store.saveParticipant({
			id: person,
			board,
			userId,
			name,
			fn,
			role: 'participant',
			joinedAt: tools.clock() - people.length + index,
			removedAt: null
		});
	}
}
