/** What desks bring to the wall, as a value: nothing here writes, waits or remembers. */
import { shuffled } from '../../../src/lib/workshop/wall-layout/layout.ts';
import type { Unposted } from '../../../src/lib/workshop/types.ts';
import type { Asked, Known } from './asking.ts';
import { isNew, type Change, type Counts, type OwnWords, type Sort } from './own-words.ts';
import { ranked } from './ranks.ts';
import { withinShares } from './shares.ts';

/**
 * Together: all that waits comes in one go, and in random order. In turns: of several new notes of one desk one
 * comes now, and the next after a while. As neighbours in the document, and in time, they would tell that one
 * person wrote them.
 */
export type Pace = 'together' | 'in turns';

export interface Plan<W extends OwnWords> {
	/** In the order in which they are written. Each of them changes the wall. */
	changes: readonly Change<W>[];
	/** Of what is new: whose it is. */
	authors: readonly { note: string; participant: string }[];
	/** What desks decide on again, since their people brought it back. */
	decided: readonly string[];
	/** Why something of a desk does not come, by participant. */
	unposted: ReadonlyMap<string, Unposted>;
	/** Participants whose next words have to wait for a turn. */
	waiting: readonly string[];
	/** Whether something is taken back, so that there is room for others. */
	makesRoom: boolean;
}

/**
 * Plans what comes of what desks ask. `counts` are those of the wall before it; they matter where something is new or
 * comes back. `random` gives numbers from 0 to 1, without 1.
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
	// Notes are revealed in one go. Answers that come alone would have no others to be shuffled among.
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

/** All changes, but of what is new one at most; on a named board everybody knows whose it is. */
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
/** Of two desks that bring something new with one id, the first has it. */
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

/** The order of a shared document is its history: it must not tell whose words these are. */
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
