import { all as en } from '../../src/lib/i18n/en/all.ts';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { draftsOf } from '../../src/lib/workshop/steps/templates.ts';
import { TestWorkshop } from '../../tests/support/workshop.ts';

/** A workshop of Fay’s whose steps were changed, and Fay’s user id. */
async function changed() {
	const test = new TestWorkshop();
	const fay = await test.start();
	await test.do(fay, { kind: 'addStep', after: '', step: 'frame' });
	await test.do(fay, { kind: 'reveal', step: await test.step('post') });
	const user = (await test.store.listParticipants(test.board))[0]?.userId ?? '';
	return { test, fay, user };
}

describe('a user’s own templates', () => {
	it('contain the steps at the time when they were saved', async () => {
		const { test, fay, user } = await changed();
		const { steps } = await test.stage();
		await test.do(fay, { kind: 'saveTemplate', title: 'Our way' });
		await test.do(fay, { kind: 'removeStep', step: await test.step('frame') });
		const kept = await test.boards.templatesOf(user);
		const way = { titles: steps.map(({ title }) => title), more: 0 };
		expect(kept).toEqual([{ id: kept[0]?.id, title: 'Our way', way }]);
		const [stored] = await test.store.listTemplates(user);
		expect(JSON.parse(stored?.steps ?? '')).toEqual(draftsOf(steps));
	});
	it('are saved once per command', async () => {
		const { test, fay, user } = await changed();
		const save = () => test.run(fay, { kind: 'saveTemplate', title: 'Our way' }, 'same');
		expect(await Promise.all([save(), save()])).toMatchObject([{ ok: true }, { ok: true }]);
		expect(await test.boards.templatesOf(user)).toHaveLength(1);
	});
	it('start their owner’s new boards without any past activity', async () => {
		const { test, fay, user } = await changed();
		await test.do(fay, { kind: 'saveTemplate', title: 'Our way' });
		const template = (await test.boards.templatesOf(user))[0]?.id ?? '';
		const { functions } = await test.stage();
		const before = (await test.stage()).steps;
		const input = { title: 'Next', purpose: '', name: 'Fay', fn: '', functions, template };
		test.board = await test.boards.create(user, { ...input, attribution: 'function' }, en);
		const { steps, currentStep } = await test.stage();
		expect(draftsOf(steps)).toEqual(draftsOf(before));
		expect(steps.some(({ revealed }) => revealed)).toBe(false);
		expect(currentStep).toBe(steps[0]?.id);
		expect(new Set([...before, ...steps].map(({ id }) => id)).size).toBe(2 * steps.length);
	});
	it('are visible only to their owner', async () => {
		const { test, fay, user } = await changed();
		await test.do(fay, { kind: 'saveTemplate', title: 'Our way' });
		const template = (await test.boards.templatesOf(user))[0]?.id ?? '';
		const eve = await test.user();
		expect(await test.boards.templatesOf(eve)).toEqual([]);
		await test.boards.removeTemplate(eve, template);
		expect(await test.boards.templatesOf(user)).toHaveLength(1);
		await expect(test.start({ template })).rejects.toThrow('there is no such template');
	});
	it('can be removed without changing boards', async () => {
		const { test, fay, user } = await changed();
		await test.do(fay, { kind: 'saveTemplate', title: 'Our way' });
		const before = await test.stage();
		await test.boards.removeTemplate(user, (await test.boards.templatesOf(user))[0]?.id ?? '');
		expect(await test.boards.templatesOf(user)).toEqual([]);
		expect(await test.stage()).toEqual(before);
	});
	it('are limited in number', async () => {
		const { test, fay, user } = await changed();
		for (let kept = 0; kept < LIMITS.templatesPerUser; kept++)
			await test.do(fay, { kind: 'saveTemplate', title: `Way ${kept}` });
		expect(await test.run(fay, { kind: 'saveTemplate', title: 'One more' })).toMatchObject({
			ok: false,
			status: 409,
			reason: expect.stringMatching(/^You have 50 templates/) as string
		});
		expect(await test.boards.templatesOf(user)).toHaveLength(LIMITS.templatesPerUser);
	});
	it('[H17] are read one by one, and other work runs in between', async () => {
		const { test, fay, user } = await changed();
		for (let kept = 0; kept < LIMITS.templatesPerUser; kept++)
			await test.do(fay, { kind: 'saveTemplate', title: `Way ${kept}` });
		let turns = 0;
		let isDone = false;
		const others = () => {
			turns++;
			if (!isDone) setImmediate(others);
		};
		setImmediate(others);
		await test.boards.templatesOf(user);
		isDone = true;
		expect(turns).toBeGreaterThanOrEqual(LIMITS.templatesPerUser - 1);
	});
});
