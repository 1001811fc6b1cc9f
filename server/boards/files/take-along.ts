/** Everything that the server keeps about one person, for the page that shows it and for a file to download. */
import type { Answer } from '../../../src/lib/workshop/items/shapes.ts';
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import { readItem } from '../../../src/lib/wall/items.ts';
import type { Desk } from '../../../src/lib/wall/desk.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import { dayOf } from '../../../src/lib/workshop/days.ts';
import type { PersonBoard, PersonFile, WordsState } from '../../../src/lib/wall/person-file.ts';
import type { Note } from '../../../src/lib/workshop/types.ts';
import type { ExportFile, PersonalBoard } from '../../services.ts';
import type { StoredParticipant } from '../../store/store.ts';
import { nameOf } from '../../sync/documents.ts';
import type { Board } from '../board.ts';
import { whyNotWithout } from '../life/erasing.ts';
import { historyOf } from '../versions/history.ts';
import type { OpenBoards } from '../open-boards.ts';
import { ownTemplates } from '../own-templates.ts';
import type { Deps } from '../deps.ts';

/** The boards that hold data about a user, newest first. */
export async function boardsWith(
	{ store }: Deps,
	open: OpenBoards,
	userId: string
): Promise<PersonalBoard[]> {
	const rows: PersonalBoard[] = [];
	for (const { board: id, name, role, removedAt } of await store.listSeatsOf(userId)) {
		const board = await open.open(id);
		if (!board) continue;
		const { title, archivedAt, deletedAt } = board.stage;
		const state =
			removedAt !== null
				? 'removed'
				: deletedAt !== undefined
					? 'deleted'
					: archivedAt !== undefined
						? 'archived'
						: 'here';
		const steersAlone = whyNotWithout(board, userId) !== null;
		rows.push({ board: id, title, name, role, state, steersAlone });
	}
	for (const { board: id, name } of await store.listWaitingOf(userId)) {
		const title = (await open.open(id))?.stage.title;
		if (title !== undefined)
			rows.push({
				...{ board: id, title, name, role: 'participant' },
				...{ state: 'waiting', steersAlone: false }
			});
	}
	return rows;
}

/** Everything that the server keeps about a user, as a file. */
export async function personFile(
	deps: Deps,
	open: OpenBoards,
	userId: string,
	messages: AllMessages
): Promise<ExportFile> {
	const { store, clock } = deps;
	const boards: PersonBoard[] = [];
	for (const seat of await store.listSeatsOf(userId)) {
		const board = await open.open(seat.board);
		if (board) boards.push(await personBoard(deps, board, seat, messages));
	}
	const waiting: PersonFile['waiting'] = [];
	for (const { board: id, name, fn, askedAt } of await store.listWaitingOf(userId)) {
		const board = await open.open(id);
		if (board)
			waiting.push({ board: id, title: board.stage.title, name, fn: fnOf(board, fn), askedAt });
	}
	const templates = (await ownTemplates(deps, userId)).map(({ title, steps }) => ({
		title,
		steps
	}));
	const sessions = await store.listSessions(userId);
	const file: PersonFile = {
		...{ format: 'groundwork-person', version: 1, madeAt: clock() },
		sessionsUntil: sessions.map(({ expiresAt }) => expiresAt),
		...{ boards, waiting, templates }
	};
	return {
		filename: `${messages.files.names.myData(dayOf(clock()))}.json`,
		type: 'application/json',
		body: JSON.stringify(file, null, '\t')
	};
}

async function personBoard(
	deps: Deps,
	board: Board,
	seat: StoredParticipant,
	messages: AllMessages
): Promise<PersonBoard> {
	const { stage } = board;
	const { id, name, fn, role, joinedAt, removedAt } = seat;
	const posted = new Set([...board.authors].filter(([, by]) => by === id).map(([words]) => words));
	const atDesk = await deps.live().readDesk(board.id, id, (desk) => deskOf(board, desk));
	const onWall = await deps
		.live()
		.readWall(board.id, (wall) => wallOf(wall, posted, atDesk, titlesOf(wall, posted, atDesk)));
	const shares = await deps.store.listShares(
		nameOf({ kind: 'wall', board: board.id, epoch: stage.epoch })
	);
	const history = await historyOf(deps, board, 'oneself', messages, id);
	const { dots, ratings, notes, answers } = onWall;
	const { finished, shownAlone, unsigned, begun, kept, visitedAt } = atDesk;
	return {
		...{ board: board.id, title: stage.title, attribution: stage.attribution },
		...{ archivedAt: stage.archivedAt ?? null, deletedAt: stage.deletedAt ?? null },
		seat: { id, name, fn: fnOf(board, fn), role, joinedAt, removedAt },
		...{ notes, answers, dots, ratings, finished, shownAlone, unsigned, begun, kept, visitedAt },
		added: shares.get(id) ?? { bytes: 0, structs: 0 },
		did: history.map(({ at, did }) => ({ at, did }))
	};
}

const fnOf = ({ stage }: Board, fn: string) =>
	stage.functions.find(({ id }) => id === fn)?.name ?? '';
const stepOf = ({ stage }: Board, step: string) =>
	stage.steps.find(({ id }) => id === step)?.title ?? '';

/** The contents of a desk. Items whose text is only on the wall are given by id. */
function deskOf(board: Board, desk: Desk) {
	const { functions, rounds, steps } = board.stage;
	const numberOf = (round: string) => rounds.findIndex(({ id }) => id === round) + 1 || null;
	const choices = (of: (fn: string) => boolean | null) =>
		functions.flatMap(({ id, name }) => {
			const choice = of(id);
			return choice === null ? [] : [{ fn: name, choice }];
		});
	return {
		notes: desk.notes().map((note) => ({ ...note, step: stepOf(board, note.step) })),
		answers: desk.answers().map((answer) => ({ ...answer, step: stepOf(board, answer.step) })),
		ballots: desk
			.rounds()
			.map((round) => ({ round: numberOf(round), ballot: Object.entries(desk.ballot(round)) })),
		marks: [...desk.marks()],
		finished: [
			...steps.filter(({ id }) => desk.isReady(id)).map(({ title }) => title),
			...rounds.filter(({ id }) => desk.isReady(id)).map(({ id }) => numberOf(id) ?? 0)
		],
		shownAlone: choices((fn) => desk.consent(fn)).map(({ fn, choice: agreed }) => ({ fn, agreed })),
		unsigned: choices((fn) => desk.unsigned(fn)).map(({ fn, choice: leavesOut }) => ({
			fn,
			leavesOut
		})),
		begun: desk.composer().text,
		kept: desk.kept.list(),
		visitedAt: desk.visitedAt()
	};
}

/**
 * The title of each id on the wall, or ''. An answer is shown by its text, so only the person's own answers have a
 * title.
 */
function titlesOf(wall: Wall, posted: ReadonlySet<string>, desk: ReturnType<typeof deskOf>) {
	const ownAnswer = (id: string) =>
		desk.answers.find((answer) => answer.id === id)?.text ??
		(posted.has(id) ? readItem(wall, 'answers', id)?.text : undefined);
	return (id: string) =>
		wall.cluster(id)?.title ?? readItem(wall, 'outcomes', id)?.statement ?? ownAnswer(id) ?? '';
}

/** The same with the person's words on the wall. `posted` are ids of words that the server knows as this person's. */
function wallOf(
	wall: Wall,
	posted: ReadonlySet<string>,
	desk: ReturnType<typeof deskOf>,
	titleOf: (id: string) => string
): Pick<PersonBoard, 'notes' | 'answers' | 'dots' | 'ratings'> {
	const stateOf = (there: Note | Answer | null, archived: boolean): WordsState =>
		archived ? 'taken back' : there === null ? 'not posted' : 'posted';
	const elsewhere = [...posted].filter(
		(id) => ![...desk.notes, ...desk.answers].some((words) => words.id === id)
	);
	const only = { writtenAt: null, step: '' };
	return {
		notes: [
			...desk.notes.map(({ id, text, kind, at, step, archived }) => ({
				...{ id, text, kind, writtenAt: at, step },
				state: stateOf(wall.note(id), archived)
			})),
			...elsewhere.flatMap((id) => {
				const note = wall.note(id);
				if (!note) return [];
				const { text, kind, archived } = note;
				return [{ id, text, kind, ...only, state: stateOf(note, archived) }];
			})
		],
		answers: [
			...desk.answers.map(({ id, text, question, about, at, step, archived }) => ({
				...{ id, text, question, about: titleOf(about), writtenAt: at, step },
				state: stateOf(readItem(wall, 'answers', id), archived)
			})),
			...elsewhere.flatMap((id) => {
				const answer = readItem(wall, 'answers', id);
				if (!answer) return [];
				const { text, question, about, archived } = answer;
				const state = stateOf(answer, archived);
				return [{ id, text, question, about: titleOf(about), ...only, state }];
			})
		],
		dots: desk.ballots.map(({ round, ballot }) => ({
			round,
			spent: ballot.map(([cluster, dots]) => ({ problem: titleOf(cluster) || cluster, dots }))
		})),
		ratings: desk.marks.map(([outcome, { mark, of }]) => ({
			...{ outcome: titleOf(outcome), wording: of, rating: mark }
		}))
	};
}
