/** A chosen problem as Markdown, from its notes to the readings of its outcomes. */
import type { AllMessages } from '../../i18n/messages.ts';
import { blocks, bullets, escaped, table } from '../files/markdown.ts';
import { amountInWords, briefUnit, readBack } from '../outcomes/check.ts';
import {
	measuredBy,
	type ReportAgreement,
	type ReportOutcome,
	type ReportProblem
} from './problem.ts';
import { inQuotes, writerOf, type Voice } from './voices.ts';
import { clusterTitle } from '../text.ts';

/** A person's words on one line, with the known details of the person. */
export function voiceLine(voice: Voice, m: AllMessages): string {
	const words = inQuotes({ ...voice, text: escaped(voice.text) }, m);
	const from = fromWhom(voice, m);
	return from === '' ? words : m.markdown.saidBy(words, escaped(from));
}
/** The details in brackets, after the words. */
function fromWhom(voice: Voice, m: AllMessages): string {
	const writer = writerOf(voice, m);
	if (!voice.isCustomer) return writer;
	return writer === '' ? m.markdown.customer : m.markdown.customerBy(writer);
}

export function problemBlocks(problem: ReportProblem, m: AllMessages): string[] {
	const { title, isChosen, notes, asked, totals, outcomes } = problem;
	const sums = totals.map(({ amount, unit }) => escaped(amountInWords(amount, unit, m)));
	return [
		`## ${escaped(clusterTitle(title, m))}`,
		isChosen ? '' : m.markdown.notChosen,
		notes.length > 0 ? bullets(notes.map((note) => voiceLine(note, m))) : m.report.noNotes,
		...asked.flatMap(({ question, voices }) => [
			`### ${m.questions.asked[question]}`,
			bullets(
				voices.flatMap((voice) => [
					voiceLine(voice, m),
					...voice.whys.map((why) => `${m.understand.whys.ask} ${voiceLine(why, m)}`)
				])
			)
		]),
		...costBlocks(problem, m),
		sums.length > 0 ? m.markdown.totals(sums) : '',
		...outcomes.flatMap((outcome) => outcomeBlocks(outcome, m))
	];
}

function costBlocks({ costs }: ReportProblem, m: AllMessages): string[] {
	if (costs.length === 0) return [];
	const lines = costs.map(({ what, amount, unit }) =>
		m.markdown.cost(escaped(what), amount === null ? '' : escaped(amountInWords(amount, unit, m)))
	);
	return [`### ${m.understand.costs.title}`, bullets(lines)];
}

function outcomeBlocks(told: ReportOutcome, m: AllMessages): string[] {
	const { statement, outcome, agreement, reasons, changed } = told;
	return [
		`### ${m.markdown.outcome(escaped(statement))}`,
		escaped(readBack(outcome, m)),
		escaped(measuredBy(told, m)),
		agreement ? agreementBlock(agreement, m) : m.report.outcome.notAsked,
		reasons.length > 0 ? bullets(reasons.map((voice) => voiceLine(voice, m))) : '',
		requirementsBlock(told, m),
		m.markdown.progress(m.review.status[told.status]),
		readingsTable(told, m),
		changed.length > 0 ? bullets(changed.map((voice) => voiceLine(voice, m))) : ''
	];
}

function requirementsBlock({ requirements }: ReportOutcome, m: AllMessages): string {
	if (requirements.length === 0) return m.report.outcome.noRequirement;
	const { kinds, weights } = m.requirements;
	const lines = requirements.map(({ statement, kind, weight }) =>
		m.markdown.requirement(escaped(statement), kinds[kind], weights[weight])
	);
	return blocks([m.markdown.requirements, bullets(lines)]).trimEnd();
}

function readingsTable({ outcome, readings }: ReportOutcome, m: AllMessages): string {
	if (readings.length === 0) return '';
	const { day, reading, note } = m.report.outcome;
	const unit = briefUnit(outcome.unit);
	const rows = readings.map((one) => [
		m.format.day(one.day),
		escaped(amountInWords(one.value ?? 0, unit, m)),
		escaped(one.note)
	]);
	return table([day, reading, note], rows, 'lrl');
}

function agreementBlock(agreement: ReportAgreement, m: AllMessages): string {
	const { fns, median, answered, people, isOutdated } = agreement;
	const parts = fns.map(({ name, hidden, median: middle }) =>
		hidden
			? m.markdown.inTotal(escaped(name))
			: m.markdown.median(escaped(name), medianText(middle, m))
	);
	const all = m.markdown.agreement(medianText(median, m), parts, answered, people);
	return isOutdated ? `${all} ${m.report.agreement.outdated}` : all;
}
const medianText = (median: number | null, m: AllMessages) =>
	median === null ? '–' : m.format.number(median);
