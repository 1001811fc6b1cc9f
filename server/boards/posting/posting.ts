/**
 * Posts from desks to the wall. Reads changed desks, updates their counts and, if the step posts at once, updates
 * the wall to match. Everything here can run again without changing anything.
 */
import { currentStep, postsAtOnce, whyNot } from '../../../src/lib/workshop/permissions.ts';
import type { Stage, Unposted } from '../../../src/lib/workshop/types.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';
import { ANSWERS } from './answers.ts';
import { askedBy, type Asked, type Known } from './asking.ts';
import { countDesks, readDesks, type ReadDesk } from './desks.ts';
import { NOTES } from './notes.ts';
import { isNew, type Change, type Counts, type OwnWords, type Sort } from './own-words.ts';
import { plan, type Pace } from './plan.ts';
import { publish } from './publish.ts';
import { growsBoard, takesBack } from './shares.ts';
import { inSlices } from './slices.ts';
import { renewWordings } from './outcome-wordings.ts';

/** Delay between two notes that one desk adds at the same time, in milliseconds. */
const TURN_MS = { least: 1000, spread: 4000 };

/** Processes these desks now. Call it inside the board's queue. Rejects if something was not committed. */
async function takeIn(
	deps: Deps,
	board: Board,
	participants: readonly string[],
	pace: Pace
): Promise<void> {
	const desks = await readDesks(deps, board, participants);
	const { stage } = board;
	const step = currentStep(stage);
	const { posted, waiting, told } =
		step.kind === 'post'
			? await bring(NOTES, deps, board, stage, desks, pace, postsAtOnce(step))
			: await bring(ANSWERS, deps, board, stage, desks, pace);
	const differs = await countDesks(deps, board, desks);
	if (differs || told || posted.size > 0) board.announce('calmly');
	for (const participant of waiting) waitForTurn(deps, board, participant);
}

/**
 * Posts everything that waits at all desks for a step that the group left, as if the group were there. Rejects like
 * `takeIn`.
 */
async function revealLeft(deps: Deps, board: Board, step: string): Promise<void> {
	const everybody = board.seats().map(({ id }) => id);
	const desks = await readDesks(deps, board, everybody);
	const asIfThere = { ...board.stage, currentStep: step };
	await bring(NOTES, deps, board, asIfThere, desks, 'together');
	await countDesks(deps, board, desks);
}

/** Posts the next note or answer of a desk after a delay. */
function waitForTurn(deps: Deps, board: Board, participant: string) {
	board.turns.add(participant);
	deps.later(TURN_MS.least + deps.random() * TURN_MS.spread, () => {
		board.turns.delete(participant);
		board.changedDesks.add(participant);
		void board.serially(() => takeInChanged(deps, board, 'in turns'));
	});
}

/** Processes the desks that changed. A failed desk stays on the list and is retried with the next change. */
export async function takeInChanged(deps: Deps, board: Board, pace: Pace): Promise<void> {
	const participants = [...board.changedDesks];
	if (participants.length === 0) return;
	board.changedDesks.clear();
	try {
		await takeIn(deps, board, participants, pace);
	} catch (error) {
		for (const participant of participants) board.changedDesks.add(participant);
		deps.log.error({ board: board.id, err: error }, 'desks could not be taken in');
	}
}

/**
 * Processes every desk of the board: after a reveal, after a step change and after loading. With `left`, a step
 * that the group left, it posts the notes of that step instead. If that fails, they keep waiting and can be
 * revealed again.
 */
export async function takeInAll(deps: Deps, board: Board, left?: string): Promise<void> {
	if (left !== undefined)
		return revealLeft(deps, board, left).catch((err: unknown) =>
			deps.log.error({ board: board.id, err }, 'notes could not be revealed')
		);
	await renewWordings(deps, board).catch((err: unknown) =>
		deps.log.error({ board: board.id, err }, 'outcomes could not be read')
	);
	for (const { id } of board.seats()) board.changedDesks.add(id);
	await takeInChanged(deps, board, 'together');
}

/**
 * Updates the wall with the words of one sort at these desks. `stage` says which step counts as current; see
 * `Known`.
 */
async function bring<W extends OwnWords>(
	sort: Sort<W>,
	deps: Deps,
	board: Board,
	stage: Stage,
	desks: readonly ReadDesk[],
	pace: Pace,
	opens = true
): Promise<{ posted: Set<string>; waiting: string[]; told: boolean }> {
	const writing = desks.filter(({ seat }) => whyNot(sort.action, seat.role, stage) === null);
	if (writing.length === 0) return { posted: new Set(), waiting: [], told: false };
	const { authors, restored, turns } = board;
	const known = { stage, authors, restored, turns, opens };
	const { asked, counts } = await askAll(sort, deps, board, known, writing);
	const spent = await whoHasAddedMuch(deps, board, asked);
	const planned = plan(sort, known, withoutChangesOf(spent, asked), counts, pace, deps.random);
	for (const id of planned.decided) board.restored.delete(id);
	const posted = await publish(sort, deps, board, planned);
	const much = [...spent].map((id) => [id, 'much'] as const);
	const unposted = new Map<string, Unposted>([...much, ...planned.unposted]);
	const told = tellUnposted(sort, board, writing, unposted);
	// If there is room again, desks that found none get a turn, unless one is already scheduled.
	const again = planned.makesRoom
		? board.unpostedFor(sort.name, 'full').filter((id) => !turns.has(id))
		: [];
	return { posted, waiting: [...new Set([...planned.waiting, ...again])], told };
}

/** Whether it changes posted words in another way than by taking them back. */
const changesPosted = (change: Change<OwnWords>) => !isNew(change) && !takesBack(change);

/** People who want to change posted words but have already added as much to the wall as one person may. */
async function whoHasAddedMuch<W extends OwnWords>(
	{ live }: Deps,
	board: Board,
	asked: readonly Asked<W>[]
): Promise<ReadonlySet<string>> {
	const changing = asked
		.filter(({ seat, changes }) => seat.role !== 'facilitator' && changes.some(changesPosted))
		.map(({ seat }) => seat.id);
	return changing.length > 0 ? live().overShare(board.id, changing) : new Set();
}
const withoutChangesOf = <W extends OwnWords>(
	people: ReadonlySet<string>,
	asked: readonly Asked<W>[]
): Asked<W>[] =>
	asked.map((desk) =>
		people.has(desk.seat.id)
			? { ...desk, changes: desk.changes.filter((change) => !changesPosted(change)) }
			: desk
	);

/** What these desks ask of the wall, and the wall's counts if the changes would make it grow. */
async function askAll<W extends OwnWords>(
	sort: Sort<W>,
	{ live }: Deps,
	board: Board,
	known: Known,
	desks: readonly ReadDesk[]
): Promise<{ asked: Asked<W>[]; counts: Counts }> {
	let counts: Counts | null = null;
	const askSome = (some: readonly ReadDesk[]) =>
		live().readWall(board.id, (wall) => {
			const asked = some.map((desk) => askedBy(sort, wall, known, desk));
			if (asked.some(({ changes }) => changes.some(growsBoard))) counts ??= sort.counts(wall);
			return asked;
		});
	const asked = await inSlices(desks, (desk) => sort.at(desk).length, askSome);
	return { asked, counts: counts ?? { seen: 0, kept: 0 } };
}

/** Stores why something at these desks is not posted. Returns whether that changed. */
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
