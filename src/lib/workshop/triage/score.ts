/** Scores how far an option meets the requirements. */
import type { Option, Requirement } from '../items/shapes.ts';
import type { Rating, Weight } from '../types.ts';

/** Points of a requirement by weight. */
export const WEIGHT_POINTS: Readonly<Record<Weight, number>> = { must: 3, should: 2, could: 1 };
/** The share of a requirement's points that an option gets, by rating. */
export const RATING_PARTS: Readonly<Record<Rating, number>> = {
	meets: 1,
	partly: 0.5,
	fails: 0,
	unshown: 0
};

export interface Score {
	/** From 0 to 1; null if there are no requirements. */
	value: number | null;
	/** Number of requirements that were not shown: they count nothing and may still be met. */
	unshown: number;
	/** Number of musts that the option fails. */
	failedMusts: number;
}

export const ratingOf = ({ ratings }: Pick<Option, 'ratings'>, requirement: string): Rating =>
	(Object.hasOwn(ratings, requirement) ? ratings[requirement] : undefined) ?? 'unshown';

/**
 * The weighted sum of an option's ratings over the sum of all weights (weighted sum model; Fishburn, "Additive
 * utilities with incomplete product set", 1967). Archived requirements do not count.
 */
export function scoreOf(
	option: Pick<Option, 'ratings'>,
	requirements: readonly Pick<Requirement, 'id' | 'weight' | 'archived'>[]
): Score {
	const asked = requirements.filter(({ archived }) => !archived);
	let [points, all, unshown, failedMusts] = [0, 0, 0, 0];
	for (const { id, weight } of asked) {
		const rating = ratingOf(option, id);
		all += WEIGHT_POINTS[weight];
		points += WEIGHT_POINTS[weight] * RATING_PARTS[rating];
		if (rating === 'unshown') unshown++;
		if (rating === 'fails' && weight === 'must') failedMusts++;
	}
	return { value: all === 0 ? null : points / all, unshown, failedMusts };
}
