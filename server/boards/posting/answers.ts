/** How answers are added to the wall: after the other answers to the same question. */
import { askedAbout, type Question } from '../../../src/lib/workshop/questions.ts';
import { generateKeyBetween } from 'fractional-indexing';
import { WHYS } from '../../../src/lib/workshop/items/answers.ts';
import type { DeskAnswer, Stage } from '../../../src/lib/workshop/types.ts';
import { addItem, changeItem, itemIds, readItem } from '../../../src/lib/wall/items.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import { attributed, isNew, type Change, type Sort } from './own-words.ts';

const answersOn = (wall: Wall) => wall.doc.getMap('answers');

export const ANSWERS: Sort<DeskAnswer> = {
	name: 'answers',
	counts: (wall) => {
		const all = itemIds(wall, 'answers').map((id) => readItem(wall, 'answers', id));
		return { seen: all.filter((one) => one?.archived === false).length, kept: all.length };
	},
	action: 'answer',
	at: ({ answers }) => answers,
	has: (wall, id) => answersOn(wall).has(id),
	depth: (wall, { question, about }) => {
		const stands = askedAbout(question).some((place) => {
			if (place === 'nothing' || about === '') return place === 'nothing' && about === '';
			return wall.doc.getMap(place).has(about);
		});
		if (!stands) return null;
		return question === 'why' ? 1 + whysAbove(wall, about) : 0;
	},
	goesOnFrom: ({ question, about }) => (question === 'why' ? about : null),
	// Answers that a restore removed from the wall come back when their writer wants it.
	isHeld: ({ restoredAt }, { at }) => restoredAt !== undefined && at < restoredAt,
	differs,
	write,
	toPlace: () => []
};

/**
 * The length of the chain of whys up to this answer, including it. It counts no further than the longest chain
 * allowed.
 */
function whysAbove(wall: Wall, answer: string): number {
	let above = 0;
	for (let at = readItem(wall, 'answers', answer); at?.question === 'why' && above < WHYS; above++)
		at = readItem(wall, 'answers', at.about);
	return above;
}

function differs(wall: Wall, { kind, words }: Change<DeskAnswer>): boolean {
	const there = readItem(wall, 'answers', words.id);
	if (kind === 'add') return there === null;
	if (there === null) return false;
	return kind === 'archive' ? there.archived !== words.archived : there.text !== words.text;
}

function write(
	wall: Wall,
	stage: Stage,
	changes: readonly Change<DeskAnswer>[],
	day: string
): Set<string> {
	const came = new Set<string>();
	const orders = lastOrders(wall);
	/** Returns false while the item that the answer belongs to is not on the wall. */
	const add = (change: Change<DeskAnswer>): boolean => {
		const { id, text, question, about } = change.words;
		const depth = ANSWERS.depth(wall, change.words);
		if (depth === null) return false;
		if (depth > WHYS || !differs(wall, change)) return true;
		const order = orderBehind(orders.get(keyOf(change.words)));
		orders.set(keyOf(change.words), order);
		const fields = { text, question, about, ...attributed(stage, change.seat), day, order };
		addItem(wall, 'answers', id, fields);
		came.add(id);
		return true;
	};
	wall.doc.transact(() => {
		for (const { kind, words } of changes) {
			if (kind === 'edit') changeItem(wall, 'answers', words.id, { text: words.text });
			if (kind === 'archive') changeItem(wall, 'answers', words.id, { archived: words.archived });
		}
		let left = changes.filter(isNew);
		// An answer may continue another one that is added at the same time. Each round adds the answers that have
		// everything they need.
		for (let before = Infinity; left.length < before;) {
			before = left.length;
			left = left.filter((change) => !add(change));
		}
	}, wall.origin);
	return came;
}

const keyOf = ({ question, about }: { question: Question; about: string }) =>
	`${question} ${about}`;
/** The last order key among the answers to each question. */
function lastOrders(wall: Wall): Map<string, string> {
	const last = new Map<string, string>();
	for (const id of itemIds(wall, 'answers')) {
		const answer = readItem(wall, 'answers', id);
		if (answer && answer.order > (last.get(keyOf(answer)) ?? ''))
			last.set(keyOf(answer), answer.order);
	}
	return last;
}
/** Returns an order key after another one. An invalid key must not block answers. */
function orderBehind(last: string | undefined): string {
	try {
		return generateKeyBetween(last ?? null, null);
	} catch {
		return generateKeyBetween(null, null);
	}
}
