/** Requirements with their outcomes and problems. */
import type { Outcome, Requirement } from './shapes.ts';
import { byOrder } from './order.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { requirementsOf } from '../report/problem.ts';

export interface TracedRequirement {
	/** "2.1" is the first requirement of the second outcome. */
	number: string;
	requirement: Requirement;
	outcome: Outcome;
	/** The title of the outcome's problem, or ''. */
	problem: string;
}

/** The outcomes that are not archived, in their order: the first has the number 1. */
export const outcomesInOrder = ({ outcomes }: Pick<BoardRecord, 'outcomes'>): Outcome[] =>
	outcomes.filter(({ archived }) => !archived).sort(byOrder);

/** Requirements in the order of their outcomes. */
export function traced(
	record: Pick<BoardRecord, 'clusters' | 'outcomes' | 'requirements'>
): TracedRequirement[] {
	const titles = new Map(record.clusters.map(({ id, title }) => [id, title]));
	const own = Map.groupBy(record.requirements, ({ outcome }) => outcome);
	return outcomesInOrder(record).flatMap((outcome, at) =>
		requirementsOf(outcome.id, own.get(outcome.id) ?? []).map((requirement, index) => ({
			number: `${at + 1}.${index + 1}`,
			requirement,
			outcome,
			problem: titles.get(outcome.problem) ?? ''
		}))
	);
}
