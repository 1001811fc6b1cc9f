/**
 * Desk → wall. Takes in what changed at desks: renews their counts and, when the step posts at once,
 * brings the wall up to what they say. Everything here may be done again without changing anything.
 */
import { setImmediate } from 'node:timers/promises';
import { dayOf } from '../../../src/lib/workshop/days.ts';
import { shuffled, type Place } from '../../../src/lib/workshop/wall-layout/layout.ts';
import { currentStep, postsAtOnce, whyNot } from '../../../src/lib/workshop/permissions.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { Stage, Unposted } from '../../../src/lib/workshop/types.ts';
import type { StoredParticipant } from '../../store/store.ts';
import type { Board } from '../board.ts';
import { countDesks, readDesks, type ReadDesk } from './desks.ts';
import { now } from '../heavy/lanes.ts';
import { isNew, type Change, type OwnWords, type Sort } from './own-words.ts';
import { ANSWERS } from './answers.ts';
import { NOTES } from './notes.ts';
import { ranked } from './ranks.ts';
import { withinShares } from './shares.ts';
import type { Tools } from '../tools.ts';
import { inSlices } from './slices.ts';
import { renewWordings } from './wordings.ts';

/**
 * Together: all that waits comes in one go, and in random order. In turns: of several new notes of one desk one
 * comes now, and the next after a while. As neighbours in the document, and in time, they would tell that one
 * person wrote them.
 */
export type Pace = 'together' | 'in turns';

/** Between two notes that one desk brought at once, in milliseconds. */
const TURN_MS = { least: 1000, spread: 4000 };

/** Takes in these desks, now. Run it inside the board's queue. Rejects if something was not committed. */
async function takeIn(
	tools: Tools,
	board: Board,
	participants: readonly string[],
	pace: Pace
): Promise<void> {
	const desks = await readDesks(tools, board, participants);
	const { stage } = board;
	const { posted, waiting, told } = postsAtOnce(currentStep(stage))
		? await bring(NOTES, tools, board, stage, desks, pace)
		: await bring(ANSWERS, tools, board, stage, desks, pace);
	const differs = await countDesks(tools, board, desks);
	if (differs || told || posted.size > 0) board.announce('calmly');
	for (const participant of waiting) waitForTurn(tools, board, participant);
}

/** Posts what waits at all desks in a step that the group left, as if it were there. Rejects like `takeIn`. */
async function revealLeft(tools: Tools, board: Board, step: string): Promise<void> {
	const everybody = board.seats().map(({ id }) => id);
	const desks = await readDesks(tools, board, everybody);
	const asIfThere = { ...board.stage, currentStep: step };
	await bring(NOTES, tools, board, asIfThere, desks, 'together');
	await countDesks(tools, board, desks);
}

/** Lets the next note or answer of a desk come after a while. */
function waitForTurn(tools: Tools, board: Board, participant: string) {
	board.turns.add(participant);
	tools.later(TURN_MS.least + tools.random() * TURN_MS.spread, () => {
		board.turns.delete(participant);
		board.changedDesks.add(participant);
		void board.serially(() => takeInChanged(tools, board, 'in turns'));
	});
}

/** Takes in the desks that changed. What fails stays in hand and is tried with the next change. */
export async function takeInChanged(tools: Tools, board: Board, pace: Pace): Promise<void> {
	const participants = [...board.changedDesks];
	if (participants.length === 0) return;
	board.changedDesks.clear();
	try {
		await takeIn(tools, board, participants, pace);
	} catch (error) {
		for (const participant of participants) board.changedDesks.add(participant);
		tools.log.error({ board: board.id, err: error }, 'desks could not be taken in');
	}
}

/**
 * Takes in every desk of the board: after a reveal, after a step change, and when it is loaded. Where a step is named
 * that the group left, its notes come first; if that fails, they wait on, and can be revealed again.
 */
export async function takeInAll(tools: Tools, board: Board, left?: string): Promise<void> {
	if (left !== undefined)
		return revealLeft(tools, board, left).catch((err: unknown) =>
			tools.log.error({ board: board.id, err }, 'notes could not be revealed')
		);
	await renewWordings(tools, board).catch((err: unknown) =>
		tools.log.error({ board: board.id, err }, 'outcomes could not be read')
	);
	for (const { id } of board.seats()) board.changedDesks.add(id);
	await takeInChanged(tools, board, 'together');
}

interface Asked<W extends OwnWords> {
	seat: StoredParticipant;
	changes: Change<W>[];
}

/** Brings the wall up to what these desks hold of one sort. `stage` says in which step the group is. */
async function bring<W extends OwnWords>(
	sort: Sort<W>,
	tools: Tools,
	board: Board,
	stage: Stage,
	desks: readonly ReadDesk[],
	pace: Pace
): Promise<{ posted: Set<string>; waiting: string[]; told: boolean }> {
	const writing = desks.filter(({ seat }) => whyNot(sort.action, seat.role, stage) === null);
	if (writing.length === 0) return { posted: new Set(), waiting: [], told: false };
	const { asked, ranks, deep } = await askedOf(sort, tools, board, stage, writing);
	const bringing = asked.filter(({ changes }) => changes.some(isNew));
	// Notes are revealed in one go. Answers that come alone would have no others to be shuffled among.
	const isAlone = sort.action === 'answer' && bringing.length === 1;
	const now = asked.flatMap((desk) =>
		pace === 'together' && !isAlone ? desk.changes : inTurn(tools, board, desk, ranks)
	);
	const { changes, unposted } = now.some(growsBoard)
		? await withinShares(sort, tools, board, now)
		: { changes: now, unposted: NOBODY };
	const posted = await post(sort, tools, board, changes, ranks);
	const why = new Map([...deep.map((id) => [id, 'deep'] as const), ...unposted]);
	const told = tellUnposted(sort, board, writing, why);
	const comesNow = new Set(now);
	const waiting = asked
		.filter(
			({ seat, changes }) =>
				!board.turns.has(seat.id) && changes.some((one) => isNew(one) && !comesNow.has(one))
		)
		.map(({ seat }) => seat.id);
	// Where there is room again, those who found none have their turn, unless one is to come anyway.
	const again = now.some(({ kind, words }) => kind === 'archive' && words.archived)
		? board.unpostedFor(sort.name, 'full').filter((id) => !board.turns.has(id))
		: [];
	return { posted, waiting: [...new Set([...waiting, ...again])], told };
}

const NOBODY: ReadonlyMap<string, Unposted> = new Map();
const growsBoard = ({ kind, words }: Change<OwnWords>) =>
	kind === 'add' || (kind === 'archive' && !words.archived);

/** Notes down why something of these desks is not posted. Returns whether that is news. */
function tellUnposted<W extends OwnWords>(
	{ name }: Sort<W>,
	board: Board,
	desks: readonly ReadDesk[],
	unposted: ReadonlyMap<string, Unposted>
): boolean {
	const news = desks.map(({ seat }) =>
		board.setUnposted(seat.id, name, unposted.get(seat.id) ?? null)
	);
	return news.includes(true);
}

/**
 * What these desks ask of the wall. Of what is new only what has its place there, or gets it by something else that
 * is new: it is told beside how far behind others each one comes, and at whose desks whys are too deep to come.
 */
async function askedOf<W extends OwnWords>(
	sort: Sort<W>,
	{ live }: Tools,
	board: Board,
	stage: Stage,
	desks: readonly ReadDesk[]
): Promise<{
	asked: Asked<W>[];
	ranks: ReadonlyMap<string, number>;
	deep: readonly string[];
}> {
	const read = <T>(look: (wall: Wall) => T) => live().readWall(board.id, look);
	const all = await inSlices(
		desks,
		(desk) => sort.at(desk).length,
		(some) =>
			read((wall) =>
				some.map((desk) => ({
					seat: desk.seat,
					changes: changesOf(sort, board, stage, desk, wall)
				}))
			)
	);
	const fresh = all.flatMap(({ changes }) => changes.filter(isNew)).map(({ words }) => words);
	const { ranks, tooDeep } = await read((wall) => ranked(sort, wall, fresh));
	const asked = all.map(({ seat, changes }) => ({
		seat,
		changes: changes.filter((change) => !isNew(change) || ranks.has(change.words.id))
	}));
	const isTooDeep = (change: Change<W>) => isNew(change) && tooDeep.has(change.words.id);
	const deep = all.filter(({ changes }) => changes.some(isTooDeep)).map(({ seat }) => seat.id);
	return { asked, ranks, deep };
}

/** All changes, but of what is new one at most; on a named board everybody knows whose it is. */
function inTurn<W extends OwnWords>(
	tools: Tools,
	board: Board,
	{ seat, changes }: Asked<W>,
	ranks: ReadonlyMap<string, number>
): Change<W>[] {
	if (board.stage.attribution === 'named') return changes;
	const next = changes.filter((change) => isNew(change) && ranks.get(change.words.id) === 0);
	const [one] = board.turns.has(seat.id) ? [] : shuffled(next, tools.random);
	return changes.filter((change) => !isNew(change) || change === one);
}

/** Posts so many in one write. */
const AT_ONCE = 120;
/** Writers are stored so many at a time. */
const WRITERS_AT_ONCE = 500;

/** Posts all that is wanted: many in several writes that pages hear of together. Returns the ids that came to the wall. */
async function post<W extends OwnWords>(
	sort: Sort<W>,
	tools: Tools,
	board: Board,
	wanted: readonly Change<W>[],
	ranks: ReadonlyMap<string, number>
): Promise<Set<string>> {
	if (wanted.length === 0) return new Set();
	// Authors first: after a crash between the two, the writer still owns the words.
	await saveAuthors(tools, board, wanted);
	const own = wanted.filter(({ words, seat }) => board.authors.get(words.id) === seat.id);
	// The order of a shared document is its history: it must not tell whose words these are.
	const shuffledOwn = board.stage.attribution === 'named' ? own : shuffled(own, tools.random);
	const rank = ({ words }: Change<W>) => ranks.get(words.id) ?? 0;
	const changes = shuffledOwn.toSorted((a, b) => rank(a) - rank(b));
	const live = tools.live();
	const same = await live.readWall(
		board.id,
		(wall) => !changes.some((change) => sort.differs(wall, change))
	);
	if (same) return new Set();
	const today = dayOf(tools.clock());
	const places = await placesFor(sort, tools, board, changes);
	const writes = slicesOf(changes, AT_ONCE).map(
		(slice) => (wall: Wall) => sort.write(wall, board.stage, slice, today, places)
	);
	const came = await live.writeWallTogether(board.id, writes);
	return new Set(came.flatMap((ids) => [...ids]));
}
/** Of many, beside the event loop and for all of them at once; of few, each write finds its own. */
async function placesFor<W extends OwnWords>(
	sort: Sort<W>,
	{ live, heavy }: Tools,
	board: Board,
	changes: readonly Change<W>[]
): Promise<Readonly<Record<string, Place>> | undefined> {
	const texts = sort.toPlace(changes);
	if (changes.length <= AT_ONCE || texts.length === 0) return undefined;
	return heavy.run('placesOn', { wall: await live().copyWall(board.id), texts }, now(board.id));
}
function slicesOf<T>(all: readonly T[], most: number): T[][] {
	const slices: T[][] = [];
	for (let at = 0; at < all.length; at += most) slices.push(all.slice(at, at + most));
	return slices;
}

/**
 * What this desk asks of the wall in the step where the group is. What was written in another step waits
 * for that one, or for its writer. Words of others and words without a writer are not its to change.
 */
function changesOf<W extends OwnWords>(
	sort: Sort<W>,
	board: Board,
	stage: Stage,
	desk: ReadDesk,
	wall: Wall
): Change<W>[] {
	const seat = signing(board, desk);
	const changes: Change<W>[] = [];
	for (const words of sort.at(desk)) {
		const author = board.authors.get(words.id);
		const here = words.step === stage.currentStep;
		if (author === seat.id && sort.isHeld(stage, words)) continue;
		if (!words.archived && author === seat.id) board.restored.delete(words.id);
		if (sort.has(wall, words.id)) {
			if (author !== seat.id) continue;
			if (here) changes.push({ kind: 'edit', words, seat });
			const archive = { kind: 'archive', words, seat } as const;
			if (!board.restored.has(words.id) && sort.differs(wall, archive)) changes.push(archive);
		} else if (here && !words.archived && (author === undefined || author === seat.id)) {
			changes.push({ kind: 'add', words, seat });
		}
	}
	return changes;
}

/** As whom somebody posts: where notes say the function, one may leave it out. */
const signing = ({ stage }: Board, { seat, unsigned }: ReadDesk): StoredParticipant =>
	unsigned && stage.attribution === 'function' ? { ...seat, fn: '' } : seat;

async function saveAuthors<W extends OwnWords>(
	tools: Tools,
	board: Board,
	changes: readonly Change<W>[]
) {
	const fresh = changes
		.filter((change) => isNew(change) && !board.authors.has(change.words.id))
		.map(({ words, seat }) => ({ note: words.id, participant: seat.id }));
	if (fresh.length === 0) return;
	for (const some of slicesOf(fresh, WRITERS_AT_ONCE))
		await tools.store.saveAuthors(board.id, some).then(() => setImmediate());
	for (const { note, participant } of fresh)
		if (!board.authors.has(note)) board.authors.set(note, participant);
}
