/** The report as Markdown, for sending, for storing with a project and for comparing. */
import type { AllMessages } from '../../i18n/messages.ts';
import { agreementNumber, type AlignmentRow } from '../outcomes/agreement.ts';
import { blocks, bullets, escaped, table } from '../files/markdown.ts';
import { problemBlocks, voiceLine } from './markdown-problem.ts';
import { nextActions } from './next.ts';
import { cellOf, fateInWords, OPTION_PARTS, scoreInWords, weightsInWords } from './technology.ts';
import { absentInWords, type Report } from './report.ts';
import type { Voice } from './voices.ts';
import { voteInWords, type ReportVote } from './votes.ts';
import { clusterTitle, isolated } from '../text.ts';

/** The report of the whole board. People's words cannot become markup. */
export function markdownReport(report: Report, m: AllMessages): string {
	const absent = absentInWords(report, m);
	return blocks([
		`# ${escaped(report.title)}`,
		escaped(report.purpose),
		peopleBlock(report, m),
		...frameBlocks(report, m),
		...chosenBlocks(report, m),
		`## ${m.report.next.heading}`,
		bullets(nextActions(report, m).map(escaped)),
		...report.votes.flatMap((vote) => voteBlocks(vote, report, m)),
		report.hasOpenRound ? m.report.short.roundIsOpen : '',
		...report.problems.flatMap((problem) => problemBlocks(problem, m)),
		...decisionBlocks(report, m),
		...scorecardBlocks(report, m),
		...parkingBlocks(report, m),
		...sinceBlocks(report, m),
		...report.others.flatMap((other) => otherBlocks(other, m)),
		...(absent.length > 0 ? [`## ${m.report.sections.absent}`, bullets(absent)] : [])
	]);
}
const said = (voices: readonly Voice[], m: AllMessages) =>
	bullets(voices.map((voice) => voiceLine(voice, m)));
const sentences = (some: readonly string[]) => some.filter((one) => one !== '').join(' ');

function peopleBlock({ startedOn, functions, attribution, madeOn }: Report, m: AllMessages) {
	const people = functions
		.filter((fn) => fn.people > 0)
		.map((fn) => m.markdown.peopleOf(escaped(fn.name), fn.people, fn.names.map(escaped)));
	return sentences([
		m.markdown.startedOn(
			startedOn,
			functions.map(({ name }) => escaped(name))
		),
		people.length > 0 ? m.markdown.people(people) : '',
		m.report.attribution[attribution],
		m.markdown.madeOn(madeOn)
	]);
}

function frameBlocks({ frame, motives }: Report, m: AllMessages): string[] {
	if (frame.length === 0 && motives.length === 0) return [];
	return [
		`## ${m.report.sections.why}`,
		...frame.map(
			({ question, text }) => `**${m.questions.frame[question]}** ${isolated(escaped(text))}`
		),
		...motives.flatMap(({ question, voices }) => [
			`**${m.questions.asked[question]}**`,
			said(voices, m)
		])
	];
}

function chosenBlocks({ problems }: Report, m: AllMessages): string[] {
	const chosen = problems.filter(({ isChosen }) => isChosen);
	if (chosen.length === 0) return [];
	const list = chosen.map(({ title }, index) => `${index + 1}. ${escaped(clusterTitle(title, m))}`);
	return [`## ${m.markdown.chosen}`, list.join('\n')];
}

function voteBlocks(vote: ReportVote, { functions }: Report, m: AllMessages): string[] {
	const { number, headline, tooFew, turnout, hidden, rows } = voteInWords(vote, functions, m);
	const says = m.workbook.problems;
	const header = [
		says.problem,
		...functions.map(({ name }) => escaped(name)),
		...[says.dots, says.agreement, '']
	];
	const cells = rows.map((row) => [
		escaped(clusterTitle(row.title, m)),
		...row.cells.map((cell) => cellText(cell, m)),
		tooFew ? '—' : m.format.number(row.dots),
		numberText(agreementNumber(row), m),
		escaped(row.verdict.sentence)
	]);
	return [
		`## ${m.markdown.vote.heading(number, headline)}`,
		sentences([...(tooFew ? [] : [turnout, m.report.vote.howToRead]), escaped(hidden)]),
		table(header, cells, `l${'r'.repeat(functions.length + 2)}l`)
	];
}
function cellText(
	{ state, share }: AlignmentRow['cells'][number],
	{ alignment, markdown }: AllMessages
) {
	if (state === 'absent') return '–';
	return state === 'hidden'
		? alignment.heard.inTotal
		: markdown.vote.share(Math.round(share * 100));
}
const numberText = (value: number | null, { format }: AllMessages) =>
	value === null ? '—' : format.number(value);

function decisionBlocks(report: Report, m: AllMessages): string[] {
	const { gate, decision } = report;
	if (!gate && !decision) return [];
	const opened = openedBlocks(report, m);
	const says = m.report.decision;
	if (!decision) return [`## ${m.report.sections.decision}`, ...opened, m.report.absent.decision];
	const { kind, option, rationale, requirements, leavesOpen, decidedOn } = decision;
	return [
		`## ${says.heading(m.technology.decisions[kind])}`,
		sentences([
			m.markdown.decidedOn(decidedOn),
			option === '' ? '' : m.markdown.chose(escaped(option))
		]),
		escaped(rationale),
		...opened,
		...titledList(says.answers, requirements),
		...titledList(
			says.leavesOpen,
			leavesOpen.map((title) => clusterTitle(title, m))
		)
	];
}
function openedBlocks({ gate }: Report, m: AllMessages): string[] {
	if (!gate) return [];
	const { openedOn, early } = gate;
	if (!early) return [m.report.decision.opened(openedOn)];
	return [
		m.markdown.early(openedOn, escaped(early.reason)),
		...(early.missing.length > 0
			? [`${m.markdown.missing}\n\n${bullets(early.missing.map(escaped))}`]
			: [])
	];
}
const titledList = (title: string, items: readonly string[]): string[] =>
	items.length > 0 ? [`**${title}**`, bullets(items.map(escaped))] : [];

function scorecardBlocks({ scorecard: { options, requirements } }: Report, m: AllMessages) {
	if (options.length === 0) return [];
	const { kinds, weights } = m.requirements;
	const rows = requirements.map((requirement) => [
		m.markdown.requirement(
			escaped(requirement.statement),
			kinds[requirement.kind],
			weights[requirement.weight]
		),
		...options.map((option) => {
			const { rating, evidence } = cellOf(option, requirement);
			return m.markdown.rating(m.technology.ratings[rating], escaped(evidence));
		})
	]);
	const about = options.flatMap((option) => [
		`### ${escaped(option.name) || m.technology.options.unnamed}`,
		bullets(
			OPTION_PARTS.map((part) =>
				m.markdown.option(m.technology.option[part], escaped(option[part]))
			)
		)
	]);
	const heading = `## ${m.report.sections.options}`;
	if (rows.length === 0) return [heading, ...about];
	const scores = options.map((option) => scoreInWords(option, requirements, m));
	return [
		heading,
		...about,
		table(
			[m.technology.matrix.requirement, ...options.map(({ name }) => escaped(name))],
			[...rows, [m.technology.matrix.score, ...scores]],
			'l'
		),
		sentences([weightsInWords(m), m.technology.scoreDecidesNothing])
	];
}

function parkingBlocks({ parked }: Report, m: AllMessages): string[] {
	if (parked.length === 0) return [];
	const lines = parked.map((idea) => `${voiceLine(idea, m)} ${escaped(fateInWords(idea, m))}`);
	return [`## ${m.markdown.parking(parked.length)}`, bullets(lines)];
}

function sinceBlocks({ changed, reviewOn }: Report, m: AllMessages): string[] {
	const next = reviewOn === '' ? '' : m.report.next.lookAgain(reviewOn);
	if (changed.length === 0 && next === '') return [];
	const lines = changed.map((voice) => m.markdown.dated(voice.day, voiceLine(voice, m)));
	return [`## ${m.report.sections.changed}`, lines.length > 0 ? bullets(lines) : '', next];
}

function otherBlocks({ title, notes }: Report['others'][number], m: AllMessages): string[] {
	const heading = title === '' ? m.wall.printed.loose : title;
	return [`## ${escaped(heading)}`, notes.length > 0 ? said(notes, m) : m.report.noNotes];
}
