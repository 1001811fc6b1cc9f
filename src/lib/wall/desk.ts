/** A desk: one participant's private document on one board. Only its owner and the server hold it. */
import * as Y from 'yjs';
import type { Question } from '../workshop/questions.ts';
import { isValue } from '../workshop/values.ts';
import { cleanWithin, isVisible } from '../workshop/clean-text.ts';
import { LIMITS } from '../workshop/limits.ts';
import type {
	Ballot,
	DeskAnswer,
	DeskNote,
	Mark,
	NoteKind,
	PostedSort
} from '../workshop/types.ts';
import { Kept } from './kept.ts';

type Fields = Y.Map<string | number | boolean>;

const isQuestion = (value: unknown): value is Question => isValue(value, 'question');

const DESK_PARTS = [
	'notes',
	'answers',
	'marks',
	'ballots',
	'ready',
	'consent',
	'unsigned',
	'composer'
] as const;
export type DeskPart = (typeof DESK_PARTS)[number];
export interface DeskChange {
	readonly parts: ReadonlySet<DeskPart>;
	/** Ids of the notes that came, went or changed. */
	readonly notes: ReadonlySet<string>;
}

/** Typed view of a desk document. Reads never throw, whatever the document holds; they leave out unreadable items. */
export class Desk {
	readonly doc: Y.Doc;
	/** Changes of the wall that the server rejected. */
	readonly kept: Kept;
	readonly #notes: Y.Map<Fields>;
	readonly #answers: Y.Map<Fields>;
	readonly #marks: Y.Map<Fields>;
	readonly #ballots: Y.Map<Y.Map<number>>;
	readonly #ready: Y.Map<boolean>;
	readonly #consent: Y.Map<boolean>;
	readonly #unsigned: Y.Map<boolean>;
	readonly #composer: Y.Map<string>;

	constructor(doc: Y.Doc = new Y.Doc()) {
		this.doc = doc;
		this.kept = new Kept(doc);
		this.#notes = doc.getMap('notes');
		this.#answers = doc.getMap('answers');
		this.#marks = doc.getMap('marks');
		this.#ballots = doc.getMap('ballots');
		this.#ready = doc.getMap('ready');
		this.#consent = doc.getMap('consent');
		this.#unsigned = doc.getMap('unsigned');
		this.#composer = doc.getMap('composer');
	}
	static from(state: Uint8Array | null): Desk {
		const desk = new Desk();
		if (state) Y.applyUpdate(desk.doc, state);
		return desk;
	}
	encode(): Uint8Array {
		return Y.encodeStateAsUpdate(this.doc);
	}
	/** Whether nothing was ever written here. */
	get isBlank(): boolean {
		return this.doc.store.clients.size === 0;
	}

	/**
	 * Own notes, oldest first, taken-back ones included. The desk's limit holds for live and taken-back notes
	 * separately, so taken-back notes take no room from new ones.
	 */
	notes(): DeskNote[] {
		const notes: DeskNote[] = [];
		for (const id of this.#notes.keys()) {
			const note = this.note(id);
			if (note) notes.push(note);
		}
		const left = { live: LIMITS.notesPerDesk, archived: LIMITS.notesPerDesk };
		return notes
			.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
			.filter(({ archived }) => left[archived ? 'archived' : 'live']-- > 0);
	}
	/** How many notes or answers were ever written here, deleted ones included. */
	ever(sort: PostedSort): number {
		return this.doc.getMap(sort)._map.size;
	}
	/** Whether a note was written here, taken-back ones included. */
	has(id: string): boolean {
		return this.#notes.has(id);
	}
	note(id: string): DeskNote | null {
		const fields = this.#notes.get(id);
		if (!(fields instanceof Y.Map)) return null;
		const text = fields.get('text');
		const at = fields.get('at');
		const step = fields.get('step');
		const rewrittenAs = fields.get('rewrittenAs');
		if (typeof text !== 'string' || !isVisible(text)) return null;
		return {
			id,
			text: text.slice(0, LIMITS.noteChars),
			kind: fields.get('kind') === 'customer' ? 'customer' : 'problem',
			at: typeof at === 'number' && Number.isFinite(at) ? at : 0,
			step: typeof step === 'string' ? step : '',
			parked: fields.get('parked') === true,
			rewrittenAs: typeof rewrittenAs === 'string' ? rewrittenAs : '',
			archived: fields.get('archived') === true
		};
	}
	/**
	 * With `parking` the note is posted to the parking lot; `parking` can instead be the id of the note that names its
	 * problem.
	 */
	writeNote(
		id: string,
		text: string,
		kind: NoteKind,
		at: number,
		step = '',
		parking: { rewrittenAs: string } | null = null
	) {
		this.doc.transact(() =>
			this.#notes.set(
				id,
				new Y.Map<string | number | boolean>(
					Object.entries({
						text: cleanWithin(text, LIMITS.noteChars),
						kind,
						at,
						step,
						parked: parking !== null,
						rewrittenAs: parking?.rewrittenAs ?? '',
						archived: false
					})
				)
			)
		);
	}
	editNote(id: string, text: string, kind: NoteKind) {
		this.doc.transact(() => {
			const fields = this.#notes.get(id);
			if (!(fields instanceof Y.Map)) return;
			fields.set('text', cleanWithin(text, LIMITS.noteChars));
			fields.set('kind', kind);
		});
	}
	/** Chooses for an unposted note whether it is posted to the parking lot or to the wall. */
	park(id: string, parked: boolean) {
		const fields = this.#notes.get(id);
		if (fields instanceof Y.Map && (fields.get('parked') === true) !== parked)
			fields.set('parked', parked);
	}
	/** Sets the only step in which a note can be posted. */
	postIn(id: string, step: string) {
		const fields = this.#notes.get(id);
		if (fields instanceof Y.Map && fields.get('step') !== step) fields.set('step', step);
	}
	/** Hides an own note; with false, shows it again. */
	takeBack(id: string, archived = true) {
		const fields = this.#notes.get(id);
		if (fields instanceof Y.Map) fields.set('archived', archived);
	}
	/** Does the same for several notes, as one change. */
	takeAllBack(ids: readonly string[], archived = true) {
		this.doc.transact(() => {
			for (const id of ids) this.takeBack(id, archived);
		});
	}

	/**
	 * Own answers, oldest first, taken-back ones included. The desk's limit holds for live and taken-back answers
	 * separately.
	 */
	answers(): DeskAnswer[] {
		const left = { live: LIMITS.answersPerDesk, archived: LIMITS.answersPerDesk };
		return [...this.#answers.keys()]
			.map((id) => this.answer(id))
			.filter((answer) => answer !== null)
			.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
			.filter(({ archived }) => left[archived ? 'archived' : 'live']-- > 0);
	}
	answer(id: string): DeskAnswer | null {
		const fields = this.#answers.get(id);
		if (!(fields instanceof Y.Map)) return null;
		const [text, question, about] = [
			fields.get('text'),
			fields.get('question'),
			fields.get('about')
		];
		const [at, step] = [fields.get('at'), fields.get('step')];
		if (typeof text !== 'string' || !isVisible(text) || !isQuestion(question)) return null;
		return {
			id,
			text: text.slice(0, LIMITS.answerChars),
			question,
			about: typeof about === 'string' ? about : '',
			at: typeof at === 'number' && Number.isFinite(at) ? at : 0,
			step: typeof step === 'string' ? step : '',
			archived: fields.get('archived') === true
		};
	}
	writeAnswer(answer: DeskAnswer) {
		const { id, ...fields } = answer;
		const text = cleanWithin(fields.text, LIMITS.answerChars);
		this.doc.transact(() =>
			this.#answers.set(
				id,
				new Y.Map<string | number | boolean>(Object.entries({ ...fields, text }))
			)
		);
	}
	/** Changes an own answer in a step; the change can be posted only in that step. `at` is now, in epoch ms. */
	editAnswer(id: string, text: string, step: string, at: number) {
		this.#changeAnswer(id, { text: cleanWithin(text, LIMITS.answerChars), step, at });
	}
	/** Hides an own answer in a step; with false, shows it again. */
	takeBackAnswer(id: string, step: string, at: number, archived = true) {
		this.#changeAnswer(id, { archived, step, at });
	}
	#changeAnswer(id: string, changes: Record<string, string | number | boolean>) {
		const fields = this.#answers.get(id);
		if (!(fields instanceof Y.Map)) return;
		this.doc.transact(() => {
			for (const [key, value] of Object.entries(changes))
				if (fields.get(key) !== value) fields.set(key, value);
		});
	}

	/** All marks, by outcome. */
	marks(): Map<string, Mark> {
		const marks = new Map<string, Mark>();
		for (const outcome of this.#marks.keys()) {
			const mark = this.mark(outcome);
			if (mark) marks.set(outcome, mark);
		}
		return marks;
	}
	/** The mark given to an outcome, or null. */
	mark(outcome: string): Mark | null {
		const fields = this.#marks.get(outcome);
		if (!(fields instanceof Y.Map)) return null;
		const [mark, of] = [fields.get('mark'), fields.get('of')];
		return isValue(mark, 'agreement') && typeof of === 'string' ? { mark: Number(mark), of } : null;
	}
	/** Sets the mark of an outcome, 0 to 5; null removes it. */
	setMark(outcome: string, given: Mark | null) {
		this.doc.transact(() => {
			if (!given) this.#marks.delete(outcome);
			else
				this.#marks.set(
					outcome,
					new Y.Map<string | number | boolean>([
						['mark', given.mark],
						['of', given.of]
					])
				);
		});
	}

	/**
	 * Dots in a round as the desk stores them. `countable` in `workshop/votes/budget.ts` decides which of them count.
	 */
	ballot(round: string): Ballot {
		const dots = this.#ballots.get(round);
		if (!(dots instanceof Y.Map)) return {};
		const ballot: Ballot = {};
		for (const [cluster, count] of dots.entries())
			if (Number.isInteger(count) && count > 0) ballot[cluster] = count;
		return ballot;
	}
	/** Ids of the rounds in which this person ever spent dots. */
	rounds(): string[] {
		return [...this.#ballots.keys()];
	}
	/** Sets the dots on one cluster (a whole number from 0). */
	spend(round: string, cluster: string, count: number) {
		this.doc.transact(() => {
			let dots = this.#ballots.get(round);
			if (!(dots instanceof Y.Map)) this.#ballots.set(round, (dots = new Y.Map()));
			if (count > 0) dots.set(cluster, count);
			else dots.delete(cluster);
		});
	}

	/** Whether its owner is finished with a step or a round. */
	isReady(key: string): boolean {
		return this.#ready.get(key) === true;
	}
	setReady(key: string, ready: boolean) {
		this.#ready.set(key, ready);
	}

	/** Ids of steps and rounds with which its owner was ever finished. */
	readyKeys(): string[] {
		return [...this.#ready.keys()];
	}

	/**
	 * Whether the owner agreed that results of this function are shown separately although it is small; null before the
	 * answer.
	 */
	consent(fn: string): boolean | null {
		const agrees = this.#consent.get(fn);
		return typeof agrees === 'boolean' ? agrees : null;
	}
	setConsent(fn: string, agrees: boolean) {
		this.#consent.set(fn, agrees);
	}
	/** Functions for which the owner answered that question. */
	consents(): string[] {
		return [...this.#consent.keys()];
	}
	/** Whether its owner posts without naming this function; null before the choice. */
	unsigned(fn: string): boolean | null {
		const leavesOut = this.#unsigned.get(fn);
		return typeof leavesOut === 'boolean' ? leavesOut : null;
	}
	/** Functions for which the owner made that choice. */
	unsignedKeys(): string[] {
		return [...this.#unsigned.keys()];
	}
	setUnsigned(fn: string, leavesOut: boolean) {
		this.#unsigned.set(fn, leavesOut);
	}

	/** Whether the desk holds work of its owner: words, dots, marks or kept work. A visit alone does not count. */
	holdsWords(): boolean {
		const sizes = [this.#notes, this.#answers, this.#marks, this.#ballots].map(({ size }) => size);
		return (
			sizes.some((size) => size > 0) || this.composer().text !== '' || this.kept.list().length > 0
		);
	}

	/** Unposted text in the composer. */
	composer(): { text: string; kind: NoteKind } {
		const text = this.#composer.get('text');
		return {
			text: typeof text === 'string' ? text : '',
			kind: this.#composer.get('kind') === 'customer' ? 'customer' : 'problem'
		};
	}
	setComposer(text: string, kind: NoteKind) {
		this.doc.transact(() => {
			this.#composer.set('text', text.slice(0, LIMITS.composerChars));
			this.#composer.set('kind', kind);
		});
	}

	/** When the owner last looked at the list of recent changes (epoch ms), or null. */
	visitedAt(): number | null {
		const at: unknown = this.doc.getMap('visit').get('at');
		return isValue(at, 'time') ? Number(at) : null;
	}
	setVisit(at: number) {
		this.doc.getMap('visit').set('at', at);
	}

	/** Calls back after a part of the desk changed. Returns a function that stops this. */
	onChange(listener: (change: DeskChange) => void): () => void {
		const changed = ({ changed: types }: Y.Transaction) => {
			const parts = new Set<DeskPart>();
			const notes = new Set<string>();
			for (const [type, keys] of types)
				for (const part of DESK_PARTS) {
					const root: object = this.doc.getMap(part);
					if (root !== type && root !== type.parent) continue;
					parts.add(part);
					if (part !== 'notes') continue;
					if (root === type) for (const key of keys) notes.add(String(key));
					else notes.add(String(type._item?.parentSub));
				}
			if (parts.size > 0) listener({ parts, notes });
		};
		this.doc.on('afterTransaction', changed);
		return () => this.doc.off('afterTransaction', changed);
	}
}
