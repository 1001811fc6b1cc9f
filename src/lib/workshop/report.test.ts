import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoardRecord } from './record.ts';
import { markdownReport } from './report.ts';
import { sampleRecord } from './sample.ts';

function sample(change: (record: BoardRecord) => void = () => {}): BoardRecord {
	let next = 0;
	const record = sampleRecord(() => `id${(next += 1)}`, Date.UTC(2027, 0, 15, 12));
	change(record);
	return record;
}
const setText = (text: string) => (record: BoardRecord) => {
	record.notes = record.notes.slice(0, 1).map((note) => ({ ...note, text }));
};
const noteLine = (text: string) =>
	markdownReport(sample(setText(text)))
		.split('\n')
		.find((line) => line.endsWith(' (Sales)'));

describe('markdownReport', () => {
	test('tells the whole board', () => {
		const report = markdownReport(sample());
		expect(report).toContain('# Why customers leave us after the first year\n');
		expect(report).toContain('Started on 2026-09-11 with Sales, Marketing, Service and IT.');
		expect(report).toContain('1. Nobody knows who owns the customer\n2. The handover');
		expect(report).toContain('## Vote 1: Two problems are shared by every function\n');
		expect(report).toContain('20 people, 100 dots.');
		expect(report).toContain(
			'| Nobody knows who owns the customer | 30 % | 25 % | 26 % | 20 % | 26 | 0.82 | All agree |'
		);
		expect(report).toContain('## Notes outside clusters\n');
		expect(report).toMatch(/- “I have five business cards.+” \(customer’s words, Sales\)/);
		expect(report.match(/^- /gm)).toHaveLength(40);
	});
	test('leaves out what is not there yet', () => {
		const report = markdownReport(
			sample(({ stage }) => {
				stage.purpose = '';
				stage.rounds = [];
				stage.chosen = [];
			})
		);
		expect(report).not.toMatch(/Vote|Chosen|undefined|\n\n\n/);
	});
	test('hides small functions and says so', () => {
		const report = markdownReport(
			sample(({ stage }) => {
				for (const { result } of stage.rounds)
					for (const fn of result?.fns ?? []) if (fn.fn === 'it') fn.hidden = true;
			})
		);
		expect(report).toContain('| 26 % | hidden | 26 |');
	});
	test('names a cluster without a name, and writers where they are known', () => {
		const report = markdownReport(
			sample((record) => {
				record.people = [{ id: 'ana', name: 'Ana', fn: 'sales' }];
				for (const note of record.notes.slice(0, 1)) note.by = 'ana';
				for (const cluster of record.clusters.slice(0, 1)) cluster.title = '';
			})
		);
		expect(report).toContain('## Unnamed cluster\n');
		expect(report).toContain('(Ana, Sales)');
	});

	test.each([
		['# not a title', '- \\# not a title (Sales)'],
		['- not a list\n- at all', '- \\- not a list - at all (Sales)'],
		['1. not numbered', '- 1\\. not numbered (Sales)'],
		['<img src=x onerror=y>', '- \\<img src=x onerror=y\\> (Sales)'],
		['[a](javascript:b) ![c](d)', '- \\[a\\](javascript:b) !\\[c\\](d) (Sales)'],
		['*a* _b_ `c` ~d~ a|b \\', '- \\*a\\* \\_b\\_ \\`c\\` \\~d\\~ a\\|b \\\\ (Sales)'],
		['&lt;b&gt;', '- \\&lt;b\\&gt; (Sales)']
	])('[P10] %j stays words', (text, line) => {
		expect(noteLine(text)).toBe(line);
	});
	test('[P10] no text breaks out of its line, its cell or its escape', () => {
		const risky = fc
			.string({ unit: fc.constantFrom(...'a \n\r\t#*_`[]()<>|\\~&-+=1.!') })
			.filter((text) => text.trim() !== '');
		fc.assert(
			fc.property(risky, (text) => {
				const line = noteLine(text) ?? '';
				const words = line.slice('- '.length, -' (Sales)'.length);
				expect(words.replace(/\\([^\s\w]|_)/g, '')).not.toMatch(/[`*_[\]<>|~&#\\]/);
				expect(words).not.toMatch(/^([-+=]|\d+[.)])/);
			})
		);
	});
});
