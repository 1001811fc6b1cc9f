/** Creates boards from versions. */
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import { RECORD_BEGINNING } from '../../../src/lib/workshop/defaults.ts';
import { whyNot } from '../../../src/lib/workshop/permissions.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import type { Result } from '../../services.ts';
import type { Board } from '../board.ts';
import { now } from '../heavy/lanes.ts';
import { enter } from './history.ts';
import { newStage, type RecordParts } from '../files/record-parts.ts';
import { sharedText } from '../heavy/shared.ts';
import type { Deps } from '../deps.ts';
import { boardFrom } from '../files/transfer.ts';
import { GONE } from './versions.ts';

/**
 * Creates a board that belongs to a facilitator from a version: functions, steps, clusters and notes, without
 * people and votes. Returns its id. Call it inside the board's queue.
 */
export async function copyVersion(
	deps: Deps,
	board: Board,
	participant: string,
	id: string,
	messages: AllMessages
): Promise<Result<string>> {
	const seat = board.seat(participant);
	const reason = whyNot('look', seat?.role ?? 'observer', board.stage);
	if (!seat || reason !== null)
		return { ok: false, status: 403, reason: reason ?? (({ requests }) => requests.notOnBoard) };
	const version = await deps.store.loadVersion(board.id, id);
	if (!version) return { ok: false, status: 404, reason: GONE };
	const { stage, wall } = await deps.heavy.run('openVersion', version.content, now(board.id));
	const { title, purpose } = board.stage;
	const { attribution, functions, smallestGroup, steps, currentStep } = stage;
	const at = deps.clock();
	const made: BoardRecord['history'][number] = {
		at,
		by: seat.name,
		kind: 'madeFromVersion',
		did: messages.history.madeFromVersion(title)
	};
	const parts: RecordParts = {
		stage: sharedText(
			JSON.stringify(
				newStage({
					...{ title, purpose, attribution, functions, smallestGroup, steps, currentStep },
					...RECORD_BEGINNING,
					createdAt: at
				})
			)
		),
		people: [],
		wall,
		history: [made]
	};
	const copied = await boardFrom(deps, seat.userId, parts, seat);
	const next = { ...board.stage, version: board.stage.version + 1 };
	await enter(deps, next, seat.id, { kind: 'copyVersion', version: id });
	board.stage = next;
	board.announce();
	return { ok: true, value: copied };
}
