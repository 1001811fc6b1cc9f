/** Versions as they are stored: compressed, with a digest, and with how they differ from the one before. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
	frameOf,
	NOTHING_WRITTEN,
	STAGE_BEGINNING,
	UNPARKED
} from '../../../src/lib/workshop/defaults.ts';
import type { Stage } from '../../../src/lib/workshop/types.ts';
import {
	changesBetween,
	countsOf,
	restorable,
	seenOn,
	type SeenWall,
	type VersionContent,
	type WallChanges,
	type WallContent,
	type WallCounts
} from '../../../src/lib/workshop/board-file/versions.ts';

/** Each task below takes and gives what can be handed to another process. */

/** What a list of versions shows of one. */
export interface Summary {
	counts: WallCounts;
	/** Beside the version before it; null for the first. */
	changes: WallChanges | null;
}
export interface PackedVersion extends Summary {
	/** Equal for versions that a restore could not tell apart; see `differsByStepAlone`. */
	digest: string;
	/** Stage and wall, compressed. */
	content: Uint8Array;
}

/** `wall` is a WallContent as JSON, `before` the stored content of the version before, if there is one. */
export function packVersion(given: {
	stage: Stage;
	wall: string;
	before: Uint8Array | null;
}): PackedVersion {
	const { stage, wall, before } = given;
	const content = gzipSync(`{"stage":${JSON.stringify(stage)},"wall":${wall}}`);
	return {
		digest: digestOf(given),
		content,
		...summaryOf(JSON.parse(wall) as WallContent, before)
	};
}
/** The digest that `packVersion` gives. */
export function digestOf({ stage, wall }: { stage: Stage; wall: string }): string {
	const { currentStep, steps, ...rest } = restorable(stage);
	// Where the group was before changes with every step, too.
	const agenda = steps.map(({ been: _been, ...step }) => step);
	const told = JSON.stringify({ ...rest, steps: agenda });
	const sha = createHash('sha256').update(told).update(wall).digest('base64url');
	return `${sha}@${currentStep}`;
}
/** Whether two digests are of versions that differ at most in the step where the group is. */
export const differsByStepAlone = (one: string, other: string) =>
	one.split('@')[0] === other.split('@')[0];

/** Of a version that was stored without a summary, or whose predecessor is not kept any more. */
export function summarise(given: { content: Uint8Array; before: Uint8Array | null }): Summary {
	return summaryOf(contentIn(given.content).wall, given.before);
}
function summaryOf(wall: WallContent, before: Uint8Array | null): Summary {
	const seen = seenOn(wall);
	return { counts: countsOf(seen), changes: before && changesBetween(seenIn(before), seen) };
}

/** How a wall, a WallContent as JSON, differs from a stored version. */
export const changesSince = (given: { wall: string; before: Uint8Array }): WallChanges =>
	changesBetween(seenIn(given.before), seenOn(JSON.parse(given.wall) as WallContent));

const seenIn = (content: Uint8Array): SeenWall => seenOn(contentIn(content).wall);

const OPENING_BRACE = 0x7b;

/** What a stored version holds. Throws if it is damaged. */
export function contentIn(content: Uint8Array): VersionContent {
	// Before versions were compressed, they were stored as JSON.
	const json = content[0] === OPENING_BRACE ? Buffer.from(content) : gunzipSync(content);
	const { stage, wall } = JSON.parse(json.toString('utf8')) as VersionContent;
	const notes = wall.notes.map((note) => ({ ...UNPARKED, ...note }));
	// Before there was a frame, the purpose stood on the stage alone.
	const frame = 'frame' in wall ? wall.frame : frameOf(stage.purpose);
	return {
		stage: { ...STAGE_BEGINNING, ...stage },
		wall: { ...NOTHING_WRITTEN, ...wall, frame, notes }
	};
}
