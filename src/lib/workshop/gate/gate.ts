/** The gate before technology: what has to hold before products and features are talked about. */
import { isInTotalOnly, notAccepting } from '../outcomes/marks.ts';
import { isMeasurable, outcomeCheck, wordingOf, type OutcomePart } from '../outcomes/check.ts';
import { isolated, listed, quoted } from '../text.ts';
import { requirementsUnder } from '../items/trace.ts';
import type { Fn, Outcome, OutcomeAgreement, Person, Requirement, Round } from '../types.ts';

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
	/** What has to hold, with how far it does. */
	text: string;
	done: boolean;
	/** What is missing and who can move it, in sentences; '' where it holds. */
	who: string;
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

const NO_PROBLEM = 'First a problem has to be chosen.';
const NO_OUTCOME = 'First there has to be a measurable outcome.';
const nameOf = ({ statement }: Outcome) => quoted(statement.trim() || 'An outcome');

/** Ids of the functions that somebody stands for. */
function present({ functions, people }: GateFacts): Set<string> {
	const stood = new Set(people.filter(({ role }) => role !== 'observer').map(({ fn }) => fn));
	return new Set(functions.map(({ id }) => id).filter((id) => stood.has(id)));
}
const namesOf = ({ functions }: GateFacts, ids: readonly string[]): string =>
	listed(ids.map((id) => isolated(functions.find((fn) => fn.id === id)?.name ?? id)));

const TOO_FEW =
	'Too few people voted to show who took part. Open another round when more people are here, or open technology early.';
/** Which functions are counted through the total of all, in words. */
const throughTotal = (facts: GateFacts, ids: readonly string[]): string =>
	ids.length === 0
		? ''
		: ` (${namesOf(facts, ids)} ${ids.length === 1 ? 'counts' : 'count'} through the total)`;

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
	const sentences = [
		...(facts.problems.length === 0
			? ['A facilitator chooses the problems to work on, on the alignment map.']
			: []),
		...(silent.length === 0
			? []
			: [
					isTooFew
						? TOO_FEW
						: `${namesOf(facts, silent)} ${silent.length === 1 ? 'has' : 'have'} not voted yet.`
				])
	];
	return {
		key: 'chosen',
		text: `Problems are chosen, and ${inSum.length > 0 ? 'people' : 'every function'} voted${throughTotal(facts, inSum)}`,
		done: sentences.length === 0,
		who: sentences.join(' ')
	};
}

const MEASURES: readonly OutcomePart[] = ['metric', 'baseline', 'target', 'due', 'owner'];
function measurable(facts: GateFacts, outcomes: readonly Outcome[]): GateCondition {
	const all = facts.problems.length;
	const lacking = facts.problems.flatMap(({ id, title }) => {
		const own = outcomes.filter(({ problem }) => problem === id);
		const [first] = own;
		if (own.some(isMeasurable)) return [];
		if (!first)
			return [`${quoted(title.trim() || 'A problem')} has no outcome yet: anybody can write one.`];
		const lacks = outcomeCheck(first, '').find(({ part }) => MEASURES.includes(part));
		return [`${nameOf(first)}: ${lacks?.sentence ?? 'It is not complete.'}`];
	});
	return {
		key: 'measurable',
		text: `A measurable outcome for each${all === 0 ? '' : `: ${all - lacking.length} of ${all}`}`,
		done: all > 0 && lacking.length === 0,
		who: all === 0 ? NO_PROBLEM : lacking.join(' ')
	};
}

function accepted(facts: GateFacts, measured: readonly Outcome[]): GateCondition {
	const here = present(facts);
	const inTotal = new Set<string>();
	const open = measured.flatMap((outcome) => {
		const { agreements } = facts;
		const told = Object.hasOwn(agreements, outcome.id) ? agreements[outcome.id] : undefined;
		if (!told) return [`${nameOf(outcome)}: a facilitator has to reveal the ratings.`];
		if (told.wording !== wordingOf(outcome))
			return [`${nameOf(outcome)} was reworded: everybody has to rate it again.`];
		for (const fn of here) if (isInTotalOnly(told, fn)) inTotal.add(fn);
		const against = notAccepting(told, here);
		if (against.length === 0) return [];
		// The total says nothing of one hidden function.
		const named = against.filter((fn) => !isInTotalOnly(told, fn));
		const who = named.length > 0 ? namesOf(facts, named) : 'the group as a whole';
		return [`${nameOf(outcome)} is not accepted by ${who}.`];
	});
	return {
		key: 'accepted',
		text: `${inTotal.size > 0 ? 'All together, people accept' : 'Every function accepts'} the outcomes${throughTotal(facts, [...inTotal])}`,
		done: measured.length > 0 && open.length === 0,
		who: measured.length === 0 ? NO_OUTCOME : open.join(' ')
	};
}

function ways(facts: GateFacts, measured: readonly Outcome[]): GateCondition {
	const open = measured.filter(({ id }) =>
		requirementsUnder(id, facts.requirements).every(({ kind }) => kind === 'software')
	);
	const sentences = open.map(
		(outcome) => `${nameOf(outcome)} has no requirement for people or processes yet.`
	);
	return {
		key: 'ways',
		text: 'What people will do differently is written down',
		done: measured.length > 0 && open.length === 0,
		who: measured.length === 0 ? NO_OUTCOME : sentences.join(' ')
	};
}
