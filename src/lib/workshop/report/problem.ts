/** A chosen problem in a report: what was said of it, what it costs, and what is to be different. */
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
	/** Of a function, in the order of the board. */
	fns: (FnAgreement & { name: string; letter: string; colour: string })[];
	/** People per mark, 0 to 5, hidden functions included. */
	marks: number[];
	median: number | null;
	/** All who gave a mark, those without a function included. */
	answered: number;
	/** They, and all of a function who gave none: who only facilitates need not answer. */
	people: number;
	/** Whether the outcome was worded otherwise when they were asked. */
	isOutdated: boolean;
}
export interface ReportOutcome {
	id: string;
	statement: string;
	metric: string;
	source: string;
	agreement: ReportAgreement | null;
	/** Why marks were low. */
	reasons: Voice[];
	requirements: Requirement[];
	/** One a day, oldest first. */
	readings: Reading[];
	changed: Voice[];
	status: Status;
	/** Part of the way from baseline to target, 1 at the target; null where nothing was measured. */
	travelled: number | null;
	/** As it was written. */
	outcome: Outcome;
}
export interface ReportProblem {
	id: string;
	title: string;
	/** False where the group worked on it and chose it no more. */
	isChosen: boolean;
	notes: Voice[];
	asked: Asked[];
	costs: Pick<Cost, 'what' | 'amount' | 'unit'>[];
	/** Sums of one unit each. */
	totals: CostSum[];
	outcomes: ReportOutcome[];
}

/** Chosen problems in their order, then those that were worked on without being chosen any more. */
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
/** What a board holds by what it belongs to: gone through once, not once for each problem or outcome. */
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
		// Of hidden functions it is not told how many answered.
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

/** Requirements of an outcome: people's first, software's last, and of each what must be before what could. */
export function requirementsOf(outcome: string, all: readonly Requirement[]): Requirement[] {
	const rank = ({ kind, weight }: Requirement) =>
		REQUIREMENT_KINDS.indexOf(kind) * WEIGHTS.length + WEIGHTS.indexOf(weight);
	return all
		.filter((requirement) => requirement.outcome === outcome && !requirement.archived)
		.sort((a, b) => rank(a) - rank(b) || byOrder(a, b));
}
