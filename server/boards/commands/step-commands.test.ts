import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCluster } from '../../../src/lib/wall/mutations.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { STEP_KIND_NAMES } from '../../../src/lib/workshop/steps/kinds.ts';
import { TestWorkshop } from '../../../tests/support/workshop.ts';

async function room() {
	const test = new TestWorkshop();
	const fay = await test.start();
	const titles = async () => (await test.stage()).steps.map(({ title }) => title);
	return { test, fay, titles };
}
const refusal = (reason: RegExp) => ({
	ok: false,
	status: 409,
	reason: expect.stringMatching(reason) as string
});

describe('the steps of a workshop', () => {
	it('can be added after another step, with their own texts', async () => {
		const { test, fay, titles } = await room();
		const after = await test.step('vote');
		await test.do(fay, { kind: 'addStep', after, step: 'outcomes' });
		await test.do(fay, { kind: 'addStep', after: '', step: 'frame' });
		expect(await titles()).toEqual(['Frame', 'Problems', 'Cluster', 'Vote', 'Outcomes']);
		expect(await test.step('post')).toBe((await test.stage()).currentStep);
	});
	it('can be repeated, changed and moved', async () => {
		const { test, fay, titles } = await room();
		const vote = await test.step('vote');
		await test.do(fay, { kind: 'repeatStep', step: vote });
		await test.do(fay, { kind: 'moveStep', step: vote, after: '' });
		expect(await titles()).toEqual(['Vote', 'Problems', 'Cluster', 'Vote 2']);
		const change = { title: 'Dots', instruction: 'Spend them.', prompt: '“Now.”', minutes: 4 };
		await test.do(fay, { kind: 'changeStep', step: vote, ...change });
		expect((await test.stage()).steps[0]).toMatchObject({ id: vote, kind: 'vote', ...change });
	});
	it('start again when they are repeated, and stay revealed when they are changed', async () => {
		const { test, fay } = await room();
		const post = await test.step('post');
		await test.do(fay, { kind: 'reveal', step: post });
		await test.do(fay, { kind: 'repeatStep', step: post });
		const texts = { title: 'Problems', instruction: '', prompt: '', minutes: 0 };
		await test.do(fay, { kind: 'changeStep', step: post, ...texts });
		expect((await test.stage()).steps.map(({ revealed }) => revealed).slice(0, 2)).toEqual([
			true,
			false
		]);
	});
	it('cannot be removed while the group is there or with the result of a vote', async () => {
		const { test, fay } = await room();
		const ann = await test.join('Ann', 'sales');
		await test.write(ann, 'note-0001', 'Leads reach us late');
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		makeCluster(test.live.wall(test.board), 'cluster-1', ['note-0001'], 0, 0, 'Late leads');
		await test.goTo(fay, 'vote');
		await test.do(fay, { kind: 'openRound', dots: 3, maxPerCluster: 3, seconds: null });
		const remove = async (kind: 'vote' | 'post') =>
			test.run(fay, { kind: 'removeStep', step: await test.step(kind) });
		expect(await remove('vote')).toMatchObject(refusal(/^The group is in this step/));
		const round = (await test.stage()).rounds[0]?.id ?? '';
		await test.do(fay, { kind: 'closeRound', round });
		await test.goTo(fay, 'cluster');
		expect(await remove('vote')).toMatchObject(refusal(/^People voted in this step/));
		expect(await remove('post')).toMatchObject({ ok: true });
	});
	it('move no waiting notes to another step when they are removed: the writers still have them', async () => {
		const { test, fay } = await room();
		const ann = await test.join('Ann', 'sales');
		await test.write(ann, 'note-0001', 'Leads reach us late');
		const gone = await test.step('post');
		await test.goTo(fay, 'cluster');
		await test.do(fay, { kind: 'removeStep', step: gone });
		await test.do(fay, { kind: 'addStep', after: '', step: 'post' });
		await test.goTo(fay, 'post');
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		expect(test.texts()).toEqual([]);
		await test.write(ann, 'note-0001', 'Leads reach us late');
		expect(test.texts()).toEqual(['Leads reach us late']);
	});
	it('are limited in number', async () => {
		const { test, fay } = await room();
		const step = await test.step('vote');
		for (let more = 3; more < LIMITS.steps; more++)
			await test.do(fay, { kind: 'repeatStep', step });
		for (const command of [
			{ kind: 'repeatStep', step } as const,
			{ kind: 'addStep', after: '', step: 'frame' } as const
		])
			expect(await test.run(fay, command)).toMatchObject(refusal(/^A workshop has at most/));
		expect((await test.stage()).steps).toHaveLength(LIMITS.steps);
	});
	it('must exist when a command changes them', async () => {
		const { test, fay } = await room();
		const words = { title: 'x', instruction: '', prompt: '', minutes: 0 };
		const vote = await test.step('vote');
		for (const command of [
			{ kind: 'addStep', after: 'gone', step: 'frame' } as const,
			{ kind: 'repeatStep', step: 'gone' } as const,
			{ kind: 'changeStep', step: 'gone', ...words } as const,
			{ kind: 'moveStep', step: vote, after: 'gone' } as const,
			{ kind: 'moveStep', step: 'gone', after: vote } as const,
			{ kind: 'removeStep', step: 'gone' } as const
		])
			expect(await test.run(fay, command), command.kind).toMatchObject({ status: 404 });
	});

	it('stay consistent, whatever is done to them', async () => {
		const some = fc.record({
			kind: fc.constantFrom('addStep', 'repeatStep', 'moveStep', 'removeStep', 'goToStep'),
			at: fc.nat(),
			after: fc.nat(),
			step: fc.constantFrom(...STEP_KIND_NAMES)
		});
		const deeds = fc.array(some, { minLength: 1, maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(deeds, async (list) => {
				const { test, fay } = await room();
				for (const { kind, at, after: behind, step: sort } of list) {
					const { steps } = await test.stage();
					const nth = (n: number) =>
						['', ...steps.map(({ id }) => id)][n % (steps.length + 1)] ?? '';
					const [step, after] = [nth(at) || (steps[0]?.id ?? ''), nth(behind)];
					if (kind === 'addStep') await test.run(fay, { kind, after, step: sort });
					else if (kind === 'moveStep') await test.run(fay, { kind, step, after });
					else await test.run(fay, { kind, step });
					const now = await test.stage();
					const ids = now.steps.map(({ id }) => id);
					expect(new Set(ids).size).toBe(ids.length);
					expect(ids).toContain(now.currentStep);
				}
			}),
			{ numRuns: 30 }
		);
	});
});
