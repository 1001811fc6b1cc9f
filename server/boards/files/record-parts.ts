/** Splits a board file into parts. The wall's content stays bytes, which the event loop neither parses nor copies. */
import { parseRecord } from '../../../src/lib/workshop/board-file/record.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import type { WallContent } from '../../../src/lib/workshop/board-file/versions.ts';
import { shared, sharedText, textIn } from '../heavy/shared.ts';
import { encodedWall } from './wall-content.ts';

export interface RecordParts extends Pick<BoardRecord, 'stage' | 'people' | 'history'> {
	/** A WallContent as JSON, in shared memory. */
	wall: Uint8Array;
}

/** Splits a board file into parts. */
export function openRecord(json: string): { ok: true; parts: RecordParts } | Refused {
	const parsed = parseRecord(json);
	return parsed.ok ? { ok: true, parts: partsOf(parsed.record) } : parsed;
}
type Refused = Extract<ReturnType<typeof parseRecord>, { ok: false }>;

export function partsOf({ stage, people, history, ...record }: BoardRecord): RecordParts {
	const { notes, clusters, frame, answers, costs } = record;
	const { outcomes, requirements, options, readings } = record;
	const wall: WallContent = {
		...{ notes, clusters, frame, answers, costs, outcomes, requirements, options, readings }
	};
	return { stage, people, history, wall: sharedText(JSON.stringify(wall)) };
}

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
