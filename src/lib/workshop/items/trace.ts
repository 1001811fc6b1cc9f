/** Follows a requirement to its outcome and problem. */
import type { Outcome, Requirement } from './shapes.ts';

export interface Trace {
	/** Title of the problem. */
	problem: string;
	/** Statement of the outcome. */
	outcome: string;
}

/** The outcome and problem of a requirement, or null if they are no longer on the wall. */
export function traceOf(
	requirement: Pick<Requirement, 'outcome'>,
	outcomes: readonly Outcome[],
	problems: readonly { id: string; title: string }[]
): Trace | null {
	const outcome = outcomes.find(({ id, archived }) => id === requirement.outcome && !archived);
	const problem = problems.find(({ id }) => id === outcome?.problem);
	return outcome && problem ? { problem: problem.title, outcome: outcome.statement } : null;
}

/** Requirements of an outcome that are not archived. */
export const requirementsUnder = <R extends Requirement>(outcome: string, all: readonly R[]): R[] =>
	all.filter((one) => one.outcome === outcome && !one.archived);

/** Whether a requirement says what people or processes do differently: only then can software requirements follow. */
export const mayAddSoftware = (outcome: string, all: readonly Requirement[]): boolean =>
	requirementsUnder(outcome, all).some(({ kind }) => kind !== 'software');
