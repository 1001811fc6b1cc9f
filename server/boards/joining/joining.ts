/** Joining a board: links, codes, and the seat that a person gets. */
import type { Saying } from '../../../src/lib/i18n/say.ts';
import { cleanLine, isVisible } from '../../../src/lib/workshop/clean-text.ts';
import { frameText } from '../../../src/lib/wall/items.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import type { Joining, Role } from '../../../src/lib/workshop/types.ts';
import { CLOSE } from '../../../src/lib/workshop/wire.ts';
import {
	CODE_ALPHABET,
	codeHint,
	joinCodeShape,
	shortened
} from '../../../src/lib/workshop/text.ts';
import type { Invitation, Joined, Result, ShareInfo } from '../../services.ts';
import type { StoredLink, StoredParticipant } from '../../store/store.ts';
import { anySecrets, countsElsewhere, STANDING_STAYS } from '../commands/counting.ts';
import { toMe, type Board } from '../board.ts';
import type { GuessBrake } from '../../requests/guess-brake.ts';
import type { OpenBoards } from '../open-boards.ts';
import type { Deps } from '../deps.ts';
import { askToJoin, forget, freeSeats, hadMany, whyNoPlace } from './waiting-room.ts';

const CODE_LIFE_MS = 24 * 3600 * 1000;
/** Number of codes to try before giving up. There are 47 million, so the first one is nearly always free. */
const CODE_TRIES = 10;

export const linkPath = (token: string) => `/j/${token}`;

type Refused = Extract<Result<never>, { ok: false }>;
const refused = (status: number, reason: Saying): Refused => ({ ok: false, status, reason });

/** Replaces the board's link for this role. The old link stops working. */
export async function renewLink(deps: Deps, board: string, role: StoredLink['role']) {
	const link = { token: deps.makeId(), board, role, createdAt: deps.clock() };
	await deps.store.saveLink(link);
	return link;
}

/** What a link shows before joining. Call it inside the board's queue. */
export async function invitation(deps: Deps, board: Board, link: StoredLink): Promise<Invitation> {
	const { token, role } = link;
	const { title, functions, attribution } = board.stage;
	const purpose = await purposeBy(deps, board, link);
	const { writersDays = LIMITS.writersDays } = board.stage;
	const seats = board.seats().filter((seat) => seat.role !== 'observer');
	return {
		...{ board: board.id, token, role, title, purpose, functions, attribution, writersDays },
		people: board.seats().length,
		joining: joiningBy(board, link),
		emptyFns: functions.map(({ id }) => id).filter((id) => !seats.some(({ fn }) => fn === id))
	};
}

/**
 * The purpose of the meeting. Its current text is on the wall, and only a link that opens the wall without approval
 * shows it. Other links show the purpose with which the board was created.
 */
async function purposeBy(deps: Deps, board: Board, link: StoredLink): Promise<string> {
	const { purpose } = board.stage;
	if (joiningBy(board, link) !== 'open') return purpose;
	const why = await deps
		.live()
		.readWall(board.id, (wall) => frameText(wall, 'why')?.toString().trim() ?? '');
	return shortened(why, LIMITS.purposeChars) || purpose;
}

/**
 * The links and the code that this person may share. An expired code is replaced. Call it inside the board's queue.
 */
export async function shareInfo(deps: Deps, board: Board, role: Role): Promise<Result<ShareInfo>> {
	const links = await deps.store.listLinks(board.id);
	const tokenOf = async (wanted: StoredLink['role']) =>
		(links.find((link) => link.role === wanted) ?? (await renewLink(deps, board.id, wanted))).token;
	const code = (await deps.store.codeOf(board.id, deps.clock())) ?? (await newCode(deps, board));
	const link = linkPath(await tokenOf('participant'));
	const facilitatorLink = role === 'facilitator' ? linkPath(await tokenOf('facilitator')) : null;
	const { code: letters, expiresAt } = code;
	return { ok: true, value: { link, facilitatorLink, code: letters, codeExpiresAt: expiresAt } };
}

/**
 * Returns the token of the participants' link that a code opens. The code is looked up inside the board's queue, so
 * an old code never leads to a renewed link. `address` is used to slow down guessing.
 */
export async function redeemCode(
	deps: Deps,
	open: OpenBoards,
	brake: GuessBrake,
	typed: string,
	address: string
): Promise<Result<string>> {
	const shape = joinCodeShape(typed);
	if (shape === null) return refused(404, codeHint);
	const entry = brake.enter(address, shape);
	if (!entry.ok) return { ok: false, ...entry.refusal };
	const token = await tokenBehind(deps, open, shape);
	if (token === null) return refused(404, ({ joining }) => joining.noCode);
	entry.guess.right();
	return { ok: true, value: token };
}
async function tokenBehind(
	{ store, clock }: Deps,
	open: OpenBoards,
	shape: string
): Promise<string | null> {
	const before = await store.findCode(shape, clock());
	const board = before && (await open.open(before.board));
	if (!board) return null;
	return board.serially(async () => {
		const code = await store.findCode(shape, clock());
		const links = code?.board === board.id ? await store.listLinks(board.id) : [];
		return links.find(({ role }) => role === 'participant')?.token ?? null;
	});
}

async function newCode(deps: Deps, board: Board) {
	for (let tries = 1; ; tries++) {
		const code = randomCode(deps.random);
		const taken = await deps.store.findCode(code, deps.clock());
		if (taken && tries < CODE_TRIES) continue;
		const stored = { code, board: board.id, expiresAt: deps.clock() + CODE_LIFE_MS };
		await deps.store.saveCode(stored);
		return stored;
	}
}
function randomCode(random: () => number): string {
	const letter = () => CODE_ALPHABET.charAt(Math.floor(random() * CODE_ALPHABET.length));
	return Array.from({ length: LIMITS.codeLetters }, letter).join('');
}

/**
 * Gives the user a seat or updates the existing one. If a facilitator has to let people in, the user waits. Call it
 * inside the board's queue. A removed person can only return by the facilitators' link.
 */
export async function takeSeat(
	deps: Deps,
	board: Board,
	userId: string,
	link: StoredLink,
	who: { name: string; fn: string }
): Promise<Result<Joined>> {
	const before = board.seatOfUser(userId);
	const here = before !== null && before.removedAt === null;
	const refusal = whyNotJoin(board, before, link, who);
	if (refusal) return refusal;
	const name = nameAs(who.name);
	if (!here && joiningBy(board, link) === 'approval')
		return askToJoin(deps, board, userId, { name, fn: who.fn });
	const seat: StoredParticipant = {
		id: before?.id ?? deps.makeId(),
		board: board.id,
		userId,
		joinedAt: before?.joinedAt ?? deps.clock(),
		removedAt: null,
		name,
		...standing(before, link.role, who.fn)
	};
	if (
		before &&
		board.stage.smallestGroup > 1 &&
		countsElsewhere(before, seat) &&
		(await anySecrets(deps, board, [before]))
	)
		return refused(409, STANDING_STAYS);
	await deps.store.saveParticipant(seat);
	board.setSeat(seat);
	const newcomer = board.newcomerOfUser(userId);
	if (newcomer) await forget(deps, board, newcomer.id);
	board.announce();
	if (here && !sameStanding(before, seat)) deps.live().disconnect(board.id, seat.id, CLOSE.rejoin);
	return { ok: true, value: { kind: 'seated', board: board.id } };
}

/** How people join by a link: the facilitators' link always lets its holder in at once. */
const joiningBy = ({ stage }: Board, { role }: StoredLink): Joining =>
	role === 'facilitator' ? 'open' : stage.joining;

const nameAs = (typed: string) => cleanLine(typed).slice(0, LIMITS.personNameChars);

/** Why a link gives no seat and no place in the waiting room for this name and function; null if it does. */
function whyNotJoin(
	board: Board,
	before: StoredParticipant | null,
	link: StoredLink,
	who: { name: string; fn: string }
): Refused | null {
	if (!isVisible(nameAs(who.name))) return refused(400, ({ joining }) => joining.name);
	if (who.fn !== '' && !board.stage.functions.some(({ id }) => id === who.fn))
		return refused(400, ({ joining }) => joining.fn);
	if (board.isDeleted) return refused(404, ({ joining }) => joining.deleted);
	return before?.removedAt === null ? null : whyNoSeat(board, before, link);
}

/** The same for a person who was never here and has no session yet. */
export const whyNoNewcomer = (
	board: Board,
	link: StoredLink,
	who: { name: string; fn: string }
): Refused | null =>
	whyNotJoin(board, null, link, who) ??
	(joiningBy(board, link) === 'approval' ? whyNoPlace(board) : null);

/** Why a person who is not on the board cannot join. */
function whyNoSeat(
	board: Board,
	before: StoredParticipant | null,
	link: StoredLink
): Refused | null {
	const more = link.role === 'facilitator' ? LIMITS.seatsForFacilitators : 0;
	if (!before && board.seatCount >= LIMITS.seatsEverPerBoard + more) return refused(409, hadMany);
	if (link.role === 'facilitator')
		return board.seats().length < LIMITS.peoplePerBoard
			? null
			: refused(409, ({ joining }) => joining.full(LIMITS.peoplePerBoard));
	if (before) return refused(403, ({ joining }) => joining.takenOff);
	if (joiningBy(board, link) === 'closed') return refused(403, ({ joining }) => joining.closed);
	// A waiting person takes no seat.
	if (joiningBy(board, link) === 'approval' || freeSeats(board.seats(), board.seatCount) > 0)
		return null;
	return refused(409, ({ joining }) => joining.fullOfParticipants);
}

/**
 * The role and function after joining by a link. A person whom a facilitator made an observer keeps the function
 * and stays an observer. A person who chose to observe may choose again.
 */
function standing(
	before: StoredParticipant | null,
	link: StoredLink['role'],
	fn: string
): Pick<StoredParticipant, 'role' | 'fn'> {
	if (link === 'facilitator' || before?.role === 'facilitator') return { role: 'facilitator', fn };
	if (before?.role === 'observer' && before.fn !== '') return { role: 'observer', fn: before.fn };
	return { role: fn === '' ? 'observer' : 'participant', fn };
}
function sameStanding(a: StoredParticipant, b: StoredParticipant): boolean {
	const [before, after] = [toMe(a), toMe(b)];
	return before.role === after.role && before.fn === after.fn && before.name === after.name;
}
