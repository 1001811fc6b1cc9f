/** A board file, taken apart: what lies on its wall stays bytes, which nobody on the event loop reads or copies. */
import { parseRecord } from '../../../src/lib/workshop/board-file/record.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import type { WallContent } from '../../../src/lib/workshop/board-file/versions.ts';
import { shared, sharedText, textIn } from '../heavy/shared.ts';
import { encodedWall } from './wall-content.ts';

export interface RecordParts extends Pick<BoardRecord, 'stage' | 'people' | 'history'> {
	/** A WallContent as JSON, in memory that threads share. */
	wall: Uint8Array;
}

/** Takes a board file apart. */
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

/** A wall of its own, encoded. Writers get the ids given here; those who get none are not named any more. */
export function encodeWall(given: {
	wall: Uint8Array;
	writers: ReadonlyMap<string, string>;
}): Uint8Array {
	const { notes, answers, ...content } = JSON.parse(textIn(given.wall)) as WallContent;
	const rewritten = <T extends { by: string }>(items: readonly T[]) =>
		items.map((item) => ({ ...item, by: given.writers.get(item.by) ?? '' }));
	return shared(encodedWall({ ...content, notes: rewritten(notes), answers: rewritten(answers) }));
}
