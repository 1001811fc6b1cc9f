/** In which order new words come to the wall, where some of them go on from others. */
import { WHYS } from '../../../src/lib/workshop/items/answers.ts';
import type { Asked } from './asking.ts';
import { isNew, type OwnWords, type Sort } from './own-words.ts';

interface Ranked {
	/** How many of the others each one comes behind, by id: 0 where all that it belongs to is on the wall. */
	ranks: ReadonlyMap<string, number>;
	/** Those that would go on from a fifth why: they stay at their desks. */
	tooDeep: ReadonlySet<string>;
}

/** Breadth first from what has its place: each one is looked at once, however long the chains are. */
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
