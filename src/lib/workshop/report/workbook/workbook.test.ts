import { describe, expect, test } from 'vitest';
import { all as en } from '../../../i18n/en/all.ts';
import type { BoardRecord } from '../../board-file/schema.ts';
import { reportOf } from '../report.ts';
import { sampleRecord } from '../../sample/sample.ts';
import { scorecardOf } from '../technology.ts';
import { scoreOf } from '../../triage/score.ts';
import { letterOf, type Cell, type SheetOut } from './cells.ts';
import { workbookOf } from './workbook.ts';

const TODAY = '2027-01-15';
function sample(change: (record: BoardRecord) => void = () => {}): BoardRecord {
	let next = 0;
	const record = sampleRecord(() => `id${(next += 1)}`, Date.UTC(2027, 0, 15, 12), en);
	change(record);
	return record;
}
const workbook = (record: BoardRecord) => workbookOf(record, reportOf(record, [], TODAY), en);
function sheet(name: string, record = sample()): SheetOut {
	const found = workbook(record).find((one) => one.name === name);
	if (!found) throw new Error(`the workbook has no sheet ${name}`);
	return found;
}
const value = (cell: Cell | undefined) =>
	typeof cell === 'object' && cell !== null ? cell.value : cell;
function column({ columns, rows }: SheetOut, title: string): Cell[] {
	const at = columns.findIndex((one) => one.title === title);
	expect(at, title).toBeGreaterThanOrEqual(0);
	return rows.map((row) => row[at] ?? null);
}

describe('the workbook of a board', () => {
	test('has a sheet for each kind of item that people work on', () => {
		expect(workbook(sample()).map(({ name }) => name)).toEqual([
			...['Read me', 'Notes', 'Problems and votes', 'Outcomes', 'Readings'],
			...['Requirements', 'Scorecard', 'Decision', 'Scales']
		]);
	});
	test('is valid for a board without content', () => {
		const empty = sample((record) => {
			Object.assign(record, {
				...{ notes: [], clusters: [], outcomes: [], requirements: [], options: [], readings: [] }
			});
			Object.assign(record.stage, { rounds: [], chosen: [], decision: null, gate: null });
		});
		const sheets = workbook(empty);
		expect(sheets.find(({ name }) => name === 'Requirements')?.sums).toEqual([]);
		expect(sheets.find(({ name }) => name === 'Decision')?.rows[0]).toEqual([
			...['Decision', 'Nothing is decided yet.']
		]);
	});

	test('shows the dots of each function, except functions that are included only in the total', () => {
		const record = sample();
		const [round] = record.stage.rounds;
		const [hidden] = round?.result?.fns ?? [];
		if (!round?.result || !hidden) throw new Error('the sample has no counted round');
		const name = record.stage.functions.find(({ id }) => id === hidden.fn)?.name ?? '';
		const shown = column(sheet('Problems and votes', record), `${name}: dots`);
		expect(shown.some((cell) => typeof cell === 'number' && cell > 0)).toBe(true);
		Object.assign(hidden, { hidden: true, voters: 0, dots: 0 });
		const kept = column(sheet('Problems and votes', record), `${name}: dots`);
		expect(kept.filter((cell) => typeof cell === 'number')).toEqual([]);
		expect(kept).toContain('in the total');
	});
	test('agreement is the number of the map, from 0 to 100', () => {
		const numbers = column(sheet('Problems and votes'), 'Agreement').filter(Number);
		expect(numbers.length).toBeGreaterThan(0);
		expect(numbers.every((number) => Number.isInteger(number))).toBe(true);
	});
	test('shows no number for a vote in which too few people took part', () => {
		const record = sample();
		for (const { result } of record.stage.rounds) if (result) result.tooFew = true;
		const votes = sheet('Problems and votes', record);
		expect(column(votes, 'Dots').filter((cell) => cell !== null)).toEqual([]);
		expect(column(votes, 'Agreement').filter((cell) => cell !== null)).toEqual([]);
	});

	test('offers lists for kind, weight, fit and a vendor’s answer, and scores the answers', () => {
		const needs = sheet('Requirements');
		const offered = needs.columns.filter(({ choices }) => choices !== undefined);
		expect(offered.map(({ title }) => title)).toEqual([
			...['Kind', 'Weight', 'Fit or gap', 'Vendor’s answer']
		]);
		const points = column(needs, 'Points').map((cell) => Number(value(cell)));
		expect(new Set(points)).toEqual(new Set([3, 2, 1]));
		const [sums] = needs.sums ?? [];
		expect(value(sums?.[8])).toBe(points.reduce((sum, one) => sum + one, 0));
		expect(column(needs, 'Functions that named it').some((names) => /, /.test(String(names)))).toBe(
			true
		);
	});
	test('shows no function of a note on an anonymous board', () => {
		const record = sample((one) => {
			one.stage.attribution = 'anonymous';
			one.notes = one.notes.map((note) => ({ ...note, fn: '' }));
		});
		const names = column(sheet('Requirements', record), 'Functions that named it');
		expect(new Set(names)).toEqual(new Set(['']));
	});

	test('stores with each sum of the scorecard the value that the board shows', () => {
		const record = sample();
		const card = sheet('Scorecard', record);
		const { options, requirements } = scorecardOf(record);
		const [score, unshown, failed] = card.sums ?? [];
		options.forEach((option, index) => {
			const of = scoreOf(option, requirements);
			expect(value(score?.[4 + 2 * index])).toBe(of.value);
			expect(value(unshown?.[4 + 2 * index])).toBe(of.unshown);
			expect(value(failed?.[4 + 2 * index])).toBe(of.failedMusts);
			for (const rating of column(card, option.name))
				expect(Object.values(en.technology.ratings)).toContain(rating);
		});
		expect(options.length).toBeGreaterThan(0);
	});
	test('keeps the readings of an outcome with their days', () => {
		const record = sample();
		const readings = sheet('Readings', record);
		expect(readings.rows.length).toBe(record.readings.length);
		expect(column(readings, 'Day')).toContain(record.readings[0]?.day);
	});
});

test('columns have the same letters as in a spreadsheet', () => {
	expect([0, 25, 26, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});
