import { inEnglish } from '../../../tests/support/english.ts';
import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { describe, expect, it, vi } from 'vitest';
import { makeCluster, mergeClusters, putInCluster } from '../../../src/lib/wall/mutations.ts';
import { readWorkbook } from '../../../src/lib/workshop/files/xlsx.ts';
import {
	EXPORT_FORMATS,
	type ExportChoices,
	type ExportFormat
} from '../../../src/lib/workshop/report/export-formats.ts';
import { parseRecord } from '../../../src/lib/workshop/board-file/record.ts';
import type { BoardRecord } from '../../../src/lib/workshop/board-file/schema.ts';
import type { Attribution, Me } from '../../../src/lib/workshop/types.ts';
import { HeavyTooLarge, HeavyTooMuch } from '../heavy/lanes.ts';
import { heavyHere } from '../heavy/tasks.ts';
import { TestWorkshop, reportFor, value } from '../../../tests/support/workshop.ts';

/** A board with notes of two people, a merged cluster, a counted round and a chosen problem. */
async function finished(attribution: Attribution = 'function', title = 'Why customers leave') {
	const test = new TestWorkshop();
	const fay = await test.start({ attribution, title, template: 'problems-first' });
	await test.goTo(fay, 'post');
	const [ann, bob] = [await test.join('Ann', 'sales'), await test.join('Bob', 'service')];
	await test.write(ann, 'note-ann-1', 'Leads arrive late');
	await test.write(bob, 'note-bob-1', '=HYPERLINK("x")', 'customer');
	await test.do(fay, { kind: 'reveal', step: await test.step('post') });
	const wall = test.live.wall(test.board);
	makeCluster(wall, 'cluster-1', ['note-ann-1'], 300, 40, 'Leads');
	makeCluster(wall, 'cluster-2', [], 900, 40, 'Stories');
	putInCluster(wall, 'note-bob-1', 'cluster-2');
	mergeClusters(wall, 'cluster-2', 'cluster-1');
	await test.goTo(fay, 'vote');
	await test.do(fay, { kind: 'openRound', dots: 3, maxPerCluster: 2, seconds: null });
	const round = (await test.stage()).rounds[0]?.id ?? '';
	test.live.desk(test.board, ann.id).spend(round, 'cluster-1', 2);
	await test.do(fay, { kind: 'closeRound', round });
	await test.do(fay, { kind: 'choose', cluster: 'cluster-1', chosen: true });
	await test.goTo(fay, 'review');
	await test.answer(bob, 'answer-bob-1', 'It is our money', 'changed');
	return { test, fay, ann, bob };
}
async function json(test: TestWorkshop, me: Me): Promise<string> {
	return value(await test.boards.export(me, test.board, 'json')).body;
}
async function read(bytes: Uint8Array, sheet: number | null) {
	const workbook = await readWorkbook(bytes, sheet);
	if (!workbook.ok) throw new Error(workbook.reason);
	return workbook;
}
/** A record in which people are named by their index in the list: their ids are specific to a server. */
function withoutIds(text: string): BoardRecord {
	const parsed = parseRecord(text);
	if (!parsed.ok) throw new Error(inEnglish(parsed.reason));
	const { record } = parsed;
	const places = new Map(record.people.map(({ id }, index) => [id, `person-${index}`]));
	const place = (id: string) => places.get(id) ?? '';
	return {
		...record,
		people: record.people.map((person) => ({ ...person, id: place(person.id) })),
		notes: record.notes.map((note) => ({ ...note, by: place(note.by) })),
		answers: record.answers.map((answer) => ({ ...answer, by: place(answer.by) }))
	};
}

describe('export and import', () => {
	for (const attribution of ['named', 'function', 'anonymous'] as const) {
		it(`give the same board again: ${attribution}`, async () => {
			const { test, fay } = await finished(attribution);
			const first = await json(test, fay);
			const user = await test.user();
			const original = test.board;
			test.board = value(await test.fromExport(user, first));
			expect(test.board).not.toBe(original);
			const me = await test.me(user);
			expect(me.role).toBe('facilitator');
			const second = await json(test, me);
			expect(withoutIds(second)).toEqual(withoutIds(first));
			const { answers } = withoutIds(second);
			expect(answers.map(({ text, by, fn }) => [text, by, fn])).toEqual([
				[
					'It is our money',
					attribution === 'named' ? 'person-1' : '',
					attribution === 'anonymous' ? '' : 'service'
				]
			]);
			const writers = withoutIds(first).notes.map(({ by }) => by);
			const named = attribution === 'named';
			expect(writers.toSorted()).toEqual(named ? ['person-0', 'person-1'] : ['', '']);
		});
	}

	it('[O18] add all writers of a board in one write', async () => {
		const { test, fay } = await finished('named');
		const file = await json(test, fay);
		const saved = vi.spyOn(test.store, 'saveParticipant');
		const seated = vi.spyOn(test.store, 'seatUsers');
		value(await test.fromExport(await test.user(), file));
		expect(seated.mock.calls.map(([seats]) => seats.length)).toEqual([2]);
		// The person who opened it.
		expect(saved).toHaveBeenCalledTimes(1);
	});

	it('add the writers of a named board without a way to sign in', async () => {
		const { test, fay, ann } = await finished('named');
		const text = await json(test, fay);
		const original = test.board;
		const user = await test.user();
		test.board = value(await test.fromExport(user, text));
		const me = await test.me(user);
		const { people } = test.hooks.stageView(test.board, me);
		expect(people.map(({ name }) => name)).toEqual(['Ann', 'Bob', 'Facilitator']);
		const by = test.note('note-ann-1')?.by;
		expect(people.find(({ id }) => id === by)?.name).toBe('Ann');
		expect(by).not.toBe(ann.id);
		test.board = original;
		const there = test.hooks.stageView(original, fay).people;
		expect(there.find(({ id }) => id === ann.id)?.name).toBe('Ann');
	});

	it('restore the whole sample, from its frame to its readings', async () => {
		const test = new TestWorkshop();
		const user = await test.user();
		test.board = await test.boards.createSample(user, en);
		const first = withoutIds(await json(test, await test.me(user)));
		expect(first.answers.length).toBeGreaterThan(30);
		test.board = value(await test.fromExport(user, JSON.stringify(first)));
		expect(withoutIds(await json(test, await test.me(user)))).toEqual(first);
	});

	it('reject input that is not a board, with a sentence', async () => {
		const test = new TestWorkshop();
		const user = await test.user();
		for (const text of ['', '{}', '[1', '{"format":"groundwork-board"}'])
			expect(await test.fromExport(user, text)).toMatchObject({
				ok: false,
				status: 400,
				reason: expect.stringMatching(/\.$/) as string
			});
		expect(await test.boards.listOf(user)).toEqual([]);
	});

	it.each([
		['time', new HeavyTooMuch(), en.requests.tooLong],
		['memory', new HeavyTooLarge(), en.requests.tooMuchMemory]
	])(
		'[O31] reject, with a sentence, a file that needs more %s than available',
		async (_, error, reason) => {
			const heavy = { ...heavyHere(), run: () => Promise.reject(error) };
			const test = new TestWorkshop(undefined, undefined, { heavy });
			const refused = { ok: false, status: 413, reason };
			expect(await test.fromExport(await test.user(), '{}')).toEqual(refused);
		}
	);
});

describe('an export', () => {
	it('contains nothing that is not revealed', async () => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const ann = await test.join('Ann', 'sales');
		await test.write(ann, 'note-ann-1', 'Still a secret');
		const desk = test.live.desk(test.board, ann.id);
		desk.setMark('outcome-secret', { mark: 1, of: 'wording-secret' });
		await test.committed(ann);
		for (const format of EXPORT_FORMATS.filter((one) => one !== 'xlsx'))
			expect(value(await test.boards.export(fay, test.board, format)).body).not.toContain('secret');
		const { body: workbook } = value(await test.boards.export(fay, test.board, 'xlsx'));
		const { sheets } = await read(workbook, 0);
		for (const sheet of sheets.keys())
			expect(JSON.stringify(await read(workbook, sheet))).not.toContain('secret');
		const report = await reportFor(test, fay, test.board);
		expect(JSON.stringify(report)).not.toContain('secret');
	});

	it('of a tender contains its requirements and its scorecard', async () => {
		const test = new TestWorkshop();
		const user = await test.user();
		test.board = await test.boards.createSample(user, en);
		const me = await test.me(user);
		const requirements = value(await test.boards.export(me, test.board, 'requirements.csv'));
		expect(requirements.filename).toMatch(/^why-customers.+-requirements\.csv$/);
		expect(requirements.body).toContain('Each account has an owner');
		const scorecard = value(await test.boards.export(me, test.board, 'scorecard.csv'));
		expect(scorecard.filename).toMatch(/-scorecard\.csv$/);
		expect(scorecard.body).toContain('Shown on a phone in our yard.');
	});

	it('for spreadsheets uses the chosen separator, and for trackers has files with as many rows as they accept', async () => {
		const test = new TestWorkshop();
		const user = await test.user();
		test.board = await test.boards.createSample(user, en);
		const me = await test.me(user);
		const first = async (format: ExportFormat, choices: Partial<ExportChoices> = {}) => {
			const { filename, body } = value(await test.boards.export(me, test.board, format, choices));
			return [filename.replace(/^why-.+-year-?/, ''), String(body).split(/\r?\n/)[0]];
		};
		expect(await first('scorecard.csv', { separator: 'semicolon' })).toEqual([
			'scorecard.csv',
			expect.stringMatching(/^\ufeffNumber;Requirement;Kind;Weight;/)
		]);
		expect(await first('jira.csv', { separator: 'semicolon' })).toEqual([
			'jira.csv',
			expect.stringMatching(/^Summary,Issue Type,/)
		]);
		expect(await first('azure.csv', { part: 1 })).toEqual([
			'azure.csv',
			expect.stringMatching(/Title 1,Title 2,Title 3,/)
		]);
		expect(await first('azure.csv', { part: 2 })).toEqual(['azure-part-2.csv', '']);
		expect(await first('requirements.md')).toEqual([
			'requirements.md',
			expect.stringMatching(/^# Requirements: /)
		]);
	});

	it('is in the requested language', async () => {
		const { test, fay } = await finished('function', '…');
		const [english, trial] = await Promise.all(
			(['en', 'en-XA'] as const).map(async (locale) =>
				value(await test.boards.export(fay, test.board, 'requirements.csv', { locale }))
			)
		);
		expect(english?.filename).toBe('workshop-requirements.csv');
		expect(trial?.filename).toMatch(/^ẇǿřķşħǿƥ~*-řḗɋŭīřḗḿḗƞŧş~*\.csv$/);
		expect(english?.body).toMatch(/^\ufeffNumber,Requirement,/);
		expect(trial?.body).toMatch(/^\ufeffȠŭḿƀḗř~*,Řḗɋŭīřḗḿḗƞŧ~*,/);
	});

	it('[V16] as a workbook contains the same as the other exports, and names the people whom the board names', async () => {
		for (const attribution of ['named', 'anonymous'] as const) {
			const { test, fay } = await finished(attribution);
			const file = value(await test.boards.export(fay, test.board, 'xlsx'));
			expect(file.filename).toBe('why-customers-leave.xlsx');
			const [header, ...notes] = (await read(file.body, null)).rows;
			const [, ...lines] = value(await test.boards.export(fay, test.board, 'csv'))
				.body.trim()
				.split('\r\n');
			expect(notes.length).toBe(lines.length);
			expect(header?.includes('Name')).toBe(attribution === 'named');
			expect(notes.flat().includes('Ann')).toBe(attribution === 'named');
			expect(notes.flat().includes('Sales')).toBe(attribution === 'named');
		}
	});

	it('is for members, and has a file name that is safe in any file system', async () => {
		const { test, ann, fay } = await finished('function', ' ../Größe & "Leads": 2026? ');
		const file = value(await test.boards.export(ann, test.board, 'csv'));
		expect(file.filename).toBe('größe-leads-2026.csv');
		expect(file.body).toContain('Leads arrive late');
		for (const [title, name] of [
			['合意', '合意.md'],
			['Große Qualität'.normalize('NFD'), 'große-qualität.md'],
			[`${'a'.repeat(59)}𝒳𝒴`, `${'a'.repeat(59)}.md`],
			['…/\u202e!', 'workshop.md']
		] as const) {
			await test.do(fay, { kind: 'rename', title });
			expect(value(await test.boards.export(ann, test.board, 'md')).filename).toBe(name);
		}
		await test.do(fay, { kind: 'removePerson', person: ann.id });
		expect(await test.boards.export(ann, test.board, 'md')).toMatchObject({
			ok: false,
			status: 403
		});
	});

	it('contains no formula that runs (P10)', async () => {
		const { test, fay } = await finished();
		const { body } = value(await test.boards.export(fay, test.board, 'csv'));
		expect(body).toContain('HYPERLINK');
		expect(body).not.toMatch(/(^|[;,"\n])=/);
	});
});

describe('the report', () => {
	it('is for everybody on the board, including observers, and for nobody else', async () => {
		const { test, fay, ann } = await finished();
		const olga = await test.join('Olga', '');
		expect(olga.role).toBe('observer');
		const report = await reportFor(test, olga, test.board);
		expect(report.problems.map(({ title }) => title)).toEqual(['Leads']);
		await test.do(fay, { kind: 'removePerson', person: ann.id });
		expect(await test.boards.report(ann, test.board)).toMatchObject({ ok: false, status: 403 });
	});
	for (const attribution of ['named', 'function', 'anonymous'] as const)
		it(`tells no more of people than the board promised: ${attribution}`, async () => {
			const { test, fay, ann } = await finished(attribution);
			const report = await reportFor(test, fay, test.board);
			const told = JSON.stringify(report);
			expect(told.includes('Ann')).toBe(attribution === 'named');
			expect(told).not.toContain(ann.id);
			expect(report.functions.find(({ id }) => id === 'sales')).toMatchObject({
				people: 1,
				names: attribution === 'named' ? ['Ann'] : []
			});
			const [problem] = report.problems;
			const fns = problem?.notes.map(({ fn }) => fn?.id ?? '').toSorted();
			expect(fns).toEqual(attribution === 'anonymous' ? ['', ''] : ['sales', 'service']);
		});
	it('has the date on which it is read', async () => {
		const { test, fay } = await finished();
		test.now = Date.UTC(2027, 5, 30);
		const { madeOn, startedOn } = await reportFor(test, fay, test.board);
		expect([startedOn, madeOn]).toEqual(['2026-05-04', '2027-06-30']);
	});
});

describe('the sample', () => {
	it('gives everybody a finished and counted copy', async () => {
		const test = new TestWorkshop();
		const [one, two] = [await test.user(), await test.user()];
		const [a, b] = [
			await test.boards.createSample(one, en),
			await test.boards.createSample(two, en)
		];
		expect(a).not.toBe(b);
		expect(await test.boards.seat(two, a)).toBeNull();
		test.board = a;
		const me = await test.me(one);
		expect(me.role).toBe('facilitator');
		const page = value(await test.boards.page(me, a));
		expect(page.stage.rounds[0]?.result?.dots).toBeGreaterThan(0);
		expect(page.stage.chosen.length).toBeGreaterThan(0);
		expect(test.texts().length).toBeGreaterThanOrEqual(40);
		expect(page.wall?.length).toBeGreaterThan(1000);
		const { problems, scorecard } = await reportFor(test, me, a);
		const outcomes = problems.flatMap((problem) => problem.outcomes);
		expect(outcomes.map(({ readings }) => readings.length)).toEqual([4, 3, 4]);
		expect(scorecard.options).toHaveLength(2);
	});
});
