/** Splits a board file into parts. The wall's content stays bytes, which the event loop neither parses nor copies. */
import { parseRecord } from '../../../src/lib/workshop/board-file/record.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import { itemLists } from '../../../src/lib/workshop/items/shapes.ts';
import { STAGE_BEGINNING } from '../../../src/lib/workshop/defaults.ts';
import { withRevealed } from '../../../src/lib/workshop/outcomes/marks.ts';
import { beforeGate } from '../../../src/lib/workshop/permissions.ts';
import type { Stage } from '../../../src/lib/workshop/types.ts';
import { FIRST_EPOCH } from '../../sync/documents.ts';
import type { WallContent } from '../../../src/lib/workshop/board-file/versions.ts';
import { shared, sharedText, textIn } from '../heavy/shared.ts';
import { encodedWall } from './wall-content.ts';

export interface RecordParts extends Pick<BoardRecord, 'people' | 'history'> {
	/** The result of `newStage`, as JSON in shared memory. */
	stage: Uint8Array;
	/** A WallContent as JSON, in shared memory. */
	wall: Uint8Array;
}

/** Splits a board file into parts. */
export function openRecord(json: string): { ok: true; parts: RecordParts } | Refused {
	const parsed = parseRecord(json);
	return parsed.ok ? { ok: true, parts: partsOf(parsed.record) } : parsed;
}
type Refused = Extract<ReturnType<typeof parseRecord>, { ok: false }>;

/** Splits a record into parts. `begun` says how its board was made. */
export function partsOf(
	{ stage, people, history, ...content }: BoardRecord,
	begun: Pick<Stage, 'begun'> = {}
): RecordParts {
	const { notes, clusters, frame } = content;
	const items = itemLists((root) => content[root]);
	const wall: WallContent = { notes, clusters, frame, ...items };
	return {
		...{ people, history },
		stage: sharedText(JSON.stringify(newStage(stage, begun))),
		wall: sharedText(JSON.stringify(wall))
	};
}
/** Returns the stage of a new board that continues from the stage of a record. */
export const newStage = (
	past: BoardRecord['stage'],
	begun: Pick<Stage, 'begun'> = {}
): Omit<Stage, 'board'> =>
	beforeGate({
		...STAGE_BEGINNING,
		...withRevealed(past),
		version: 1,
		epoch: FIRST_EPOCH,
		...begun
	});

/** Returns a new, encoded wall. Writers get the ids given here; the names of writers without one are dropped. */
export function encodeWall(given: {
	wall: Uint8Array;
	writers: ReadonlyMap<string, string>;
}): Uint8Array {
	const { notes, answers, ...content } = JSON.parse(textIn(given.wall)) as WallContent;
	const rewritten = <T extends { by: string }>(items: readonly T[]) =>
		items.map((item) => ({ ...item, by: given.writers.get(item.by) ?? '' }));
	return shared(encodedWall({ ...content, notes: rewritten(notes), answers: rewritten(answers) }));
}
