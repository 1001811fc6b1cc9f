/** Outcomes: several people write one statement, a sentence fills the parts, and marks are secret until the reveal. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { wordingOf } from '../../src/lib/workshop/outcomes/check.ts';
import type { Attribution } from '../../src/lib/workshop/types.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { recordFrames, type Frames } from '../support/frames.ts';
import { expectBoard, expectSaved, goOffline, KEEPS_BOARDS } from '../support/people.ts';
import { seedBoard } from '../support/seed.ts';

interface Person {
	page: Page;
	frames: Frames;
}
type Open = (attribution?: Attribution) => Promise<Record<'mira' | 'ana' | 'ravi', Person>>;

/** A group in its Outcomes step, with one chosen problem: Mira facilitates. */
const test = base.extend<{ open: Open }>({
	open: async ({ server, newPerson }, use) => {
		await use(async (attribution = 'function') => {
			const { board, people } = await seedBoard(server.dataDir, {
				step: 'outcomes',
				attribution,
				people: [
					{ name: 'Mira', fn: 'service', role: 'facilitator' },
					{ name: 'Ana', fn: 'sales', role: 'participant' },
					{ name: 'Ravi', fn: 'service', role: 'participant' }
				],
				change: (steps) =>
					steps.push({
						id: 'outcomes',
						kind: 'outcomes',
						title: 'Outcomes',
						instruction: 'Say what will be different.',
						prompt: '',
						minutes: 15,
						noteKind: 'problem',
						writing: 'open',
						revealed: false
					})
			});
			const address = `${server.url}/b/${board}`;
			const [mira, ana, ravi] = await Promise.all(
				people.map(async ({ token }) => {
					const context = await newPerson(KEEPS_BOARDS);
					await context.addCookies([{ name: 'groundwork_session', value: token, url: server.url }]);
					const frames = recordFrames(context);
					const page = await context.newPage();
					await page.goto(address);
					await expectBoard(page);
					return { page, frames };
				})
			);
			if (!mira || !ana || !ravi) throw new Error('three people');
			await chooseProblem(mira.page, address);
			return { mira, ana, ravi };
		});
	}
});

async function command(page: Page, address: string, path: 'import' | 'commands', data: object) {
	const headers = { origin: new URL(address).origin };
	const asked = { headers, data: { id: randomUUID(), ...data } };
	expect((await page.request.post(`${address}/${path}`, asked)).ok()).toBe(true);
}
async function chooseProblem(page: Page, address: string) {
	const row = {
		text: 'I told it to three people.',
		fn: 'Service',
		cluster: 'Callers explain twice'
	};
	await command(page, address, 'import', { kind: 'problem', rows: [row] });
	await page.getByRole('button', { name: 'Wall', exact: true }).click();
	const cluster = await page.locator('[data-cluster]').getAttribute('data-cluster');
	await command(page, address, 'commands', { kind: 'choose', cluster, chosen: true });
	await page.getByRole('group', { name: 'Show' }).getByText('Outcomes').click();
}
const statement = (page: Page): Locator =>
	page.getByRole('textbox', { name: 'What will be different' });
async function addOutcome(page: Page, words: string) {
	await page.getByRole('button', { name: 'Add an outcome' }).click();
	await expect(statement(page)).toBeFocused();
	await page.keyboard.type(words);
}
const caretOf = (page: Page, name: string) => page.locator('.caret').getByText(name);
/** Gives a mark by its number. */
const give = (page: Page, mark: number) =>
	page
		.getByRole('group', { name: 'How far do you agree?' })
		.getByText(String(mark), { exact: true })
		.click();
const answered = (page: Page) =>
	page.getByRole('list', { name: 'How many have answered' }).getByRole('listitem');

test('two people write one statement at the same time and lose no letter', async ({ open }) => {
	const { mira, ana } = await open();
	await addOutcome(mira.page, 'Callers explain once');
	await expect(statement(ana.page)).toHaveValue('Callers explain once');

	await statement(ana.page).click();
	await ana.page.keyboard.press('Home');
	await expect(caretOf(mira.page, 'Ana')).toBeVisible();
	await expect(caretOf(ana.page, 'Mira')).toBeVisible();
	await Promise.all([
		ana.page.keyboard.type('abcdefghijklm ', { delay: 15 }),
		mira.page.keyboard.type(' NOPQRSTUVWXYZ', { delay: 15 })
	]);
	const both = 'abcdefghijklm Callers explain once NOPQRSTUVWXYZ';
	for (const { page } of [mira, ana]) await expect(statement(page)).toHaveValue(both);

	const without = 'Callers explain once NOPQRSTUVWXYZ';
	// On a busy machine her letters arrive so slowly that undo needs several steps.
	await expect(async () => {
		await ana.page.keyboard.press('Control+z');
		await expect(statement(ana.page)).toHaveValue(without, { timeout: 2000 });
	}).toPass({ timeout: 20_000 });
	await expect(statement(mira.page)).toHaveValue(without);
	await ana.page.keyboard.press('Tab');
	await expect(caretOf(mira.page, 'Ana')).toHaveCount(0);
});

test("others' changes wait until a composed character is finished, and pasted text is cleaned", async ({
	open
}) => {
	const { mira, ana } = await open();
	await addOutcome(mira.page, 'Callers explain');
	await expect(statement(ana.page)).toHaveValue('Callers explain');
	await statement(ana.page).click();
	await ana.page.keyboard.press('End');
	const keyboard = await ana.page.context().newCDPSession(ana.page);
	const compose = (text: string) =>
		keyboard.send('Input.imeSetComposition', {
			text,
			selectionStart: text.length,
			selectionEnd: text.length
		});
	await compose('ni');
	await mira.page.keyboard.press('Home');
	await mira.page.keyboard.insertText('Soon: ');
	await expect.poll(() => ana.frames.sawOnWall('Soon: ')).toBe(true);
	await compose('niha');
	await expect(statement(ana.page)).toHaveValue('Callers explainniha');
	await keyboard.send('Input.insertText', { text: '你好' });
	for (const { page } of [mira, ana])
		await expect(statement(page)).toHaveValue('Soon: Callers explain你好');

	await ana.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
	await ana.page.evaluate(() => navigator.clipboard.writeText(' \u200bin Ko\u0308ln\ufeff'));
	await ana.page.keyboard.press('ControlOrMeta+V');
	await ana.page.keyboard.type(' once');
	for (const { page } of [mira, ana])
		await expect(statement(page)).toHaveValue('Soon: Callers explain你好 in Köln once');
});

test('text written offline is merged with what others wrote meanwhile', async ({ open }) => {
	const { mira, ana } = await open();
	await addOutcome(mira.page, 'Callers explain once');
	await expect(statement(ana.page)).toHaveValue('Callers explain once');
	await expectSaved(mira.page);

	await goOffline(ana.page);
	await expect(ana.page.getByText(/^You are offline\b/)).toBeVisible();
	await statement(ana.page).click();
	await ana.page.keyboard.press('Home');
	await ana.page.keyboard.type('Offline: ');
	await mira.page.keyboard.type(', and are known by name');
	await expect(statement(ana.page)).toHaveValue('Offline: Callers explain once');

	await ana.page.context().setOffline(false);
	await expectSaved(ana.page);
	for (const { page } of [mira, ana])
		await expect(statement(page)).toHaveValue(
			'Offline: Callers explain once, and are known by name'
		);
	await ana.page.reload();
	await expect(statement(ana.page)).toHaveValue(
		'Offline: Callers explain once, and are known by name'
	);
});

test('a sentence fills the parts, and the check lists what is still missing', async ({ open }) => {
	const { mira, ana } = await open();
	await addOutcome(mira.page, 'Customers are happier soon');
	for (const open of [
		'“Happier” cannot be measured: what would you count?',
		'There is no number to compare with. How is it today?',
		'“soon” is not a date. By which day?',
		'Nobody owns it yet. Who looks after it?'
	])
		await expect(ana.page.getByText(open)).toBeVisible();

	const sentence = mira.page.getByLabel('Say it in one sentence, and let it fill the parts');
	await sentence.fill(
		'Callers who explain twice: from 38 % of calls to 15 % by end of June 2099, owned by Ravi, by sharing the case history'
	);
	await sentence.press('Enter');
	await expect(mira.page.getByText('30 June 2099')).toBeVisible();
	await mira.page.getByRole('button', { name: 'Fill these parts' }).click();
	const readBack =
		'From 38 % of calls to 15 % by 30 June 2099, owned by Ravi, by sharing the case history.';
	for (const { page } of [mira, ana]) {
		await expect(page.getByText(readBack)).toBeVisible();
		await expect(page.getByText('It can be measured.')).toBeVisible();
	}
	for (const colorScheme of ['light', 'dark'] as const) {
		await mira.page.emulateMedia({ colorScheme });
		await expectAccessible(mira.page);
	}
	await mira.page.getByLabel('How it should be').fill('about nothing');
	await mira.page.getByLabel('How it should be').press('Enter');
	await expect(mira.page.getByText('“about nothing” is not a number.')).toBeVisible();
	await mira.page.getByLabel('How it should be').fill('38');
	await mira.page.getByLabel('How it should be').press('Enter');
	await expect(
		ana.page.getByText('The target is what you have today, so nothing would change.')
	).toBeVisible();
});

test('an outcome stays visible when its problem is no longer chosen', async ({ open }) => {
	const { mira, ana } = await open();
	await addOutcome(mira.page, 'Callers explain once');
	await expectSaved(mira.page);
	const [cluster] = ana.frames.stage.chosen;
	await command(mira.page, mira.page.url(), 'commands', { kind: 'choose', cluster, chosen: false });
	await expect(ana.page.getByText('No problem is chosen yet.')).toBeVisible();
	const section = ana.page.getByRole('region', { name: 'Of problems that are not chosen now' });
	await expect(statement(ana.page)).toHaveValue('Callers explain once');
	await expect(section.getByRole('article')).toHaveCount(1);

	await command(mira.page, mira.page.url(), 'commands', { kind: 'choose', cluster, chosen: true });
	await expect(section).toHaveCount(0);
	await mira.page.getByRole('button', { name: 'Put this outcome away' }).click();
	await expect(statement(ana.page)).toHaveCount(0);
	await mira.page.getByRole('button', { name: 'Bring it back' }).click();
	await expect(statement(ana.page)).toHaveValue('Callers explain once');
});

/** The wording that is stored with each mark at a desk. */
const MARKED = wordingOf({
	statement: 'Callers explain once',
	metric: '',
	unit: '',
	direction: '',
	baseline: null,
	target: null,
	due: '',
	owner: '',
	how: ''
});

test('marks stay secret until the reveal, and are requested again after an edit', async ({
	open
}) => {
	const { mira, ana, ravi } = await open();
	await addOutcome(mira.page, 'Callers explain once');
	await expect(statement(ravi.page)).toHaveValue('Callers explain once');
	await expectSaved(mira.page);

	await give(ravi.page, 1);
	await give(mira.page, 5);
	await expect(answered(ana.page).filter({ hasText: 'Service' })).toContainText('2 of 2 answered');
	expect(ana.frames.saw(MARKED), 'no mark of others is sent').toBe(false);
	await give(ana.page, 4);
	await expect(answered(ana.page).filter({ hasText: 'Sales' })).toContainText('1 of 1 answered');
	const [outcome = ''] = Object.keys(ana.frames.stage.progress.marked);
	expect(ana.frames.stage.agreements).toEqual({});
	await expect(ana.page.getByRole('button', { name: 'Reveal the ratings' })).toHaveCount(0);

	await mira.page.getByRole('button', { name: 'Reveal the ratings' }).click();
	await expect(ana.page.getByRole('row', { name: /^Service/ })).toContainText('3');
	const { wording, fns } = ana.frames.stage.agreements[outcome] ?? {};
	expect(wording).toBe(MARKED);
	expect(fns?.map(({ fn, answered }) => [fn, answered])).toContainEqual(['service', 2]);
	expect(ana.frames.sawOnWall(MARKED), 'no mark is on the wall').toBe(false);

	const why = 'Your rating is among the lowest. What would have to change?';
	await expect(ana.page.getByLabel(why)).toHaveCount(0);
	await ravi.page.getByLabel(why).fill('Nobody tells us what was promised.');
	await ravi.page.getByRole('button', { name: 'Say why' }).click();
	await expect(ana.page.getByText('Nobody tells us what was promised.')).toBeVisible();

	await ravi.page.setViewportSize({ width: 390, height: 844 });
	for (const { page } of [mira, ravi]) await expectAccessible(page);
	const overflow = ravi.page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(await overflow).toBe(0);

	await statement(mira.page).click();
	await mira.page.keyboard.press('End');
	await mira.page.keyboard.type(', and only once');
	await expect(
		ana.page.getByText('Edited since you rated it. Does your 4 still hold?')
	).toBeVisible();
	await expect(ana.page.getByText('Edited since. This is what people said')).toBeVisible();
	await expect(answered(ana.page).filter({ hasText: 'Sales' })).toContainText('0 of 1 answered');
	await ana.page.getByRole('button', { name: 'It holds' }).click();
	await expect(answered(mira.page).filter({ hasText: 'Sales' })).toContainText('1 of 1 answered');
});
