/** Steps: only facilitators move the group; others can look back, act where the step allows it, and be removed. */
import type { Page } from '@playwright/test';
import {
	cluster,
	composer,
	goTo,
	moveTo,
	note,
	openPeople,
	post,
	reveal,
	writeOpenly
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { recordFrames } from '../support/frames.ts';
import { expectSaved, goOffline, join, startWorkshop, KEEPS_BOARDS } from '../support/people.ts';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
/** Sends a command as a script would, with this person's session. */
async function command(page: Page, board: string, body: object) {
	const response = await page.request.post(`${board}/commands`, {
		headers: { origin: new URL(board).origin },
		data: { id: crypto.randomUUID(), ...body }
	});
	return { status: response.status(), text: await response.text() };
}

test('participants and observers cannot move the group', async ({ page, newPerson, server }) => {
	const { link, board } = await startWorkshop(page, server.url);
	const anasBrowser = await newPerson();
	const frames = recordFrames(anasBrowser);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	const olga = await join(await newPerson(), link, { name: 'Olga', fn: 'Observer' });
	const { steps, currentStep, people } = frames.stage;
	const mira = people.find(({ name }) => name === 'Mira')?.id;

	for (const other of [ana, olga]) {
		for (const name of [/^Next/, 'Reveal notes', 'Start', 'Lock the wall'])
			await expect(other.getByRole('button', { name })).toHaveCount(0);
		await expect(rail(other).getByRole('button', { name: /Cluster/ })).toBeDisabled();
		for (const body of [
			{ kind: 'goToStep', step: steps[1]?.id },
			{ kind: 'reveal', step: currentStep },
			{ kind: 'startTimer', seconds: 60 },
			{ kind: 'lock', locked: true },
			{ kind: 'removePerson', person: mira }
		]) {
			const { status, text } = await command(other, board, body);
			expect(status).toBe(403);
			expect(text).toContain('Only a facilitator can do this.');
		}
	}
	await expect(composer(olga)).toHaveCount(0);
	expect(frames.stage).toMatchObject({ currentStep, locked: false, timer: null });
	expect((await command(page, board, { kind: 'goToStep', step: steps[1]?.id })).status).toBe(200);
	await expect(rail(ana).locator('[aria-current="step"]')).toContainText('Cluster');
});

test('participants can look back and return, and act only where the step allows it', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Leads reach us late');
	await expectSaved(ana);
	await reveal(mira);
	const actions = note(ana, 'Leads').getByRole('button', { name: /^Actions/ });

	await note(ana, 'Leads').hover();
	await actions.click();
	await expect(ana.getByRole('menuitem', { name: 'Edit' })).toBeVisible();
	await expect(ana.getByRole('menuitem', { name: 'Move to…' })).toHaveCount(0);
	await ana.keyboard.press('Escape');

	await goTo(mira, 'Cluster');
	await expect(composer(ana)).toHaveCount(0);
	await moveTo(ana, 'Leads reach us late', 'Late leads');
	await expect(cluster(mira, 'Late leads')).toBeVisible();

	await rail(ana).getByRole('button', { name: 'Problems' }).click();
	await expect(ana.getByText('You are looking back at Problems.')).toBeVisible();
	await expect(composer(ana)).toHaveCount(0);
	await note(ana, 'Leads').hover();
	await actions.click();
	await expect(ana.getByRole('menu')).toBeVisible();
	await expect(ana.getByRole('menuitem', { name: /Edit|Move to/ })).toHaveCount(0);
	await ana.keyboard.press('Escape');
	await ana.getByRole('button', { name: 'Return to the group' }).click();
	await expect(ana.getByText('You are looking back')).toHaveCount(0);

	await mira.getByRole('checkbox', { name: /Lock the wall/ }).check();
	await expect(ana.getByText('The facilitator has locked the wall.').first()).toBeVisible();
	await note(ana, 'Leads').hover();
	await actions.click();
	await expect(ana.getByRole('menu')).toBeVisible();
	await expect(ana.getByRole('menuitem', { name: 'Move to…' })).toHaveCount(0);
	await ana.keyboard.press('Escape');

	await rail(ana).getByRole('button', { name: 'Problems' }).click();
	await goTo(mira, 'Vote');
	await expect(ana.getByText('You are looking back')).toHaveCount(0);
	await expect(rail(ana).locator('[aria-current="step"]')).toContainText('Vote');
});

test('everybody sees the timer that a facilitator starts', async ({ page, newPerson, server }) => {
	const { link } = await startWorkshop(page, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await page.getByLabel('Timer', { exact: true }).fill('2');
	await page.getByRole('button', { name: 'Start', exact: true }).click();
	for (const one of [page, ana]) await expect(one.getByRole('timer')).toHaveText(/^1:5\d$/);
	await page.getByRole('button', { name: 'Stop the timer' }).click();
	for (const one of [page, ana]) await expect(one.getByRole('timer')).toHaveCount(0);
});

test('the timer stands still without a network, ends in words, and does not carry over to the next step', async ({
	page,
	newPerson,
	server
}) => {
	const { link, board } = await startWorkshop(page, server.url);
	await writeOpenly(page);
	const ana = await join(await newPerson(KEEPS_BOARDS), link, { name: 'Ana', fn: 'Sales' });
	await page.getByLabel('Timer', { exact: true }).fill('2');
	await page.getByRole('button', { name: 'Start', exact: true }).click();
	await expect(ana.getByRole('timer')).toHaveText(/^1:5\d$/);
	await goOffline(ana);
	const still = ana.getByRole('timer', { name: 'Time left when this page was last online' });
	const shown = await still.textContent();
	// Waits until the other page's clock has passed three more seconds.
	const later = async () => {
		const [minutes = 0, seconds = 0] = ((await page.getByRole('timer').textContent()) ?? '')
			.trim()
			.split(':')
			.map(Number);
		return 120 - minutes * 60 - seconds;
	};
	const before = await later();
	await expect.poll(later).toBeGreaterThan(before + 3);
	expect(await still.textContent()).toBe(shown);
	await ana.context().setOffline(false);
	await expect(still).toHaveCount(0);

	await command(page, board, { kind: 'startTimer', seconds: 1 });
	for (const one of [page, ana]) await expect(one.getByRole('timer')).toHaveText('Time is up');

	await page.getByRole('button', { name: 'Stop the timer' }).click();
	await page.getByLabel('Timer', { exact: true }).fill('7');
	await goTo(page, 'Cluster');
	await expect(page.getByLabel('Timer', { exact: true })).not.toHaveValue('7');
});

test('a removed person is off the board within a second', async ({ page, newPerson, server }) => {
	const { link, board } = await startWorkshop(page, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Leads reach us late');
	await expectSaved(ana);
	await reveal(page);
	const people = await openPeople(page);
	await people.getByRole('button', { name: 'Actions for Ana' }).click();
	await page.getByRole('menuitem', { name: 'Remove from the board…' }).click();
	await page.getByRole('button', { name: 'Remove', exact: true }).click();
	await expect(ana.getByText('You are no longer on this board.')).toBeVisible({ timeout: 1000 });

	expect((await command(ana, board, { kind: 'setSelf', name: 'Ana', fn: 'sales' })).status).toBe(
		403
	);
	await ana.goto(board);
	await expect(ana.getByText('You need the link of that board.')).toBeVisible();
	await expect(note(page, 'Leads reach us late')).toBeVisible();
});

test('a facilitator can make another person a facilitator, who then moves the group', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const people = await openPeople(page);
	await people.getByRole('button', { name: 'Actions for Ana' }).click();
	await page.getByRole('menuitem', { name: 'Make facilitator' }).click();
	await goTo(ana, 'Cluster');
	await expect(rail(page).locator('[aria-current="step"]')).toContainText('Cluster');
});
