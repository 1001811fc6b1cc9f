/**
 * Desk → wall. Takes in what changed at desks: renews their counts and, when the step posts at once,
 * brings the wall up to what they say. Everything here may be done again without changing anything.
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

/** Between two notes that one desk brought at once, in milliseconds. */
const TURN_MS = { least: 1000, spread: 4000 };

/** Takes in these desks, now. Run it inside the board's queue. Rejects if something was not committed. */
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

/** Posts what waits at all desks in a step that the group left, as if it were there. Rejects like `takeIn`. */
async function revealLeft(deps: Deps, board: Board, step: string): Promise<void> {
	const everybody = board.seats().map(({ id }) => id);
	const desks = await readDesks(deps, board, everybody);
	const asIfThere = { ...board.stage, currentStep: step };
	await bring(NOTES, deps, board, asIfThere, desks, 'together');
	await countDesks(deps, board, desks);
}

/** Lets the next note or answer of a desk come after a while. */
function waitForTurn(deps: Deps, board: Board, participant: string) {
	board.turns.add(participant);
	deps.later(TURN_MS.least + deps.random() * TURN_MS.spread, () => {
		board.turns.delete(participant);
		board.changedDesks.add(participant);
		void board.serially(() => takeInChanged(deps, board, 'in turns'));
	});
}

/** Takes in the desks that changed. What fails stays in hand and is tried with the next change. */
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
 * Takes in every desk of the board: after a reveal, after a step change, and when it is loaded. Where a step is named
 * that the group left, its notes come first; if that fails, they wait on, and can be revealed again.
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

/** Brings the wall up to what these desks hold of one sort. `stage` says in which step the group is; see `Known`. */
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
	// Where there is room again, those who found none have their turn, unless one is to come anyway.
	const again = planned.makesRoom
		? board.unpostedFor(sort.name, 'full').filter((id) => !turns.has(id))
		: [];
	return { posted, waiting: [...new Set([...planned.waiting, ...again])], told };
}

/** Whether it changes words that are posted, other than by taking them back. */
const changesPosted = (change: Change<OwnWords>) => !isNew(change) && !takesBack(change);

/** Those who want to change posted words, and have added as much to the wall as one person may. */
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

/** What these desks ask of the wall, and what the wall holds where something of it is to grow. */
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
