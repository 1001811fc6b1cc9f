/** Collects the facts about the group's written work, from the frame to the readings. */
import type { Answer, Cost, Outcome, Reading, Requirement } from '../items/shapes.ts';
import { isMeasurable, wordingOf } from '../outcomes/check.ts';
import { FACILITATIVE, type Frame, type Question } from '../questions.ts';
import { mayAddSoftware } from '../items/trace.ts';
import { sortedOf } from '../triage/triage.ts';
import type { OutcomeFacts, ProblemFacts, WorkFacts } from './checks.ts';
import type { Note, OutcomeAgreement, Stage } from '../types.ts';

/** The contents of the wall. The caller has to leave out archived items. */
export interface WrittenWork {
	frame: Frame;
	answers: readonly Pick<Answer, 'id' | 'question' | 'about' | 'fn'>[];
	/** Chosen problems that still exist. */
	problems: readonly { id: string; title: string }[];
	costs: readonly Pick<Cost, 'problem' | 'amount'>[];
	outcomes: readonly Outcome[];
	requirements: readonly Requirement[];
	readings: readonly Pick<Reading, 'outcome' | 'value'>[];
	parked: readonly Pick<Note, 'requirement' | 'setAside'>[];
}
export function workFacts(
	work: WrittenWork,
	stage: Pick<Stage, 'purpose' | 'agreements' | 'decision' | 'reviewOn'>
): WorkFacts {
	const { frame, problems, outcomes, parked, requirements } = work;
	const known = new Set(problems.map(({ id }) => id));
	const answering = (question: Question) =>
		new Set(work.answers.filter((one) => one.question === question).map(({ fn }) => fn));
	return {
		purpose: stage.purpose.trim() !== '' || frame.why.trim() !== '',
		customer: frame.who.trim() !== '',
		hoping: answering('hope'),
		fearing: answering('fear'),
		problems: problems.map((problem) => problemFacts(problem, work)),
		outcomes: outcomes
			.filter(({ problem }) => known.has(problem))
			.map((outcome) => outcomeFacts(outcome, work, stage.agreements)),
		ideas: parked.length,
		sorted: sortedOf(parked, requirements),
		decided: stage.decision !== null && stage.decision.rationale.trim() !== '',
		reviewed: stage.reviewOn !== ''
	};
}

function problemFacts(
	{ id, title }: { id: string; title: string },
	work: WrittenWork
): ProblemFacts {
	const own = work.answers.filter((one) => one.about === id);
	const asked = own.filter(({ question }) => FACILITATIVE.some((one) => one === question));
	const causes = new Set(asked.map((one) => one.id));
	const numbers = work.costs.filter(({ problem, amount }) => problem === id && amount !== null);
	return {
		title,
		heard: new Set(asked.map(({ fn }) => fn)),
		cause: work.answers.some(({ question, about }) => question === 'why' && causes.has(about)),
		cost: numbers.length > 0 || asked.some(({ question }) => question === 'costs'),
		measurable: work.outcomes.some((one) => one.problem === id && isMeasurable(one))
	};
}

function outcomeFacts(
	outcome: Outcome,
	{ requirements, readings }: WrittenWork,
	agreements: Readonly<Record<string, OutcomeAgreement>>
): OutcomeFacts {
	const { id } = outcome;
	const told = Object.hasOwn(agreements, id) ? agreements[id] : undefined;
	return {
		revealed: told?.wording === wordingOf(outcome),
		way: mayAddSoftware(id, requirements),
		read: readings.some((reading) => reading.outcome === id && reading.value !== null)
	};
}
