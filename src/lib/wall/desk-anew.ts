/**
 * Renews desks when the server forgets who wrote what. Posted words stay on the wall alone, and the new desk holds
 * nothing that shows who wrote them. Work that was not posted moves to the new desk.
 */
import { cleanText } from '../workshop/clean-text.ts';
import type { DeskAnswer, DeskNote } from '../workshop/types.ts';
import { Desk } from './desk.ts';
import type { KeptWork } from './kept.ts';
import type { Refusal } from './refused-wall.ts';

/** Looks up posted words by their ids. */
export interface PostedWords {
	/** The words on the wall, archived ones too; null if they are not there. */
	textOf(id: string): string | null;
	/** Whether the words were ever on the wall. */
	wasPosted(id: string): boolean;
}

/**
 * The renewed desk. Words that were on the wall earlier, and are not now, get new ids from `makeId`, because a version
 * of the board may hold the old ids. If somebody changed posted words and did not post the change, the desk keeps the
 * change as an entry.
 */
export function begunAnew(
	old: Desk,
	posted: PostedWords,
	makeId: () => string,
	refusal: Refusal
): Desk {
	const fresh = new Desk();
	fresh.doc.transact(() => {
		const ids = new Map<string, string>();
		const idOf = (id: string) => {
			if (!posted.wasPosted(id)) return id;
			const made = ids.get(id) ?? makeId();
			ids.set(id, made);
			return made;
		};
		const stays = ({ id }: { id: string }) => posted.textOf(id) === null;
		for (const note of old.notes().filter(stays)) {
			const { rewrittenAs } = note;
			const other = posted.textOf(rewrittenAs) === null ? idOf(rewrittenAs) : '';
			putNote(fresh, { ...note, id: idOf(note.id), rewrittenAs: rewrittenAs && other });
		}
		for (const answer of old.answers().filter(stays))
			fresh.writeAnswer({ ...answer, id: idOf(answer.id) });
		for (const [outcome, mark] of old.marks()) fresh.setMark(outcome, mark);
		for (const round of old.rounds())
			for (const [cluster, dots] of Object.entries(old.ballot(round)))
				fresh.spend(round, cluster, dots);
		for (const key of old.readyKeys()) if (old.isReady(key)) fresh.setReady(key, true);
		for (const fn of old.consents()) fresh.setConsent(fn, old.consent(fn) === true);
		for (const fn of old.unsignedKeys()) fresh.setUnsigned(fn, old.unsigned(fn) === true);
		const { text, kind } = old.composer();
		if (text !== '') fresh.setComposer(text, kind);
		fresh.kept.add([...old.kept.list(), ...changesOf(old, posted, makeId, refusal)]);
		const visitedAt = old.visitedAt();
		if (visitedAt !== null) fresh.setVisit(visitedAt);
	});
	return fresh;
}

/**
 * Copies to `fresh`, a renewed desk, the work that only `old` holds: an older copy from a device that was offline.
 * Words that are on the wall are not copied. If both desks have different words for one item, nobody knows which are
 * newer: `fresh` keeps its own, and the words of `old` become entries of kept work.
 */
export function bringAlong(
	old: Desk,
	fresh: Desk,
	textOf: PostedWords['textOf'],
	makeId: () => string,
	refusal: Refusal
) {
	fresh.doc.transact(() => {
		const texts = new Set([...fresh.notes(), ...fresh.answers()].map(({ text }) => text));
		const isMissing = ({ id, text, archived }: DeskNote | DeskAnswer) =>
			!archived && textOf(id) === null && !texts.has(text);
		const works = changesOf(old, { textOf, wasPosted: () => true }, makeId, refusal);
		for (const note of old.notes().filter(isMissing))
			if (fresh.has(note.id)) works.push(noteWork(note, makeId(), refusal));
			else putNote(fresh, note);
		for (const answer of old.answers().filter(isMissing))
			if (fresh.answer(answer.id) !== null) works.push(answerWork(answer, makeId(), refusal));
			else fresh.writeAnswer(answer);
		const { text, kind } = old.composer();
		const begun = fresh.composer().text;
		if (text.startsWith(begun)) {
			if (text !== begun) fresh.setComposer(text, kind);
		} else if (!begun.includes(text) && !texts.has(cleanText(text)))
			works.push(noteWork({ text, kind }, makeId(), refusal));
		const known = new Set(fresh.kept.list().map(wordsOf));
		const kept = [...old.kept.list(), ...works];
		fresh.kept.add(kept.filter((work) => wordsOf(work) === '' || !known.has(wordsOf(work))));
	});
}
const wordsOf = (work: KeptWork) => ('text' in work ? work.text : '');

function putNote(desk: Desk, note: DeskNote) {
	const { id, text, kind, at, step, parked, rewrittenAs, archived } = note;
	desk.writeNote(id, text, kind, at, step, parked ? { rewrittenAs } : null);
	if (archived) desk.takeBack(id);
}

/** Changes of posted words that were never posted themselves: nobody can post them any more. */
function changesOf(
	old: Desk,
	{ textOf }: PostedWords,
	makeId: () => string,
	refusal: Refusal
): KeptWork[] {
	const isOther = ({ id, text, archived }: DeskNote | DeskAnswer) => {
		const there = textOf(id);
		return !archived && there !== null && there !== text;
	};
	return [
		...old
			.notes()
			.filter(isOther)
			.map((note) => noteWork(note, makeId(), refusal)),
		...old
			.answers()
			.filter(isOther)
			.map((answer) => answerWork(answer, makeId(), refusal))
	];
}
const noteWork = (
	{ text, kind }: Pick<DeskNote, 'text' | 'kind'>,
	id: string,
	refusal: Refusal
): KeptWork => ({ id, kind: 'note', text, noteKind: kind, ...refusal });
const answerWork = (
	{ text, question, about }: DeskAnswer,
	id: string,
	refusal: Refusal
): KeptWork => ({ id, kind: 'answer', question, about, text, ...refusal });
