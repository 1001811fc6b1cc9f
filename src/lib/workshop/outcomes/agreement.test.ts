import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	agreement,
	agreementNumber,
	alignmentRows,
	headline,
	heardFrom,
	hiddenSentence
} from './agreement.ts';
import { board as en } from '../../i18n/en/board.ts';
import { readyFunctions } from '../functions.ts';
import { tally } from '../votes/tally.ts';
import type { Ballot, ClusterTally, FnTally, RoundResult } from '../types.ts';

const READY_FUNCTIONS = readyFunctions(en);

type Counts = [dots: number, backers: number];
const row = (cluster: string, dots: number, byFn: Record<string, Counts>): ClusterTally => ({
	cluster,
	title: cluster,
	dots,
	byFn: Object.fromEntries(
		Object.entries(byFn).map(([fn, [given, backers]]) => [fn, { dots: given, backers }])
	)
});
const fn = (id: string, voters: number, dots: number, hidden = false): FnTally => ({
	fn: id,
	voters,
	dots,
	hidden
});
const result = (fns: FnTally[], clusters: ClusterTally[]): RoundResult => ({
	closedAt: 0,
	voters: fns.reduce((sum, { voters }) => sum + voters, 0),
	dots: clusters.reduce((sum, { dots }) => sum + dots, 0),
	fns,
	clusters
});
const three = (sales: Counts, marketing: Counts, service: Counts) => ({
	sales,
	marketing,
	service
});
const sentences = (some: RoundResult) =>
	Object.fromEntries(
		alignmentRows(some, READY_FUNCTIONS, 'agreement', en).map((one) => [
			one.title,
			one.verdict.sentence
		])
	);

/** The alignment map from the design: 18 people with 5 dots each, IT smaller than the smallest group. */
const DESIGN = result(
	[fn('sales', 6, 30), fn('marketing', 4, 20), fn('service', 7, 35), fn('it', 1, 0, true)],
	[
		row('Five systems hold the address', 14, three([1, 1], [3, 3], [6, 5])),
		row('Campaign promises are not known', 8, three([3, 3], [1, 1], [4, 4])),
		row('Nobody knows who owns the customer', 31, three([11, 6], [5, 4], [14, 7])),
		row('Leads arrive too late to matter', 18, three([8, 6], [9, 4], [1, 1])),
		row('Handover loses what was promised', 19, three([7, 5], [2, 2], [10, 6]))
	]
);

describe('agreement', () => {
	test('is the geometric mean of (A + 1) / (S + 2) over functions', () => {
		const fns = [fn('sales', 6, 30), fn('it', 2, 10)];
		const some = row('x', 9, { sales: [7, 5], it: [2, 1] });
		expect(agreement(some, fns)).toBeCloseTo(Math.sqrt((6 / 8) * (2 / 4)), 12);
	});
	test('leaves out hidden functions and those without voters', () => {
		const shown = [fn('sales', 6, 30), fn('marketing', 6, 30)];
		const fns = [...shown, fn('it', 1, 0, true), fn('service', 0, 0)];
		const some = row('x', 9, { sales: [7, 5], marketing: [7, 5], service: [0, 0] });
		expect(agreement(some, fns)).toBeCloseTo(6 / 8, 12);
	});
	test('is not shown if no function is shown, or only one beside hidden ones', () => {
		const hidden = [fn('sales', 2, 0, true), fn('it', 1, 0, true)];
		expect(agreement(row('x', 2, {}), hidden)).toBeNull();
		expect(agreement(row('x', 0, {}), [])).toBeNull();
		const one = row('x', 9, { service: [7, 5] });
		expect(agreement(one, [fn('service', 6, 30), ...hidden])).toBeNull();
		expect(agreement(one, [fn('service', 6, 30), fn('it', 0, 0)])).toBeCloseTo(6 / 8, 12);
	});
	test('is not popularity: strong support from one function counts less than moderate support from two', () => {
		const fns = [fn('sales', 20, 60), fn('it', 2, 6)];
		const loved = agreement(row('x', 60, { sales: [60, 20], it: [0, 0] }), fns) ?? NaN;
		const shared = agreement(row('y', 14, { sales: [12, 12], it: [2, 2] }), fns) ?? NaN;
		expect(shared).toBeGreaterThan(loved);
	});
	test('is between 0 and 1, and one more backer never lowers it', () => {
		const groups = fc.array(
			fc.integer({ min: 1, max: 50 }).chain((voters) =>
				fc.record({
					voters: fc.constant(voters),
					backers: fc.integer({ min: 0, max: voters })
				})
			),
			{ minLength: 1, maxLength: 12 }
		);
		fc.assert(
			fc.property(groups, (some) => {
				const fns = some.map(({ voters }, index) => fn(`f${index}`, voters, voters));
				const score = (more: number) => {
					const counts = some.map(({ voters, backers }, index): [string, Counts] => {
						const backing = index === 0 ? Math.min(voters, backers + more) : backers;
						return [`f${index}`, [backing, backing]];
					});
					return agreement(row('x', 0, Object.fromEntries(counts)), fns) ?? NaN;
				};
				expect(score(0)).toBeGreaterThan(0);
				expect(score(0)).toBeLessThan(1);
				expect(score(1)).toBeGreaterThanOrEqual(score(0));
			})
		);
	});
});

describe('alignmentRows', () => {
	test('gives the same sentences as the design', () => {
		const rows = alignmentRows(DESIGN, READY_FUNCTIONS, 'agreement', en);
		expect(rows.map(({ title, verdict }) => [title, verdict.sentence])).toEqual([
			['Nobody knows who owns the customer', 'All agree'],
			['Handover loses what was promised', 'All agree'],
			['Leads arrive too late to matter', 'Service differs'],
			['Five systems hold the address', 'Sales differs'],
			['Campaign promises are not known', 'Nobody’s priority']
		]);
		const shares = rows[0]?.cells.map(({ share }) => Math.round(share * 100));
		expect(shares).toEqual([37, 25, 40, 0]);
		expect(rows[0]?.cells[3]).toEqual({
			fn: 'it',
			state: 'hidden',
			share: 0,
			backers: 0,
			voters: 1
		});
	});

	test('can be sorted by dots and by division as well', () => {
		const titles = (order: 'dots' | 'divided') =>
			alignmentRows(DESIGN, READY_FUNCTIONS, order, en).map(({ title }) => title.split(' ')[0]);
		expect(titles('dots')).toEqual(['Nobody', 'Handover', 'Leads', 'Five', 'Campaign']);
		expect(titles('divided').slice(0, 2)).toEqual(['Leads', 'Five']);
	});

	const voted = [fn('sales', 4, 12), fn('marketing', 4, 12), fn('service', 4, 12), fn('it', 4, 12)];
	const all: Counts = [4, 4];
	const none: Counts = [0, 0];
	const verdicts = (sales: Counts, marketing: Counts, service: Counts, it: Counts, fns = voted) => {
		const asked = row('x', 9, { ...three(sales, marketing, service), it });
		const others = row('y', 9, {});
		return sentences(result(fns, [asked, others, { ...others, cluster: 'z' }]))['x'];
	};
	test.each([
		['All agree', all, all, all, all],
		['IT differs', all, all, all, none],
		['Sales and IT differ', none, all, all, none],
		['Only service', none, none, all, none],
		['Only IT', none, none, none, all],
		['Nobody’s priority', [1, 1], [1, 1], [1, 1], [1, 1]],
		['Marketing differs', all, [1, 1], all, all]
	] as [string, Counts, Counts, Counts, Counts][])('%s', (sentence, s, m, c, i) => {
		expect(verdicts(s, m, c, i)).toBe(sentence);
	});

	test('dots from a few people do not count as the wish of their function', () => {
		const large = [fn('sales', 20, 20), ...voted.slice(1)];
		expect(verdicts([10, 4], all, all, all, large)).toBe('Sales differs');
		expect(verdicts([10, 5], all, all, all, large)).toBe('All agree');
	});
	test('a function that did not vote does not count as agreeing', () => {
		const without = voted.map((one) => (one.fn === 'marketing' ? fn('marketing', 0, 0) : one));
		expect(verdicts(all, none, all, all, without)).toBe('Not heard from marketing');
		expect(verdicts(all, none, none, none, without)).toBe('Only sales');
	});
	test('one shown function cannot be compared with anything', () => {
		const small = voted.map((one, index) => (index > 0 ? fn(one.fn, 1, 0, true) : one));
		expect(verdicts(all, none, none, none, small)).toBe('Too few people to compare functions');
	});
	test('without any dots there is no agreement', () => {
		const rows = alignmentRows(
			result([fn('sales', 2, 2)], [row('none', 0, {}), row('some', 2, { sales: [2, 2] })]),
			READY_FUNCTIONS,
			'agreement',
			en
		);
		expect(rows.map((one) => [one.cluster, one.agreement, one.verdict.sentence])).toEqual([
			['some', 0.75, 'Not heard from marketing, service and IT'],
			['none', null, 'Nobody gave it a dot']
		]);
		const [silent] = alignmentRows(result([], [row('x', 0, {})]), READY_FUNCTIONS, 'agreement', en);
		expect(silent).toMatchObject({ agreement: null, verdict: { sentence: 'Nobody voted' } });
	});
	test('names the hidden functions and the reason', () => {
		expect(hiddenSentence(result([fn('sales', 3, 3)], []), READY_FUNCTIONS)).toBeNull();
		expect(hiddenSentence(DESIGN, READY_FUNCTIONS)?.(en)).toMatch(
			/^IT is seen only in the total: .*\.$/
		);
		const two = result([fn('sales', 3, 0, true), fn('it', 1, 0, true)], []);
		expect(hiddenSentence(two, READY_FUNCTIONS)?.(en)).toMatch(
			/^Sales and IT are seen only .*together/
		);
	});
	test('custom function names stay as they are written', () => {
		const renamed = READY_FUNCTIONS.map((one) =>
			one.id === 'sales' ? { ...one, name: 'Berlin' } : one
		);
		const fns = [fn('sales', 3, 9), fn('marketing', 3, 9), fn('service', 3, 9)];
		const some = result(fns, [row('x', 9, three([9, 3], [0, 0], [0, 0]))]);
		const [only] = alignmentRows(some, renamed, 'dots', en);
		expect(only?.verdict).toEqual({ kind: 'only', sentence: 'Only Berlin' });
	});

	test('stays within its ranges for any vote', () => {
		const ballot: fc.Arbitrary<Ballot> = fc.dictionary(
			fc.constantFrom('a', 'b', 'c'),
			fc.integer({ min: 0, max: 4 })
		);
		const ids = fc.constantFrom('sales', 'marketing', 'service', 'it', '');
		const ballots = fc.array(fc.record({ fn: ids, ballot }), { maxLength: 15 });
		fc.assert(
			fc.property(ballots, fc.integer({ min: 1, max: 4 }), (some, smallestGroup) => {
				const counted = tally({
					ballots: some,
					round: { dots: 4, maxPerCluster: 3 },
					clusters: ['a', 'b', 'c'].map((id) => ({ id, title: id })),
					functions: READY_FUNCTIONS,
					smallestGroup,
					closedAt: 0
				});
				const rows = alignmentRows(counted, READY_FUNCTIONS, 'agreement', en);
				expect(rows.map(({ cluster }) => cluster).sort()).toEqual(['a', 'b', 'c']);
				for (const { agreement: score, dots, divided, cells, verdict } of rows) {
					const heard = counted.fns.filter(({ hidden, voters }) => !hidden && voters > 0).length;
					const hides = counted.fns.some(({ hidden }) => hidden);
					if (dots === 0 || heard === 0 || (heard === 1 && hides)) expect(score).toBeNull();
					else {
						expect(score).toBeGreaterThan(0);
						expect(score).toBeLessThan(1);
					}
					expect(divided).toBeGreaterThanOrEqual(0);
					expect(divided).toBeLessThanOrEqual(1);
					expect(cells.map((cell) => cell.fn)).toEqual(READY_FUNCTIONS.map(({ id }) => id));
					const absent = cells.some(({ state }) => state === 'absent');
					if (verdict.kind === 'all') expect(absent).toBe(false);
				}
				for (const [index] of READY_FUNCTIONS.entries()) {
					const shares = rows.map(({ cells }) => cells[index]?.share ?? 0);
					const whole = shares.reduce((sum, share) => sum + share, 0);
					expect(whole === 0 || Math.abs(whole - 1) < 1e-9).toBe(true);
				}
			})
		);
	});
});

test('the headline counts the shared problems', () => {
	const rows = alignmentRows(DESIGN, READY_FUNCTIONS, 'agreement', en);
	expect(headline(rows)(en)).toBe('Two problems are shared by every function that is shown');
	expect(headline(rows.slice(1))(en)).toBe('One problem is shared by every function that is shown');
	expect(headline(rows.slice(2))(en)).toBe('No problem is shared by every function yet');
	expect(headline([])(en)).toBe('No dots were spent in this round');
	const everybody = result(
		[fn('sales', 3, 9), fn('it', 3, 9)],
		[row('x', 18, { sales: [9, 3], it: [9, 3] })]
	);
	const both = READY_FUNCTIONS.filter(({ id }) => id === 'sales' || id === 'it');
	expect(headline(alignmentRows(everybody, both, 'dots', en))(en)).toBe(
		'One problem is shared by every function'
	);
});
test('with one shown function and others hidden, the headline says that nothing can be compared', () => {
	const some = result(
		[fn('sales', 0, 0, true), fn('service', 2, 5), fn('it', 0, 0, true)],
		[row('x', 9, { service: [3, 2] }), row('y', 3, { service: [2, 1] })]
	);
	const rows = alignmentRows(some, READY_FUNCTIONS, 'agreement', en);
	expect(headline(rows)(en)).toBe('Too few people voted to tell what the functions share');
});
test('a hidden function is heard in the total; only a function without people is not heard', () => {
	const some = result([fn('sales', 0, 0, true), fn('service', 2, 5), fn('it', 0, 0)], []);
	expect(['sales', 'service', 'it', 'marketing'].map((id) => heardFrom(some, id)(en))).toEqual([
		...['in the total', '2 people', 'nobody voted', 'nobody voted']
	]);
});
test('people read agreement as a number from 0 to 100', () => {
	expect(agreementNumber({ agreement: 0.816 })).toBe(82);
	expect(agreementNumber({ agreement: null })).toBeNull();
});
