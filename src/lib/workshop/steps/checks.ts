/** What a facilitator may want to see done before the group goes on. Advice, never a lock. */
import { count, isolated, listed, quoted } from '../text.ts';

/** A business function, as far as a check names it. */
interface Named {
	readonly id: string;
	readonly name: string;
}
export interface ProblemFacts {
	title: string;
	/** Function ids of those who answered one of the seven questions; '' for nobody's. */
	heard: ReadonlySet<string>;
	/** It is asked why of one of the answers. */
	cause: boolean;
	/** Said in words or in numbers. */
	cost: boolean;
	measurable: boolean;
}
export interface OutcomeFacts {
	/** The marks are revealed, and were given to the wording of now. */
	revealed: boolean;
	/** What people do differently is written down. */
	way: boolean;
	read: boolean;
}
export interface WorkFacts {
	/** Why the group meets is said. */
	purpose: boolean;
	/** Who the customer in view is, is said. */
	customer: boolean;
	/** Function ids. */
	hoping: ReadonlySet<string>;
	fearing: ReadonlySet<string>;
	problems: readonly ProblemFacts[];
	/** Outcomes of the problems. */
	outcomes: readonly OutcomeFacts[];
	ideas: number;
	sorted: number;
	decided: boolean;
	reviewed: boolean;
}

export interface StepFacts {
	/** Whether the notes of the step wait for a reveal. */
	silent: boolean;
	/** Notes outside clusters. */
	loose: number;
	clusters: number;
	/** Clusters without a title. */
	unnamed: number;
	/** Function ids of the notes that lie in clusters. */
	fnsInClusters: ReadonlySet<string>;
	functions: readonly Named[];
	/** Functions of which something waits, and of which it is told only together who wrote it. */
	untold: ReadonlySet<string>;
	roundsRevealed: number;
	chosen: number;
	/** As in `Progress`: under anonymous boards only the key '' is used. */
	notesByFn: Record<string, number>;
	/** Notes that wait for the reveal. */
	waiting: number;
	/** Nothing on the board tells functions apart. */
	anonymous: boolean;
	work: WorkFacts;
}
export interface Check {
	text: string;
	done: boolean;
}

export const voteChecks = ({ roundsRevealed, chosen }: StepFacts): Check[] => [
	{ text: 'A round has been revealed', done: roundsRevealed > 0 },
	{ text: 'The problems to work on are chosen', done: chosen > 0 }
];
export const requirementsChecks = ({ work }: StepFacts): Check[] => [
	forEach(work.outcomes, 'Each outcome has a requirement for people or processes', 'way')
];
export const reviewChecks = ({ work }: StepFacts): Check[] => [
	forEach(work.outcomes, 'Each outcome has a reading', 'read'),
	{ text: 'The next review has a date', done: work.reviewed }
];

export function frameChecks({ work, functions, anonymous }: StepFacts): Check[] {
	const said = [
		{ text: 'Purpose described', done: work.purpose },
		{ text: 'Customer described', done: work.customer }
	];
	const heard = (what: string, fns: ReadonlySet<string>): Check => {
		if (anonymous) return { text: `Somebody has said what they ${what}`, done: fns.size > 0 };
		const missing = functions.filter(({ id }) => !fns.has(id));
		const text = withRest(`Every function has said what it ${what}`, missing);
		return { text, done: missing.length === 0 };
	};
	return [
		...said,
		heard(anonymous ? 'hope for' : 'hopes for', work.hoping),
		heard(anonymous ? 'fear' : 'fears', work.fearing)
	];
}

export function understandChecks({ work, functions, anonymous }: StepFacts): Check[] {
	const { problems } = work;
	const silent = (problem: ProblemFacts) => functions.filter(({ id }) => !problem.heard.has(id));
	const everywhere = functions.filter((fn) =>
		problems.some((problem) => silent(problem).includes(fn))
	);
	const checks = [
		anonymous
			? ofProblems(problems, 'Each chosen problem has answers', ({ heard }) => heard.size > 0)
			: {
					text: withRest('Every function answers for each chosen problem', everywhere),
					done: problems.length > 0 && everywhere.length === 0
				},
		ofProblems(problems, 'Each problem was asked “why” at least once', ({ cause }) => cause),
		ofProblems(problems, 'The cost of each problem is written down', ({ cost }) => cost)
	];
	return checks;
}

export function outcomesChecks({ work: { problems, outcomes } }: StepFacts): Check[] {
	return [
		ofProblems(
			problems,
			'Each chosen problem has a measurable outcome',
			({ measurable }) => measurable
		),
		forEach(outcomes, 'The ratings of each outcome are revealed', 'revealed')
	];
}

export function technologyChecks({ work: { ideas, sorted, decided } }: StepFacts): Check[] {
	const left = ideas - sorted;
	const open = left > 0 ? ` (${count(left, 'idea', 'ideas')} left)` : '';
	return [
		{ text: `The parking lot is sorted${open}`, done: left === 0 },
		{ text: 'The decision and its reason are written down', done: decided }
	];
}

/** Holds for every chosen problem; names those that lack it, unless those are all. */
function ofProblems(
	problems: readonly ProblemFacts[],
	text: string,
	holds: (problem: ProblemFacts) => boolean
): Check {
	const lacking = problems.filter((problem) => !holds(problem));
	const some = lacking.length > 0 && lacking.length < problems.length;
	const rest = some ? ` (not yet: ${listed(lacking.map(({ title }) => quoted(title)))})` : '';
	return { text: text + rest, done: problems.length > 0 && lacking.length === 0 };
}
/** Holds for every outcome of which there is at least one. */
function forEach(outcomes: readonly OutcomeFacts[], text: string, key: keyof OutcomeFacts): Check {
	const all = outcomes.length;
	const good = outcomes.filter((outcome) => outcome[key]).length;
	const some = good > 0 && good < all ? `: ${good} of ${all}` : '';
	return { text: text + some, done: all > 0 && good === all };
}

export function postChecks(facts: StepFacts): Check[] {
	const written = (id: string) =>
		Object.hasOwn(facts.notesByFn, id) ? (facts.notesByFn[id] ?? 0) : 0;
	const unheard = facts.functions.filter(({ id }) => written(id) === 0);
	const missing = unheard.filter(({ id }) => !facts.untold.has(id));
	const untold = unheard.filter(({ id }) => facts.untold.has(id)).map(({ name }) => isolated(name));
	const rest = untold.length > 0 ? ` (known after the reveal: ${listed(untold)})` : '';
	const somebody = Object.values(facts.notesByFn).some((notes) => notes > 0);
	const spoken: Check = facts.anonymous
		? { text: 'Somebody has written', done: somebody }
		: {
				text: withRest('Every function has written', missing) + rest,
				done: unheard.length === 0
			};
	if (!facts.silent) return [spoken];
	const hidden = count(facts.waiting, 'note is still hidden', 'notes are still hidden');
	return facts.waiting > 0
		? [spoken, { text: hidden, done: false }]
		: [spoken, { text: 'No note is hidden', done: somebody }];
}

export function clusterChecks(facts: StepFacts): Check[] {
	const loose = facts.loose > 0 ? ` (${facts.loose} loose)` : '';
	const unnamed = facts.unnamed > 0 ? ` (${facts.unnamed} without a name)` : '';
	const missing = facts.functions.filter(({ id }) => !facts.fnsInClusters.has(id));
	const checks = [
		{ text: `Every note is in a cluster or left out on purpose${loose}`, done: facts.loose === 0 },
		{
			text: `Clusters are named as problems${unnamed}`,
			done: facts.clusters > 0 && facts.unnamed === 0
		}
	];
	if (facts.anonymous) return checks;
	const seen = withRest('Every function sees itself in a cluster', missing);
	return [...checks, { text: seen, done: missing.length === 0 }];
}

/** Names who is missing, unless that is everybody. */
function withRest(text: string, missing: readonly Named[]): string {
	if (missing.length === 0 || missing.length > 3) return text;
	return `${text} (not yet: ${missing.map(({ name }) => isolated(name)).join(', ')})`;
}
