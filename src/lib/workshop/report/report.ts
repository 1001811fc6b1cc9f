/** The report of a board, in the right order for a reader who was not there. */
import type { ReportMessages } from '../../i18n/messages.ts';
import { dayOf } from '../days.ts';
import { groupedNotes } from '../items/groups.ts';
import { FRAME_TEXTS, MOTIVES, type Frame } from '../questions.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { decided, gateOpened, type ReportDecision, type ReportGate } from './decision.ts';
import { reportProblems, type ReportProblem } from './problem.ts';
import { parkedIdeas, scorecardOf, type ParkedIdea, type Scorecard } from './technology.ts';
import { voicing, type Asked, type Voice } from './voices.ts';
import type { ReportVote } from './votes.ts';
import type { Attribution, Fn } from '../types.ts';
import type { StepKind } from '../steps/kinds.ts';

/** A person on the board. */
export interface Attendant {
	name: string;
	/** Function id, or ''. */
	fn: string;
}
export interface ReportFn extends Fn {
	/** Number of people who took part for it, as far as the board knows. */
	people: number;
	/** Empty if the board promised not to name anybody. */
	names: string[];
}
/** Something that a step asked for and did not get. */
export type Absence = keyof ReportMessages['report']['absent'];
export interface Report {
	title: string;
	purpose: string;
	/** Days: the beginning, this report, and the review ('' for none). */
	startedOn: string;
	madeOn: string;
	reviewOn: string;
	attribution: Attribution;
	functions: ReportFn[];
	frame: { question: keyof Frame; text: string }[];
	motives: Asked[];
	/** Oldest first. */
	votes: ReportVote[];
	/** Whether a round is open at the time of the report. */
	hasOpenRound: boolean;
	problems: ReportProblem[];
	/** Clusters that the group did not choose, and loose notes under ''. */
	others: { title: string; notes: Voice[] }[];
	gate: ReportGate | null;
	decision: ReportDecision | null;
	scorecard: Scorecard;
	parked: ParkedIdea[];
	/** Answers about changes since, except those about single outcomes. */
	changed: Voice[];
	/** Names of functions without anybody who took part. */
	silent: string[];
	absent: Absence[];
}

/**
 * Makes the report. `record` contains no references to missing items; `today` is the day of the report. The report
 * names no person in `people` whose name the board promised to keep secret.
 */
export function reportOf(record: BoardRecord, people: readonly Attendant[], today: string): Report {
	const { stage } = record;
	const problems = reportProblems(record);
	const told = new Set(problems.map(({ id }) => id));
	const { voiceOf, asked } = voicing(record);
	const groups = groupedNotes(record).filter(({ cluster }) => !cluster || !told.has(cluster.id));
	const functions = stage.functions.map((fn) => ({ ...fn, ...takingPart(fn.id, record, people) }));
	const report = {
		title: stage.title,
		purpose: stage.purpose,
		startedOn: dayOf(stage.createdAt),
		madeOn: today,
		reviewOn: stage.reviewOn,
		attribution: stage.attribution,
		functions,
		frame: FRAME_TEXTS.map((question) => ({
			question,
			text: record.frame[question].trim()
		})).filter(({ text }) => text !== ''),
		motives: asked(MOTIVES, ''),
		votes: stage.rounds
			.flatMap(({ result }) => result ?? [])
			.map((result, index) => ({ number: index + 1, result })),
		hasOpenRound: stage.rounds.some(({ status }) => status === 'open'),
		problems,
		others: groups
			.map(({ cluster, notes }) => ({ title: cluster?.title ?? '', notes: notes.map(voiceOf) }))
			.filter(({ notes }, index) => notes.length > 0 || groups[index]?.cluster),
		gate: gateOpened(stage.gate),
		decision: decided(record),
		scorecard: scorecardOf(record),
		parked: parkedIdeas(record),
		changed: asked(['changed'], '').flatMap(({ voices }) => voices),
		silent: functions.filter(({ people: n }) => n === 0).map(({ name }) => name)
	};
	return { ...report, absent: absentIn(report, record) };
}

/** Number of people of a function: those on the board, or more if a count of dots or marks shows more. */
function takingPart(fn: string, record: BoardRecord, people: readonly Attendant[]) {
	const { rounds, agreements, attribution } = record.stage;
	const here = people.filter((person) => person.fn === fn);
	const counted = [
		...rounds.flatMap(({ result }) => result?.fns ?? []).map((one) => [one.fn, one.voters]),
		...Object.values(agreements).flatMap(({ fns }) => fns.map((one) => [one.fn, one.people]))
	] as [string, number][];
	const numbers = counted.filter(([id]) => id === fn).map(([, number]) => number);
	return {
		people: Math.max(here.length, ...numbers),
		names: attribution === 'named' ? here.map(({ name }) => name) : []
	};
}

function absentIn(report: Omit<Report, 'absent'>, { stage }: BoardRecord): Absence[] {
	const has = (kind: StepKind) => stage.steps.some((step) => step.kind === kind);
	const outcomes = report.problems.flatMap((problem) => problem.outcomes);
	const missing: Record<Absence, boolean> = {
		frame: has('frame') && report.frame.length === 0,
		vote: has('vote') && report.votes.length === 0,
		chosen: has('vote') && stage.chosen.length === 0,
		outcomes: has('outcomes') && outcomes.length === 0,
		gate: has('technology') && report.gate === null,
		decision: has('technology') && report.decision === null,
		review: has('review') && report.reviewOn === '',
		readings:
			has('review') && outcomes.length > 0 && outcomes.every(({ readings }) => !readings.length)
	};
	return (Object.keys(missing) as Absence[]).filter((what) => missing[what]);
}

/** The missing parts, as sentences. */
export const absentInWords = (
	{ silent, absent }: Pick<Report, 'silent' | 'absent'>,
	{ report }: ReportMessages
): string[] => [
	...(silent.length > 0 ? [report.silent(silent)] : []),
	...absent.map((what) => report.absent[what])
];
