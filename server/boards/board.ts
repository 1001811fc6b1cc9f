/** An open board in memory: its stage, its seats, and the totals over its desks. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import type { StoredNewcomer, StoredParticipant } from '../store/store.ts';
import { currentStep, openRound } from '../../src/lib/workshop/permissions.ts';
import {
	agreedOf,
	foldedCounts,
	MARKS,
	toldFns,
	toldUnder
} from '../../src/lib/workshop/votes/small-groups.ts';
import type {
	Me,
	Newcomer,
	Person,
	PostedSort,
	Progress,
	Stage,
	StageView,
	Unposted
} from '../../src/lib/workshop/types.ts';
import type { Pace } from '../sync/stage-push.ts';
import type { Deps } from './deps.ts';

/** How long a view is reused: it contains the time by which pages set their clocks. */
const VIEW_AGE_MS = 1000;

/** What the server knows about one desk. Other people only ever get totals of it. */
export interface DeskFacts {
	/** Notes that were not taken back and are not on the wall, by their step. */
	waiting: ReadonlyMap<string, number>;
	/** Ids of the steps and rounds that the owner has marked as finished. */
	ready: ReadonlySet<string>;
	/** The wording that the owner rated, by outcome. */
	marked: ReadonlyMap<string, string>;
	/** Whether the owner agreed that the own function is shown separately. */
	agrees: boolean;
}
const NO_FACTS: DeskFacts = {
	waiting: new Map(),
	ready: new Set(),
	marked: new Map(),
	agrees: false
};
/** A person's desk for counting. */
interface Counted {
	fn: string;
	facts: DeskFacts;
}
type Reader = 'facilitator' | 'other';

type UnpostedAt = Record<PostedSort, Unposted | null>;
const NONE: ReadonlySet<string> = new Set();
const ALL_POSTED: UnpostedAt = { notes: null, answers: null };
const SORTS: readonly PostedSort[] = ['notes', 'answers'];

export class Board {
	readonly id: string;
	/** What is known about each desk. */
	readonly #facts = new Map<string, DeskFacts>();
	#wordings: ReadonlyMap<string, string> = new Map();
	/** How many people rated the current wording of each outcome; null until it is counted again. */
	#marked: Progress['marked'] | null = null;
	/** Who wrote which note and answer, according to the store. */
	readonly authors: Map<string, string>;
	/** Notes that a facilitator restored although their writers had taken them back. */
	readonly restored = new Set<string>();
	/** Desks that changed since they were last processed. */
	readonly changedDesks = new Set<string>();
	/**
	 * The round or the outcome whose ballots or ratings are being counted. Until that is done, no more are accepted
	 * for it.
	 */
	counting: string | null = null;
	/** Desks that have just posted a note or an answer and must wait for their next turn. */
	readonly turns = new Set<string>();
	/** Why the board accepts no changes from anybody at the moment, as a sentence, or null. */
	busyWith: ServerSentence | null = null;
	/** People who are being erased. Their changes are rejected. */
	readonly leaving = new Set<string>();
	/**
	 * The facts about erased people's desks. They stay in the totals, because the difference would reveal these
	 * people's data.
	 */
	readonly #erased: Counted[] = [];
	/**
	 * Functions whose number of waiting notes is shown separately. The set stays the same as long as any notes
	 * wait, and is null when none do. After a start it is empty, because one number for all functions is always
	 * safe.
	 */
	#waitingTold: ReadonlySet<string> | null = NONE;
	#stage: Stage;
	#seats = new Map<string, StoredParticipant>();
	#seatByUser = new Map<string, string>();
	#newcomers = new Map<string, StoredNewcomer>();
	#unposted = new Map<string, UnpostedAt>();
	/** The views, by what the readers of one class have in common. */
	#views = new Map<string, StageView>();
	#deps: Deps;
	#tail: Promise<unknown> = Promise.resolve();
	#jobs = 0;
	#usedAt: number;

	constructor(
		deps: Deps,
		stage: Stage,
		seats: readonly StoredParticipant[],
		authors: Map<string, string>,
		newcomers: readonly StoredNewcomer[] = []
	) {
		this.id = stage.board;
		this.authors = authors;
		this.#deps = deps;
		this.#stage = stage;
		this.#usedAt = deps.clock();
		this.setSeats(seats);
		for (const newcomer of newcomers) this.setNewcomer(newcomer);
	}

	get stage(): Stage {
		return this.#stage;
	}
	set stage(stage: Stage) {
		if (stage.smallestGroup !== this.#stage.smallestGroup) this.#waitingTold = NONE;
		this.#stage = stage;
		this.#marked = null;
		this.changed();
	}
	/** The current wording of outcomes, by their ids: see `wordingOf`. */
	get wordings(): ReadonlyMap<string, string> {
		return this.#wordings;
	}
	set wordings(wordings: ReadonlyMap<string, string>) {
		this.#wordings = wordings;
		this.#marked = null;
	}
	/** Number of desks that something is known about. */
	get deskCount(): number {
		return this.#facts.size;
	}
	/** Stores what is known about a desk. Returns whether that changed. */
	setFacts(participant: string, facts: DeskFacts): boolean {
		const before = this.#facts.get(participant);
		if (sameFacts(before, facts)) return false;
		this.#facts.set(participant, facts);
		if (!before || !sameMap(before.marked, facts.marked)) this.#marked = null;
		return true;
	}

	/** Runs one piece of work at a time on this board, in the order of the calls. */
	serially<T>(work: () => Promise<T>): Promise<T> {
		this.#jobs++;
		const result = this.#tail.then(work).finally(() => {
			this.#jobs--;
			this.#usedAt = this.#deps.clock();
		});
		this.#tail = result.catch(() => undefined);
		return result;
	}
	/** Resolves when everything requested so far is done. */
	async settled(): Promise<void> {
		await this.#tail;
	}
	/** Whether work is running or waiting for its turn. */
	get isBusy(): boolean {
		return this.#jobs > 0;
	}
	/** Epoch ms of the last use, or Infinity while work is running or waiting. */
	get usedAt(): number {
		return this.#jobs > 0 ? Infinity : this.#usedAt;
	}
	touch() {
		this.#usedAt = this.#deps.clock();
	}

	get isDeleted(): boolean {
		return this.#stage.deletedAt !== undefined;
	}
	/** Everybody who may be here, in the order of joining. Empty while the board is deleted. */
	seats(): StoredParticipant[] {
		if (this.isDeleted) return [];
		return [...this.#seats.values()].filter(({ removedAt }) => removedAt === null);
	}
	/** Number of people who ever had a seat. */
	get seatCount(): number {
		return this.#seats.size;
	}
	/** Everybody who was ever here, in the order of joining. */
	everybody(): StoredParticipant[] {
		return [...this.#seats.values()];
	}
	/** A seat that is not removed, on a board that is not deleted. */
	seat(participant: string): StoredParticipant | null {
		const seat = this.#seats.get(participant);
		return seat && seat.removedAt === null && !this.isDeleted ? seat : null;
	}
	/** The user's seat, even if it was removed. */
	seatOfUser(user: string): StoredParticipant | null {
		return this.#seats.get(this.#seatByUser.get(user) ?? '') ?? null;
	}
	setSeat(seat: StoredParticipant) {
		this.#seats.set(seat.id, seat);
		if (seat.userId !== '') this.#seatByUser.set(seat.userId, seat.id);
		if (seat.removedAt !== null) this.#unposted.delete(seat.id);
		this.#marked = null;
		this.changed();
	}
	setSeats(seats: readonly StoredParticipant[]) {
		const byJoining = (a: StoredParticipant, b: StoredParticipant) =>
			a.joinedAt - b.joinedAt || (a.id < b.id ? -1 : 1);
		for (const seat of [...seats].sort(byJoining)) this.setSeat(seat);
	}

	/** Drops the seat of an erased person, so that nobody finds them here any more. */
	dropSeat(id: string) {
		const seat = this.#seats.get(id);
		if (seat) this.#erased.push({ fn: seat.fn, facts: this.#facts.get(id) ?? NO_FACTS });
		this.#seats.delete(id);
		this.#seatByUser.delete(seat?.userId ?? '');
		for (const known of [this.#facts, this.#unposted, this.changedDesks, this.turns, this.leaving])
			known.delete(id);
		for (const [words, writer] of this.authors) if (writer === id) this.authors.set(words, '');
		this.#marked = null;
		this.changed();
	}

	/** People who wait to be let in or were turned away, in the order in which they asked. */
	newcomers(): StoredNewcomer[] {
		return [...this.#newcomers.values()];
	}
	newcomerOfUser(user: string): StoredNewcomer | null {
		return this.newcomers().find(({ userId }) => userId === user) ?? null;
	}
	/** A person with a seat is not added. */
	setNewcomer(newcomer: StoredNewcomer) {
		const seat = this.seatOfUser(newcomer.userId);
		if (seat && seat.removedAt === null) return;
		this.#newcomers.set(newcomer.id, newcomer);
		this.changed();
	}
	dropNewcomer(id: string) {
		this.#newcomers.delete(id);
		this.changed();
	}

	/** Stores why something at a desk is not posted. Returns whether that changed. */
	setUnposted(participant: string, sort: PostedSort, why: Unposted | null): boolean {
		const before = this.#unposted.get(participant) ?? ALL_POSTED;
		if (before[sort] === why) return false;
		this.#unposted.set(participant, { ...before, [sort]: why });
		this.changed();
		return true;
	}
	/** Participants with something at their desk that is not posted for this reason. */
	unpostedFor(sort: PostedSort, why: Unposted): string[] {
		return [...this.#unposted].filter(([, at]) => at[sort] === why).map(([id]) => id);
	}

	/** The step or the open round that a "finished" mark refers to now. */
	get readyKey(): string {
		return openRound(this.#stage)?.id ?? this.#stage.currentStep;
	}

	/** Drops the cached views. `announce` sends new ones. */
	changed() {
		this.#views.clear();
	}
	/** Sends the stage to everybody for whom something in it changed. */
	announce(pace: Pace = 'soon') {
		this.changed();
		this.#deps.live().pushStage(this.id, pace);
	}

	/**
	 * The stage as this reader may see it. Readers of one class get the same object until something changes, so
	 * that it is encoded once for all of them.
	 */
	view(me: Me): StageView {
		const reader = this.seat(me.id)?.role === 'facilitator' ? 'facilitator' : 'other';
		const now = this.#deps.clock();
		const unposted = this.#unposted.get(me.id) ?? ALL_POSTED;
		const likeness = `${reader} ${unposted.notes} ${unposted.answers}`;
		const made = this.#views.get(likeness);
		if (made && Math.abs(now - made.now) < VIEW_AGE_MS) return made;
		const { told: _, ...stage } = this.#stage;
		const view: StageView = {
			...stage,
			people: this.#people(reader),
			newcomers: reader === 'facilitator' ? this.newcomers().map(toNewcomer) : [],
			progress: this.#progress(reader),
			unposted,
			full: SORTS.filter((sort) => this.unpostedFor(sort, 'full').length > 0),
			now,
			...(reader === 'facilitator' && this.#deps.diskLow() ? { diskLow: true } : {})
		};
		this.#views.set(likeness, view);
		return view;
	}

	#people(reader: Reader): Person[] {
		const online = this.#deps.live().online(this.id);
		const key = this.readyKey;
		const isTold = reader === 'facilitator' && this.#stage.smallestGroup === 1;
		return this.seats().map((seat) => ({
			...toMe(seat),
			online: online.has(seat.id),
			ready: isTold && this.#facts.get(seat.id)?.ready.has(key) === true
		}));
	}

	#waiting({ waiting }: DeskFacts): number {
		const step = currentStep(this.#stage);
		if (step.kind === 'post') return waiting.get(step.id) ?? 0;
		return [...waiting.values()].reduce((sum, notes) => sum + notes, 0);
	}
	/** Number of notes at desks that belong to this step and are not on the wall. */
	waitingIn(step: string): number {
		return this.#desksOf(this.#taking()).reduce(
			(sum, { facts }) => sum + (facts.waiting.get(step) ?? 0),
			0
		);
	}
	/** The same for each Post step other than the current one. */
	#unrevealed(): Record<string, number> {
		const { steps, currentStep: here } = this.#stage;
		const counts = steps
			.filter(({ id, kind }) => kind === 'post' && id !== here)
			.map(({ id }): [string, number] => [id, this.waitingIn(id)]);
		return Object.fromEntries(counts.filter(([, notes]) => notes > 0));
	}
	/** People who take part now. */
	#taking() {
		return this.seats().filter(({ role }) => role !== 'observer');
	}
	/**
	 * On boards that hide small groups, people who leave or become observers stay in the counts: otherwise the
	 * difference would reveal what they said.
	 */
	#counted(): Counted[] {
		const hidesGroups = this.#stage.smallestGroup > 1;
		const here = this.#desksOf(hidesGroups ? this.everybody() : this.#taking());
		return hidesGroups ? [...here, ...this.#erased] : here;
	}
	#desksOf(seats: readonly StoredParticipant[]): Counted[] {
		return seats.flatMap(({ id, fn }) => {
			const facts = this.#facts.get(id);
			return facts ? [{ fn, facts }] : [];
		});
	}
	#progress(reader: Reader): Progress {
		const { smallestGroup } = this.#stage;
		const taking = this.#taking();
		const waiting = sums(this.#desksOf(taking), (facts) => this.#waiting(facts));
		const told = {
			waiting: this.#toldWaiting(taking, waiting),
			finished: toldUnder(this.#stage, this.readyKey),
			marked: toldUnder(this.#stage, MARKS)
		};
		const steers = reader === 'facilitator';
		const standing = this.#counted().filter(({ fn }) => fn !== '');
		const finished = sums(standing, ({ ready }) => Number(ready.has(this.readyKey)));
		return {
			waiting: foldedCounts(waiting, told.waiting, 1),
			unrevealed: steers ? this.#unrevealed() : {},
			finished: steers ? foldedCounts(finished, told.finished, smallestGroup) : {},
			marked: this.#markedNow(told.marked),
			agreed: steers ? this.#agreed() : null,
			told: {
				...{ waiting: [...told.waiting], finished: [...told.finished], marked: [...told.marked] }
			}
		};
	}
	#toldWaiting(
		taking: readonly StoredParticipant[],
		waiting: Readonly<Record<string, number>>
	): ReadonlySet<string> {
		const { smallestGroup, attribution, functions } = this.#stage;
		if (attribution === 'anonymous') return NONE;
		if (smallestGroup <= 1) return new Set(functions.map(({ id }) => id));
		const ofNow = toldFns(taking, smallestGroup);
		if (Object.values(waiting).some((notes) => notes > 0)) this.#waitingTold ??= ofNow;
		else this.#waitingTold = null;
		return this.#waitingTold ?? ofNow;
	}
	/** Cached until a rating changes: there may be as many ratings as people times outcomes. */
	#markedNow(told: ReadonlySet<string>): Progress['marked'] {
		return (this.#marked ??= this.#countMarked(told));
	}
	#countMarked(told: ReadonlySet<string>): Progress['marked'] {
		const counts = new Map<string, Record<string, number>>();
		for (const { fn, facts } of this.#counted())
			for (const [outcome, wording] of facts.marked) {
				if (this.#wordings.get(outcome) !== wording) continue;
				const byFn = counts.get(outcome) ?? {};
				byFn[fn] = (byFn[fn] ?? 0) + 1;
				counts.set(outcome, byFn);
			}
		const folded = [...counts].map(
			([outcome, byFn]) => [outcome, foldedCounts(byFn, told, this.#stage.smallestGroup)] as const
		);
		return Object.fromEntries(folded.filter(([, byFn]) => Object.keys(byFn).length > 0));
	}
	#agreed() {
		const people = this.everybody().map(({ id, fn, role, removedAt }) => ({
			...{ fn, isHere: removedAt === null && role !== 'observer' },
			agrees: this.#facts.get(id)?.agrees === true
		}));
		const erased = this.#erased.map(({ fn, facts }) => ({
			...{ fn, isHere: false },
			agrees: facts.agrees
		}));
		return agreedOf([...people, ...erased], this.#stage.smallestGroup);
	}
}

/** Totals over desks, by function. */
function sums(
	desks: readonly Counted[],
	of: (facts: DeskFacts) => number
): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const { fn, facts } of desks) counts[fn] = (counts[fn] ?? 0) + of(facts);
	return counts;
}

function sameFacts(a: DeskFacts | undefined, b: DeskFacts): boolean {
	if (
		a === undefined ||
		a.agrees !== b.agrees ||
		!sameMap(a.waiting, b.waiting) ||
		!sameMap(a.marked, b.marked)
	)
		return false;
	return a.ready.size === b.ready.size && [...a.ready].every((key) => b.ready.has(key));
}
const sameMap = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>) =>
	a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);

const toNewcomer = ({ id, name, fn, declinedAt }: StoredNewcomer): Newcomer => ({
	...{ id, name, fn },
	declined: declinedAt !== null
});

/** A seat as its owner and others see it. An observer represents no function. */
export function toMe({ id, name, fn, role }: StoredParticipant): Me {
	return { id, name, fn: role === 'observer' ? '' : fn, role };
}
