/** Carries over changes of a desk that the server rejected: a page tries all of them once more. */
import * as Y from 'yjs';
import type { Messages } from '../i18n/messages.ts';
import { isVisible } from '../workshop/clean-text.ts';
import { LIMITS } from '../workshop/limits.ts';
import type { Ballot, DeskAnswer, Mark } from '../workshop/types.ts';
import type { Budget } from '../workshop/votes/budget.ts';
import { giveMore, whyNotCounted } from './give-more.ts';
import type { Desk } from './desk.ts';
import type { KeptWork } from './kept.ts';
import type { Refusal } from './refused-wall.ts';
import { knownTo, unseen, type Known, type Unseen } from './unseen.ts';

/** What the server still accepts, as far as a page knows. */
export interface Takes {
	/** The budget of each person in a round, or null if the round takes no dots. */
	round(round: string): Budget | null;
	/** Whether the server still accepts a mark of an outcome that rates this wording. */
	mark(outcome: string, of: string): boolean;
}

/** Selects what is carried over: everything that `known` does not include; notes and answers only with `words`. */
export interface Carried {
	known: Known;
	words: boolean;
}

/**
 * Copies to `fresh`, the server's copy, everything that only `old` holds: notes, answers, changes of both, the
 * composer, and kept work. Dots and marks are copied while they still count; for the others, the fresh desk stores
 * entries of kept work, which are returned.
 */
export function carryOver(
	old: Desk,
	fresh: Desk,
	takes: Takes,
	refusal: Refusal,
	messages: Messages,
	{ known, words }: Carried = { known: knownTo(fresh.doc), words: true }
): KeptWork[] {
	const changes = unseen(old.doc, known);
	const late = new Map<string, KeptWork>();
	const ballots = new Map<string, Budget>();
	fresh.doc.transact(() => {
		for (const { path, id } of changes) {
			const [root = '', key = ''] = path;
			if (root === 'notes' && words) bringNote(old, fresh, key);
			if (root === 'answers' && words) bringAnswer(old, fresh, key);
			if (root === 'marks') {
				const mark = old.mark(key);
				if (!mark || takes.mark(key, mark.of)) fresh.setMark(key, mark);
				else if (isNews(mark, fresh.mark(key)))
					late.set(key, { id, kind: 'mark', about: key, ...refusal });
			}
			if (root === 'ready') fresh.setReady(key, old.isReady(key));
			if (root === 'consent') fresh.setConsent(key, old.consent(key) === true);
			if (root === 'unsigned') fresh.setUnsigned(key, old.unsigned(key) === true);
			if (root !== 'ballots') continue;
			const room = takes.round(key);
			const beyond = room === null ? dotsBeyond(fresh, old, key) : 0;
			if (room !== null) ballots.set(key, room);
			if (beyond > 0) late.set(key, { id, kind: 'dots', count: beyond, cluster: '', ...refusal });
		}
		for (const [round, room] of ballots)
			for (const [cluster, dots] of Object.entries(bringBallot(old, fresh, round, room))) {
				const id = idOf(changes, round, cluster);
				const about = { cluster, at: refusal.at, why: whyNotCounted(room)(messages) };
				late.set(`${round} ${cluster}`, { id, kind: 'dots', count: dots, ...about });
			}
		for (const outcome of fresh.marks().keys())
			if (isTakenBack(old, fresh, outcome) && takes.mark(outcome, fresh.mark(outcome)?.of ?? ''))
				fresh.setMark(outcome, null);
		if (touches(changes, 'composer')) {
			const { text, kind } = old.composer();
			fresh.setComposer(text, kind);
		}
		if (touches(changes, 'kept')) fresh.kept.add(old.kept.list());
		fresh.kept.add([...late.values()]);
	});
	return [...late.values()];
}

/** The words that only `old` holds, as entries that a device can store without a server. */
export function refusedAtDesk(old: Desk, fresh: Desk, refusal: Refusal): KeptWork[] {
	const changes = unseen(old.doc, knownTo(fresh.doc));
	const works = new Map<string, KeptWork>();
	for (const { path, id } of changes) {
		const [root, key = '', field] = path;
		const note = root === 'notes' && field === 'text' ? old.note(key) : null;
		if (note && note.text !== fresh.note(key)?.text)
			works.set(key, { id, kind: 'note', text: note.text, noteKind: note.kind, ...refusal });
		const answer = root === 'answers' && field === 'text' ? old.answer(key) : null;
		if (answer && answer.text !== fresh.answer(key)?.text)
			works.set(key, { id, kind: 'answer', ...asked(answer), ...refusal });
		const { text, kind } = old.composer();
		if (root === 'composer' && isVisible(text) && text !== fresh.composer().text)
			works.set('composer', { id, kind: 'note', text, noteKind: kind, ...refusal });
		const beyond = root === 'ballots' ? dotsBeyond(fresh, old, key) : 0;
		if (beyond > 0) works.set(key, { id, kind: 'dots', count: beyond, cluster: '', ...refusal });
	}
	return [...works.values(), ...(touches(changes, 'kept') ? old.kept.list() : [])];
}

const touches = (changes: readonly Unseen[], root: string) =>
	changes.some(({ path }) => path[0] === root);
/** Number of dots of a round that were spent, moved or removed on one desk and not on the other. */
function dotsBeyond(there: Desk, desk: Desk, round: string): number {
	const beyond = (a: Ballot, b: Ballot) =>
		Object.entries(a).reduce(
			(sum, [cluster, dots]) => sum + Math.max(0, dots - (b[cluster] ?? 0)),
			0
		);
	const [counted, wanted] = [there.ballot(round), desk.ballot(round)];
	return Math.max(beyond(wanted, counted), beyond(counted, wanted));
}
const isNews = (mark: Mark, there: Mark | null) =>
	mark.mark !== there?.mark || mark.of !== there.of;

function bringNote(old: Desk, fresh: Desk, id: string) {
	const note = old.note(id);
	if (!note) return;
	const there = fresh.note(id);
	const { rewrittenAs } = note;
	const parking = note.parked ? { rewrittenAs } : null;
	if (!there) fresh.writeNote(id, note.text, note.kind, note.at, note.step, parking);
	else if (there.text !== note.text || there.kind !== note.kind)
		fresh.editNote(id, note.text, note.kind);
	fresh.park(id, note.parked);
	fresh.postIn(id, note.step);
	if ((there?.archived ?? false) !== note.archived) fresh.takeBack(id, note.archived);
}
function bringAnswer(old: Desk, fresh: Desk, id: string) {
	const answer = old.answer(id);
	if (!answer) return;
	const { text, step, at, archived } = answer;
	const there = fresh.answer(id);
	if (!there) return fresh.writeAnswer(answer);
	if (there.text !== text || there.step !== step) fresh.editAnswer(id, text, step, at);
	if (there.archived !== archived) fresh.takeBackAnswer(id, step, at, archived);
}
/** Whether `old` deleted the mark that `fresh` holds. A deletion is no new change, so `unseen` does not report it. */
function isTakenBack(old: Desk, fresh: Desk, outcome: string): boolean {
	const [was, is] = [old, fresh].map(({ doc }) => doc.getMap('marks')._map.get(outcome));
	return was?.deleted === true && is !== undefined && Y.compareIDs(was.id, is.id);
}
const asked = ({ question, about, text }: DeskAnswer) => ({ question, about, text });
/**
 * Copies the dots of a round to `fresh` as far as the ballot has room; dots that another page gave meanwhile stay.
 * Returns the dots that did not fit, by cluster.
 */
function bringBallot(old: Desk, fresh: Desk, round: string, room: Budget): Ballot {
	const [wanted, before] = [old.ballot(round), fresh.ballot(round)];
	for (const [cluster, dots] of Object.entries(before)) {
		const now = wanted[cluster] ?? 0;
		if (now < dots && knewOf(old, fresh, round, cluster)) fresh.spend(round, cluster, now);
	}
	// A person who saw the dots of `old` and lowered them did so on purpose.
	const more = Object.entries(wanted).filter(([cluster]) => !knewOf(fresh, old, round, cluster));
	return giveMore(fresh, round, Object.fromEntries(more), room);
}
/** Whether the change of a cluster's dots at `old` was made after seeing the dots at `fresh`. */
function knewOf(old: Desk, fresh: Desk, round: string, cluster: string): boolean {
	const [was, is] = [old, fresh].map(({ doc }) => {
		const ballot = doc.getMap('ballots').get(round);
		return ballot instanceof Y.Map ? (ballot._map.get(cluster) ?? null) : null;
	});
	for (let at = was ?? null; at && is; at = at.left) {
		const { client, clock } = at.id;
		// Yjs may merge adjacent deleted structs into one item.
		if (client === is.id.client && clock <= is.id.clock && is.id.clock < clock + at.length)
			return true;
	}
	return false;
}
const idOf = (changes: readonly Unseen[], round: string, cluster: string) =>
	changes.findLast(({ path }) => path[1] === round && path[2] === cluster)?.id ??
	`${round}-${cluster}`.slice(0, LIMITS.idChars);
