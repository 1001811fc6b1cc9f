import { describe, expect, it, vi } from 'vitest';
import { addItem, changeItem, readItem } from '../../../src/lib/wall/items.ts';
import { addCluster } from '../../../src/lib/wall/mutations.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { WHYS } from '../../../src/lib/workshop/items/answers.ts';
import { wordingOf } from '../../../src/lib/workshop/outcomes/check.ts';
import type { Attribution, Me } from '../../../src/lib/workshop/types.ts';
import { TestWorkshop } from '../../../tests/support/workshop.ts';
import { ANSWERS } from './answers.ts';

const DAY_MS = 24 * 3600 * 1000;
async function room(attribution: Attribution = 'function') {
	const test = new TestWorkshop();
	const fay = await test.start({ attribution });
	const ann = await test.join('Ann', 'sales');
	const bob = await test.join('Bob', 'service');
	await test.addSteps('frame', 'understand', 'outcomes', 'requirements', 'review');
	await test.goTo(fay, 'frame');
	const wall = test.live.wall(test.board);
	const problem = {
		id: 'c1',
		title: 'Leads get lost',
		x: 0,
		y: 0,
		archived: false,
		mergedInto: ''
	};
	addCluster(wall, problem);
	addItem(wall, 'outcomes', 'o1', { problem: 'c1', statement: 'No lead is lost' });
	test.hooks.wallCommitted(test.board);
	await test.turn();
	test.live.writes = 0;
	return { test, fay, ann, bob, wall };
}
const deskOf = (test: TestWorkshop, { id }: Me) => test.live.desk(test.board, id);
const texts = (test: TestWorkshop) => test.answers().map(({ text }) => text);

describe('an answer', () => {
	it('is posted at once with its day, after other answers to the same question', async () => {
		const { test, ann, bob } = await room();
		await test.answer(ann, 'answer-ann-1', 'That leads do not get lost');
		test.now += DAY_MS;
		await test.answer(bob, 'answer-bob-1', 'That callers are known');
		await test.answer(bob, 'answer-bob-2', 'More work', 'fear');
		await test.turn();
		expect(test.answers().filter(({ question }) => question === 'hope')).toMatchObject([
			{ id: 'answer-ann-1', fn: 'sales', by: '', day: '2026-05-04', about: '' },
			{ id: 'answer-bob-1', fn: 'service', by: '', day: '2026-05-05' }
		]);
		expect(texts(test)).toHaveLength(3);
	});

	it('can be changed, taken back and put back by its writer, and is posted only once (P8)', async () => {
		const { test, ann, wall } = await room();
		await test.answer(ann, 'answer-ann-1', 'That leads stay');
		const before = wall.encode();
		await test.committed(ann, ann);
		test.restart();
		await test.committed(ann);
		expect(wall.encode()).toEqual(before);
		expect(test.live.writes).toBe(1);
		const desk = deskOf(test, ann);
		desk.editAnswer('answer-ann-1', 'That no lead is lost', 'frame', test.now);
		await test.committed(ann);
		expect(texts(test)).toEqual(['That no lead is lost']);
		desk.takeBackAnswer('answer-ann-1', 'frame', test.now);
		await test.committed(ann);
		expect(texts(test)).toEqual([]);
		desk.takeBackAnswer('answer-ann-1', 'frame', test.now, false);
		await test.committed(ann);
		expect(texts(test)).toEqual(['That no lead is lost']);
	});

	it('waits at its desk while no question is asked, and is posted in its own step', async () => {
		const { test, fay, ann } = await room();
		await test.goTo(fay, 'requirements');
		await test.answer(ann, 'answer-ann-1', 'Too late');
		expect(texts(test)).toEqual([]);
		const desk = deskOf(test, ann);
		const late = { id: 'answer-ann-2', text: 'Of the frame', question: 'hope', about: '' } as const;
		desk.writeAnswer({ ...late, at: test.now, step: 'frame', archived: false });
		await test.committed(ann);
		await test.goTo(fay, 'understand');
		expect(texts(test)).toEqual([]);
		await test.goTo(fay, 'frame');
		expect(texts(test)).toEqual(['Of the frame']);
		await test.goTo(fay, 'review');
		desk.editAnswer('answer-ann-2', 'Said in the review', 'frame', test.now);
		await test.committed(ann);
		expect(texts(test)).toEqual(['Of the frame']);
		desk.editAnswer('answer-ann-2', 'Said in the review', 'review', test.now);
		await test.committed(ann);
		expect(texts(test)).toEqual(['Said in the review']);
	});

	it('stays at the desk of an observer', async () => {
		const { test } = await room();
		const eve = await test.join('Eve', '');
		await test.answer(eve, 'answer-eve-1', 'I only look on');
		expect(texts(test)).toEqual([]);
	});

	it.each([
		['a problem that is not there', 'felt', 'c9'],
		['no problem', 'felt', ''],
		['an outcome where a problem is asked of', 'costs', 'o1'],
		['a problem where the group is asked', 'hope', 'c1'],
		['an answer that is not there', 'why', 'answer-none'],
		['an outcome that is not there', 'reason', 'o9']
	] as const)('about %s is not posted', async (_, question, about) => {
		const { test, fay, ann } = await room();
		await test.goTo(fay, 'understand');
		await test.answer(ann, 'answer-ann-1', 'Hangs in the air', question, about);
		await test.answer(ann, 'answer-ann-2', 'We lose time', 'felt', 'c1');
		await test.answer(ann, 'answer-ann-3', 'I doubt it', 'reason', 'o1');
		await test.turn();
		expect(texts(test).toSorted()).toEqual(['I doubt it', 'We lose time']);
		// Nothing is scheduled for later.
		const { writes } = test.live;
		await test.turn();
		await test.turn();
		expect(test.live.writes).toBe(writes);
	});

	it('does not fill the board beyond its limit', async () => {
		const { test, ann, wall } = await room('named');
		wall.doc.transact(() => {
			for (let n = 0; n < LIMITS.answersPerBoard - 1; n++)
				addItem(wall, 'answers', `filler-${n}`, { text: 'x', question: 'hope', archived: false });
		});
		await test.answer(ann, 'answer-ann-1', 'The last one');
		await test.answer(ann, 'answer-ann-2', 'One too many');
		expect(texts(test).filter((text) => text !== 'x')).toEqual(['The last one']);
	});
});

describe('five whys', () => {
	it.each(['named', 'function'] as const)(
		'are posted as a chain although they were written offline: %s',
		async (attribution) => {
			const { test, fay, ann, wall } = await room(attribution);
			await test.goTo(fay, 'understand');
			const desk = deskOf(test, ann);
			for (let n = 5; n > 0; n--) {
				const chained = n > 1;
				desk.writeAnswer({
					id: `answer-ann-${n}`,
					text: `why ${n}`,
					question: chained ? 'why' : 'felt',
					about: chained ? `answer-ann-${n - 1}` : 'c1',
					at: test.now - n,
					step: 'understand',
					archived: false
				});
			}
			await test.committed(ann);
			for (let turn = 0; turn < 5; turn++) await test.turn();
			expect(texts(test)).toHaveLength(5);
			expect(readItem(wall, 'answers', 'answer-ann-5')?.about).toBe('answer-ann-4');
		}
	);
	const chainOf = async (length: number) => {
		const { test, fay, ann } = await room('named');
		await test.goTo(fay, 'understand');
		const desk = deskOf(test, ann);
		const common = { text: 'Because', at: test.now, step: 'understand', archived: false };
		desk.writeAnswer({ ...common, id: 'answer-ann-0', question: 'felt', about: 'c1' });
		for (let n = 1; n <= length; n++)
			desk.writeAnswer({
				...common,
				id: `answer-ann-${n}`,
				question: 'why',
				about: `answer-ann-${n - 1}`
			});
		const depth = vi.spyOn(ANSWERS, 'depth');
		await test.committed(ann);
		const looks = depth.mock.calls.length;
		depth.mockRestore();
		return { test, ann, desk, looks };
	};
	it('[S59] end at the fifth: an answer that continues it stays at its desk, and its writer is told', async () => {
		const { test, ann, desk } = await chainOf(7);
		const view = () => test.hooks.stageView(test.board, ann);
		expect(texts(test)).toHaveLength(1 + WHYS);
		expect(view().unposted.answers).toBe('deep');
		// It is not posted after the fifth why is on the wall either.
		await test.committed(ann);
		expect(texts(test)).toHaveLength(1 + WHYS);
		expect(desk.answer('answer-ann-7')).not.toBeNull();
		for (const n of [6, 7]) desk.takeBackAnswer(`answer-ann-${n}`, 'understand', test.now);
		await test.committed(ann);
		expect(view().unposted.answers).toBeNull();
	});
	it('[S59] are each visited once, however long the chain is', async () => {
		const { test, looks } = await chainOf(400);
		expect(texts(test)).toHaveLength(1 + WHYS);
		expect(looks).toBeLessThan(450);
	});
	const waiting = async (attribution: Attribution) => {
		const { test, fay, ann, bob } = await room(attribution);
		const desk = deskOf(test, ann);
		const answer = { at: test.now, step: 'understand', archived: false };
		const [first, second] = ['answer-ann-1', 'answer-ann-2'] as const;
		desk.writeAnswer({ ...answer, id: second, text: 'Since', question: 'why', about: first });
		desk.writeAnswer({ ...answer, id: first, text: 'Felt', question: 'felt', about: 'c1' });
		await test.committed(ann);
		expect(texts(test)).toEqual([]);
		return { test, fay, bob };
	};
	it('are posted together on a named board when the group returns to their step', async () => {
		const { test, fay } = await waiting('named');
		await test.goTo(fay, 'understand');
		expect(texts(test).toSorted()).toEqual(['Felt', 'Since']);
		expect(test.live.writes).toBe(1);
	});
	// In one transaction they would reveal that one person wrote them all.
	it.each(['function', 'anonymous'] as const)(
		'are posted in turns when the group returns, if they come from a single desk: %s',
		async (attribution) => {
			const { test, fay } = await waiting(attribution);
			await test.goTo(fay, 'understand');
			expect(texts(test)).toEqual(['Felt']);
			await test.turn();
			expect(texts(test).toSorted()).toEqual(['Felt', 'Since']);
			expect(test.live.writes).toBe(2);
		}
	);
	it('are mixed with those of other desks and posted together', async () => {
		const { test, fay, bob } = await waiting('anonymous');
		const answer = { at: test.now, step: 'understand', archived: false, about: 'c1' };
		deskOf(test, bob).writeAnswer({ ...answer, id: 'answer-bob-1', text: 'Bob', question: 'felt' });
		await test.committed(bob);
		await test.goTo(fay, 'understand');
		expect(texts(test).toSorted()).toEqual(['Bob', 'Felt', 'Since']);
		expect(test.live.writes).toBe(1);
	});
});

describe('the writer of an answer', () => {
	const expected = {
		named: { fn: 'sales', hasWriter: true },
		function: { fn: 'sales', hasWriter: false },
		anonymous: { fn: '', hasWriter: false }
	};
	it.each(['named', 'function', 'anonymous'] as const)(
		'is shown as the board’s attribution says: %s',
		async (as) => {
			const { test, ann, wall } = await room(as);
			await test.answer(ann, 'answer-ann-1', 'That leads stay');
			const { fn, hasWriter } = expected[as];
			expect(test.answers()).toMatchObject([{ fn, by: hasWriter ? ann.id : '' }]);
			const bytes = Buffer.from(wall.encode()).toString('latin1');
			expect(bytes.includes(ann.id)).toBe(hasWriter);
		}
	);

	it.each(['function', 'anonymous'] as const)(
		'is not revealed by several answers from one desk: they are posted one at a time, in random order: %s',
		async (attribution) => {
			const { test, ann, bob } = await room(attribution);
			const desk = deskOf(test, ann);
			const answer = { question: 'hope', about: '', step: 'frame', archived: false } as const;
			for (let n = 0; n < 6; n++)
				desk.writeAnswer({ ...answer, id: `answer-ann-${n}`, text: `a${n}`, at: n });
			await test.committed(ann);
			await test.committed(ann);
			expect(texts(test)).toHaveLength(1);
			for (let n = 0; n < 5; n++) {
				await test.answer(bob, `answer-bob-${n}`, `b${n}`);
				await test.turn();
			}
			expect(
				texts(test)
					.map((text) => text.charAt(0))
					.join('')
			).toBe('abababababa');
			const ofAnn = texts(test).filter((text) => text.startsWith('a'));
			expect(ofAnn).not.toEqual(ofAnn.toSorted());
		}
	);

	it('does not change when another desk claims the answer', async () => {
		const { test, fay, ann, bob } = await room();
		await test.answer(ann, 'answer-ann-1', 'That leads stay');
		await test.answer(bob, 'answer-ann-1', 'Mine now');
		deskOf(test, bob).takeBackAnswer('answer-ann-1', 'frame', test.now);
		await test.committed(bob);
		expect(test.answers()).toMatchObject([{ text: 'That leads stay', fn: 'sales' }]);
		// A note with the same id does not change it either: notes and answers share one list of authors.
		await test.goTo(fay, 'post');
		const step = await test.step('post');
		await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
		await test.write(bob, 'answer-ann-1', 'A note by that name');
		expect(test.texts()).toEqual([]);
	});
});

it('[V4] a restore posts no answer; a change by its writer posts it again', async () => {
	const { test, fay, ann, wall } = await room();
	await test.answer(ann, 'answer-ann-1', 'First');
	await test.do(fay, { kind: 'keepVersion', name: 'Before' });
	const [version] = await test.store.listVersions(test.board);
	test.now += 1000;
	const desk = deskOf(test, ann);
	desk.editAnswer('answer-ann-1', 'Reworded', 'frame', test.now);
	await test.answer(ann, 'answer-ann-2', 'Second');
	expect(texts(test)).toEqual(['Reworded', 'Second']);
	test.now += 1000;
	await test.do(fay, { kind: 'restoreVersion', version: version?.id ?? '' });
	expect(test.live.wall(test.board)).not.toBe(wall);
	await test.committed(ann);
	test.restart();
	await test.committed(ann);
	expect(texts(test)).toEqual(['First']);
	test.now += 1000;
	await test.answer(ann, 'answer-ann-3', 'Third');
	await test.turn();
	expect(texts(test)).toEqual(['First', 'Third']);
	desk.editAnswer('answer-ann-2', 'Second', 'frame', test.now);
	await test.committed(ann);
	await test.turn();
	expect(texts(test)).toEqual(['First', 'Third', 'Second']);
});

it('posts after a failed commit with the next change', async () => {
	const { test, ann, bob } = await room();
	test.live.broken = true;
	await test.answer(ann, 'answer-ann-1', 'That leads stay');
	expect(texts(test)).toEqual([]);
	test.live.broken = false;
	await test.answer(bob, 'answer-bob-1', 'That callers are known');
	expect(texts(test).toSorted()).toEqual(['That callers are known', 'That leads stay']);
	expect(test.logged.join('')).not.toContain('That leads stay');
});

describe('ratings', () => {
	const wordingNow = (test: TestWorkshop) => {
		const outcome = readItem(test.live.wall(test.board), 'outcomes', 'o1');
		return outcome ? wordingOf(outcome) : '';
	};
	const marked = (test: TestWorkshop, me: Me) =>
		test.hooks.stageView(test.board, me).progress.marked;
	async function mark(test: TestWorkshop, me: Me, value: number) {
		deskOf(test, me).setMark('o1', { mark: value, of: wordingNow(test) });
		await test.committed(me);
	}
	it('are counted by function, as the number of people who gave one', async () => {
		const { test, ann, bob } = await room();
		await test.boards.page(ann, test.board);
		await mark(test, ann, 1);
		await mark(test, bob, 4);
		const before = test.live.pushes.length;
		await mark(test, bob, 5);
		// Nobody learns that a rating was changed.
		expect(test.live.pushes.length).toBe(before);
		expect(marked(test, ann)).toEqual({ o1: { sales: 1, service: 1 } });
		deskOf(test, bob).setMark('o1', null);
		await test.committed(bob);
		expect(marked(test, ann)).toEqual({ o1: { sales: 1 } });
	});
	it('[S42] are counted once until a rating changes, whatever else changes at desks', async () => {
		const { test, ann, bob } = await room();
		await mark(test, ann, 1);
		const counted = marked(test, ann);
		deskOf(test, bob).setReady((await test.stage()).currentStep, true);
		const before = test.live.pushes.length;
		await test.committed(bob);
		expect(test.live.pushes.length).toBe(before + 1);
		expect(marked(test, ann)).toBe(counted);
		await mark(test, bob, 1);
		expect(marked(test, ann)).toEqual({ o1: { sales: 1, service: 1 } });
	});
	it('count only for the rated wording, and again when that wording returns', async () => {
		const { test, ann, wall } = await room('anonymous');
		await mark(test, ann, 3);
		const reworded = async (metric: string) => {
			changeItem(wall, 'outcomes', 'o1', { metric });
			test.hooks.wallCommitted(test.board);
			test.hooks.wallCommitted(test.board);
			const before = test.live.pushes.length;
			await test.turn();
			return test.live.pushes.length - before;
		};
		expect(marked(test, ann)).toEqual({ o1: { '': 1 } });
		expect(await reworded('calls')).toBe(1);
		expect(marked(test, ann)).toEqual({});
		expect(await reworded('calls')).toBe(0);
		expect(await reworded('')).toBe(1);
		expect(marked(test, ann)).toEqual({ o1: { '': 1 } });
	});
});
