/** The checks that a facilitator may want to meet before the group continues. They are advice and lock nothing. */
import type { Messages, Sentence } from '../../i18n/messages.ts';

/** The part of a business function that checks use. */
interface Named {
	readonly id: string;
	readonly name: string;
}
export interface ProblemFacts {
	title: string;
	/** Function ids of people who answered one of the seven questions; '' stands for answers without a function. */
	heard: ReadonlySet<string>;
	/** Whether somebody asked why about one of the answers. */
	cause: boolean;
	/** Whether the cost is given, in words or in numbers. */
	cost: boolean;
	measurable: boolean;
}
export interface OutcomeFacts {
	/** Whether the marks are revealed and rate the current wording. */
	revealed: boolean;
	/** Whether the outcome has a requirement for what people do differently. */
	way: boolean;
	read: boolean;
}
export interface WorkFacts {
	/** Whether the group wrote why it meets. */
	purpose: boolean;
	/** Whether the group described the customer. */
	customer: boolean;
	/** Ids of the functions with hopes or fears. */
	hoping: ReadonlySet<string>;
	fearing: ReadonlySet<string>;
	problems: readonly ProblemFacts[];
	/** Outcomes of the chosen problems. */
	outcomes: readonly OutcomeFacts[];
	ideas: number;
	sorted: number;
	decided: boolean;
	reviewed: boolean;
}

export interface StepFacts {
	/** Whether the notes of the step stay hidden until a reveal. */
	silent: boolean;
	/** Number of notes outside clusters. */
	loose: number;
	clusters: number;
	/** Number of clusters without a title. */
	unnamed: number;
	/** Function ids of the notes in clusters. */
	fnsInClusters: ReadonlySet<string>;
	functions: readonly Named[];
	/** Functions with waiting notes whose counts are shown only combined. */
	untold: ReadonlySet<string>;
	roundsRevealed: number;
	chosen: number;
	/** As in `Progress`: on anonymous boards, only the key '' is used. */
	notesByFn: Record<string, number>;
	/** Number of notes that wait for the reveal. */
	waiting: number;
	/** Whether the board does not distinguish functions. */
	anonymous: boolean;
	work: WorkFacts;
}
export interface Check {
	text: Sentence;
	done: boolean;
}
type Words = Messages['checks'];
/** The text of a check, made from the names of the people or items that lack it. */
type Naming = (words: Words) => (lacking: readonly string[]) => string;
/** The text of a check, made from the number of outcomes that meet it, and of all. */
type Counting = (words: Words) => (good: number, all: number) => string;

const check = (text: (words: Words) => string, done: boolean): Check => ({
	text: (m) => text(m.checks),
	done
});

export const voteChecks = ({ roundsRevealed, chosen }: StepFacts): Check[] => [
	check((words) => words.roundRevealed, roundsRevealed > 0),
	check((words) => words.chosen, chosen > 0)
];
export const requirementsChecks = ({ work }: StepFacts): Check[] => [
	forEach(work.outcomes, (words) => words.required, 'way')
];
export const reviewChecks = ({ work }: StepFacts): Check[] => [
	forEach(work.outcomes, (words) => words.read, 'read'),
	check((words) => words.reviewDated, work.reviewed)
];

export function frameChecks({ work, functions, anonymous }: StepFacts): Check[] {
	const said = [
		check((words) => words.purpose, work.purpose),
		check((words) => words.customer, work.customer)
	];
	if (anonymous)
		return [
			...said,
			check((words) => words.somebodyHopes, work.hoping.size > 0),
			check((words) => words.somebodyFears, work.fearing.size > 0)
		];
	const without = (fns: ReadonlySet<string>) => functions.filter(({ id }) => !fns.has(id));
	return [
		...said,
		ofFunctions(without(work.hoping), (words) => words.hopes),
		ofFunctions(without(work.fearing), (words) => words.fears)
	];
}

export function understandChecks({ work, functions, anonymous }: StepFacts): Check[] {
	const { problems } = work;
	const unheard = functions.filter(({ id }) => problems.some(({ heard }) => !heard.has(id)));
	const answers = anonymous
		? ofProblems(
				problems,
				(words) => words.haveAnswers,
				({ heard }) => heard.size > 0
			)
		: ofFunctions(unheard, (words) => words.answered, problems.length > 0);
	return [
		answers,
		ofProblems(
			problems,
			(words) => words.askedWhy,
			({ cause }) => cause
		),
		ofProblems(
			problems,
			(words) => words.costs,
			({ cost }) => cost
		)
	];
}

export function outcomesChecks({ work: { problems, outcomes } }: StepFacts): Check[] {
	return [
		ofProblems(
			problems,
			(words) => words.measurable,
			({ measurable }) => measurable
		),
		forEach(outcomes, (words) => words.ratingsRevealed, 'revealed')
	];
}

export function technologyChecks({ work: { ideas, sorted, decided } }: StepFacts): Check[] {
	const left = ideas - sorted;
	return [
		check((words) => words.sorted(left), left === 0),
		check((words) => words.decided, decided)
	];
}

/** Met if every chosen problem meets it. Names the problems that do not, unless that is all of them. */
function ofProblems(
	problems: readonly ProblemFacts[],
	text: Naming,
	holds: (problem: ProblemFacts) => boolean
): Check {
	const lacking = problems.filter((problem) => !holds(problem));
	const named = lacking.length < problems.length ? lacking : [];
	return check(
		(words) => text(words)(named.map(({ title }) => title)),
		problems.length > 0 && lacking.length === 0
	);
}
/** Met if there is at least one outcome and each of them meets it. */
function forEach(
	outcomes: readonly OutcomeFacts[],
	text: Counting,
	key: keyof OutcomeFacts
): Check {
	const all = outcomes.length;
	const good = outcomes.filter((outcome) => outcome[key]).length;
	return check((words) => text(words)(good, all), all > 0 && good === all);
}
/** Met if no function is missing. */
const ofFunctions = (missing: readonly Named[], text: Naming, begun = true): Check =>
	check((words) => text(words)(fewNames(missing)), begun && missing.length === 0);

export function postChecks(facts: StepFacts): Check[] {
	const written = (id: string) =>
		Object.hasOwn(facts.notesByFn, id) ? (facts.notesByFn[id] ?? 0) : 0;
	const unheard = facts.functions.filter(({ id }) => written(id) === 0);
	const missing = fewNames(unheard.filter(({ id }) => !facts.untold.has(id)));
	const untold = unheard.filter(({ id }) => facts.untold.has(id)).map(({ name }) => name);
	const somebody = Object.values(facts.notesByFn).some((notes) => notes > 0);
	const spoken = facts.anonymous
		? check((words) => words.somebodyWrote, somebody)
		: check((words) => words.written(missing, untold), unheard.length === 0);
	if (!facts.silent) return [spoken];
	return facts.waiting > 0
		? [spoken, check((words) => words.hidden(facts.waiting), false)]
		: [spoken, check((words) => words.noneHidden, somebody)];
}

export function clusterChecks(facts: StepFacts): Check[] {
	const missing = facts.functions.filter(({ id }) => !facts.fnsInClusters.has(id));
	const checks = [
		check((words) => words.clustered(facts.loose), facts.loose === 0),
		check((words) => words.named(facts.unnamed), facts.clusters > 0 && facts.unnamed === 0)
	];
	return facts.anonymous ? checks : [...checks, ofFunctions(missing, (words) => words.seen)];
}

/** Names of the missing functions, unless there are many. */
const fewNames = (missing: readonly Named[]): string[] =>
	missing.length > 3 ? [] : missing.map(({ name }) => name);
