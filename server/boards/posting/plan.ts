/** Computes what desks add to the wall and returns it as a value. Nothing here writes, waits or keeps state. */
import { shuffled } from '../../../src/lib/workshop/wall-layout/layout.ts';
import type { Unposted } from '../../../src/lib/workshop/types.ts';
import type { Asked, Known } from './asking.ts';
import { isNew, type Change, type Counts, type OwnWords, type Sort } from './own-words.ts';
import { ranked } from './ranks.ts';
import { withinShares } from './shares.ts';

/**
 * `together`: everything that waits is posted at once, in random order. `in turns`: of several new notes at one
 * desk, one is posted now and the next after a delay. Notes next to each other in the document or in time would
 * reveal that one person wrote them.
 */
export type Pace = 'together' | 'in turns';

export interface Plan<W extends OwnWords> {
	/** In the order in which they are written. Each of them changes the wall. */
	changes: readonly Change<W>[];
	/** The author of each new item. */
	authors: readonly { note: string; participant: string }[];
	/** Ids that desks decide about again, because their owners put them back. */
	decided: readonly string[];
	/** Why something at a desk is not posted, by participant. */
	unposted: ReadonlyMap<string, Unposted>;
	/** Participants whose next words have to wait for a turn. */
	waiting: readonly string[];
	/** Whether something is taken back, which frees room for others. */
	makesRoom: boolean;
}

/**
 * Plans the changes to the wall from what desks ask. `counts` are the wall's counts before; they only matter if
 * something is new or comes back. `random` returns numbers from 0 to below 1.
 */
export function plan<W extends OwnWords>(
	sort: Sort<W>,
	known: Known,
	desks: readonly Asked<W>[],
	counts: Counts,
	pace: Pace,
	random: () => number
): Plan<W> {
	const asked = onceEach(desks);
	const { ranks, tooDeep } = ranked(sort, asked);
	const coming = asked.map((desk) => ({
		...desk,
		changes: desk.changes.filter((change) => !isNew(change) || ranks.has(change.words.id))
	}));
	// Notes are revealed all at once. Answers from a single desk would have no others to be mixed with, so they
	// come in turns.
	const bringing = coming.filter(({ changes }) => changes.some(isNew));
	const atOnce = pace === 'together' && !(sort.action === 'answer' && bringing.length === 1);
	const chosen = atOnce ? coming : coming.map((one) => inTurn(known, one, ranks, random));
	const now = chosen.flatMap(({ changes }) => changes);
	const within = withinShares(sort.name, counts, known.authors, now);
	const isTooDeep = (change: Change<W>) => isNew(change) && tooDeep.has(change.words.id);
	const deep = asked.filter(({ changes }) => changes.some(isTooDeep));
	const comesNow = new Set(now);
	const comesLater = (change: Change<W>) => isNew(change) && !comesNow.has(change);
	return {
		changes: inOrder(known, within.changes, ranks, random),
		authors: within.changes
			.filter((change) => isNew(change) && !known.authors.has(change.words.id))
			.map(({ words, seat }) => ({ note: words.id, participant: seat.id })),
		decided: asked.flatMap(({ decided }) => decided),
		unposted: new Map([...deep.map(({ seat }) => [seat.id, 'deep'] as const), ...within.unposted]),
		waiting: coming
			.filter(({ seat, changes }) => !known.turns.has(seat.id) && changes.some(comesLater))
			.map(({ seat }) => seat.id),
		makesRoom: now.some(({ kind, words }) => kind === 'archive' && words.archived)
	};
}

/** Keeps all changes but at most one new item. On a named board everybody sees the writers, so it keeps all. */
function inTurn<W extends OwnWords>(
	{ stage, turns }: Known,
	desk: Asked<W>,
	ranks: ReadonlyMap<string, number>,
	random: () => number
): Asked<W> {
	if (stage.attribution === 'named') return desk;
	const { seat, changes } = desk;
	const next = changes.filter((change) => isNew(change) && ranks.get(change.words.id) === 0);
	const [one] = turns.has(seat.id) ? [] : shuffled(next, random);
	return { ...desk, changes: changes.filter((change) => !isNew(change) || change === one) };
}
/** If two desks add items with the same id, the first desk gets it. */
function onceEach<W extends OwnWords>(desks: readonly Asked<W>[]): Asked<W>[] {
	const brought = new Set<string>();
	return desks.map((desk) => {
		const changes = desk.changes.filter(
			({ kind, words }) => kind !== 'add' || !brought.has(words.id)
		);
		for (const change of changes) if (isNew(change)) brought.add(change.words.id);
		return { ...desk, changes };
	});
}

/** A shared document stores the order of its changes. The order must not reveal whose words these are. */
function inOrder<W extends OwnWords>(
	{ stage }: Known,
	changes: readonly Change<W>[],
	ranks: ReadonlyMap<string, number>,
	random: () => number
): Change<W>[] {
	const mixed = stage.attribution === 'named' ? changes : shuffled(changes, random);
	const rank = ({ words }: Change<W>) => ranks.get(words.id) ?? 0;
	return mixed.toSorted((a, b) => rank(a) - rank(b));
}
