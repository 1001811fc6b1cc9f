import * as fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { sampleRecord } from '../sample/sample.ts';
import {
	AZURE_ROWS,
	azureFileCount,
	azureFiles,
	jiraCsv,
	requirementsMarkdown
} from './trackers.ts';

type Row = Record<string, string>;
function sample(change: (record: BoardRecord) => void = () => {}): BoardRecord {
	let next = 0;
	const record = sampleRecord(() => `id${(next += 1)}`, Date.UTC(2027, 0, 15, 12), en);
	change(record);
	return record;
}
const rowsOf = (csv: string): Row[] =>
	Papa.parse<Row>(csv.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true }).data;
const first = <T>(items: readonly T[]): T => {
	const [item] = items;
	if (item === undefined) throw new Error('the sample lacks an item');
	return item;
};
const live = (record: BoardRecord) => ({
	outcomes: record.outcomes.filter(({ archived }) => !archived),
	requirements: record.requirements.filter(({ archived }) => !archived)
});

describe('a file for Jira', () => {
	test('lists every parent before its children, and has the titles that the import maps by itself', () => {
		const record = sample();
		const csv = jiraCsv(record, en);
		// Jira would read a byte order mark as part of the first title.
		expect(csv.split('\r\n')[0]).toBe(
			'Summary,Issue Type,Issue ID,Parent,Description,Priority,Labels'
		);
		const rows = rowsOf(csv);
		const { outcomes, requirements } = live(record);
		expect(rows.length).toBe(outcomes.length + requirements.length);
		const types = rows.map((row) => row['Issue Type']);
		expect(types.lastIndexOf('Epic')).toBeLessThan(types.indexOf('Story'));
		const epics = new Set(
			rows.filter((row) => row['Issue Type'] === 'Epic').map((row) => row['Issue ID'])
		);
		for (const row of rows.filter((one) => one['Issue Type'] === 'Story'))
			expect(epics).toContain(row.Parent);
		expect(new Set(rows.map((row) => row['Issue ID'])).size).toBe(rows.length);
	});
	test('keeps a wording that is longer than a title, and makes no macro from it', () => {
		const record = sample((one) => {
			first(live(one).requirements).statement =
				`{code}[x|http://e.example] !p.png!\n${'long '.repeat(80)}`;
		});
		const row = rowsOf(jiraCsv(record, en)).find(({ Summary }) => Summary?.startsWith('{code}'));
		expect(row?.Summary?.length).toBeLessThanOrEqual(255);
		expect(row?.Summary).not.toContain('\n');
		expect(row?.Description).toContain('\\{code}\\[x|http://e.example] \\!p.png\\!');
		expect(row?.Description?.match(/long/g)?.length).toBe(80);
	});
	test('[P10] contains no formula that runs', () => {
		const record = sample((one) => {
			first(live(one).requirements).statement = '=HYPERLINK("http://e.example")';
		});
		expect(jiraCsv(record, en)).not.toMatch(/(^|[,\n])"?=/);
	});
});

/** Checks that each row is at most one level below the row before, and returns each row's titles from the top. */
function pathsOf(csv: string): string[][] {
	let path: string[] = [];
	return rowsOf(csv).map((row) => {
		const titles = [row['Title 1'], row['Title 2'], row['Title 3']].map((title) => title ?? '');
		const level = titles.findIndex((title) => title !== '');
		expect(titles.filter((title) => title !== '')).toHaveLength(1);
		expect(level).toBeLessThanOrEqual(path.length);
		expect(row['Work Item Type']).toBe(['Epic', 'Feature', 'User Story'][level]);
		path = [...path.slice(0, level), titles[level] ?? ''];
		return path;
	});
}

describe('files for Azure DevOps', () => {
	test('put requirements below outcomes, and outcomes below problems', () => {
		const record = sample();
		const files = azureFiles(record, en);
		expect(files).toHaveLength(1);
		const paths = pathsOf(first(files));
		const { outcomes, requirements } = live(record);
		expect(paths.filter((path) => path.length === 2).length).toBe(outcomes.length);
		expect(paths.filter((path) => path.length === 3).length).toBe(requirements.length);
	});
	test('keep words as words in descriptions, which are HTML', () => {
		const record = sample((one) => {
			first(live(one).requirements).statement = '<img src=x onerror=alert(1)> & more';
		});
		const row = rowsOf(first(azureFiles(record, en))).find((one) =>
			one['Title 3']?.startsWith('<img')
		);
		expect(row?.Description).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; more<br>');
	});
	test('have at most as many rows as the import accepts, lose none, and never separate a child from its parents', () => {
		const sizes = fc.array(fc.array(fc.nat(400), { maxLength: 3 }), { minLength: 1, maxLength: 3 });
		fc.assert(
			fc.property(sizes, (problems) => {
				const record = large(problems);
				const files = azureFiles(record, en);
				expect(azureFileCount(record)).toBe(files.length);
				const paths = files.flatMap((file) => {
					expect(rowsOf(file).length).toBeLessThanOrEqual(AZURE_ROWS);
					return pathsOf(file);
				});
				const stories = paths.filter((path) => path.length === 3);
				expect(stories.map((path) => path[2])).toEqual(
					record.requirements.map(({ statement }) => statement)
				);
				for (const [problem, outcome, story] of stories) {
					const [, at = ''] = /^Need (\d+\/\d+)\//.exec(story ?? '') ?? [];
					expect(outcome?.replace(' (continued)', '')).toBe(`Outcome ${at}`);
					expect(problem?.replace(' (continued)', '')).toBe(`Problem ${at.split('/')[0]}`);
				}
			}),
			{ numRuns: 10 }
		);
	});
	test('start a new file with the next problem if a file is full', () => {
		const [one, two] = azureFiles(large([[600], [600]]), en).map(pathsOf);
		expect([one?.length, two?.length]).toEqual([602, 602]);
		expect(two?.[0]).toEqual(['Problem 1']);
		const parts = azureFiles(large([[1500]]), en).map(pathsOf);
		expect(parts.map(({ length }) => length)).toEqual([1000, 504]);
		expect(parts[1]?.[0]).toEqual(['Problem 0 (continued)']);
	});
	/** A board with the given number of requirements for each outcome of each problem. */
	function large(problems: readonly (readonly number[])[]): BoardRecord {
		const record = sample();
		const [outcome, requirement] = [first(record.outcomes), first(record.requirements)];
		const order = (...places: number[]) => places.map((place) => String(place + 1000)).join('');
		const item = { archived: false, kind: 'people' as const, weight: 'must' as const };
		return {
			...record,
			clusters: problems.map((_, p) => ({
				...first(record.clusters),
				id: `p${p}`,
				title: `Problem ${p}`
			})),
			outcomes: problems.flatMap((outcomes, p) =>
				outcomes.map((_, o) => ({
					...{ ...outcome, id: `o${p}/${o}`, problem: `p${p}`, statement: `Outcome ${p}/${o}` },
					...{ order: order(p, o), archived: false }
				}))
			),
			requirements: problems.flatMap((outcomes, p) =>
				outcomes.flatMap((needs, o) =>
					Array.from({ length: needs }, (_, r) => ({
						...{ ...requirement, ...item, id: `r${p}/${o}/${r}`, outcome: `o${p}/${o}` },
						...{ order: order(r), statement: `Need ${p}/${o}/${r}` }
					}))
				)
			)
		};
	}
});

describe('requirements as Markdown', () => {
	test('have a heading for each outcome and a table below it', () => {
		const record = sample();
		const markdown = requirementsMarkdown(record, record.stage.title, en);
		expect(markdown.match(/^## \d+\. /gm)?.length).toBe(live(record).outcomes.length);
		expect(markdown.match(/^\| \d+\.\d+ \|/gm)?.length).toBe(live(record).requirements.length);
		expect(markdown).toMatch(
			/^\| Number \| Requirement \| Kind \| Weight \|\n\| --- \| --- \| --- \| --- \|$/m
		);
	});
	test('never turn people’s words into markup', () => {
		const record = sample((one) => {
			first(live(one).requirements).statement = '# a | b\n<b>bold</b> [x](y)';
		});
		expect(requirementsMarkdown(record, '*t*', en)).toContain(
			'\\# a \\| b \\<b\\>bold\\</b\\> \\[x\\](y)'
		);
	});
	test('say so if there are none yet', () => {
		const record = sample((one) => Object.assign(one, { outcomes: [], requirements: [] }));
		expect(requirementsMarkdown(record, 'T', en)).toBe(
			'# Requirements: T\n\nNo outcome is written yet.\n'
		);
		expect(azureFiles(record, en)).toHaveLength(1);
		expect(rowsOf(jiraCsv(record, en))).toEqual([]);
	});
});
