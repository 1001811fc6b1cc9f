/** Versions as they are stored: compressed, with a digest, and with the differences from the previous version. */
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

/** The input and the output of each task below can be sent to another process. */

/** What a list of versions shows of one version. */
export interface Summary {
	counts: WallCounts;
	/** Compared with the previous version; null for the first. */
	changes: WallChanges | null;
}
export interface PackedVersion extends Summary {
	/** Equal for versions between which a restore would show no difference; see `differsByStepAlone`. */
	digest: string;
	/** Stage and wall, compressed. */
	content: Uint8Array;
}

/** `wall` is a WallContent as JSON. `before` is the stored content of the previous version, if there is one. */
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
/** The same digest as from `packVersion`. */
export function digestOf({ stage, wall }: { stage: Stage; wall: string }): string {
	const { currentStep, steps, ...rest } = restorable(stage);
	// The record of visited steps also changes with every step.
	const agenda = steps.map(({ been: _been, ...step }) => step);
	const told = JSON.stringify({ ...rest, steps: agenda });
	const sha = createHash('sha256').update(told).update(wall).digest('base64url');
	return `${sha}@${currentStep}`;
}
/** Whether the versions of two digests differ at most in the group's current step. */
export const differsByStepAlone = (one: string, other: string) =>
	one.split('@')[0] === other.split('@')[0];

/** For a version that was stored without a summary, or whose previous version is gone. */
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

/** The contents of a stored version. Throws if it is damaged. */
export function contentIn(content: Uint8Array): VersionContent {
	// Before versions were compressed, they were stored as JSON.
	const json = content[0] === OPENING_BRACE ? Buffer.from(content) : gunzipSync(content);
	const { stage, wall } = JSON.parse(json.toString('utf8')) as VersionContent;
	const notes = wall.notes.map((note) => ({ ...UNPARKED, ...note }));
	// Before the frame existed, only the stage contained the purpose.
	const frame = 'frame' in wall ? wall.frame : frameOf(stage.purpose);
	return {
		stage: { ...STAGE_BEGINNING, ...stage },
		wall: { ...NOTHING_WRITTEN, ...wall, frame, notes }
	};
}
