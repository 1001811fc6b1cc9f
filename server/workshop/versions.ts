/** Versions of a board: keeping them, looking at them, and boards made of them. */
import {
	NOTHING_WRITTEN,
	frameOf,
	STAGE_BEGINNING,
	UNPARKED
} from '../../src/lib/workshop/beginning.ts';
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import type { Person, Stage, VersionReason } from '../../src/lib/workshop/types.ts';
import {
	changesBetween,
	countsOf,
	restorable,
	seenOn,
	type VersionContent,
	type WallChanges
} from '../../src/lib/workshop/versions.ts';
import { whyNot } from '../../src/lib/workshop/permissions.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import type { Outcome, PastPage, VersionRow } from '../services.ts';
import type {
	BegunDocument,
	StoredParticipant,
	StoredVersion,
	VersionHead
} from '../store/store.ts';
import { nameOf } from '../sync/documents.ts';
import type { Board } from './board.ts';
import type { Tools } from './tools.ts';
import { contentOf, encodedWall } from './wall-content.ts';

/** A version that is asked for. Its id is that of the command that asks. */
export interface VersionWish {
	id: string;
	/** Participant id. */
	by: string;
	at: number;
	reason: VersionReason;
	/** The step's title, or what somebody calls it. */
	name: string;
	/** The stage that the version holds beside the wall. */
	stage: Stage;
}

export const GONE = 'This version is not kept any more.';

/** A version as it is stored. Its digest is equal for versions that a restore could not tell apart. */
function written({ stage, wall }: VersionContent): Pick<StoredVersion, 'digest' | 'content'> {
	const onWall = JSON.stringify(wall);
	const sha = createHash('sha256')
		.update(JSON.stringify(restorable(stage)))
		.update(onWall);
	return {
		digest: sha.digest('base64url'),
		content: `{"stage":${JSON.stringify(stage)},"wall":${onWall}}`
	};
}

/** Keeps the wall as it is now, with a stage; nothing where the newest version is just that. */
export async function keepVersion(tools: Tools, board: Board, { stage, ...wish }: VersionWish) {
	const content = { stage, wall: await tools.live().readWall(board.id, contentOf) };
	await saveVersion(tools, { board: board.id, ...wish }, content);
}
async function saveVersion(
	{ store }: Tools,
	wish: Omit<VersionHead, 'digest'>,
	content: VersionContent
) {
	const { digest, content: text } = written(content);
	const newest = await newestLike(store, wish.board, digest);
	if (newest && wish.reason !== 'named') return;
	// One that was kept by itself takes the name, rather than being kept twice.
	const id = newest?.id ?? wish.id;
	await store.saveVersion({ ...wish, id, digest, content: text }, LIMITS.automaticVersions);
}
async function newestLike(store: Tools['store'], board: string, digest: string) {
	const [newest] = await store.listVersions(board);
	return newest?.digest === digest ? newest : null;
}

/** Why no version with a name can be kept now, as a sentence, or null. */
export async function whyNotKeep(tools: Tools, board: Board, id: string): Promise<string | null> {
	const versions = await tools.store.listVersions(board.id);
	const [newest] = versions;
	// Kept, and then the command was cut short: it is given again.
	if (newest?.id === id) return null;
	if (versions.filter(({ reason }) => reason === 'named').length >= LIMITS.namedVersions)
		return `A board keeps ${LIMITS.namedVersions} versions with a name, and this one has them all.`;
	if (newest?.reason !== 'named') return null;
	const wall = await tools.live().readWall(board.id, contentOf);
	return newest.digest === written({ stage: board.stage, wall }).digest
		? `Nothing has changed since the version “${newest.name}”.`
		: null;
}

/** What a version holds, or null if it is not kept any more. */
export async function loadContent(
	{ store }: Tools,
	board: Board,
	id: string
): Promise<VersionContent | null> {
	const version = await store.loadVersion(board.id, id);
	return version && contentIn(version);
}
function contentIn({ content }: StoredVersion): VersionContent {
	const { stage, wall } = JSON.parse(content) as VersionContent;
	const notes = wall.notes.map((note) => ({ ...UNPARKED, ...note }));
	// Before there was a frame, the purpose stood on the stage alone.
	const frame = 'frame' in wall ? wall.frame : frameOf(stage.purpose);
	return {
		stage: { ...STAGE_BEGINNING, ...stage },
		wall: { ...NOTHING_WRITTEN, ...wall, frame, notes }
	};
}

/** The wall of the next epoch, as it begins. */
export function beginningOf(stage: Stage, { wall }: VersionContent): BegunDocument {
	const { board, epoch } = stage;
	return { document: nameOf({ kind: 'wall', board, epoch }), snapshot: encodedWall(wall) };
}

/**
 * Goes over to the epoch of `next`, whose wall and stage are stored. What reached the old wall after
 * `before` was kept, and before its sockets closed, is added to that version.
 */
export async function beginEpoch(tools: Tools, board: Board, next: Stage, before: VersionWish) {
	const last = tools.live().readWall(board.id, contentOf);
	board.stage = next;
	tools.live().beginEpoch(board.id);
	const { stage, ...wish } = before;
	try {
		await saveVersion(tools, { board: board.id, ...wish }, { stage, wall: await last });
	} catch (error) {
		tools.log.error(
			{ board: board.id, err: error },
			'the last moment of an epoch is in no version'
		);
	}
}

/** The versions of a board, newest first, and how the wall differs from the newest. */
export async function listVersions(
	tools: Tools,
	board: Board
): Promise<{ versions: VersionRow[]; since: WallChanges | null }> {
	const heads = await tools.store.listVersions(board.id);
	const names = new Map(board.everybody().map(({ id, name }) => [id, name]));
	const versions: VersionRow[] = [];
	let later = { row: null as VersionRow | null, wall: seenOn(await wallNow(tools, board)) };
	let since: WallChanges | null = null;
	// From the newest on, so that never more than two walls are in memory.
	for (const { id, at, by, reason, name } of heads) {
		// Between two of them, others have their turn.
		await setImmediate();
		const content = await loadContent(tools, board, id);
		if (!content) continue;
		const wall = seenOn(content.wall);
		const changes = changesBetween(wall, later.wall);
		if (later.row) later.row.changes = changes;
		else since = changes;
		const row: VersionRow = {
			id,
			at,
			by: names.get(by) ?? '',
			reason,
			name,
			counts: countsOf(wall),
			changes: null
		};
		versions.push(row);
		later = { row, wall };
	}
	return { versions, since };
}
const wallNow = (tools: Tools, board: Board) => tools.live().readWall(board.id, contentOf);

/** A board as it was, for a page that only shows it. Facilitators only. */
export async function pastPage(
	tools: Tools,
	board: Board,
	participant: string,
	id: string
): Promise<Outcome<PastPage>> {
	const seat = board.seat(participant);
	const reason = whyNot('steer', seat?.role ?? 'observer', board.stage);
	if (!seat || reason !== null)
		return { ok: false, status: 403, reason: reason ?? 'You are not on this board any more.' };
	const version = await tools.store.loadVersion(board.id, id);
	if (!version) return { ok: false, status: 404, reason: GONE };
	const { stage, wall } = contentIn(version);
	const everybody = board.everybody();
	return {
		ok: true,
		value: {
			version: {
				id,
				at: version.at,
				by: everybody.find((person) => person.id === version.by)?.name ?? '',
				reason: version.reason,
				name: version.name,
				counts: countsOf(seenOn(wall))
			},
			page: {
				// Somebody who looks on: nothing on this page can be changed.
				me: lookingOn(seat),
				stage: {
					...stage,
					...restorable(stage),
					timer: null,
					people: stage.attribution === 'named' ? everybody.map(lookingOn) : [],
					progress: { waiting: {}, finished: {}, marked: {} },
					now: tools.clock()
				},
				wall: encodedWall(wall),
				desk: new Desk().encode()
			}
		}
	};
}
/** People of a past page: there for the names of writers, and to do nothing. */
const lookingOn = ({ id, name }: StoredParticipant): Person => ({
	...{ id, name, fn: '' },
	role: 'observer',
	online: false,
	ready: false
});
