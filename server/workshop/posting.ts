/**
 * Desk → wall. Takes in what changed at desks: renews their counts and, when the step posts at once,
 * brings the wall up to what they say. Everything here may be done again without changing anything.
 */
import { UNPARKED } from '../../src/lib/workshop/beginning.ts';
import { placeBeside, shuffled, type Place } from '../../src/lib/workshop/layout.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { currentStep, postsAtOnce, whyNot } from '../../src/lib/workshop/permissions.ts';
import { isPlainId } from '../../src/lib/workshop/text.ts';
import type { DeskNote, Note, Stage } from '../../src/lib/workshop/types.ts';
import { addNote, archiveNote, editNote } from '../../src/lib/wall/mutations.ts';
import type { Wall } from '../../src/lib/wall/wall.ts';
import type { StoredParticipant } from '../store/store.ts';
import type { Board, DeskFacts } from './board.ts';
import { boxesOf } from './boxes.ts';
import type { Tools } from './tools.ts';

/**
 * Together: all that waits comes in one go, and in random order. In turns: of several new notes of one desk one
 * comes now, and the next after a while. As neighbours in the document, and in time, they would tell that one
 * person wrote them.
 */
export type Pace = 'together' | 'in turns';

interface ReadDesk {
	seat: StoredParticipant;
	notes: DeskNote[];
	ready: ReadonlySet<string>;
}
interface Change {
	kind: 'add' | 'edit' | 'archive';
	note: DeskNote;
	/** Whose desk asks for it. */
	seat: StoredParticipant;
}

/** A page makes ids of this length; a desk may hold anything. */
const MIN_ID_CHARS = 8;
const isNoteId = (id: string) => id.length >= MIN_ID_CHARS && isPlainId(id);

/**
 * Takes in these desks, now. Run it inside the board's queue. Returns whose next note waits from now on for its
 * turn. Rejects if something was not committed.
 */
async function takeIn(
	tools: Tools,
	board: Board,
	participants: readonly string[],
	pace: Pace
): Promise<string[]> {
	const desks = await readDesks(tools, board, participants);
	const onWall = await tools
		.live()
		.readWall(board.id, (wall) => new Set(allIds(desks).filter((id) => wall.notes.has(id))));
	const asked = postsAtOnce(currentStep(board.stage)) ? askedOf(board, desks, onWall) : [];
	const now = asked.flatMap((desk) =>
		pace === 'together' ? desk.changes : inTurn(tools, board, desk)
	);
	const posted = await post(tools, board, now);
	let differs = posted.size > 0;
	for (const desk of desks) {
		const facts = factsOf(desk, (id) => onWall.has(id) || posted.has(id));
		differs ||= !sameFacts(board.facts.get(desk.seat.id), facts);
		board.facts.set(desk.seat.id, facts);
	}
	if (differs) board.announce();
	const waiting = asked
		.filter(
			({ seat, changes }) =>
				!board.turns.has(seat.id) && changes.some((one) => isNew(one) && !now.includes(one))
		)
		.map(({ seat }) => seat.id);
	for (const participant of waiting) board.turns.add(participant);
	return waiting;
}

/**
 * Takes in the desks that changed. What fails stays in hand and is tried with the next change. Returns whose
 * next note waits from now on for its turn.
 */
export async function takeInChanged(tools: Tools, board: Board, pace: Pace): Promise<string[]> {
	const participants = [...board.changedDesks];
	if (participants.length === 0) return [];
	board.changedDesks.clear();
	try {
		return await takeIn(tools, board, participants, pace);
	} catch (error) {
		for (const participant of participants) board.changedDesks.add(participant);
		tools.log.error({ board: board.id, err: error }, 'desks could not be taken in');
		return [];
	}
}

/** Takes in every desk of the board: after a reveal, after a step change, and when it is loaded. */
export async function takeInAll(tools: Tools, board: Board): Promise<void> {
	for (const { id } of board.seats()) board.changedDesks.add(id);
	await takeInChanged(tools, board, 'together');
}

function readDesks(tools: Tools, board: Board, participants: readonly string[]) {
	const { steps, rounds } = board.stage;
	const keys = [...steps, ...rounds].map(({ id }) => id);
	const seats = participants.map((id) => board.seat(id)).filter((seat) => seat !== null);
	return Promise.all(
		seats.map((seat) =>
			tools.live().readDesk(board.id, seat.id, (desk): ReadDesk => ({
				seat,
				notes: desk.notes().filter(({ id }) => isNoteId(id)),
				ready: new Set(keys.filter((key) => desk.isReady(key)))
			}))
		)
	);
}
const allIds = (desks: readonly ReadDesk[]) =>
	desks.flatMap(({ notes }) => notes.map(({ id }) => id));

function factsOf({ notes, ready }: ReadDesk, isOnWall: (id: string) => boolean): DeskFacts {
	const waiting = new Map<string, number>();
	for (const { id, step, archived } of notes)
		if (!archived && !isOnWall(id)) waiting.set(step, (waiting.get(step) ?? 0) + 1);
	return { waiting, ready };
}
function sameFacts(a: DeskFacts | undefined, b: DeskFacts): boolean {
	return a !== undefined && sameCounts(a.waiting, b.waiting) && sameSet(a.ready, b.ready);
}
const sameCounts = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) =>
	a.size === b.size && [...a].every(([step, count]) => b.get(step) === count);
const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
	a.size === b.size && [...a].every((item) => b.has(item));

interface Asked {
	seat: StoredParticipant;
	changes: Change[];
}
const isNew = ({ kind }: Change) => kind === 'add';

/** What those of these desks that may write ask of the wall. */
function askedOf(board: Board, desks: readonly ReadDesk[], onWall: ReadonlySet<string>): Asked[] {
	return desks
		.filter(({ seat }) => whyNot('write', seat.role, board.stage) === null)
		.map((desk) => ({ seat: desk.seat, changes: changesOf(board, desk, onWall) }));
}
/** All changes, but of the new notes one at most; on a named board everybody knows whose they are. */
function inTurn(tools: Tools, board: Board, { seat, changes }: Asked): Change[] {
	if (board.stage.attribution === 'named') return changes;
	const [next] = board.turns.has(seat.id) ? [] : shuffled(changes.filter(isNew), tools.random);
	return changes.filter((change) => !isNew(change) || change === next);
}

/** Posts in one transaction. Returns the ids that came to the wall. */
async function post(tools: Tools, board: Board, wanted: readonly Change[]): Promise<Set<string>> {
	if (wanted.length === 0) return new Set();
	// Authors first: after a crash between the two, the writer still owns the note.
	await saveAuthors(tools, board, wanted);
	const own = wanted.filter(({ note, seat }) => board.authors.get(note.id) === seat.id);
	// The order of a shared document is its history: it must not tell whose notes these are.
	const changes = board.stage.attribution === 'named' ? own : shuffled(own, tools.random);
	const same = await tools
		.live()
		.readWall(board.id, (wall) => !changes.some((change) => differs(wall, change)));
	if (same) return new Set();
	return tools.live().writeWall(board.id, (wall) => write(wall, board.stage, changes));
}

/**
 * What this desk asks of the wall in the step where the group is. What was written in another step waits
 * for that one, or for its writer. Notes of others and notes without a writer are not its to change.
 */
function changesOf(board: Board, { seat, notes }: ReadDesk, onWall: ReadonlySet<string>): Change[] {
	const changes: Change[] = [];
	for (const note of notes) {
		const author = board.authors.get(note.id);
		const here = note.step === board.stage.currentStep;
		if (!note.archived && author === seat.id) board.restored.delete(note.id);
		if (onWall.has(note.id)) {
			if (author !== seat.id) continue;
			if (here) changes.push({ kind: 'edit', note, seat });
			if (!board.restored.has(note.id)) changes.push({ kind: 'archive', note, seat });
		} else if (here && !note.archived && (author === undefined || author === seat.id)) {
			changes.push({ kind: 'add', note, seat });
		}
	}
	return changes;
}

async function saveAuthors(tools: Tools, board: Board, changes: readonly Change[]) {
	const fresh = changes
		.filter(({ kind, note }) => kind === 'add' && !board.authors.has(note.id))
		.map(({ note, seat }) => ({ note: note.id, participant: seat.id }));
	if (fresh.length === 0) return;
	await tools.store.saveAuthors(board.id, fresh);
	for (const { note, participant } of fresh)
		if (!board.authors.has(note)) board.authors.set(note, participant);
}

function differs(wall: Wall, { kind, note }: Change): boolean {
	const there = wall.note(note.id);
	if (kind === 'add') return there === null && wall.notes.size < LIMITS.notesPerBoard;
	if (there === null) return false;
	return kind === 'archive'
		? there.archived !== note.archived
		: there.text !== note.text || there.kind !== note.kind;
}

/** Runs inside one write of the server. Returns the ids of the notes that it added. */
function write(wall: Wall, stage: Stage, changes: readonly Change[]): Set<string> {
	const room = Math.max(0, LIMITS.notesPerBoard - wall.notes.size);
	const additions = changes
		.filter((change) => change.kind === 'add' && differs(wall, change))
		.slice(0, room);
	const texts = additions.map(({ note: { id, text } }) => ({ id, text }));
	const places = placeBeside(boxesOf(wall), texts);
	wall.doc.transact(() => {
		for (const { kind, note } of changes) {
			if (kind === 'edit') editNote(wall, note.id, note.text, note.kind);
			if (kind === 'archive') archiveNote(wall, note.id, note.archived);
		}
		for (const change of additions)
			addNote(wall, posted(stage, change, places[change.note.id] ?? { x: 0, y: 0 }));
	}, wall.origin);
	return new Set(additions.map(({ note }) => note.id));
}

/** The note as it comes to the wall: its function and writer are the seat's, as the board declares. */
function posted({ attribution }: Stage, { note, seat }: Change, { x, y }: Place): Note {
	return {
		id: note.id,
		text: note.text,
		kind: note.kind,
		fn: attribution === 'anonymous' ? '' : seat.fn,
		by: attribution === 'named' ? seat.id : '',
		x,
		y,
		cluster: '',
		order: '',
		...UNPARKED,
		parked: note.parked,
		rewrittenAs: note.rewrittenAs,
		archived: false
	};
}
