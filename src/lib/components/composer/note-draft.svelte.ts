import { PASTED_LINES } from '$lib/components/transfer/pasted-lines.ts';
import type { BoardState } from '$lib/state/board.svelte.ts';
import { cleanText } from '$lib/workshop/clean-text.ts';
import { cellsApart, readPasted, withoutNotes, type Pasted } from '$lib/workshop/import/pasted.ts';
import { LIMITS } from '$lib/workshop/limits.ts';
import { postsAtOnce } from '$lib/workshop/permissions.ts';
import { noteProblem } from '$lib/workshop/text.ts';
import type { NoteKind } from '$lib/workshop/types.ts';
import type { WordingQuestion } from '$lib/workshop/wording/wording.ts';
import type { Original } from '$lib/live/device.ts';
import { readRewriting, writeRewriting } from './rewriting.ts';

/** Delay between the last key press and the copy to the desk. */
const KEEP_AFTER_MS = 400;

/** Only the text column of a table makes notes, even if that is a single note. */
const isSeveral = ({ notes, columns }: Pasted) => notes.length > (columns > 1 ? 0 : 1);

/** Name of the field for a new note, among the fields of a board. */
export const COMPOSER = 'composer';

/** The note that is being written. The desk keeps it over a reload. */
export class NoteDraft {
	#text = $state('');
	/** The kind in which the text was started or that the writer chose, and the step of that choice. */
	#chosen = $state.raw<{ kind: NoteKind; step: string } | null>(null);
	/** The last text from the desk: while the text equals it, nothing has been typed. */
	#kept: string;
	/** Whether the text was pasted as several lines, until the writer says that they are one note. */
	#isList = $state(false);
	/** How to separate the pasted cells, even after edits in the field; null if the paste was no table. */
	#apart: ReturnType<typeof cellsApart> = null;
	readonly #pasted = $derived(this.#isList ? this.#read(this.#text) : null);
	/** A choice holds for its step, and for a text that was started with it. */
	readonly #kind = $derived.by(() => {
		const { step } = this.#board;
		const holds = this.#chosen?.step === step.id || this.#text.trim() !== '';
		return this.#chosen !== null && holds ? this.#chosen.kind : step.noteKind;
	});
	#problem = $state('');
	/**
	 * Whether the writer still has to answer a question about the wording. The question disappears if the board switches
	 * the check off.
	 */
	#isAsked = $state(false);
	readonly #question = $derived.by(() =>
		this.#isAsked ? this.#board.wording.ask(this.#text) : null
	);
	/** Texts that the writer was asked about already: nobody is asked twice. */
	readonly #asked = new Set<string>();
	#originals = $state.raw<readonly Original[]>([]);
	#posting = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #board: BoardState;

	constructor(board: BoardState) {
		this.#board = board;
		const kept = board.desk.composer;
		this.#kept = kept.text;
		this.#text = kept.text;
		if (kept.text !== '') this.#chosen = { kind: kept.kind, step: board.step.id };
	}

	get text(): string {
		return this.#text;
	}
	set text(text: string) {
		if (this.#text.trim() === '' && text.trim() !== '')
			this.#chosen = { kind: this.kind, step: this.#board.step.id };
		this.#text = text;
		this.#problem = '';
		this.#isAsked = false;
		this.#keepSoon();
	}
	get kind(): NoteKind {
		return this.#kind;
	}
	set kind(kind: NoteKind) {
		this.#chosen = { kind, step: this.#board.step.id };
		this.#keepSoon();
	}
	/** The notes that the field's pasted list would make now; empty if the text is one note. */
	get lines(): readonly string[] {
		return this.#pasted && isSeveral(this.#pasted) ? this.#pasted.notes : [];
	}
	/** Number of columns in a pasted table, of which one makes the notes; 1 if the paste was no table. */
	get columns(): number {
		return this.#pasted?.columns ?? 1;
	}
	/** Characters left, once they are few; else null. */
	get left(): number | null {
		const left = LIMITS.noteChars - this.#text.trim().length;
		return left < LIMITS.noteCounterFrom ? left : null;
	}
	/** Why the note could not be posted, as a sentence, or ''. */
	get problem(): string {
		return this.#problem;
	}

	/** The question about the text before it is posted, or null. */
	get question(): WordingQuestion | null {
		return this.#question;
	}
	/** The texts that are being rewritten, oldest first. */
	get originals(): readonly Original[] {
		return this.#originals;
	}

	/** Offers to make several notes of a pasted text with several lines. */
	pasted(text: string) {
		if (this.#text.trim() !== '') return;
		this.#apart = cellsApart(text);
		this.#isList = isSeveral(this.#read(text));
	}
	keepAsOne() {
		this.#isList = false;
	}
	/** Puts the text where the import dialog finds it, and empties the field. */
	handOver() {
		this.#board.drafts.write({ field: PASTED_LINES, what: '', words: this.#text });
		this.#clear();
	}
	/**
	 * Posts the text as one note, or first asks about it; a second call posts the same text. The texts that it was
	 * rewritten from go to the parking lot. Returns a sentence about the result, or '' when nothing was posted.
	 */
	async post(): Promise<string> {
		if (this.#posting) return '';
		this.#posting = true;
		if (!this.#board.wording.ready) await this.#board.wording.load();
		this.#posting = false;
		if (!this.#mayPost(1 + this.#originals.length)) return '';
		this.#isAsked = this.#isDoubtful();
		if (this.#isAsked) return '';
		const { desk, step, wording } = this.#board;
		const text = cleanText(this.#text);
		const note = desk.write(text, this.kind, step.id);
		if (this.#asked.has(text)) wording.accept(note);
		for (const original of this.#originals) {
			if (original.note !== '') desk.takeBack(original.note);
			desk.write(original.text, 'problem', step.id, { rewrittenAs: note });
		}
		const parks = this.#originals.length > 0;
		this.#clear();
		this.#keepOriginals([]);
		return parks ? this.#m.done.postedAndParked : this.#m.done.posted;
	}
	/** Sends the text to the parking lot. Returns a sentence about the result, or '' when nothing was sent. */
	park(): string {
		if (!this.#mayPost(1)) return '';
		this.#board.desk.write(cleanText(this.#text), this.kind, this.#board.step.id, {
			rewrittenAs: ''
		});
		this.#clear();
		return this.#m.done.parked;
	}
	/** Whether this many notes may be posted now; if not, `problem` gives the reason. */
	#mayPost(notes: number): boolean {
		const full = this.#board.desk.whyFull('notes', notes);
		const cannot = noteProblem(this.#text) ?? full;
		const why = this.#board.whyNot('write') ?? cannot?.(this.#board.messages) ?? null;
		if (why !== null) this.#problem = why;
		return why === null;
	}
	/**
	 * Posts each pasted line as a note. Lines that are too long stay in the field. Returns a sentence about the result,
	 * or '' when nothing was posted, and the ids of the notes.
	 */
	postLines(): { said: string; notes: string[] } {
		const why = this.#board.whyNot('write');
		if (why !== null) {
			this.#problem = why;
			return { said: '', notes: [] };
		}
		const { lines } = this;
		const room = this.#board.desk.room('notes');
		const places = [...lines.keys()].filter((at) => noteProblem(lines[at] ?? '') === null);
		const fits = new Set(places.slice(0, room));
		const rest = lines.length - fits.size;
		const left = withoutNotes(this.#text, this.#fns, this.#apart, (at) => fits.has(at));
		const { kind } = this;
		const notes = lines
			.filter((_, at) => fits.has(at))
			.map((line) => this.#board.desk.write(line, kind, this.#board.step.id));
		this.#clear();
		if (rest > 0) {
			this.text = left.text;
			this.#apart = left.apart;
			this.#isList = true;
			this.#problem = this.#m.pasted.rest(rest);
		}
		const { stage, step } = this.#board;
		const inTurns = fits.size > 1 && stage.attribution !== 'named' && postsAtOnce(step);
		const { done } = this.#m;
		return { said: inTurns ? done.notesInTurns(fits.size) : done.notes(fits.size), notes };
	}
	/** Closes the question and keeps the text. */
	dismissQuestion() {
		this.#isAsked = false;
	}
	/** Empties the field so that its text can be rewritten; the text stays visible until the new note is posted. */
	rewrite() {
		this.#rewriting({ text: this.#text.trim(), note: '' });
		this.#clear();
	}
	/** Does the same for one's own note on the wall, which stays there until the new one is posted. */
	rewriteNote(note: string, text: string) {
		if (this.#originals.every((original) => original.note !== note))
			this.#rewriting({ text, note });
	}
	/** Puts the original words back before those written since; notes stay on the wall. */
	putBack() {
		const words = this.#originals.filter(({ note }) => note === '').map(({ text }) => text);
		if (words.length > 0)
			this.text = [...words, this.#text].filter((text) => text !== '').join('\n');
		this.#keepOriginals([]);
	}
	/** Browser only: restores the texts that were being rewritten when the page was closed. */
	findOriginals() {
		this.#originals = readRewriting(this.#board);
	}
	/** Takes over text from this device's copy or another tab, unless something was typed here. */
	follow({ text, kind }: { text: string; kind: NoteKind }) {
		const untouched = this.#text === this.#kept;
		this.#kept = text;
		if (!untouched || text === this.#text) return;
		this.#text = text;
		this.#isAsked = false;
		this.#chosen = { kind, step: this.#board.step.id };
	}
	/** Copies the text to the desk at once. */
	keep() {
		clearTimeout(this.#timer);
		this.#kept = this.#text;
		const { text, kind } = this.#board.desk.composer;
		if (text !== this.#text || kind !== this.kind)
			this.#board.desk.setComposer(this.#text, this.kind);
	}

	/** Customers are quoted as they spoke: nobody is asked to change their words. */
	#isDoubtful(): boolean {
		const text = cleanText(this.#text);
		if (this.kind !== 'problem' || this.#asked.has(text)) return false;
		if (this.#board.wording.ask(this.#text) === null) return false;
		this.#asked.add(text);
		return true;
	}
	#read(text: string): Pasted {
		return readPasted(text, this.#fns, this.#apart);
	}
	get #m() {
		return this.#board.messages.composer;
	}
	get #fns(): string[] {
		return this.#board.stage.functions.map(({ name }) => name);
	}
	#rewriting(original: Original) {
		this.#keepOriginals([...this.#originals, original]);
	}
	#keepOriginals(originals: readonly Original[]) {
		if (originals.length === 0 && this.#originals.length === 0) return;
		this.#originals = originals;
		writeRewriting(this.#board, originals);
	}
	#keepSoon() {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.keep(), KEEP_AFTER_MS);
	}
	#clear() {
		this.#isList = false;
		this.text = '';
		this.keep();
	}
}
