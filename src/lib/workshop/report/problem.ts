/** A chosen problem in a report: people's answers about it, its costs, and its outcomes. */
import type { Cost, Outcome, Reading, Requirement } from '../items/shapes.ts';
import { REQUIREMENT_KINDS, WEIGHTS } from '../values.ts';
import type { ReportMessages } from '../../i18n/messages.ts';
import { costSums, type CostSum } from '../items/costs.ts';
import { dayOf } from '../days.ts';
import { groupedNotes } from '../items/groups.ts';
import { wordingOf } from '../outcomes/check.ts';
import { byOrder } from '../items/order.ts';
import { progressOf, readingsOf, type Status } from '../outcomes/progress.ts';
import { FACILITATIVE } from '../questions.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { voicing, type Asked, type Voice } from './voices.ts';
import type { Fn, FnAgreement, OutcomeAgreement } from '../types.ts';

export interface ReportAgreement {
	/** The result of each function, in the order of the board. */
	fns: (FnAgreement & { name: string; letter: string; colour: string })[];
	/** Number of people per mark, 0 to 5, including hidden functions. */
	marks: number[];
	median: number | null;
	/** Number of people who gave a mark, including those without a function. */
	answered: number;
	/**
	 * Number of people who gave a mark, plus people of a function who gave none. People who only facilitate need not
	 * answer.
	 */
	people: number;
	/** Whether people rated another wording of the outcome. */
	isOutdated: boolean;
}
export interface ReportOutcome {
	id: string;
	statement: string;
	metric: string;
	source: string;
	agreement: ReportAgreement | null;
	/** Reasons for low marks. */
	reasons: Voice[];
	requirements: Requirement[];
	/** One reading per day, oldest first. */
	readings: Reading[];
	changed: Voice[];
	status: Status;
	/** Part of the distance from baseline to target, 1 at the target; null if nothing was measured. */
	travelled: number | null;
	/** The outcome as people wrote it. */
	outcome: Outcome;
}
export interface ReportProblem {
	id: string;
	title: string;
	/** False if the group worked on it and no longer has it among the chosen problems. */
	isChosen: boolean;
	notes: Voice[];
	asked: Asked[];
	costs: Pick<Cost, 'what' | 'amount' | 'unit'>[];
	/** Sums, one for each unit. */
	totals: CostSum[];
	outcomes: ReportOutcome[];
}

/** Chosen problems in their order, then problems that the group worked on but no longer has among the chosen ones. */
export function reportProblems(record: BoardRecord): ReportProblem[] {
	const { stage, answers, costs, outcomes } = record;
	const asked = new Set<string>(FACILITATIVE);
	const live = <T extends { archived: boolean }>(items: readonly T[]) =>
		items.filter(({ archived }) => !archived);
	const worked = [
		...live(answers).flatMap(({ question, about }) => (asked.has(question) ? [about] : [])),
		...live(costs).map(({ problem }) => problem),
		...live(outcomes).map(({ problem }) => problem)
	];
	const sources = sourcesOf(record);
	const chosen = new Set(stage.chosen);
	return [
		...stage.chosen.map((id) => reportProblem(id, sources)),
		...[...new Set(worked)]
			.filter((id) => !chosen.has(id))
			.map((id) => ({ ...reportProblem(id, sources), isChosen: false }))
	];
}

type Sources = ReturnType<typeof sourcesOf>;
/**
 * Groups the items of a board by the item they belong to. It reads the board once, not once for each problem or
 * outcome.
 */
function sourcesOf(record: BoardRecord) {
	const { stage, clusters, costs, outcomes, requirements, readings } = record;
	return {
		stage,
		...voicing(record),
		notes: new Map(groupedNotes(record).map(({ cluster, notes }) => [cluster?.id, notes])),
		titles: new Map(clusters.map(({ id, title }) => [id, title])),
		costs: Map.groupBy(costs, ({ problem }) => problem),
		outcomes: Map.groupBy(outcomes, ({ problem }) => problem),
		requirements: Map.groupBy(requirements, ({ outcome }) => outcome),
		readings: Map.groupBy(readings, ({ outcome }) => outcome)
	};
}

function reportProblem(id: string, sources: Sources): ReportProblem {
	const { voiceOf, asked } = sources;
	const costs = (sources.costs.get(id) ?? []).filter(({ archived }) => !archived).sort(byOrder);
	return {
		id,
		isChosen: true,
		title: sources.titles.get(id) ?? '',
		notes: sources.notes.get(id)?.map(voiceOf) ?? [],
		asked: asked(FACILITATIVE, id),
		costs: costs.map(({ what, amount, unit }) => ({ what, amount, unit })),
		totals: costSums(costs),
		outcomes: (sources.outcomes.get(id) ?? [])
			.filter(({ archived }) => !archived)
			.sort(byOrder)
			.map((outcome) => reportOutcome(outcome, sources))
	};
}

function reportOutcome(outcome: Outcome, sources: Sources): ReportOutcome {
	const { id, statement, metric, source } = outcome;
	const { asked, stage } = sources;
	const said = (question: 'reason' | 'changed') =>
		asked([question], id).flatMap(({ voices }) => voices);
	const readings = readingsOf(id, sources.readings.get(id) ?? []);
	const { status, travelled } = progressOf(outcome, readings, dayOf(stage.createdAt));
	return {
		...{ id, statement, metric, source, outcome, status, travelled },
		agreement: agreementOn(outcome, stage.agreements[id], stage.functions),
		reasons: said('reason'),
		requirements: requirementsOf(id, sources.requirements.get(id) ?? []),
		readings,
		changed: said('changed')
	};
}

function agreementOn(
	outcome: Outcome,
	agreement: OutcomeAgreement | undefined,
	functions: readonly Fn[]
): ReportAgreement | null {
	if (!agreement) return null;
	const answered = agreement.marks.reduce((sum, people) => sum + people, 0);
	const asked = agreement.fns.reduce((sum, fn) => sum + fn.people, 0);
	const isHiding = agreement.fns.some(({ hidden }) => hidden);
	const known = agreement.fns.reduce((sum, fn) => sum + fn.answered, 0);
	return {
		fns: functions.flatMap(({ id, name, letter, colour }) => {
			const said = agreement.fns.find(({ fn }) => fn === id);
			return said ? [{ ...said, name, letter, colour }] : [];
		}),
		marks: agreement.marks,
		median: agreement.median,
		answered,
		// The number of answers is secret for hidden functions.
		people: isHiding ? Math.max(answered, asked) : answered - known + asked,
		isOutdated: agreement.wording !== wordingOf(outcome)
	};
}

/** "Measured: first visits that fail. Source: visit reports.", or ''. */
export function measuredBy(
	{ metric, source }: Pick<ReportOutcome, 'metric' | 'source'>,
	{ report: { outcome } }: ReportMessages
): string {
	if (metric === '') return '';
	return source === '' ? outcome.metric(metric) : outcome.metricAndSource(metric, source);
}

/** Requirements of an outcome: people first, software last, and within each kind from must to could. */
export function requirementsOf(outcome: string, all: readonly Requirement[]): Requirement[] {
	const rank = ({ kind, weight }: Requirement) =>
		REQUIREMENT_KINDS.indexOf(kind) * WEIGHTS.length + WEIGHTS.indexOf(weight);
	return all
		.filter((requirement) => requirement.outcome === outcome && !requirement.archived)
		.sort((a, b) => rank(a) - rank(b) || byOrder(a, b));
}
