/**
 * Runs a command on an open board: gathers what the command needs, saves the result once, and carries out its
 * effects.
 */
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import type { Command } from '../../../src/lib/workshop/commands.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { openRound } from '../../../src/lib/workshop/permissions.ts';
import type { Cluster } from '../../../src/lib/workshop/types.ts';
import type { Ran } from '../../services.ts';
import { archiveNote } from '../../../src/lib/wall/mutations.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { Board } from '../board.ts';
import type { Effect } from './applied.ts';
import { applyCommand, whyNotGive, type CommandContext } from './commands.ts';
import { anySecrets, countedBy } from './counting.ts';
import { NO_WORK, readMarks, workOn, type Work } from './gate.ts';
import { renewLink } from '../joining/joining.ts';
import { forget } from '../joining/waiting-room.ts';
import { forgetWriters } from '../life/forgetting.ts';
import { sendAway } from '../life/life.ts';
import { diskLow } from '../disk-low.ts';
import { keepTemplate, whyNoTemplate } from '../own-templates.ts';
import { notesOn } from '../posting/notes-on-wall.ts';
import { takeInAll } from '../posting/posting.ts';
import { readBallots } from './rounds.ts';
import type { Deps } from '../deps.ts';
import {
	beginEpoch,
	beginningOf,
	keepVersion,
	unpacked,
	whyNotKeep,
	whyNotSetBack,
	type VersionWish
} from '../versions/versions.ts';

const NOT_SAVED: Ran = {
	ok: false,
	status: 409,
	reason: (m) => m.commands.notSaved
};

/** Commands that take much disk space and are not urgent. */
const GROWS: ReadonlySet<Command['kind']> = new Set([
	'keepVersion',
	'restoreVersion',
	'saveTemplate'
]);

/** Call it inside the board's queue. A command id that was run before returns ok. */
export async function runCommand(
	deps: Deps,
	board: Board,
	participant: string,
	command: Command,
	messages: AllMessages
): Promise<Ran> {
	try {
		return await runOnce(deps, board, participant, command, messages);
	} catch (error) {
		deps.log.error({ board: board.id, kind: command.kind, err: error }, 'command failed');
		return NOT_SAVED;
	}
}

async function runOnce(
	deps: Deps,
	board: Board,
	participant: string,
	command: Command,
	messages: AllMessages
): Promise<Ran> {
	const { store } = deps;
	const by = board.seat(participant);
	if (!by) return { ok: false, status: 403, reason: (m) => m.requests.notOnBoard };
	if (await store.hasCommand(board.id, command.id)) return ranBefore(board);
	// This comes before anything is read for the command.
	const reason = whyNotGive(board.stage, command, by.role);
	if (reason !== null) return { ok: false, status: 403, reason };
	if (GROWS.has(command.kind) && deps.diskLow()) return { ok: false, status: 409, reason: diskLow };
	board.counting = countedBy(command);
	try {
		return await carryOut(deps, board, by, command, messages);
	} finally {
		// After a failure the round continues with all accepted votes.
		board.counting = null;
	}
}

async function carryOut(
	deps: Deps,
	board: Board,
	by: CommandContext['by'],
	command: Command,
	messages: AllMessages
): Promise<Ran> {
	const { store } = deps;
	const context = { messages, ...(await gather(deps, board, by, command)) };
	const applied = applyCommand(board.stage, command, context);
	if (!applied.ok) return applied;
	// Seats, links and notes come before the stage. After a crash between the two, the same command, sent again,
	// does the same and is then recorded.
	const { id, kind } = command;
	const given = { id, by: by.id, at: context.now };
	for (const effect of applied.effects) await prepare(deps, board, effect, given);
	const record = { board: board.id, ...given, kind, body: JSON.stringify(command) };
	const epoch = applied.effects.find((effect) => effect.kind === 'beginEpoch');
	const begins = epoch && beginningOf(applied.stage, epoch.version);
	if (!(await store.saveStage(applied.stage, record, begins))) return ranBefore(board);
	if (epoch) await beginEpoch(deps, board, applied.stage, beforeRestore(board, given));
	else board.stage = applied.stage;
	deps.log.info({ board: board.id, kind, version: board.stage.version }, 'command');
	for (const effect of applied.effects) await followUp(deps, board, effect);
	board.announce();
	return { ok: true, version: board.stage.version };
}
/** Who gave a command, when, and under which id. */
type Given = Pick<VersionWish, 'id' | 'by' | 'at'>;

const beforeRestore = ({ stage }: Board, given: Given): VersionWish => ({
	...given,
	reason: 'restore',
	name: '',
	stage
});
const ranBefore = (board: Board): Ran => ({ ok: true, version: board.stage.version });

async function gather(
	deps: Deps,
	board: Board,
	by: CommandContext['by'],
	command: Command
): Promise<Omit<CommandContext, 'messages'>> {
	const live = deps.live();
	const counts = board.counting !== null;
	const note = command.kind === 'restoreNote' ? command.note : null;
	return {
		by,
		seats: board.seats(),
		seatCount: board.seatCount,
		newcomers: board.newcomers(),
		now: deps.clock(),
		makeId: deps.makeId,
		clusters: await clustersFor(deps, board, command.kind),
		ballots:
			command.kind === 'closeRound' && counts ? await readBallots(deps, board, command.round) : [],
		unrevealed: command.kind === 'reveal' ? board.waitingIn(command.step) : 0,
		whyNotKeep: command.kind === 'keepVersion' ? await whyNotKeep(deps, board, command.id) : null,
		whyNotSetBack: command.kind === 'restoreVersion' ? await whyNotSetBack(deps, board) : null,
		whyNoTemplate:
			command.kind === 'saveTemplate' ? await whyNoTemplate(deps, by.userId, command.id) : null,
		version:
			command.kind === 'restoreVersion' ? await unpacked(deps, board, command.version) : null,
		hasSecrets: await hasSecrets(deps, board, by, command),
		work: await workFor(deps, board, command.kind),
		marks:
			command.kind === 'revealAgreement' && counts
				? await readMarks(deps, board, command.outcome)
				: [],
		toRestore:
			note === null ? 'missing' : await live.readWall(board.id, (wall) => toRestore(wall, note))
	};
}
/** Whether a note can be restored. It does not fit if the wall already shows the maximum number. */
function toRestore(wall: Wall, id: string): CommandContext['toRestore'] {
	const note = wall.note(id);
	if (!note) return 'missing';
	return note.archived && notesOn(wall).seen >= LIMITS.notesPerBoard ? 'full' : 'fits';
}
/**
 * Whether votes that affect the permission for a command are still secret. If other people's votes matter,
 * everybody's count, and an open round counts as voted in: otherwise a refusal would reveal who has voted.
 */
async function hasSecrets(
	deps: Deps,
	board: Board,
	by: CommandContext['by'],
	command: Command
): Promise<boolean> {
	switch (command.kind) {
		case 'setSelf':
			return command.fn !== by.fn && anySecrets(deps, board, [by]);
		case 'setRole':
			if (command.role !== 'observer')
				return anySecrets(
					deps,
					board,
					board.seats().filter(({ id }) => id === command.person)
				);
			break;
		case 'setSmallestGroup':
			break;
		default:
			return false;
	}
	// Removed people may return.
	return openRound(board.stage) !== null || anySecrets(deps, board, board.everybody());
}
/** People cannot vote on a cluster without notes, even if it has a name, but the group can choose it. */
async function clustersFor(
	deps: Deps,
	board: Board,
	kind: Command['kind']
): Promise<readonly Cluster[]> {
	if (kind !== 'openRound' && kind !== 'closeRound' && kind !== 'choose') return [];
	const fewest = kind === 'choose' ? 0 : 1;
	return deps.live().readWall(board.id, (wall) => liveClusters(wall, fewest));
}
async function workFor(deps: Deps, board: Board, kind: Command['kind']): Promise<Work> {
	const { gate, chosen } = board.stage;
	const isNeeded =
		kind === 'openGate' ||
		kind === 'revealAgreement' ||
		kind === 'decide' ||
		(kind === 'goToStep' && gate === null);
	return isNeeded ? deps.live().readWall(board.id, (wall) => workOn(wall, chosen)) : NO_WORK;
}
function liveClusters(wall: Wall, fewest: number): Cluster[] {
	return [...wall.grouped()]
		.filter(([, notes]) => notes.length >= fewest)
		.map(([id]) => wall.cluster(id))
		.filter((cluster) => cluster !== null);
}

/** What must be durable before the command counts as done. */
async function prepare(deps: Deps, board: Board, effect: Effect, given: Given) {
	switch (effect.kind) {
		case 'saveSeat':
		case 'seatNewcomer':
			return deps.store.saveParticipant(effect.seat);
		case 'saveNewcomer':
			return deps.store.saveNewcomer(effect.newcomer);
		case 'renewLink':
			await renewLink(deps, board.id, effect.role);
			// A code leads to the participants' link, so a code that people already know must stop working with the
			// link.
			return deps.store.dropCodes(board.id);
		case 'restoreNote':
			return deps.live().writeWall(board.id, (wall) => archiveNote(wall, effect.note, false));
		case 'keepVersion':
			// The group can continue without a version; that is better than not continuing.
			if (effect.reason === 'step' && deps.diskLow()) return undefined;
			return keepVersion(deps, board, {
				...given,
				reason: effect.reason,
				name: effect.name,
				stage: effect.stage
			});
		case 'beginEpoch':
			return keepVersion(deps, board, beforeRestore(board, given));
		case 'saveTemplate': {
			const userId = board.seat(given.by)?.userId ?? '';
			return keepTemplate(deps, userId, { ...given, title: effect.title }, board.stage);
		}
		case 'dropNewcomer':
		case 'post':
		case 'leave':
		case 'forgetWriters':
			return undefined;
	}
}

async function followUp(deps: Deps, board: Board, effect: Effect) {
	switch (effect.kind) {
		case 'saveSeat':
			board.setSeat(effect.seat);
			return deps.live().disconnect(board.id, effect.seat.id, effect.close);
		case 'seatNewcomer':
			board.setSeat(effect.seat);
			return forget(deps, board, effect.seat.id);
		case 'saveNewcomer':
			return board.setNewcomer(effect.newcomer);
		case 'dropNewcomer':
			return forget(deps, board, effect.newcomer);
		case 'restoreNote':
			return void board.restored.add(effect.note);
		case 'post':
			return takeInAll(deps, board, effect.step);
		// Notes at desks that are missing on the restored wall count as waiting.
		case 'beginEpoch':
			return takeInAll(deps, board);
		case 'leave':
			return sendAway(deps, board);
		case 'forgetWriters':
			return forgetWriters(deps, board);
		case 'keepVersion':
		case 'renewLink':
		case 'saveTemplate':
			return undefined;
	}
}
