/** The way from a requirement to the problem that it is there for. */
import type { Outcome, Requirement } from './shapes.ts';

export interface Trace {
	/** Title of the problem. */
	problem: string;
	/** Statement of the outcome. */
	outcome: string;
}

/** What a requirement hangs on, or null where that is not on the wall any more. */
export function traceOf(
	requirement: Pick<Requirement, 'outcome'>,
	outcomes: readonly Outcome[],
	problems: readonly { id: string; title: string }[]
): Trace | null {
	const outcome = outcomes.find(({ id, archived }) => id === requirement.outcome && !archived);
	const problem = problems.find(({ id }) => id === outcome?.problem);
	return outcome && problem ? { problem: problem.title, outcome: outcome.statement } : null;
}

/** Requirements of an outcome that are still there. */
export const requirementsUnder = <R extends Requirement>(outcome: string, all: readonly R[]): R[] =>
	all.filter((one) => one.outcome === outcome && !one.archived);

/** Whether it is said what people or processes do differently: only then is it software's turn. */
export const mayAddSoftware = (outcome: string, all: readonly Requirement[]): boolean =>
	requirementsUnder(outcome, all).some(({ kind }) => kind !== 'software');
