/** What a facilitator may want to see done before the group goes on. Advice, never a lock. */
import { count } from './text.ts';
import type { Fn, Step } from './types.ts';

export interface StepFacts {
	/** Notes outside clusters. */
	loose: number;
	clusters: number;
	/** Clusters without a title. */
	unnamed: number;
	/** Function ids of the notes that lie in clusters. */
	fnsInClusters: ReadonlySet<string>;
	functions: readonly Fn[];
	roundsRevealed: number;
	chosen: number;
	/** As in `Progress`: under anonymous boards only the key '' is used. */
	notesByFn: Record<string, number>;
	/** Notes that wait for the reveal. */
	waiting: number;
}
export interface Check {
	text: string;
	done: boolean;
}

/** The checks of a step, in the order in which a facilitator meets them. */
export function beforeGoingOn(step: Step, facts: StepFacts): Check[] {
	if (step.kind === 'post') return postChecks(step, facts);
	if (step.kind === 'cluster') return clusterChecks(facts);
	return [
		{ text: 'A round is revealed', done: facts.roundsRevealed > 0 },
		{ text: 'The problems to work on are chosen', done: facts.chosen > 0 }
	];
}

function postChecks(step: Step, facts: StepFacts): Check[] {
	const written = (id: string) =>
		Object.hasOwn(facts.notesByFn, id) ? (facts.notesByFn[id] ?? 0) : 0;
	const missing = facts.functions.filter(({ id }) => written(id) === 0);
	const somebody = Object.values(facts.notesByFn).some((notes) => notes > 0);
	const spoken: Check = isAnonymous(facts)
		? { text: 'Somebody has written', done: somebody }
		: { text: withRest('Every function has written', missing), done: missing.length === 0 };
	if (step.writing === 'open') return [spoken];
	const waiting = facts.waiting > 0 ? ` (${count(facts.waiting, 'note waits', 'notes wait')})` : '';
	const revealed = step.revealed && facts.waiting === 0;
	return [spoken, { text: `The notes are revealed${waiting}`, done: revealed }];
}

function clusterChecks(facts: StepFacts): Check[] {
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
	if (isAnonymous(facts)) return checks;
	const seen = withRest('Every function sees itself in a cluster', missing);
	return [...checks, { text: seen, done: missing.length === 0 }];
}

/** Names who is missing, unless that is everybody. */
function withRest(text: string, missing: readonly Fn[]): string {
	if (missing.length === 0 || missing.length > 3) return text;
	return `${text} (not yet: ${missing.map(({ name }) => name).join(', ')})`;
}
const isAnonymous = ({ notesByFn }: StepFacts) =>
	Object.keys(notesByFn).length > 0 && Object.keys(notesByFn).every((fn) => fn === '');
