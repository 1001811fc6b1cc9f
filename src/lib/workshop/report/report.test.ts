import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import { NOTHING_WRITTEN, STAGE_BEGINNING } from '../defaults.ts';
import { escaped } from '../files/markdown.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { readyFunctions } from '../functions.ts';
import { markdownReport } from './markdown.ts';
import { measuredBy } from './problem.ts';
import { absentInWords, reportOf, type Attendant } from './report.ts';
import { whose } from './voices.ts';
import { voteInWords } from './votes.ts';
import { sampleRecord } from '../sample/sample.ts';
import { wallContents } from '../testing.ts';

const READY_FUNCTIONS = readyFunctions(en);

function sample(change: (record: BoardRecord) => void = () => {}): BoardRecord {
	let next = 0;
	const record = sampleRecord(() => `id${(next += 1)}`, Date.UTC(2027, 0, 15, 12), en);
	change(record);
	return record;
}
const TODAY = '2027-01-15';
const written = (record: BoardRecord, people: readonly Attendant[] = []) =>
	markdownReport(reportOf(record, people, TODAY), en);
const first = <T>(items: readonly T[]): T => {
	const [item] = items;
	if (item === undefined) throw new Error('the sample lacks an item');
	return item;
};
const setText = (text: string) => (record: BoardRecord) => {
	Object.assign(record, NOTHING_WRITTEN);
	record.notes = record.notes.slice(0, 1).map((note) => ({ ...note, text }));
};
const noteLine = (text: string) =>
	written(sample(setText(text)))
		.split('\n')
		.find((line) => line.endsWith(' (Sales)'));

describe('reportOf', () => {
	test('agreement is the number of the map, from 0 to 100', () => {
		const [vote] = reportOf(sample(), [], TODAY).votes;
		const [row] = vote ? voteInWords(vote, READY_FUNCTIONS, en).rows : [];
		const number = Math.round((row?.agreement ?? 0) * 100);
		expect(number).toBeGreaterThan(1);
		expect(written(sample())).toContain(`| ${row?.dots} | ${number} |`);
		expect(written(sample())).not.toMatch(/\| 0\.\d\d \|/);
	});

	test('[S42] reads notes and answers equally often for many problems and for one', () => {
		const readsWith = (problems: number) => {
			let reads = 0;
			const counted = <T extends object>(items: T[]): T[] =>
				new Proxy(items, {
					get(target, key) {
						if (key === 'length') reads++;
						const value: unknown = Reflect.get(target, key);
						return value;
					}
				});
			const record = sample((one) => {
				const [cluster] = one.clusters;
				if (!cluster) throw new Error('the sample has no cluster');
				for (let at = 0; at < problems; at++) {
					one.clusters.push({ ...cluster, id: `more${at}` });
					one.stage.chosen.push(`more${at}`);
				}
				one.notes = counted(one.notes);
				one.answers = counted(one.answers);
			});
			reportOf(record, [], TODAY);
			return reads;
		};
		expect(readsWith(1)).toBeGreaterThan(0);
		expect(readsWith(40)).toBe(readsWith(1));
	});
	const MISTAKE = /NaN|undefined/;
	test('contains every word on a wall, whatever the wall looks like', () => {
		fc.assert(
			fc.property(wallContents, fc.boolean(), (content, isChosen) => {
				const record = sample((one) => {
					Object.assign(one, content);
					const chosen = isChosen ? content.clusters.map(({ id }) => id) : [];
					Object.assign(one.stage, STAGE_BEGINNING, { chosen });
				});
				const report = reportOf(record, [], TODAY);
				const told = JSON.stringify(report);
				for (const { text, archived } of content.notes)
					if (!archived) expect(told).toContain(JSON.stringify(text));
				const live = <T extends { archived: boolean }>(items: readonly T[]) =>
					items.filter(({ archived }) => !archived);
				const outcomes = live(content.outcomes);
				for (const { statement } of outcomes) expect(told).toContain(JSON.stringify(statement));
				const stands = new Set(outcomes.map(({ id }) => id));
				for (const { statement, outcome } of live(content.requirements))
					if (stands.has(outcome)) expect(told).toContain(JSON.stringify(statement));
				for (const { what } of live(content.costs)) expect(told).toContain(JSON.stringify(what));
				for (const { name } of live(content.options)) expect(told).toContain(JSON.stringify(name));
				// Random words may look like such mistakes.
				if (!MISTAKE.test(JSON.stringify(content))) expect(told).not.toMatch(MISTAKE);
				expect(markdownReport(report, en)).not.toMatch(/\n\n\n/);
			})
		);
	});
	test('lists five whys as one chain, even if they branch or form a circle', () => {
		const record = sample();
		const [root] = record.answers.filter(({ question }) => question === 'felt');
		const why = (id: string, about: string) => ({
			...first(record.answers),
			...{ id, about, question: 'why' as const, text: `Why ${id}` }
		});
		record.answers = [
			{ ...first(record.answers), ...root, question: 'felt' as const },
			...[why('a', root?.id ?? ''), why('b', 'a'), why('c', 'a'), why('a2', 'b')],
			...[why('x', 'y'), why('y', 'x')]
		];
		const [problem] = reportOf(record, [], TODAY).problems;
		const whys = problem?.asked[0]?.voices[0]?.whys.map(({ text }) => text);
		expect(whys?.toSorted()).toEqual(['Why a', 'Why a2', 'Why b', 'Why c']);
	});
	test('[S59] reports a chain of 6,000 whys', () => {
		const record = sample();
		const answer = { ...first(record.answers), about: first(record.clusters).id };
		const whys = Array.from({ length: 6_000 }, (_, n) => ({
			...answer,
			...{ id: `why-${n}`, question: 'why' as const, about: n ? `why-${n - 1}` : 'root' }
		}));
		record.answers = [{ ...answer, id: 'root', question: 'felt' as const }, ...whys];
		const problems = reportOf(record, [], TODAY).problems;
		const told = problems.flatMap(({ asked }) => asked).flatMap(({ voices }) => voices);
		expect(told.map((voice) => voice.whys.length)).toEqual([6_000]);
	});
	test('lists what each step asked for and did not get', () => {
		const record = sample((one) => {
			Object.assign(one, NOTHING_WRITTEN);
			Object.assign(one.stage, STAGE_BEGINNING);
		});
		expect(absentInWords(reportOf(record, [], TODAY), en)).toEqual([
			'Nobody took part from Sales, Marketing, Service and IT.',
			'The group did not write down why it met.',
			'No vote was counted.',
			'No problem was chosen.',
			'No outcome was written.',
			'Technology was not opened.',
			'Nothing was decided.',
			'No day is set for the next review.'
		]);
		record.stage.steps = record.stage.steps.filter(({ kind }) => kind === 'post');
		const zoe = { name: 'Zoe', fn: 'it' };
		expect(absentInWords(reportOf(record, [zoe], TODAY), en)).toEqual([
			'Nobody took part from Sales, Marketing and Service.'
		]);
	});
});

describe('markdownReport', () => {
	test('covers the whole board', () => {
		const report = written(sample());
		expect(report).toContain('# Why customers leave us after the first year\n');
		expect(report).toContain('Started on 2026-09-11 with Sales, Marketing, Service and IT.');
		expect(report).toContain('1. Nobody knows who owns the customer\n2. The handover');
		expect(report).toContain('## Vote 1: Two problems are shared by every function\n');
		expect(report).toContain('20 people, 100 dots.');
		expect(report).toContain(
			'| Nobody knows who owns the customer | 30 % | 25 % | 26 % | 20 % | 26 | 82 | All agree |'
		);
		expect(report).toContain('## Notes outside clusters\n');
		expect(report).toMatch(
			/- “I have five business cards.+” \(customer’s words, written down by Sales\)/
		);
		for (const { text } of sample().notes) expect(report).toContain(escaped(text));
	});
	test('follows each chosen problem to its readings, and reports the result for each parked idea', () => {
		const report = written(sample());
		expect(report).toContain(
			'### Outcome: The first visit works, because the van knows the site.\n'
		);
		expect(report).toContain(
			'From 34 % of first visits to 12 % by 10 March 2027, owned by Ravi Anand, by filling in'
		);
		expect(report).toContain('Sales 3.5, Marketing 4, Service 5, IT 4. 20 of 20 answered.\n');
		expect(report).toContain('| 9 January 2027 | 11 % | What is left are sites');
		const ways = [...report.matchAll(/^Progress so far: (.+)\.$/gm)].map(([, way]) => way);
		expect(ways).toEqual(['on track', 'behind', 'reached']);
		expect(report).toContain('- Why? Because passing on is nobody’s task.');
		expect(report).toContain('In total, each month: 120 hours, € 2,400, 3 customers.');
		expect(report).toContain('## Decision: Use what we have differently\n');
		expect(report).toContain('Dropped: It names a remedy');
		expect(report).toContain('Became part of: The list shows owner and stand-in first');
		expect(report).toContain('The group looks again on 7 February 2027.');
		expect(report).not.toContain('What is missing');
	});
	test('counts marks of people without a function', () => {
		const report = written(
			sample(({ stage }) => {
				for (const agreement of Object.values(stage.agreements)) {
					agreement.marks = agreement.marks.map((people, mark) => people + (mark === 4 ? 2 : 0));
					for (const fn of agreement.fns.slice(0, 1)) fn.people += 1;
				}
			})
		);
		expect(report).toContain('. 22 of 23 answered.');
		expect(report).not.toContain(' 20 of 2');
	});
	test('says which wording changed since people agreed, and why technology was opened early', () => {
		const report = written(
			sample(({ stage, outcomes }) => {
				for (const outcome of outcomes.slice(0, 1)) outcome.target = 99;
				const missing = ['IT has not voted.'];
				stage.gate = { openedAt: 0, early: { reason: 'The offer *ends*', missing } };
			})
		);
		expect(report.match(/wording has changed/g)).toHaveLength(1);
		expect(report).toContain('opened early, on 1 January 1970: The offer \\*ends\\*');
		expect(report).toContain('- IT has not voted.');
	});
	test('counts people, and names them on named boards only', () => {
		const people = [
			{ name: 'Zoe *Z*', fn: 'sales' },
			{ name: 'Bo', fn: 'it' }
		];
		expect(written(sample(), people)).not.toMatch(/Zoe|Bo\b/);
		const named = written(
			sample(({ stage }) => {
				stage.attribution = 'named';
			}),
			people
		);
		expect(named).toContain('People: Sales 6 (Zoe \\*Z\\*), Marketing 4, Service 7, IT 3 (Bo).');
	});
	test('leaves out parts that do not exist yet', () => {
		const report = written(
			sample((record) => {
				Object.assign(record, NOTHING_WRITTEN);
				Object.assign(record.stage, STAGE_BEGINNING, { purpose: '' });
			})
		);
		expect(report).not.toMatch(/## Vote|Chosen|Options|undefined|null|NaN|\n\n\n/);
		expect(report).toContain('- No vote was counted.\n- No problem was chosen.');
	});
	test('hides small functions and says so', () => {
		const report = written(
			sample(({ stage }) => {
				for (const { result } of stage.rounds)
					for (const fn of result?.fns ?? []) if (fn.fn === 'it') fn.hidden = true;
			})
		);
		expect(report).toContain('| 26 % | in the total | 26 |');
	});
	test('reports only that the vote was held if too few people voted', () => {
		const report = written(
			sample(({ stage }) => {
				for (const { result } of stage.rounds)
					if (result) {
						const fns = result.fns.map(({ fn }) => ({ fn, voters: 0, dots: 0, hidden: true }));
						const clusters = result.clusters.map((row) => ({ ...row, dots: 0, byFn: {} }));
						Object.assign(result, { tooFew: true, voters: 0, dots: 0, fns, clusters });
					}
			})
		);
		expect(report).toContain('## Vote 1: The round was held\n\nFewer people voted than');
		expect(report).toMatch(/\| Nobody knows who owns .+ \| — \| — \| Too few people voted \|/);
		expect(report).not.toContain('A cell is the share');
	});
	test('names the person who wrote down a customer’s words, and ends no sentence twice', () => {
		const sales = READY_FUNCTIONS[0] ?? null;
		const voice = { isCustomer: true, name: 'Ana', fn: sales };
		expect(whose(voice, en)).toBe('Customer’s words, written down by Ana, Sales');
		expect(whose({ ...voice, name: '' }, en)).toBe('Customer’s words, written down by Sales');
		expect(whose({ ...voice, name: '', fn: null }, en)).toBe('Customer’s words');
		expect(whose({ ...voice, isCustomer: false }, en)).toBe('Ana, Sales');
		expect(measuredBy({ metric: 'Calls.', source: 'The call log.' }, en)).toBe(
			'Measured: Calls. Source: The call log.'
		);
	});
	test('describes a cluster without a name, and names writers if they are known', () => {
		const report = written(
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
	])('[P10] %j stays plain words', (text, line) => {
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
