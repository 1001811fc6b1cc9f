/** New boards out of board files. */
import { withRevealed } from '../../src/lib/workshop/marks.ts';
import { beforeGate } from '../../src/lib/workshop/permissions.ts';
import { parseRecord, type BoardRecord } from '../../src/lib/workshop/record.ts';
import type { Stage } from '../../src/lib/workshop/types.ts';
import type { WallContent } from '../../src/lib/workshop/versions.ts';
import type { Outcome } from '../services.ts';
import { seatStarter, setUp } from './creating.ts';
import { enter } from './history.ts';
import type { Tools } from './tools.ts';
import { fillWall } from './wall-content.ts';

/** Of somebody who opens a board without having been asked for a name. */
const STARTER_NAME = 'Facilitator';

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
	starter = NOBODY_YET
): Promise<string> {
	const made = {
		...withRevealed(record.stage),
		board: tools.makeId(),
		version: 1,
		epoch: 1
	};
	const stage: Stage = beforeGate(made);
	const newIds = new Map(record.people.map(({ id }) => [id, tools.makeId()]));
	await setUp(tools, stage, async () => {
		await seatPast(tools, stage.board, record.people, newIds);
		const { history } = record;
		const [notes, answers] = [rewritten(record.notes, newIds), rewritten(record.answers, newIds)];
		const content: WallContent = { ...record, notes, answers };
		await tools.live().writeWall(stage.board, (wall) => fillWall(wall, content));
		if (history.length > 0) await enter(tools, stage, '', { kind: 'recorded', history });
	});
	await seatStarter(tools, stage.board, userId, starter.name, starter.fn);
	tools.log.info({ board: stage.board, notes: record.notes.length }, 'board created from a record');
	return stage.board;
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
