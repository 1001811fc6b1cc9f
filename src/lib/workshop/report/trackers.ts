/** Requirements as trackers import them: each under its outcome, parents first. */
import { writeCsv } from '../files/csv.ts';
import { blocks, escaped, table } from '../files/markdown.ts';
import { readBack } from '../outcomes/check.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { outcomesInOrder, traced, type TracedRequirement } from '../items/traced.ts';
import type { Outcome, Weight } from '../types.ts';

type Work = Pick<BoardRecord, 'clusters' | 'outcomes' | 'requirements'>;

/** Both trackers take no longer titles. */
const TITLE_CHARS = 255;
const titleIn = (words: string, instead: string): string => {
	const line = words.replace(/\s+/g, ' ').trim() || instead;
	return line.length <= TITLE_CHARS ? line : `${line.slice(0, TITLE_CHARS - 1).trimEnd()}…`;
};
const NO_PROBLEM = 'Outcomes of no problem';

/** What stands in a description: the whole wording, which a title may cut, and what it is for. */
const aboutOutcome = (outcome: Outcome, problem: string): string[] => [
	outcome.statement,
	readBack(outcome),
	...(problem === '' ? [] : [`Problem: ${problem}`])
];
const aboutNeed = ({ number, requirement, outcome, problem }: TracedRequirement): string[] => [
	requirement.statement,
	`Requirement ${number} (${requirement.kind}, ${requirement.weight})`,
	`Outcome: ${outcome.statement}`,
	readBack(outcome),
	...(problem === '' ? [] : [`Problem: ${problem}`])
];
const joined = (lines: readonly string[], between: string) =>
	lines.filter((line) => line.trim() !== '').join(between);

const JIRA_PRIORITY: Readonly<Record<Weight, string>> = {
	must: 'High',
	should: 'Medium',
	could: 'Low'
};
/**
 * A CSV file for Jira's *External system import*: outcomes as epics, then requirements as stories under them. Jira
 * reads commas, and a byte order mark as a part of the first title.
 * Source: Atlassian, "Keep work parent-child relationships during CSV import to Jira Cloud".
 */
export function jiraCsv(work: Work): string {
	const titles = titlesOf(work);
	const outcomes = outcomesInOrder(work);
	const ids = new Map(outcomes.map(({ id }, index) => [id, String(index + 1)]));
	const epics = outcomes.map((outcome, index) => [
		titleIn(outcome.statement, `Outcome ${index + 1}`),
		...['Epic', String(index + 1), ''],
		inJira(joined(aboutOutcome(outcome, titles.get(outcome.problem) ?? ''), '\n')),
		...['', '']
	]);
	const stories = traced(work).map((need, index) => [
		titleIn(need.requirement.statement, `Requirement ${need.number}`),
		...['Story', String(outcomes.length + index + 1), ids.get(need.outcome.id) ?? ''],
		inJira(joined(aboutNeed(need), '\n')),
		...[JIRA_PRIORITY[need.requirement.weight], need.requirement.kind]
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
/** Words in which nothing becomes a macro, a link or a picture. */
const inJira = (words: string) => words.replace(/[{[!]/g, '\\$&');

/** Rows of work items that Azure DevOps takes in one file, that of titles aside. */
export const AZURE_ROWS = 1000;
const AZURE_PRIORITY: Readonly<Record<Weight, string>> = { must: '1', should: '2', could: '3' };
interface AzureItem {
	/** 0 for an epic, 1 for a feature, 2 for a user story. */
	level: number;
	title: string;
	/** Priority, tags, description. */
	rest: string[];
}
const AZURE_TYPES = ['Epic', 'Feature', 'User Story'] as const;

/**
 * CSV files for *Import work items* of Azure DevOps (process Agile), of `AZURE_ROWS` rows at most each: problems as
 * epics, outcomes as features, requirements as user stories. Where a file is full the next one begins with the next
 * problem; only a problem that is larger than a file goes on in the next, under parents marked “(continued)”.
 * Source: Microsoft, "Import, update, and export bulk work items with CSV files".
 */
export function azureFiles(work: Work): string[] {
	const header = [
		'Work Item Type',
		'Title 1',
		'Title 2',
		'Title 3',
		'Priority',
		'Tags',
		'Description'
	];
	return azureParts(azureItems(work)).map((items) => writeCsv([header, ...items.map(azureRow)]));
}
const azureRow = ({ level, title, rest }: AzureItem): string[] => [
	AZURE_TYPES[level] ?? '',
	...AZURE_TYPES.map((_, column) => (column === level ? title : '')),
	...rest
];

/** Of each problem its rows. */
function azureItems(work: Work): AzureItem[][] {
	const titles = titlesOf(work);
	const numbered = outcomesInOrder(work).map((outcome, index) => ({ outcome, number: index + 1 }));
	const needs = Map.groupBy(traced(work), ({ outcome }) => outcome.id);
	const problems = Map.groupBy(numbered, ({ outcome }) => outcome.problem);
	return [...problems].map(([id, outcomes]) => {
		const problem = titles.get(id) ?? '';
		const features = outcomes.flatMap(({ outcome, number }) => [
			{
				level: 1,
				title: titleIn(outcome.statement, `Outcome ${number}`),
				rest: ['', '', inHtml(aboutOutcome(outcome, problem))]
			},
			...(needs.get(outcome.id) ?? []).map((need) => ({
				level: 2,
				title: titleIn(need.requirement.statement, `Requirement ${need.number}`),
				rest: [
					AZURE_PRIORITY[need.requirement.weight],
					`${need.requirement.kind}; ${need.requirement.weight}`,
					inHtml(aboutNeed(need))
				]
			}))
		]);
		return [{ level: 0, title: titleIn(problem, NO_PROBLEM), rest: ['', '', ''] }, ...features];
	});
}
/** Descriptions are HTML there: words stay words. */
const inHtml = (lines: readonly string[]) =>
	joined(
		lines.map((line) =>
			line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
		),
		'<br>'
	).replaceAll('\n', '<br>');

/** Never empty, so that a board without requirements has a file with titles. */
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
			if (part.length === AZURE_ROWS) begin(path.map(continued));
			part.push(item);
			path.push(item);
		}
	}
	return parts;
}
const continued = ({ level, title }: AzureItem): AzureItem => ({
	level,
	title: `${title.slice(0, TITLE_CHARS - 12)} (continued)`,
	rest: ['', '', '']
});

/** The requirements as Markdown with headings and tables, which Confluence and Notion take when it is pasted. */
export function requirementsMarkdown(work: Work, title: string): string {
	const titles = titlesOf(work);
	const needs = Map.groupBy(traced(work), ({ outcome }) => outcome.id);
	const outcomes = outcomesInOrder(work).flatMap((outcome, index) => {
		const problem = titles.get(outcome.problem) ?? '';
		const rows = (needs.get(outcome.id) ?? []).map(({ number, requirement }) => [
			...[number, escaped(requirement.statement), requirement.kind, requirement.weight]
		]);
		return [
			`## ${index + 1}. ${escaped(outcome.statement) || 'An outcome without words'}`,
			problem === '' ? '' : `**Problem:** ${escaped(problem)}`,
			escaped(readBack(outcome)),
			rows.length > 0
				? table(['Number', 'Requirement', 'Kind', 'Weight'], rows, 'llll')
				: 'No requirement yet.'
		];
	});
	const none = outcomes.length === 0 ? ['No outcome is written yet.'] : [];
	return blocks([`# Requirements: ${escaped(title)}`, ...outcomes, ...none]);
}

const titlesOf = ({ clusters }: Work) => new Map(clusters.map(({ id, title }) => [id, title]));
