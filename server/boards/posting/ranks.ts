/** The order in which new words are added to the wall if some of them continue others. */
import { WHYS } from '../../../src/lib/workshop/items/answers.ts';
import type { Asked } from './asking.ts';
import { isNew, type OwnWords, type Sort } from './own-words.ts';

interface Ranked {
	/**
	 * How many of the other new items come before each one in its chain, by id. 0 means that everything it belongs
	 * to is on the wall.
	 */
	ranks: ReadonlyMap<string, number>;
	/** Items that would continue a fifth why. They stay at their desks. */
	tooDeep: ReadonlySet<string>;
}

/** Goes breadth first from the items whose place is known. It visits each item once, however long the chains are. */
export function ranked<W extends OwnWords>(
	{ goesOnFrom }: Sort<W>,
	asked: readonly Pick<Asked<W>, 'changes' | 'depths'>[]
): Ranked {
	const ranks = new Map<string, number>();
	const tooDeep = new Set<string>();
	const fresh = asked.flatMap(({ changes, depths }) =>
		changes.filter(isNew).map(({ words }) => ({ words, deep: depths.get(words.id) }))
	);
	const following = Map.groupBy(
		fresh.map(({ words }) => words),
		goesOnFrom
	);
	let found = fresh.flatMap(({ words, deep }) => (deep === undefined ? [] : [{ words, deep }]));
	for (let rank = 0; found.length > 0; rank++) {
		const next: typeof found = [];
		for (const { words, deep } of found) {
			if (ranks.has(words.id) || tooDeep.has(words.id)) continue;
			if (deep > WHYS) tooDeep.add(words.id);
			else ranks.set(words.id, rank);
			for (const one of following.get(words.id) ?? []) next.push({ words: one, deep: deep + 1 });
		}
		found = next;
	}
	return { ranks, tooDeep };
}
