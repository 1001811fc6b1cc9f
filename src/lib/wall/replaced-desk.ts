/**
 * Restores a person's dots, ratings and words after Yjs dropped them in a conflict with another page of the same
 * person.
 */
import type { Messages } from '../i18n/messages.ts';
import { cleanText, isVisible } from '../workshop/clean-text.ts';
import type { Ballot } from '../workshop/types.ts';
import { giveMore, whyNotCounted } from './give-more.ts';
import type { Desk } from './desk.ts';
import type { KeptWork } from './kept.ts';
import type { Takes } from './refused-desk.ts';
import type { Replaced } from './replaced.ts';

/**
 * Restores the dots as far as the ballot has room. Everything else, and dots without room, become entries of kept work
 * at the desk, which are returned. `at` is now, in epoch ms.
 */
export function bringReplaced(
	desk: Desk,
	replaced: readonly Replaced[],
	takes: Takes,
	at: number,
	messages: Messages
): KeptWork[] {
	const works: KeptWork[] = [];
	desk.doc.transact(() => {
		for (const one of replaced) {
			const work =
				one.path[0] === 'ballots'
					? dotsOf(desk, one, takes, at, messages)
					: wordsOf(desk, one, at, messages);
			if (work) works.push(work);
		}
		desk.kept.add(works);
	});
	return works;
}

/**
 * A ballot that arrived and lost belongs to the page that started it. The server has not accepted its dots, so that
 * page handles them.
 */
function dotsOf(
	desk: Desk,
	{ path, value, id, withItsMap, wasHere }: Replaced,
	takes: Takes,
	at: number,
	messages: Messages
): KeptWork | null {
	const [, round = '', cluster = ''] = path;
	if (path.length !== 3 || !isDots(value) || (withItsMap && !wasHere)) return null;
	const wanted: Ballot = { [cluster]: value };
	const room = takes.round(round);
	if (room === null) {
		const count = value - (desk.ballot(round)[cluster] ?? 0);
		const why = messages.connection.otherPage.changedThis;
		return count > 0 ? { id, kind: 'dots', count, cluster: '', at, why } : null;
	}
	const count = giveMore(desk, round, wanted, room)[cluster] ?? 0;
	const why = whyNotCounted(room)(messages);
	return count > 0 ? { id, kind: 'dots', count, cluster, at, why } : null;
}
const isDots = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;

function wordsOf(
	desk: Desk,
	{ path, value, id }: Replaced,
	at: number,
	messages: Messages
): KeptWork | null {
	const [root, key = '', field] = path;
	const about = { id, at, why: messages.connection.otherPage.changedThis };
	if (root === 'marks' && field === 'mark' && value !== desk.mark(key)?.mark)
		return { ...about, kind: 'mark', about: key };
	if (typeof value !== 'string' || !isVisible(value)) return null;
	if (root === 'composer' && key === 'text') {
		const { text, kind } = desk.composer();
		// A text that continues the words or contains them has lost nothing.
		if (text.includes(value) || desk.notes().some((note) => note.text === cleanText(value)))
			return null;
		return { ...about, kind: 'note', text: value, noteKind: kind };
	}
	if (field !== 'text') return null;
	const note = root === 'notes' ? desk.note(key) : null;
	if (note && note.text !== value)
		return { ...about, kind: 'note', text: value, noteKind: note.kind };
	const answer = root === 'answers' ? desk.answer(key) : null;
	if (!answer || answer.text === value) return null;
	const { question, about: thing } = answer;
	return { ...about, kind: 'answer', question, about: thing, text: value };
}
