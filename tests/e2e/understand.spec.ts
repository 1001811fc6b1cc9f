/** Frame and Understand: shared texts, answers by function, five whys, and the cost of a problem. */
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { Attribution } from '../../src/lib/workshop/types.ts';
import type { StepKind } from '../../src/lib/workshop/steps/kinds.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { htmlHolds, recordFrames, type Frames } from '../support/frames.ts';
import { expectBoard, expectSaved } from '../support/people.ts';
import { seedBoard } from '../support/seed.ts';

interface Person {
	page: Page;
	frames: Frames;
	participant: string;
}
interface Group {
	mira: Person;
	ana: Person;
	ivo: Person;
	address: string;
}
type Open = (step: 'frame' | 'understand', attribution?: Attribution) => Promise<Group>;

const FELT = 'What makes us less effective here than we need to be? Who feels it first?';
const step = (kind: StepKind, title: string) => ({
	id: kind,
	kind,
	title,
	instruction: `${title} it together.`,
	prompt: 'Take your time.',
	minutes: 15,
	noteKind: 'problem' as const,
	writing: 'open' as const,
	revealed: false
});

/** A group in its Frame or Understand step; Mira (Service) facilitates, Ana is from Sales, Ivo from IT. */
const test = base.extend<{ open: Open }>({
	open: async ({ server, newPerson }, use) => {
		await use(async (kind, attribution = 'function') => {
			const { board, people } = await seedBoard(server.dataDir, {
				step: kind,
				attribution,
				people: [
					{ name: 'Mira', fn: 'service', role: 'facilitator' },
					{ name: 'Anastasia', fn: 'sales', role: 'participant' },
					{ name: 'Ivo', fn: 'it', role: 'participant' }
				],
				change: (steps) => {
					steps.unshift(step('frame', 'Frame'));
					steps.push(step('understand', 'Understand'), step('review', 'Review'));
				}
			});
			const address = `${server.url}/b/${board}`;
			const [mira, ana, ivo] = await Promise.all(
				people.map(async ({ token, participant }) => {
					const context = await newPerson();
					await context.addCookies([{ name: 'groundwork_session', value: token, url: server.url }]);
					const frames = recordFrames(context);
					const page = await context.newPage();
					await page.goto(address);
					await expectBoard(page);
					return { page, frames, participant };
				})
			);
			if (!mira || !ana || !ivo) throw new Error('three people');
			return { mira, ana, ivo, address };
		});
	}
});

/** Puts two problems on the wall and chooses them. */
async function chooseProblems({ mira: { page }, address }: Group) {
	const headers = { origin: new URL(address).origin };
	const rows = ['Callers explain twice', 'Leads arrive late'].map((cluster) => ({
		text: `A note on “${cluster}”`,
		fn: 'Service',
		cluster
	}));
	const data = { id: randomUUID(), kind: 'problem', rows };
	expect((await page.request.post(`${address}/import`, { headers, data })).ok()).toBe(true);
	await page.getByRole('button', { name: 'Wall', exact: true }).click();
	await expect(page.locator('[data-cluster]')).toHaveCount(2);
	for (const row of rows) {
		const cluster = await page
			.locator('[data-cluster]')
			.filter({ hasText: row.cluster })
			.first()
			.getAttribute('data-cluster');
		const choose = { id: randomUUID(), kind: 'choose', cluster, chosen: true };
		const chosen = await page.request.post(`${address}/commands`, { headers, data: choose });
		expect(chosen.ok()).toBe(true);
	}
	await page.getByRole('group', { name: 'Show' }).getByText('Understand').click();
}
const card = (page: Page, question: string) => page.locator(`[data-question="${question}"]`);
const field = (page: Page, question: string) =>
	card(page, question).locator('textarea:not([placeholder="Because…"])').last();
async function answer(page: Page, question: string, text: string) {
	await field(page, question).fill(text);
	await field(page, question).press('Enter');
	await expect(field(page, question)).toHaveValue('');
}
const row = (page: Page, fn: string) => page.locator(`li[data-fn="${fn}"]`);

test('a group writes its frame together, and each function writes its hopes and fears', async ({
	open
}) => {
	const { mira, ana, ivo } = await open('frame');
	const why = (page: Page) => page.getByRole('textbox', { name: 'Why do we meet now?' });
	// The field does not move when somebody enters it, or when it is filled.
	const place = async () => (await why(mira.page).boundingBox())?.y;
	const before = await place();
	await why(mira.page).focus();
	expect(await place()).toBe(before);
	await why(mira.page).fill('Three customers left in May');
	await expect.poll(place).toBe(before);
	await expect(why(ana.page)).toHaveValue('Three customers left in May');
	await ana.page
		.getByRole('textbox', { name: 'Who is the customer we speak of?' })
		.fill('A family that moves house');

	await expect(row(ivo.page, 'sales')).toContainText('Nothing said yet');
	const hope = ana.page.getByRole('textbox', { name: 'Sales: What do you hope for?' });
	await hope.fill('Fewer calls about nothing');
	await hope.press('Enter');
	await expect(hope).toHaveValue('');
	await expect(hope).toBeFocused();
	await expect(row(ivo.page, 'sales')).toContainText('Fewer calls about nothing');
	await expect(row(ivo.page, 'sales')).not.toContainText('Nothing said yet');
	await expect(row(ivo.page, 'marketing')).toContainText('Nothing said yet');
	// People cannot write in another function's row.
	await expect(row(ivo.page, 'sales').getByRole('textbox')).toHaveCount(0);

	const waste = ivo.page.getByRole('textbox', { name: 'What would make this a waste of time?' });
	await waste.fill('Talking about tools');
	await waste.press('Enter');
	await expect(mira.page.getByText('Talking about tools')).toBeVisible();
	await expectAccessible(mira.page);

	await mira.page.getByRole('button', { name: /^Next/ }).click();
	for (const { page } of [mira, ana]) {
		const shown = page.locator('.frame-card');
		await expect(shown.locator('summary')).toContainText('Three customers left in May');
		await expect(shown.locator('summary')).toContainText('1 hope');
		await shown.locator('summary').click();
		await expect(shown.getByText('Fewer calls about nothing')).toBeVisible();
		await expect(shown.getByText('Talking about tools')).toBeVisible();
	}
	expect(ivo.frames.sawOnWall(ana.participant)).toBe(false);
});

test('an empty frame shows no card', async ({ open }) => {
	const { mira } = await open('understand');
	await expect(mira.page.getByText('No problem is chosen yet.')).toBeVisible();
	await expect(mira.page.locator('.frame-card')).toHaveCount(0);
	await expectAccessible(mira.page);
	await mira.page.getByRole('button', { name: 'Look at the wall' }).click();
	await expect(mira.page.locator('.frame-card')).toHaveCount(0);
});

test('people understand problems by function, live, and a writer can change and take back an answer', async ({
	open
}) => {
	const group = await open('understand');
	const { mira, ana, ivo, address } = group;
	await chooseProblems(group);
	await expect(ana.page.getByRole('heading', { name: 'Callers explain twice' })).toBeVisible();
	await expect(card(ana.page, 'felt')).toContainText(FELT);
	await expect(ana.page.locator('[data-question]')).toHaveCount(7);

	await answer(ana.page, 'felt', 'We promise what nobody hears of');
	await answer(ana.page, 'felt', 'Terms live in my inbox');
	await answer(ivo.page, 'felt', 'Five systems hold one address');
	for (const { page } of [mira, ana, ivo]) {
		const said = card(page, 'felt').getByRole('list', { name: 'Answers' }).getByRole('listitem');
		await expect(said).toHaveCount(3);
		await expect(said.last()).toContainText('Five systems');
		await expect(
			card(page, 'felt').getByRole('img', { name: 'Answered: Sales and IT.' })
		).toBeVisible();
	}
	await expect(mira.page.getByRole('heading', { level: 2, name: '1 of 14' })).toBeVisible();

	await ana.page.getByRole('button', { name: 'Edit your answer: Terms live' }).click();
	const editor = ana.page.getByRole('textbox', { name: 'Text of your answer' });
	await editor.fill('Special terms live in my inbox');
	await editor.press('Enter');
	await expect(ivo.page.getByText('Special terms live in my inbox')).toBeVisible();
	await expect(ivo.page.getByRole('button', { name: /^Edit your answer: Special/ })).toHaveCount(0);
	await ana.page.getByRole('button', { name: 'Take your answer back: Special' }).click();
	await expect(ivo.page.getByText('Special terms live in my inbox')).toHaveCount(0);
	await expect(ana.page.getByRole('button', { name: 'Bring it back' })).toBeFocused();
	await ana.page.keyboard.press('Enter');
	await expect(ivo.page.getByText('Special terms live in my inbox')).toBeVisible();

	// The other problem has its own answers.
	await ivo.page.getByRole('button', { name: /^Leads arrive late/ }).click();
	await expect(card(ivo.page, 'felt').getByRole('listitem')).toHaveCount(0);
	await ivo.page.getByText('1 note behind this problem').click();
	await expect(ivo.page.getByText('A note on “Leads arrive late”')).toBeVisible();

	await expectSaved(ana.page);
	const html = await (await ivo.page.request.get(address)).text();
	expect(html).toContain('Five systems hold one address');
	await expectAccessible(ana.page);
});

test('on an anonymous board nothing shows who answered, or for which function', async ({
	open
}) => {
	const group = await open('understand', 'anonymous');
	const { ana, ivo, address } = group;
	await chooseProblems(group);
	await answer(ana.page, 'felt', 'We promise what nobody hears of');
	await expect(card(ivo.page, 'felt')).toContainText('We promise what nobody hears of');
	await expect(card(ivo.page, 'felt').locator('.fn-mark')).toHaveCount(0);
	const html = await (await ivo.page.request.get(address)).text();
	expect(ivo.frames.sawOnWall('We promise what nobody hears of')).toBe(true);
	for (const trace of [ana.participant, 'Anastasia', 'sales'])
		expect(ivo.frames.sawOnWall(trace)).toBe(false);
	expect(htmlHolds(html, 'We promise what nobody hears of')).toBe(true);
});

test('five whys can be answered from a cause by keyboard alone, and end at the fifth', async ({
	open
}) => {
	const group = await open('understand');
	const { ana, ivo } = group;
	await chooseProblems(group);
	await field(ana.page, 'felt').focus();
	await ana.page.keyboard.type('Callers repeat their story');
	await ana.page.keyboard.press('Enter');
	await ana.page.getByRole('button', { name: 'Why? Go on from: Callers' }).focus();
	for (let nth = 1; nth <= 5; nth += 1) {
		await ana.page.keyboard.press('Enter');
		const because = ana.page.getByRole('textbox', { name: `Why is that so? ${nth} of 5` });
		await expect(because).toBeFocused();
		await ana.page.keyboard.type(`Because of ${nth}`);
		await ana.page.keyboard.press('Enter');
		await expect(because).toHaveCount(0);
		if (nth < 5)
			await expect(
				ana.page.getByRole('button', { name: `Why? Go on from: Because of ${nth}` })
			).toBeFocused();
	}
	await expect(ivo.page.getByText('Because of 5')).toBeVisible();
	await expect(ana.page.getByRole('button', { name: 'Why? Go on from: Because of 5' })).toHaveCount(
		0
	);

	await ivo.page.getByRole('button', { name: 'Why? Go on from: Because of 1' }).click();
	await ivo.page.getByRole('textbox', { name: 'Why is that so? 2 of 5' }).fill('A second branch');
	await ivo.page.keyboard.press('Enter');
	const whys = ana.page.getByRole('list', { name: 'Why, 2 of 5' });
	await expect(whys.getByRole('listitem').filter({ hasText: 'A second branch' })).toBeVisible();
	await expect(whys).toContainText('Because of 2');

	// When a cause is taken back, others' answers under it stay.
	await ana.page.getByRole('button', { name: 'Take your answer back: Because of 1' }).click();
	await expect(ivo.page.getByText('Because of 1')).toHaveCount(0);
	await expect(ivo.page.getByText('A second branch')).toBeVisible();
	await expectAccessible(ivo.page);
});

test('people write the cost of a problem together, and it is added up by unit', async ({
	open
}) => {
	const group = await open('understand');
	const { ana, ivo } = group;
	await chooseProblems(group);
	const costs = (page: Page) => page.getByRole('region', { name: 'What it costs in a month' });
	const lines = (page: Page) => costs(page).locator('[data-cost]');
	for (const [nth, [what, amount]] of [
		['Calls made twice', '120 hours'],
		['Second visits', '30.5'],
		['Credit notes', '€ 4,000']
	].entries()) {
		await costs(ana.page).getByRole('button', { name: 'Add what it costs' }).click();
		await expect(lines(ana.page)).toHaveCount(nth + 1);
		const line = lines(ana.page).nth(nth);
		await line.getByLabel('What it is').fill(what ?? '');
		await line.getByLabel('In a month').fill(amount ?? '');
		if (nth === 2) await line.getByLabel('Unit').fill('€');
		await line.getByLabel('Unit').press('Enter');
		await line.getByLabel('What it is').press('Tab');
	}
	for (const { page } of [ana, ivo]) {
		await expect(costs(page)).toContainText('150.5 hours');
		await expect(costs(page)).toContainText('€ 4,000');
	}
	await lines(ivo.page).nth(1).getByRole('button', { name: 'Take away the cost' }).click();
	for (const { page } of [ana, ivo]) await expect(costs(page)).toContainText('120 hours');
	await costs(ivo.page).getByRole('button', { name: 'Bring it back' }).click();
	for (const { page } of [ana, ivo]) await expect(costs(page)).toContainText('150.5 hours');
});

test('unposted words survive a reload and a group that moves on', async ({ open }) => {
	const group = await open('understand');
	const { mira, ana } = group;
	await chooseProblems(group);
	await field(ana.page, 'have').fill('A shared inbox that nobody');
	await answer(ana.page, 'felt', 'Nobody calls back');
	await ana.page.getByRole('button', { name: 'Edit your answer: Nobody calls' }).click();
	await ana.page.getByRole('textbox', { name: 'Text of your answer' }).fill('Nobody calls us');
	await ana.page.reload();
	await expectBoard(ana.page);
	await expect(field(ana.page, 'have')).toHaveValue('A shared inbox that nobody');
	await expect(ana.page.getByText('You began to change it: “Nobody calls us”.')).toBeVisible();

	const rail = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
	await rail(mira.page).getByRole('button', { name: 'Review' }).click();
	await expect(field(ana.page, 'have')).toHaveCount(0);
	await rail(ana.page).getByRole('button', { name: 'Understand' }).click();
	await expect(field(ana.page, 'have')).toHaveValue('A shared inbox that nobody');
	await expect(field(ana.page, 'have')).not.toBeEditable();
	await rail(mira.page).getByRole('button', { name: 'Understand' }).click();
	await expect(field(ana.page, 'have')).toBeEditable();
	await field(ana.page, 'have').press('Enter');
	await expect(card(mira.page, 'have')).toContainText('A shared inbox that nobody');
});

test('a field does not move while others write above it, and the focus stays on the page when the field disappears', async ({
	open
}) => {
	const group = await open('understand');
	const { mira, ana } = group;
	await chooseProblems(group);
	await field(ana.page, 'change').fill('Half a thought');
	const before = await field(ana.page, 'change').boundingBox();
	for (const nth of [1, 2, 3, 4]) await answer(mira.page, 'felt', `Above ${nth}`);
	await expect(card(ana.page, 'felt')).toContainText('Above 4');
	await expect
		.poll(async () => Math.round((await field(ana.page, 'change').boundingBox())?.y ?? 0))
		.toBe(Math.round(before?.y ?? 0));
	await expect(field(ana.page, 'change')).toBeFocused();
	await expect(field(ana.page, 'change')).toHaveValue('Half a thought');

	// The focus goes home when its place disappears: when an answer is taken back, or a step is left.
	const focused = () => ana.page.evaluate(() => document.activeElement?.tagName);
	await ana.page.getByRole('button', { name: 'Why? Go on from: Above 4' }).focus();
	await mira.page.getByRole('button', { name: 'Take your answer back: Above 4' }).click();
	await expect(ana.page.getByRole('button', { name: 'Why? Go on from: Above 4' })).toHaveCount(0);
	await expect.poll(focused).not.toBe('BODY');
	await field(ana.page, 'change').focus();
	await mira.page
		.getByRole('navigation', { name: 'Steps' })
		.getByRole('button', { name: 'Review' })
		.click();
	await expect(field(ana.page, 'change')).toHaveCount(0);
	await expect.poll(focused).not.toBe('BODY');
	await ana.page.keyboard.type('n?/');
	await expect(ana.page.getByRole('dialog')).toHaveCount(0);
	await expect(ana.page.getByText('You typed 1 text that you did not save')).toBeVisible();
});
