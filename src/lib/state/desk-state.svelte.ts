import type { Question } from '$lib/workshop/questions.ts';
import type { Sentence } from '$lib/i18n/messages.ts';
import type { Desk, DeskChange } from '$lib/wall/desk.ts';
import { isVisible } from '$lib/workshop/clean-text.ts';
import { deskRoom, whyDeskFull } from '$lib/workshop/board/shares.ts';
import { dotsLeft, roomFor, spentIn } from '$lib/workshop/votes/budget.ts';
import type {
	Ballot,
	DeskAnswer,
	DeskNote,
	Mark,
	NoteKind,
	PostedSort,
	Round
} from '$lib/workshop/types.ts';
import { newId } from './ids.ts';
import { Readers } from './readers.ts';

/** Key of the readers of one note. The parts of a desk are keys themselves. */
const noteKey = (id: string) => `note ${id}`;

/** One's own desk as components read and change it. */
export class DeskState {
	#desk: Desk;
	readonly #readers = new Readers();
	#notes: DeskNote[] | null = null;
	#takenBack: DeskNote[] | null = null;
	#answers: DeskAnswer[] | null = null;
	#stop: () => void;
	#writtenAt = 0;

	constructor(desk: Desk) {
		this.#desk = $state.raw(desk);
		this.#stop = desk.onChange((change) => this.#changed(change));
	}

	/** Own notes that were not taken back, oldest first. */
	get notes(): DeskNote[] {
		const desk = this.#desk;
		this.#readers.track('notes');
		return (this.#notes ??= desk.notes().filter(({ archived }) => !archived));
	}
	/** Own notes that were taken back, newest first, except those whose words are in another own note now. */
	get takenBack(): DeskNote[] {
		const desk = this.#desk;
		const written = new Set(this.notes.map(({ text }) => text));
		return (this.#takenBack ??= desk
			.notes()
			.filter(({ archived, text }) => archived && !written.has(text))
			.reverse());
	}
	/** Whether this person wrote the note, taken-back ones included. */
	isMine(noteId: string): boolean {
		this.#readers.track(noteKey(noteId));
		return this.#desk.has(noteId);
	}
	/** Whether the note is at the desk and was not taken back. */
	holds(noteId: string): boolean {
		this.#readers.track(noteKey(noteId));
		return this.#desk.note(noteId)?.archived === false;
	}
	/**
	 * Writes a note in a step; it can be posted only in that step. Returns its id, or '' for a blank text, which is not
	 * stored.
	 */
	write(
		text: string,
		kind: NoteKind,
		step: string,
		parking: { rewrittenAs: string } | null = null
	): string {
		if (!isVisible(text)) return '';
		const id = newId();
		this.#desk.writeNote(id, text, kind, this.#next(), step, parking);
		return id;
	}
	/**
	 * The time for the next note or answer (epoch ms), later than all earlier ones: texts that are pasted in one moment
	 * keep their order, because their ids are random.
	 */
	#next(): number {
		return (this.#writtenAt = Math.max(Date.now(), this.#writtenAt + 1));
	}
	/** A blank text changes nothing. */
	edit(id: string, text: string, kind: NoteKind) {
		if (isVisible(text)) this.#desk.editNote(id, text, kind);
	}
	/** Chooses for an unposted note whether it goes to the parking lot. */
	park(id: string, parked: boolean) {
		this.#desk.park(id, parked);
	}
	/** Sets another step in which a note, or a change of it, can be posted. */
	postIn(id: string, step: string) {
		this.#desk.postIn(id, step);
	}
	takeBack(id: string) {
		this.#desk.takeBack(id);
	}
	bringBack(id: string) {
		this.#desk.takeBack(id, false);
	}
	/** Takes several notes back as one change. */
	takeAllBack(ids: readonly string[]) {
		this.#desk.takeAllBack(ids);
	}
	bringAllBack(ids: readonly string[]) {
		this.#desk.takeAllBack(ids, false);
	}

	/** Why `more` notes or answers do not fit here, or null. */
	whyFull(sort: PostedSort, more: number): Sentence | null {
		return whyDeskFull(sort, this[sort].length + more, this.#desk.ever(sort) + more);
	}
	/** How many more notes or answers fit here. */
	room(sort: PostedSort): number {
		return deskRoom(sort, this[sort].length, this.#desk.ever(sort));
	}

	/** Own answers that were not taken back, oldest first. */
	get answers(): DeskAnswer[] {
		const desk = this.#desk;
		this.#readers.track('answers');
		return (this.#answers ??= desk.answers().filter(({ archived }) => !archived));
	}
	/** Answers a question in a step. Returns the answer's id, or '' for a blank text, which is not stored. */
	answer(question: Question, about: string, text: string, step: string): string {
		if (!isVisible(text)) return '';
		const id = newId();
		this.#desk.writeAnswer({ id, text, question, about, at: this.#next(), step, archived: false });
		return id;
	}
	/** A blank text changes nothing. */
	editAnswer(id: string, text: string, step: string) {
		if (isVisible(text)) this.#desk.editAnswer(id, text, step, Date.now());
	}
	takeBackAnswer(id: string, step: string) {
		this.#desk.takeBackAnswer(id, step, Date.now());
	}
	bringBackAnswer(id: string, step: string) {
		this.#desk.takeBackAnswer(id, step, Date.now(), false);
	}

	/** Own mark of an outcome, or null. Nobody else can see it. */
	mark(outcome: string): Mark | null {
		const desk = this.#desk;
		this.#readers.track('marks');
		return desk.mark(outcome);
	}
	setMark(outcome: string, mark: Mark | null) {
		this.#desk.setMark(outcome, mark);
	}

	/** Unposted text in the composer. It survives a reload. */
	get composer(): { text: string; kind: NoteKind } {
		const desk = this.#desk;
		this.#readers.track('composer');
		return desk.composer();
	}
	setComposer(text: string, kind: NoteKind) {
		this.#desk.setComposer(text, kind);
	}

	/** Own dots in a round, by cluster. */
	ballot(round: string): Ballot {
		const desk = this.#desk;
		this.#readers.track('ballots');
		return desk.ballot(round);
	}
	/** Own dots spent in a round. */
	spent(round: string): number {
		return spentIn(this.ballot(round));
	}
	/** Remaining dots, from 0. */
	left(round: Round): number {
		return dotsLeft(this.ballot(round.id), round);
	}
	/** Adds one dot to a cluster or removes one. Returns false, without a change, if the round does not allow it. */
	spend(round: Round, cluster: string, delta: 1 | -1): boolean {
		const ballot = this.ballot(round.id);
		const has = ballot[cluster] ?? 0;
		const mayChange = delta > 0 ? roomFor(cluster, ballot, round) > 0 : has > 0;
		if (round.status !== 'open' || !mayChange) return false;
		this.#desk.spend(round.id, cluster, has + delta);
		return true;
	}

	/** Whether this person is finished with a step or a round, by its id. */
	isReady(key: string): boolean {
		const desk = this.#desk;
		this.#readers.track('ready');
		return desk.isReady(key);
	}
	setReady(key: string, ready: boolean) {
		this.#desk.setReady(key, ready);
	}

	/**
	 * Whether this person agreed that results of a small function are shown separately; null before the answer. Nobody
	 * else can see it.
	 */
	consent(fn: string): boolean | null {
		const desk = this.#desk;
		this.#readers.track('consent');
		return desk.consent(fn);
	}
	setConsent(fn: string, agrees: boolean) {
		this.#desk.setConsent(fn, agrees);
	}
	/** Whether this person posts without naming a function; null before the choice. */
	unsigned(fn: string): boolean | null {
		const desk = this.#desk;
		this.#readers.track('unsigned');
		return desk.unsigned(fn);
	}
	setUnsigned(fn: string, leavesOut: boolean) {
		this.#desk.setUnsigned(fn, leavesOut);
	}

	/** When this person last looked at the list of recent changes (epoch ms), or null. Not reactive. */
	get visitedAt(): number | null {
		return this.#desk.visitedAt();
	}
	visit() {
		this.#desk.setVisit(Date.now());
	}

	/** Switches to a fresh document. */
	replace(desk: Desk) {
		this.#stop();
		this.#notes = null;
		this.#takenBack = null;
		this.#answers = null;
		this.#desk = desk;
		this.#stop = desk.onChange((change) => this.#changed(change));
	}

	#changed({ parts, notes }: DeskChange) {
		if (parts.has('notes')) this.#notes = this.#takenBack = null;
		if (parts.has('answers')) this.#answers = null;
		for (const id of notes) this.#readers.wake(noteKey(id));
		for (const part of parts) this.#readers.wake(part);
	}
}
