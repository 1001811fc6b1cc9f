/** The report as Markdown, to be mailed, kept beside a project and compared. */
import type { ReportMessages } from '../../i18n/messages.ts';
import { agreementNumber, type AlignmentRow } from '../outcomes/agreement.ts';
import { dayInWords } from '../days.ts';
import { blocks, bullets, escaped, table } from '../files/markdown.ts';
import { problemBlocks, voiceLine } from './markdown-problem.ts';
import { nextActions, ROUND_IS_OPEN } from './next.ts';
import { cellOf, RATING_WORDS, scoreInWords, WEIGHTS_IN_WORDS } from './technology.ts';
import type { Report, ReportVote } from './report.ts';
import { SCORE_DECIDES_NOTHING } from '../triage/score.ts';
import { clusterTitle, count, isolated, listed } from '../text.ts';

/** The whole board. What people wrote cannot become markup. */
export function markdownReport(report: Report, m: ReportMessages): string {
	return blocks([
		`# ${escaped(report.title)}`,
		escaped(report.purpose),
		peopleBlock(report),
		...frameBlocks(report),
		...chosenBlocks(report, m),
		'## What comes next',
		bullets(nextActions(report).map(escaped)),
		...report.votes.flatMap((vote) => voteBlocks(vote, report, m)),
		report.hasOpenRound ? ROUND_IS_OPEN : '',
		...report.problems.flatMap((problem) => problemBlocks(problem, m)),
		...decisionBlocks(report, m),
		...scorecardBlocks(report),
		...parkingBlocks(report),
		...sinceBlocks(report),
		...report.others.flatMap(otherBlocks),
		...(report.absent.length > 0 ? ['## What is missing', bullets(report.absent)] : [])
	]);
}

function peopleBlock({ startedOn, functions, attribution, madeOn }: Report): string {
	const names = listed(functions.map(({ name }) => isolated(escaped(name))));
	const people = functions
		.filter((fn) => fn.people > 0)
		.map((fn) => {
			const who =
				fn.names.length > 0 ? ` (${listed(fn.names.map((name) => isolated(escaped(name))))})` : '';
			return `${isolated(escaped(fn.name))} ${fn.people}${who}`;
		});
	const counted = people.length > 0 ? ` People: ${people.join(', ')}.` : '';
	return `Started on ${startedOn} with ${names}.${counted} ${attribution} Report of ${madeOn}.`;
}

function frameBlocks({ frame, motives }: Report): string[] {
	if (frame.length === 0 && motives.length === 0) return [];
	return [
		'## Why we met, and for whom',
		...frame.map(({ question, text }) => `**${question}** ${isolated(escaped(text))}`),
		...motives.flatMap(({ question, voices }) => [
			`**${question}**`,
			bullets(voices.map(voiceLine))
		])
	];
}

function chosenBlocks({ problems }: Report, m: ReportMessages): string[] {
	const chosen = problems.filter(({ isChosen }) => isChosen);
	if (chosen.length === 0) return [];
	const list = chosen.map(({ title }, index) => `${index + 1}. ${escaped(clusterTitle(title, m))}`);
	return ['## Chosen problems', list.join('\n')];
}

const HOW_TO_READ =
	'A cell is the share of that function’s dots. Agreement, from 0 to 100, is high only where every function backs a problem.';

function voteBlocks(vote: ReportVote, { functions }: Report, m: ReportMessages): string[] {
	const header = ['Problem', ...functions.map(({ name }) => escaped(name))];
	const rows = vote.rows.map((row) => [
		escaped(clusterTitle(row.title, m)),
		...row.cells.map(cellText),
		vote.tooFew ? '—' : String(row.dots),
		String(agreementNumber(row) ?? '—'),
		escaped(row.verdict.sentence)
	]);
	return [
		`## Vote ${vote.number}: ${vote.headline}`,
		[vote.tooFew ? '' : `${vote.turnout} ${HOW_TO_READ}`, escaped(vote.hidden)]
			.filter(Boolean)
			.join(' '),
		table([...header, 'Dots', 'Agreement', ''], rows, `l${'r'.repeat(functions.length + 2)}l`)
	];
}
function cellText({ state, share }: AlignmentRow['cells'][number]): string {
	if (state === 'absent') return '–';
	return state === 'hidden' ? 'in the total' : `${Math.round(share * 100)} %`;
}

function decisionBlocks({ gate, decision }: Report, m: ReportMessages): string[] {
	if (!gate && !decision) return [];
	const early = gate?.early;
	const opened = early
		? [
				`Technology was opened early, on ${gate.openedOn}: ${isolated(escaped(early.reason))}`,
				...(early.missing.length > 0
					? [`Still missing then:\n\n${bullets(early.missing.map(escaped))}`]
					: [])
			]
		: gate
			? [`Technology was opened on ${gate.openedOn}, when all conditions held.`]
			: [];
	if (!decision) return ['## Decision', ...opened, 'Nothing was decided.'];
	const { option, requirements, leavesOpen } = decision;
	return [
		`## Decision: ${decision.title}`,
		`Decided on ${decision.decidedOn}.${option && ` Chosen: ${isolated(escaped(option))}.`}`,
		escaped(decision.rationale),
		...opened,
		...titledList('It answers', requirements),
		...titledList(
			'It leaves open',
			leavesOpen.map((title) => clusterTitle(title, m))
		)
	];
}
const titledList = (title: string, items: readonly string[]): string[] =>
	items.length > 0 ? [`**${title}**`, bullets(items.map(escaped))] : [];

function scorecardBlocks({ scorecard: { options, requirements } }: Report): string[] {
	if (options.length === 0) return [];
	const header = ['Requirement', ...options.map(({ name }) => escaped(name))];
	const rows = requirements.map((requirement) => [
		`${isolated(escaped(requirement.statement))} (${requirement.kind}, ${requirement.weight})`,
		...options.map((option) => {
			const { rating, evidence } = cellOf(option, requirement);
			return `${RATING_WORDS[rating]}${evidence && `: ${isolated(escaped(evidence))}`}`;
		})
	]);
	const about = options.flatMap((option) => [
		`### ${escaped(option.name) || 'An option without a name'}`,
		bullets(
			[
				['What its provider gets out of it', option.motive],
				['Who will use it', option.users],
				['What it costs them', option.burden],
				['What it gives them', option.gain],
				['What it leaves open', option.open]
			].map(([label = '', text = '']) => `${label}: ${isolated(escaped(text)) || 'not said'}`)
		)
	]);
	if (rows.length === 0) return ['## Options', ...about];
	const scores = options.map((option) => scoreInWords(option, requirements));
	return [
		'## Options',
		...about,
		table(header, [...rows, ['Score', ...scores]], 'l'),
		`${WEIGHTS_IN_WORDS} ${SCORE_DECIDES_NOTHING}`
	];
}

function parkingBlocks({ parked }: Report): string[] {
	if (parked.length === 0) return [];
	const lines = parked.map((idea) => `${voiceLine(idea)} ${escaped(idea.fate)}`);
	return [`## Parking lot: ${count(parked.length, 'idea', 'ideas')}`, bullets(lines)];
}

function sinceBlocks({ changed, reviewOn }: Report): string[] {
	const next = reviewOn === '' ? '' : `The group looks again on ${dayInWords(reviewOn)}.`;
	if (changed.length === 0 && next === '') return [];
	const said = changed.map((voice) => `${dayInWords(voice.day)}: ${voiceLine(voice)}`);
	return ['## What has changed since', said.length > 0 ? bullets(said) : '', next];
}

function otherBlocks({ title, notes }: Report['others'][number]): string[] {
	const heading = title === '' ? 'Notes outside clusters' : title;
	return [`## ${escaped(heading)}`, notes.length > 0 ? bullets(notes.map(voiceLine)) : 'No notes.'];
}
