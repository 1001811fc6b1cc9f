/** The parking lot for ideas about tools: it counts and finds them, loses none, and shows nobody's name. */
import type { Page } from '@playwright/test';
import { composer, goTo, note, pick, post, reveal } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { recordFrames } from '../support/frames.ts';
import { expectBoard, expectSaved, join, startWorkshop } from '../support/people.ts';

const BUTTON = 'My CRM needs a button that exports quotes';
const DASHBOARD = 'A dashboard with all complaints';
const TYPING = 'I type every quote again for the customer';
const LATE = 'Leads reach us a week late';

const pill = (page: Page) => page.getByRole('button', { name: /^Parking lot \d/ });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Parking lot' });
const idea = (page: Page, text: string) =>
	panel(page).getByRole('listitem').filter({ hasText: text });
const write = async (page: Page, text: string) => {
	await composer(page).fill(text);
	await composer(page).press('Enter');
};
const answer = (page: Page, label: string) =>
	page
		.getByRole('group', { name: /names a tool/ })
		.getByRole('button', { name: label })
		.click();

test('ideas can be parked from the composer, stay secret until the reveal, and can be brought back', async ({
	page: mira,
	context: mirasBrowser,
	newPerson,
	server
}) => {
	const mirasFrames = recordFrames(mirasBrowser);
	const { link, board } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });

	await test.step('an empty lot explains itself', async () => {
		await pill(mira).click();
		await expect(panel(mira)).toContainText('Nothing is parked.');
		await mira.keyboard.press('Escape');
	});

	await test.step('one idea is parked, another is rewritten, also over a reload', async () => {
		await write(ana, DASHBOARD);
		await answer(ana, 'Park it');
		await expect(pill(ana)).toHaveText(/Parking lot\s*1/);
		await write(ana, BUTTON);
		await answer(ana, 'Rewrite');
		await expectSaved(ana);
		await ana.reload();
		await expect(ana.locator('q')).toHaveText(BUTTON);
		await post(ana, TYPING);
		await post(ana, LATE);
		await expect(pill(ana)).toHaveText(/Parking lot\s*2/);
		await expectSaved(ana);
		await expect(pill(mira)).toHaveText(/Parking lot\s*0/);
		for (const text of [BUTTON, DASHBOARD, TYPING]) expect(mirasFrames.saw(text)).toBe(false);
	});

	await test.step('the reveal puts problems on the wall and ideas into the lot', async () => {
		await reveal(mira);
		await expect(pill(mira)).toHaveText(/Parking lot\s*2/);
		await expect(mira.locator('[data-note]')).toHaveCount(2);
		await pill(mira).click();
		await expect(idea(mira, BUTTON)).toContainText(TYPING);
		await panel(mira).getByRole('searchbox').fill('complaints');
		await expect(panel(mira).getByRole('listitem')).toHaveCount(1);
		await expect(idea(mira, DASHBOARD)).toContainText('Sales');
	});

	await test.step('nobody can read who wrote the ideas', async () => {
		const record = (await (await mira.request.get(`${board}/export/json`)).json()) as {
			notes: { text: string; by: string; parked: boolean }[];
		};
		const parked = record.notes.filter((one) => one.parked);
		expect(parked.map(({ text }) => text).sort()).toEqual([DASHBOARD, BUTTON].sort());
		for (const { by } of parked) expect(by).toBe('');
		await expect(panel(mira)).not.toContainText('Ana');
	});

	await test.step('the rewording is found on the wall', async () => {
		await panel(mira).getByRole('searchbox').fill('');
		await idea(mira, BUTTON).getByRole('button', { name: 'Show it on the wall' }).click();
		await expect(panel(mira)).toHaveCount(0);
		await expect(note(mira, TYPING)).toBeFocused();
	});

	await test.step('the menu parks a note and can undo it', async () => {
		await goTo(mira, 'Cluster');
		await pick(ana, note(ana, LATE), 'Park it');
		await expect(pill(mira)).toHaveText(/Parking lot\s*3/);
		await ana.getByRole('button', { name: 'Undo' }).first().click();
		await expect(note(mira, LATE)).toBeVisible();
		await pick(ana, note(ana, LATE), 'Park it');
		await expect(note(mira, LATE)).toHaveCount(0);
		await pill(mira).click();
		await idea(mira, LATE).getByRole('button', { name: 'Bring back' }).click();
		await mira.keyboard.press('Escape');
		await expect(note(mira, LATE)).toBeVisible();
		await expect(note(ana, LATE)).toBeVisible();
		await expect(pill(ana)).toHaveText(/Parking lot\s*2/);
	});

	await test.step('the count is visible in every step', async () => {
		await goTo(mira, 'Vote');
		await expect(pill(mira)).toBeVisible();
		await expect(pill(ana)).toBeVisible();
	});
});

test('notes on the wall that name a tool are marked: writers can rewrite them, and facilitators can park them', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	for (const text of [BUTTON, DASHBOARD]) {
		await write(ana, text);
		await answer(ana, 'It is a problem');
		await expect(note(ana, text)).toBeVisible();
	}
	await reveal(mira);
	const guide = mira.getByRole('complementary').getByRole('group', { name: /names a tool/ });

	await test.step('the facilitator sees them one at a time, without a name', async () => {
		await expect(mira.getByRole('button', { name: /^This note names a tool/ })).toHaveCount(2);
		await expect(guide).toContainText('What happens today because this is missing?');
		await expect(guide).not.toContainText('Ana');
		await guide.getByRole('button', { name: /^1 of 2/ }).click();
		await expect(guide.getByRole('button', { name: /^2 of 2/ })).toBeVisible();
	});

	await test.step('the writer has answered already, and can still rewrite from the menu of another page', async () => {
		await expect(ana.getByRole('button', { name: /^This note names a tool/ })).toHaveCount(0);
		await ana.evaluate(() => localStorage.clear());
		await ana.reload();
		await composer(ana).focus();
		await note(ana, BUTTON)
			.getByRole('button', { name: /^This note names a tool/ })
			.click();
		await ana.getByRole('menuitem', { name: 'Rewrite' }).click();
		await expect(composer(ana)).toBeFocused();
		await ana.keyboard.type(TYPING);
		await ana.keyboard.press('Enter');
		await expect(note(mira, TYPING)).toBeVisible();
		await expect(note(mira, BUTTON)).toHaveCount(0);
		await expect(pill(mira)).toHaveText(/Parking lot\s*1/);
	});

	await test.step('the facilitator parks the other note', async () => {
		await expect(guide).toContainText(DASHBOARD);
		await guide.getByRole('button', { name: 'Park it' }).click();
		await expect(guide).toHaveCount(0);
		await expect(note(ana, DASHBOARD)).toHaveCount(0);
		await expect(pill(ana)).toHaveText(/Parking lot\s*2/);
	});
});

test('a board may list its own products, or switch the check off', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const settings = mira.getByRole('dialog', { name: 'Wording check' });
	const openSettings = async () => {
		await mira.getByRole('button', { name: 'More', exact: true }).click();
		await mira.getByRole('menuitem', { name: 'Wording check…' }).click();
	};
	const card = ana.getByRole('group', { name: /names a tool/ });

	await openSettings();
	await settings.getByLabel(/your own products/).fill('Kestrel Desk');
	await settings.getByRole('button', { name: 'Save' }).click();
	await expect(settings).toHaveCount(0);
	await expect(async () => {
		await write(ana, 'We need Kestrel');
		await expect(card).toBeVisible({ timeout: 1000 });
	}).toPass();
	await openSettings();
	await expect(settings.getByLabel(/your own products/)).toHaveValue('Kestrel Desk');
	await settings.getByLabel('Ask about notes that name a tool').uncheck();
	await settings.getByRole('button', { name: 'Save' }).click();
	await expect(settings).toHaveCount(0);
	// The question about her note disappears once her page knows that the check is off.
	await expect(card).toHaveCount(0);
	await post(ana, 'We want a chatbot that answers by itself');
	await expect(card).toHaveCount(0);
});

test('in the Technology step each idea is linked to a requirement, or set aside with a reason', async ({
	page,
	server
}) => {
	await page.goto(server.url);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await expectBoard(page);
	await page.getByRole('button', { name: /Technology/ }).click();
	const lot = page.getByRole('region', { name: 'Parking lot' });
	const first = lot.getByRole('listitem').filter({ hasText: 'We need an app on the phone' });
	const choice = first.getByLabel('What becomes of it');
	await expect(lot).toContainText('4 of 4 sorted');
	const linked = await choice.inputValue();

	await choice.selectOption('Not sorted yet');
	await expect(lot).toContainText('3 of 4 sorted');
	await choice.selectOption('Drop it…');
	await expect(lot).toContainText('3 of 4 sorted');
	await first.getByLabel('Why').fill('Nobody drives without signal any more');
	await first.getByLabel('Why').blur();
	await expect(lot).toContainText('4 of 4 sorted');
	await expectSaved(page);
	await page.reload();
	await expectBoard(page);
	await expect(first.getByLabel('Why')).toHaveValue('Nobody drives without signal any more');
	await choice.selectOption(linked);
	await expect(first.getByLabel('Why')).toHaveCount(0);
	await expectSaved(page);
	await page.reload();
	await expect(choice).toHaveValue(linked);
});
