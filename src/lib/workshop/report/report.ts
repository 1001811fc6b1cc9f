/** What a board leaves behind, in the order in which somebody reads it who was not there. */
import {
	alignmentRows,
	headline,
	heardFrom,
	hiddenSentence,
	type AlignmentRow
} from '../outcomes/agreement.ts';
import { dayOf } from '../days.ts';
import { groupedNotes } from '../items/groups.ts';
import { FRAME_QUESTIONS, MOTIVES } from '../questions.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { decided, gateOpened, type ReportDecision, type ReportGate } from './decision.ts';
import { reportProblems, type ReportProblem } from './problem.ts';
import { parkedIdeas, scorecardOf, type ParkedIdea, type Scorecard } from './technology.ts';
import { voicing, type Asked, type Voice } from './voices.ts';
import { count, isolated, listed } from '../text.ts';
import type { Fn, Frame, Round } from '../types.ts';
import type { StepKind } from '../steps/kinds.ts';

/** Somebody on the board. */
export interface Attendant {
	name: string;
	/** Function id, or ''. */
	fn: string;
}
export interface ReportFn extends Fn {
	/** People who took part for it, as far as the board knows. */
	people: number;
	/** Empty where the board promised not to name anybody. */
	names: string[];
}
export interface ReportVote {
	number: number;
	headline: string;
	/** Whether too few people voted to tell more than that the vote was held. */
	tooFew: boolean;
	/** "20 people, 100 dots." */
	turnout: string;
	/** Who is seen only in the total, as a sentence, or ''. */
	hidden: string;
	rows: AlignmentRow[];
	/** How each function was heard, in the order of the cells: see `heardFrom`. */
	heard: string[];
}
export interface Report {
	title: string;
	purpose: string;
	/** Days: when it began, when this report was made, when the group looks again ('' for never). */
	startedOn: string;
	madeOn: string;
	reviewOn: string;
	/** What notes say of their writers, as a sentence. */
	attribution: string;
	functions: ReportFn[];
	frame: { question: string; text: string }[];
	motives: Asked[];
	/** Oldest first. */
	votes: ReportVote[];
	/** Whether people are voting while this is read. */
	hasOpenRound: boolean;
	problems: ReportProblem[];
	/** Clusters that were not chosen, and loose notes under ''. */
	others: { title: string; notes: Voice[] }[];
	gate: ReportGate | null;
	decision: ReportDecision | null;
	scorecard: Scorecard;
	parked: ParkedIdea[];
	/** What has changed since, beside what was said to single outcomes. */
	changed: Voice[];
	/** What the steps asked for and nobody gave, as sentences. */
	absent: string[];
}

const ATTRIBUTION = {
	named: 'Notes show who wrote them.',
	function: 'Notes show the function of their writer, but no names.',
	anonymous: 'Notes do not show who wrote them.'
};

/** `record` names nothing that is not in it; `today` is the day on which it is read; of `people` no name is told that the board promised to keep. */
export function reportOf(record: BoardRecord, people: readonly Attendant[], today: string): Report {
	const { stage } = record;
	const problems = reportProblems(record);
	const told = new Set(problems.map(({ id }) => id));
	const { voiceOf, asked } = voicing(record);
	const groups = groupedNotes(record).filter(({ cluster }) => !cluster || !told.has(cluster.id));
	const report = {
		title: stage.title,
		purpose: stage.purpose,
		startedOn: dayOf(stage.createdAt),
		madeOn: today,
		reviewOn: stage.reviewOn,
		attribution: ATTRIBUTION[stage.attribution],
		functions: stage.functions.map((fn) => ({ ...fn, ...takingPart(fn.id, record, people) })),
		frame: (Object.entries(FRAME_QUESTIONS) as [keyof Frame, string][])
			.map(([key, question]) => ({ question, text: record.frame[key].trim() }))
			.filter(({ text }) => text !== ''),
		motives: asked(MOTIVES, ''),
		votes: stage.rounds
			.filter(({ result }) => result !== null)
			.map((round, index) => voteOf(round, index + 1, stage.functions)),
		hasOpenRound: stage.rounds.some(({ status }) => status === 'open'),
		problems,
		others: groups
			.map(({ cluster, notes }) => ({ title: cluster?.title ?? '', notes: notes.map(voiceOf) }))
			.filter(({ notes }, index) => notes.length > 0 || groups[index]?.cluster),
		gate: gateOpened(stage.gate),
		decision: decided(record),
		scorecard: scorecardOf(record),
		parked: parkedIdeas(record),
		changed: asked(['changed'], '').flatMap(({ voices }) => voices)
	};
	return { ...report, absent: absentIn(report, record) };
}

/** People of a function: those on the board, or more of them where a count of dots or marks tells of more. */
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

function voteOf({ result }: Round, number: number, functions: readonly Fn[]): ReportVote {
	if (!result) throw new Error('a round without a result is no vote');
	const rows = alignmentRows(result, functions, 'agreement');
	return {
		number,
		headline: headline(rows, result.tooFew),
		tooFew: result.tooFew === true,
		turnout: result.tooFew
			? ''
			: `${count(result.voters, 'person', 'people')}, ${count(result.dots, 'dot', 'dots')}.`,
		hidden: hiddenSentence(result, functions),
		rows,
		heard: functions.map(({ id }) => heardFrom(result, id))
	};
}

function absentIn(report: Omit<Report, 'absent'>, { stage }: BoardRecord): string[] {
	const has = (kind: StepKind) => stage.steps.some((step) => step.kind === kind);
	const outcomes = report.problems.flatMap((problem) => problem.outcomes);
	const silent = report.functions
		.filter(({ people }) => people === 0)
		.map(({ name }) => isolated(name));
	const missing: [boolean, string][] = [
		[silent.length > 0, `Nobody took part from ${listed(silent)}.`],
		[has('frame') && report.frame.length === 0, 'The group did not write down why it met.'],
		[has('vote') && report.votes.length === 0, 'No vote was counted.'],
		[has('vote') && stage.chosen.length === 0, 'No problem was chosen.'],
		[has('outcomes') && outcomes.length === 0, 'No outcome was written.'],
		[has('technology') && report.gate === null, 'Technology was not opened.'],
		[has('technology') && report.decision === null, 'Nothing was decided.'],
		[has('review') && report.reviewOn === '', 'No day is set for the next review.'],
		[
			has('review') && outcomes.length > 0 && outcomes.every(({ readings }) => !readings.length),
			'Nothing has been measured yet.'
		]
	];
	return missing.filter(([is]) => is).map(([, sentence]) => sentence);
}
