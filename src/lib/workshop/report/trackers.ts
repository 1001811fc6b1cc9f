/** Exports requirements for trackers: each under its outcome, parents first. */
import type { Outcome } from '../items/shapes.ts';
import type { AllMessages } from '../../i18n/messages.ts';
import { writeCsv } from '../files/csv.ts';
import { blocks, escaped, table } from '../files/markdown.ts';
import { readBack } from '../outcomes/check.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { outcomesInOrder, traced, type TracedRequirement } from '../items/traced.ts';
import type { Weight } from '../types.ts';

type Work = Pick<BoardRecord, 'clusters' | 'outcomes' | 'requirements'>;

/** The longest title that both trackers accept. */
const TITLE_CHARS = 255;
const titleIn = (words: string, instead: string): string => {
	const line = words.replace(/\s+/g, ' ').trim() || instead;
	return line.length <= TITLE_CHARS ? line : `${line.slice(0, TITLE_CHARS - 1).trimEnd()}…`;
};

/** The lines of a description: the whole wording, which a title may cut, and its purpose. */
const aboutOutcome = (outcome: Outcome, problem: string, m: AllMessages): string[] => [
	outcome.statement,
	readBack(outcome, m),
	...(problem === '' ? [] : [m.trackers.problem(problem)])
];
function aboutNeed(need: TracedRequirement, m: AllMessages): string[] {
	const { number, requirement, outcome, problem } = need;
	const { kinds, weights } = m.requirements;
	return [
		requirement.statement,
		m.trackers.requirement(number, kinds[requirement.kind], weights[requirement.weight]),
		m.trackers.outcome(outcome.statement),
		readBack(outcome, m),
		...(problem === '' ? [] : [m.trackers.problem(problem)])
	];
}
const joined = (lines: readonly string[], between: string) =>
	lines.filter((line) => line.trim() !== '').join(between);

const JIRA_PRIORITY: Readonly<Record<Weight, string>> = {
	must: 'High',
	should: 'Medium',
	could: 'Low'
};
/**
 * A CSV file for Jira's *External system import*: outcomes as epics, then requirements as stories under them. Jira
 * reads commas only, and would read a byte order mark as part of the first title. Source: Atlassian, "Keep work
 * parent-child relationships during CSV import to Jira Cloud".
 */
export function jiraCsv(work: Work, m: AllMessages): string {
	const titles = titlesOf(work);
	const outcomes = outcomesInOrder(work);
	const ids = new Map(outcomes.map(({ id }, index) => [id, String(index + 1)]));
	const epics = outcomes.map((outcome, index) => [
		titleIn(outcome.statement, m.trackers.outcomeNumber(String(index + 1))),
		...['Epic', String(index + 1), ''],
		inJira(joined(aboutOutcome(outcome, titles.get(outcome.problem) ?? '', m), '\n')),
		...['', '']
	]);
	const stories = traced(work).map((need, index) => [
		titleIn(need.requirement.statement, m.trackers.requirementNumber(need.number)),
		...['Story', String(outcomes.length + index + 1), ids.get(need.outcome.id) ?? ''],
		inJira(joined(aboutNeed(need, m), '\n')),
		...[
			JIRA_PRIORITY[need.requirement.weight],
			jiraLabel(m.requirements.kinds[need.requirement.kind])
		]
	]);
	const header = [
		'Summary',
		'Issue Type',
		'Issue ID',
		'Parent',
		'Description',
		'Priority',
		'Labels'
	];
	return writeCsv([header, ...epics, ...stories], { mark: false });
}
/** Labels contain no spaces. */
const jiraLabel = (words: string) => words.replace(/\s+/g, '-');
/** Escapes words so that nothing becomes a macro, a link or a picture. */
const inJira = (words: string) => words.replace(/[{[!]/g, '\\$&');

/** Rows of work items that Azure DevOps accepts in one file, not counting the row of titles. */
export const AZURE_ROWS = 1000;
const AZURE_PRIORITY: Readonly<Record<Weight, string>> = { must: '1', should: '2', could: '3' };
/** A row as data; its words are added when its file is written. */
type AzureItem = { isContinued?: true } & (
	| { level: 0; problem: string }
	| { level: 1; problem: string; outcome: Outcome; number: number }
	| { level: 2; need: TracedRequirement }
);
const AZURE_TYPES = ['Epic', 'Feature', 'User Story'] as const;

/**
 * CSV files for *Import work items* of Azure DevOps (process Agile), of at most `AZURE_ROWS` rows each: problems as
 * epics, outcomes as features, requirements as user stories. If a file is full, the next one begins with the next
 * problem. Only a problem that is larger than a file continues in the next, under parents marked “(continued)”. Source:
 * Microsoft, "Import, update, and export bulk work items with CSV files".
 */
export function azureFiles(work: Work, m: AllMessages): string[] {
	const header = [
		'Work Item Type',
		'Title 1',
		'Title 2',
		'Title 3',
		'Priority',
		'Tags',
		'Description'
	];
	return azureParts(azureItems(work)).map((items) =>
		writeCsv([header, ...items.map((item) => azureRow(item, m))])
	);
}
/** The number of these files. */
export const azureFileCount = (work: Work): number => azureParts(azureItems(work)).length;

function azureRow(item: AzureItem, m: AllMessages): string[] {
	const title = item.isContinued ? continued(azureTitle(item, m), m) : azureTitle(item, m);
	return [
		AZURE_TYPES[item.level],
		...AZURE_TYPES.map((_, column) => (column === item.level ? title : '')),
		...(item.isContinued ? ['', '', ''] : azureRest(item, m))
	];
}
function azureTitle(item: AzureItem, { trackers }: AllMessages): string {
	if (item.level === 0) return titleIn(item.problem, trackers.noProblem);
	if (item.level === 1)
		return titleIn(item.outcome.statement, trackers.outcomeNumber(String(item.number)));
	const { number, requirement } = item.need;
	return titleIn(requirement.statement, trackers.requirementNumber(number));
}
/** Priority, tags, description. */
function azureRest(item: AzureItem, m: AllMessages): string[] {
	if (item.level === 0) return ['', '', ''];
	if (item.level === 1) return ['', '', inHtml(aboutOutcome(item.outcome, item.problem, m))];
	const { kind, weight } = item.need.requirement;
	const tags = `${m.requirements.kinds[kind]}; ${m.requirements.weights[weight]}`;
	return [AZURE_PRIORITY[weight], tags, inHtml(aboutNeed(item.need, m))];
}
const continued = (title: string, { trackers }: AllMessages) => {
	const room = TITLE_CHARS - trackers.continued('').length;
	return trackers.continued(title.slice(0, room));
};

/** The rows of each problem. */
function azureItems(work: Work): AzureItem[][] {
	const titles = titlesOf(work);
	const numbered = outcomesInOrder(work).map((outcome, index) => ({ outcome, number: index + 1 }));
	const needs = Map.groupBy(traced(work), ({ outcome }) => outcome.id);
	const problems = Map.groupBy(numbered, ({ outcome }) => outcome.problem);
	return [...problems].map(([id, outcomes]): AzureItem[] => {
		const problem = titles.get(id) ?? '';
		const features = outcomes.flatMap(({ outcome, number }): AzureItem[] => [
			{ level: 1, problem, outcome, number },
			...(needs.get(outcome.id) ?? []).map((need) => ({ level: 2 as const, need }))
		]);
		return [{ level: 0, problem }, ...features];
	});
}
/** Escapes words for descriptions, which are HTML. */
const inHtml = (lines: readonly string[]) =>
	joined(
		lines.map((line) =>
			line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
		),
		'<br>'
	).replaceAll('\n', '<br>');

/** The rows of each file. There is at least one file, so that a board without requirements gets a file with titles. */
function azureParts(problems: readonly AzureItem[][]): AzureItem[][] {
	const parts: AzureItem[][] = [[]];
	let part: AzureItem[] = parts[0] ?? [];
	const begin = (items: AzureItem[]) => parts.push((part = items));
	for (const items of problems) {
		if (part.length > 0 && part.length + items.length > AZURE_ROWS) begin([]);
		/** The last item of each level: the parents of the next one. */
		const path: AzureItem[] = [];
		for (const item of items) {
			path.splice(item.level);
			if (part.length === AZURE_ROWS)
				begin(path.map((parent) => ({ ...parent, isContinued: true })));
			part.push(item);
			path.push(item);
		}
	}
	return parts;
}

/** The requirements as Markdown with headings and tables, which people can paste into Confluence and Notion. */
export function requirementsMarkdown(work: Work, title: string, m: AllMessages): string {
	const { page } = m.trackers;
	const { requirements: says } = m.workbook;
	const { kinds, weights } = m.requirements;
	const header = [says.number, says.requirement, says.kind, says.weight];
	const titles = titlesOf(work);
	const needs = Map.groupBy(traced(work), ({ outcome }) => outcome.id);
	const outcomes = outcomesInOrder(work).flatMap((outcome, index) => {
		const problem = titles.get(outcome.problem) ?? '';
		const rows = (needs.get(outcome.id) ?? []).map(({ number, requirement }) => [
			...[number, escaped(requirement.statement)],
			...[kinds[requirement.kind], weights[requirement.weight]]
		]);
		return [
			`## ${index + 1}. ${escaped(outcome.statement) || page.unworded}`,
			problem === '' ? '' : `**${page.problem}** ${escaped(problem)}`,
			escaped(readBack(outcome, m)),
			rows.length > 0 ? table(header, rows, 'llll') : page.noRequirement
		];
	});
	const none = outcomes.length === 0 ? [page.noOutcome] : [];
	return blocks([`# ${page.title(escaped(title))}`, ...outcomes, ...none]);
}

const titlesOf = ({ clusters }: Work) => new Map(clusters.map(({ id, title }) => [id, title]));
