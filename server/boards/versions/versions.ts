/** Versions of a board: saving them, showing them, and creating boards from them. */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import { NO_PROGRESS } from '../../../src/lib/workshop/defaults.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { FORMER, writerName } from '../../../src/lib/workshop/board/life.ts';
import type { Person, Stage, VersionReason } from '../../../src/lib/workshop/types.ts';
import { restorable, type WallChanges } from '../../../src/lib/workshop/board-file/versions.ts';
import { whyNot } from '../../../src/lib/workshop/permissions.ts';
import { Desk } from '../../../src/lib/wall/desk.ts';
import type { HistoryInfo, Result, PastPage, VersionRow } from '../../services.ts';
import type {
	BegunDocument,
	BoardWeight,
	Store,
	StoredParticipant,
	VersionHead
} from '../../store/store.ts';
import { AT_ONCE_BYTES } from '../../sync/cutting.ts';
import { FIRST_EPOCH, nameOf } from '../../sync/documents.ts';
import type { Board } from '../board.ts';
import { later, now } from '../heavy/lanes.ts';
import type { Made } from '../heavy/tasks.ts';
import type { Deps } from '../deps.ts';
import { differsByStepAlone, type Summary } from './version-content.ts';

export type UnpackedVersion = Made<'unpackVersion'>;

/** A request to save a version. Its id is the id of the requesting command. */
export interface VersionWish {
	id: string;
	/** Participant id. */
	by: string;
	at: number;
	reason: VersionReason;
	/** The title of the step, or a name that somebody gives it. */
	name: string;
	/** The stage that the version stores together with the wall. */
	stage: Stage;
}

export const GONE: ServerSentence = (m) => m.history.version.gone;

/** Saves the current wall with a stage as a version. Does nothing if the newest version is the same. */
export async function keepVersion(deps: Deps, board: Board, { stage, ...wish }: VersionWish) {
	await saveVersion(deps, { board: board.id, ...wish }, stage, await wallNow(deps, board));
}
/** `wall` is a WallContent as JSON. */
async function saveVersion(
	{ store, heavy }: Deps,
	wish: Omit<VersionHead, 'digest' | 'summary'>,
	stage: Stage,
	wall: string
) {
	const versions = await store.listVersions(wish.board);
	const [newest, ...older] = versions;
	const digest = await heavy.run('digestOf', { stage, wall }, now(wish.board));
	const same = newest && isKept(wish.reason, newest.digest, digest);
	if (same && wish.reason !== 'named') return;
	// A version that was saved automatically gets the name, so that the same content is not saved twice.
	const id = same ? newest.id : wish.id;
	const [since] = newest?.id === id ? older : [newest];
	const before = since ? await contentBefore(store, since) : null;
	const { content, counts, changes } = await heavy.run(
		'packVersion',
		{ stage, wall, before },
		now(wish.board)
	);
	const summary = written({ since: since?.id ?? '', counts, changes });
	const version = { ...wish, id, digest, summary, content };
	await store.saveVersion(version, await automaticKept(store, stage, versions));
}

const isAutomatic = ({ reason }: Pick<VersionHead, 'reason'>) => reason !== 'named';
const weighed = (store: Store, { board, epoch, deskEpoch = FIRST_EPOCH }: Stage) =>
	store.weighBoard({ board, epoch, deskEpoch });
const areHeavy = ({ versionBytes }: BoardWeight) => versionBytes > LIMITS.versionBytesPerBoard;

/**
 * How many unnamed versions are kept when a new one is added. While versions take too much space, one or two old
 * ones are dropped each time, but `automaticVersionsAssured` stay.
 */
async function automaticKept(
	store: Store,
	stage: Stage,
	versions: readonly VersionHead[]
): Promise<number> {
	if (!areHeavy(await weighed(store, stage))) return LIMITS.automaticVersions;
	const automatic = versions.filter(isAutomatic).length;
	return Math.max(LIMITS.automaticVersionsAssured, automatic - 1);
}
/** A step change alone creates no new version: going back and forth would push out older ones. */
const isKept = (reason: VersionReason, newest: string, digest: string) =>
	reason === 'step' ? differsByStepAlone(newest, digest) : newest === digest;
const contentBefore = async (store: Store, { board, id }: VersionHead) =>
	(await store.loadVersion(board, id))?.content ?? null;

/** Why no version with a name can be saved now, as a sentence, or null. */
export async function whyNotKeep(
	deps: Deps,
	board: Board,
	id: string
): Promise<ServerSentence | null> {
	const versions = await deps.store.listVersions(board.id);
	const [newest] = versions;
	// The version was saved, but the command was interrupted and is now repeated.
	if (newest?.id === id) return null;
	const automatic = versions.filter(isAutomatic).length;
	if (versions.length - automatic >= LIMITS.namedVersions)
		return (m) => m.history.version.tooMany(LIMITS.namedVersions);
	if (
		automatic <= LIMITS.automaticVersionsAssured &&
		areHeavy(await weighed(deps.store, board.stage))
	)
		return (m) => m.history.version.noRoom;
	if (newest?.reason !== 'named') return null;
	const wall = await wallNow(deps, board);
	const digest = await deps.heavy.run('digestOf', { stage: board.stage, wall }, now(board.id));
	return newest.digest === digest ? (m) => m.history.version.unchanged(newest.name) : null;
}

/** Why the board cannot be restored to a version now, as a sentence, or null. */
export async function whyNotSetBack(
	{ store }: Deps,
	{ stage }: Board
): Promise<ServerSentence | null> {
	const { oldEpochBytes } = await weighed(store, stage);
	return oldEpochBytes > LIMITS.pastWallBytesPerBoard
		? (m) => m.history.version.setBackTooOften
		: null;
}

/** A version ready to be shown or restored, or null if it is gone. */
export async function unpacked(
	{ store, heavy }: Deps,
	board: Board,
	id: string
): Promise<UnpackedVersion | null> {
	const version = await store.loadVersion(board.id, id);
	return version && heavy.run('unpackVersion', version.content, now(board.id));
}

/** The initial wall of the next epoch. */
export function beginningOf(stage: Stage, { wall }: UnpackedVersion): BegunDocument {
	const { board, epoch } = stage;
	return { document: nameOf({ kind: 'wall', board, epoch }), snapshot: wall };
}

/**
 * Switches to the epoch of `next`, whose wall and stage are already stored. Changes that reached the old wall after
 * `before` was saved and before its sockets closed are added to that version.
 */
export async function beginEpoch(deps: Deps, board: Board, next: Stage, before: VersionWish) {
	const last = wallNow(deps, board);
	board.stage = next;
	deps.live().beginEpoch(board.id);
	const { stage, ...wish } = before;
	try {
		await saveVersion(deps, { board: board.id, ...wish }, stage, await last);
	} catch (error) {
		deps.log.error({ board: board.id, err: error }, 'the last moment of an epoch is in no version');
	}
}

/** Versions per page. */
const LISTED = 20;

/**
 * A page of a board's versions, newest first, starting after the version `before` (or with the newest if that is
 * null or gone), and whether there are earlier ones.
 */
export async function listVersions(
	deps: Deps,
	board: Board,
	before: string | null
): Promise<HistoryInfo['versions']> {
	const heads = await deps.store.listVersions(board.id);
	const from = heads.findIndex(({ id }) => id === before) + 1;
	const rows: VersionRow[] = [];
	for (const [at, head] of heads.slice(from, from + LISTED).entries()) {
		const { id, by, reason, name } = head;
		const { counts, changes } = await summaryOf(deps, head, heads[from + at + 1] ?? null);
		rows.push({
			id,
			at: head.at,
			by: writerName(board.everybody(), by, FORMER),
			reason,
			name,
			counts,
			changes
		});
	}
	return { rows, hasEarlier: heads.length > from + LISTED };
}

/** How the wall differs from the newest version; null if there is none. */
export async function changesSinceNewest(deps: Deps, board: Board): Promise<WallChanges | null> {
	const [newest] = await deps.store.listVersions(board.id);
	const before = newest ? await contentBefore(deps.store, newest) : null;
	if (!before) return null;
	return deps.heavy.run(
		'changesSince',
		{ wall: await wallNow(deps, board, later(board.id)), before },
		later(board.id)
	);
}

/** A summary as it is stored. */
interface StoredSummary extends Summary {
	/** Id of the version that it was compared with, '' for none. */
	since: string;
}
const written = (summary: StoredSummary) => JSON.stringify(summary);

/**
 * The summary is made together with the version. It is made once more if the previous version has been deleted
 * since.
 */
async function summaryOf(
	{ store, heavy }: Deps,
	head: VersionHead,
	before: VersionHead | null
): Promise<Summary> {
	const stored = head.summary === '' ? null : (JSON.parse(head.summary) as StoredSummary);
	const since = before?.id ?? '';
	if (stored?.since === since) return stored;
	const content = await contentBefore(store, head);
	if (!content) return { counts: { notes: 0, clusters: 0 }, changes: null };
	const made = await heavy.run(
		'summarise',
		{
			content,
			before: before && (await contentBefore(store, before))
		},
		later(head.board)
	);
	await store.saveSummary(head.board, head.id, written({ since, ...made }));
	return made;
}

/** Everything on the wall, as JSON. */
const wallNow = async ({ live, heavy }: Deps, { id }: Board, turn = now(id)): Promise<string> =>
	heavy.run('readWall', await live().copyWall(id), turn);

/** The wall of a version, for its page. Facilitators only. */
export async function pastWall(
	deps: Deps,
	board: Board,
	participant: string,
	id: string
): Promise<Result<Uint8Array>> {
	const past = await openPast(deps, board, participant, id);
	return past.ok ? { ok: true, value: past.value.content.wall } : past;
}

interface Past {
	seat: StoredParticipant;
	version: VersionHead;
	content: UnpackedVersion;
}
async function openPast(
	deps: Deps,
	board: Board,
	participant: string,
	id: string
): Promise<Result<Past>> {
	const seat = board.seat(participant);
	const reason = whyNot('look', seat?.role ?? 'observer', board.stage);
	if (!seat || reason !== null)
		return { ok: false, status: 403, reason: reason ?? (({ requests }) => requests.notOnBoard) };
	const version = await deps.store.loadVersion(board.id, id);
	if (!version) return { ok: false, status: 404, reason: GONE };
	const content = await deps.heavy.run('unpackVersion', version.content, later(board.id));
	return { ok: true, value: { seat, version, content } };
}

/** An old version of a board, for a page that only shows it. Facilitators only. */
export async function pastPage(
	deps: Deps,
	board: Board,
	participant: string,
	id: string
): Promise<Result<PastPage>> {
	const past = await openPast(deps, board, participant, id);
	if (!past.ok) return past;
	const { seat, version, content } = past.value;
	const { stage, counts, wall } = content;
	const everybody = board.everybody();
	return {
		ok: true,
		value: {
			version: {
				id,
				at: version.at,
				by: writerName(everybody, version.by, FORMER),
				reason: version.reason,
				name: version.name,
				counts
			},
			page: {
				// The reader is an observer: nothing on this page can be changed.
				me: lookingOn(seat),
				stage: {
					...stage,
					...restorable(stage),
					timer: null,
					people: stage.attribution === 'named' ? everybody.map(lookingOn) : [],
					newcomers: [],
					unposted: { notes: null, answers: null },
					full: [],
					progress: NO_PROGRESS,
					now: deps.clock()
				},
				// A large wall is loaded later: rendering it into the page would block everybody.
				wall: isLarge(content) ? null : wall,
				desk: new Desk().encode(),
				drawnLater: false
			}
		}
	};
}
const isLarge = ({ wall, counts }: UnpackedVersion) =>
	wall.length > AT_ONCE_BYTES || counts.notes + counts.clusters > LIMITS.drawnWithPage;
/** The people on the page of an old version. They only supply the names of writers. */
const lookingOn = ({ id, name }: StoredParticipant): Person => ({
	...{ id, name, fn: '' },
	role: 'observer',
	online: false,
	ready: false
});
