import { expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import { markdownReport } from './markdown.ts';
import { nextActions, ownerAndDate } from './next.ts';
import { reportOf } from './report.ts';
import { sampleRecord } from '../sample/sample.ts';

let made = 0;
const record = sampleRecord(() => `id-${++made}`, Date.UTC(2026, 4, 4), en);
const report = reportOf(record, [], '2026-05-04');

test('a report names the owner of the next due outcome, the decision, and the day of the review', () => {
	const [due] = report.problems
		.flatMap(({ outcomes }) => outcomes)
		.filter(({ status }) => status !== 'reached')
		.sort((a, b) => (a.outcome.due < b.outcome.due ? -1 : 1));
	const next = nextActions(report, en);
	expect(next[0]).toContain(due?.outcome.owner);
	expect(next[0]).toContain(due?.statement);
	expect(next.join(' ')).not.toContain('..');
	expect(next).toContain('Use what we have differently, as decided.');
	expect(next.at(-1)).toMatch(/^The group looks again on /);
	for (const sentence of next) expect(markdownReport(report, en)).toContain(sentence.slice(0, 12));
});

test('a report says so if nothing comes next', () => {
	const empty = { problems: [], decision: null, reviewOn: '', hasOpenRound: false };
	expect(nextActions(empty, en)).toEqual(['No next action is written down.']);
});

test('a report says that a round is open, also in Markdown', () => {
	expect(markdownReport(report, en)).not.toContain(en.report.short.roundIsOpen);
	const [round] = record.stage.rounds;
	if (!round) throw new Error('no round');
	const open = { ...round, id: 'open', status: 'open' as const, result: null };
	const stage = { ...record.stage, rounds: [...record.stage.rounds, open] };
	const voting = reportOf({ ...record, stage }, [], '2026-05-04');
	expect(markdownReport(voting, en)).toContain(en.report.short.roundIsOpen);
	expect(nextActions(voting, en)[0]).toBe('Close the round that is open.');
});

test('a short outcome names its owner and its date, or says which is missing', () => {
	expect(ownerAndDate({ owner: 'Ravi', due: '2027-06-30' }, en)).toBe('Ravi, by 30 June 2027.');
	expect(ownerAndDate({ owner: '', due: '2027-06-30' }, en)).toBe('No owner yet, by 30 June 2027.');
	expect(ownerAndDate({ owner: 'Ravi', due: '' }, en)).toBe('Ravi, no date yet.');
	expect(ownerAndDate({ owner: '', due: '' }, en)).toBe('No owner and no date yet.');
});
