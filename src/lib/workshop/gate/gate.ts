/** The gate before technology: the conditions that have to hold before the group talks about products and features. */
import type { Outcome, Requirement } from '../items/shapes.ts';
import type { Sentence } from '../../i18n/messages.ts';
import { isInTotalOnly, notAccepting } from '../outcomes/marks.ts';
import { isMeasurable, outcomeCheck, wordingOf, type OutcomePart } from '../outcomes/check.ts';
import { requirementsUnder } from '../items/trace.ts';
import type { Fn, OutcomeAgreement, Person, Round } from '../types.ts';

export interface GateFacts {
	functions: readonly Fn[];
	people: readonly Pick<Person, 'fn' | 'role'>[];
	rounds: readonly Pick<Round, 'result'>[];
	/** Chosen problems that are still on the wall. */
	problems: readonly { id: string; title: string }[];
	outcomes: readonly Outcome[];
	requirements: readonly Requirement[];
	agreements: Readonly<Record<string, OutcomeAgreement>>;
}
export interface GateCondition {
	key: 'chosen' | 'measurable' | 'accepted' | 'ways';
	/** The condition, and how far it is met. */
	text: Sentence;
	done: boolean;
	/** What is missing and who can do something about it; empty if the condition holds. */
	who: readonly Sentence[];
}

/** The four conditions, in their order. Archived outcomes and requirements do not count. */
export function gateConditions(facts: GateFacts): GateCondition[] {
	const known = new Set(facts.problems.map(({ id }) => id));
	const outcomes = facts.outcomes.filter(
		({ archived, problem }) => !archived && known.has(problem)
	);
	const measured = outcomes.filter(isMeasurable);
	return [
		chosen(facts),
		measurable(facts, outcomes),
		accepted(facts, measured),
		ways(facts, measured)
	];
}
export const holdAll = (conditions: readonly GateCondition[]): boolean =>
	conditions.every(({ done }) => done);

const NO_PROBLEM: Sentence = (m) => m.gate.noProblem;
const NO_OUTCOME: Sentence = (m) => m.gate.noOutcome;

/** Ids of the functions that have people on the board. */
function present({ functions, people }: GateFacts): Set<string> {
	const stood = new Set(people.filter(({ role }) => role !== 'observer').map(({ fn }) => fn));
	return new Set(functions.map(({ id }) => id).filter((id) => stood.has(id)));
}
const namesOf = ({ functions }: GateFacts, ids: readonly string[]): string[] =>
	ids.map((id) => functions.find((fn) => fn.id === id)?.name ?? id);

function chosen(facts: GateFacts): GateCondition {
	const results = facts.rounds.flatMap(({ result }) =>
		result && !result.tooFew ? result.fns : []
	);
	const named = new Set(results.filter(({ voters }) => voters > 0).map(({ fn }) => fn));
	const inTotal = new Set(results.filter(({ hidden }) => hidden).map(({ fn }) => fn));
	const here = [...present(facts)];
	const inSum = here.filter((fn) => inTotal.has(fn) && !named.has(fn));
	const silent = here.filter((fn) => !named.has(fn) && !inTotal.has(fn));
	const isTooFew = results.length === 0 && facts.rounds.some(({ result }) => result?.tooFew);
	const who: Sentence[] = [];
	if (facts.problems.length === 0) who.push((m) => m.gate.chooses);
	if (silent.length > 0)
		who.push((m) => (isTooFew ? m.gate.tooFew : m.gate.notVoted(namesOf(facts, silent))));
	return {
		key: 'chosen',
		text: (m) => (inSum.length > 0 ? m.gate.chosenInTotal(namesOf(facts, inSum)) : m.gate.chosen),
		done: who.length === 0,
		who
	};
}

const MEASURES: readonly OutcomePart[] = ['metric', 'baseline', 'target', 'due', 'owner'];
function measurable(facts: GateFacts, outcomes: readonly Outcome[]): GateCondition {
	const all = facts.problems.length;
	const lacking = facts.problems.flatMap(({ id, title }): Sentence[] => {
		const own = outcomes.filter(({ problem }) => problem === id);
		const [first] = own;
		if (own.some(isMeasurable)) return [];
		if (!first) return [(m) => m.gate.noOutcomeFor(title)];
		const lacks = outcomeCheck(first, '').find(({ part }) => MEASURES.includes(part));
		return [(m) => m.gate.lacks(first.statement, lacks?.sentence(m) ?? m.gate.notComplete)];
	});
	return {
		key: 'measurable',
		text: (m) => (all === 0 ? m.gate.measurable : m.gate.measurableOf(all - lacking.length, all)),
		done: all > 0 && lacking.length === 0,
		who: all === 0 ? [NO_PROBLEM] : lacking
	};
}

function accepted(facts: GateFacts, measured: readonly Outcome[]): GateCondition {
	const here = present(facts);
	const inTotal = new Set<string>();
	const open = measured.flatMap((outcome): Sentence[] => {
		const { agreements } = facts;
		const { id, statement } = outcome;
		const told = Object.hasOwn(agreements, id) ? agreements[id] : undefined;
		if (!told) return [(m) => m.gate.toReveal(statement)];
		if (told.wording !== wordingOf(outcome)) return [(m) => m.gate.reworded(statement)];
		for (const fn of here) if (isInTotalOnly(told, fn)) inTotal.add(fn);
		const against = notAccepting(told, here);
		if (against.length === 0) return [];
		// The total says nothing about a single hidden function.
		const named = against.filter((fn) => !isInTotalOnly(told, fn));
		if (named.length === 0) return [(m) => m.gate.notAcceptedByAll(statement)];
		return [(m) => m.gate.notAccepted(statement, namesOf(facts, named))];
	});
	return {
		key: 'accepted',
		text: (m) =>
			inTotal.size > 0 ? m.gate.acceptedInTotal(namesOf(facts, [...inTotal])) : m.gate.accepted,
		done: measured.length > 0 && open.length === 0,
		who: measured.length === 0 ? [NO_OUTCOME] : open
	};
}

function ways(facts: GateFacts, measured: readonly Outcome[]): GateCondition {
	const open = measured.filter(({ id }) =>
		requirementsUnder(id, facts.requirements).every(({ kind }) => kind === 'software')
	);
	const sentences = open.map(
		({ statement }): Sentence =>
			(m) =>
				m.gate.noWay(statement)
	);
	return {
		key: 'ways',
		text: (m) => m.gate.ways,
		done: measured.length > 0 && open.length === 0,
		who: measured.length === 0 ? [NO_OUTCOME] : sentences
	};
}
