/** Notes that the group has not seen yet, and what happens to them when it moves from step to step. */
import type { Page } from '@playwright/test';
import { composer, goTo, note, post, readWall, reveal } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, goOffline, join, startWorkshop, KEEPS_BOARDS } from '../support/people.ts';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Steps' });
const isAt = (page: Page, title: string) =>
	expect(rail(page).locator('[aria-current="step"]')).toContainText(title);
/** Waits until the page shows how many notes wait at desks. */
const hears = (page: Page, notes: string) => expect(page.getByText(notes).first()).toBeVisible();
const left = (page: Page) => page.getByText(/of Problems (is|are) not revealed/);

test('the group leaves hidden notes behind only if its facilitator confirms it, and any later step can reveal them', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link, facilitatorLink } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const bob = await join(await newPerson(), facilitatorLink, { name: 'Bob', fn: 'Service' });
	await post(ana, 'Leads reach us late');
	await post(bob, 'Nobody knows who called');
	await expectSaved(ana);
	await expectSaved(bob);

	await hears(mira, '2 notes are still hidden');
	await rail(mira).getByRole('button', { name: 'Cluster' }).click();
	const question = mira.getByRole('dialog', { name: '2 notes are still hidden' });
	await question.getByRole('button', { name: 'Cancel' }).click();
	await expect(question).toHaveCount(0);
	await isAt(mira, 'Problems');

	await rail(mira).getByRole('button', { name: 'Cluster' }).click();
	await question.getByRole('button', { name: 'Go on all the same' }).click();
	for (const page of [mira, ana, bob]) await isAt(page, 'Cluster');
	for (const page of [mira, bob])
		await expect(left(page)).toHaveText('2 notes of Problems are not revealed.');
	await expect(left(ana)).toHaveCount(0);
	await expect(ana.getByText('1 note is kept at your desk')).toBeVisible();
	expect(await readWall(ana)).toEqual({});

	// The facilitator double-clicks: the notes are revealed once, and the notice disappears on all pages.
	await mira.getByRole('button', { name: 'Reveal them' }).dblclick();
	for (const page of [mira, ana, bob]) {
		await expect
			.poll(() => readWall(page))
			.toEqual({
				'': ['Leads reach us late', 'Nobody knows who called']
			});
		await expect(left(page)).toHaveCount(0);
		await isAt(page, 'Cluster');
	}
	await expect(ana.getByText('kept at your desk')).toHaveCount(0);
});

test('"Reveal first" shows the notes and moves the group on', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Leads reach us late');
	await expectSaved(ana);
	await hears(mira, '1 note is still hidden');
	await rail(mira).getByRole('button', { name: 'Cluster' }).click();
	await mira.getByRole('button', { name: 'Reveal first' }).click();
	for (const page of [mira, ana]) {
		await isAt(page, 'Cluster');
		await expect(note(page, 'Leads reach us late')).toBeVisible();
	}
});

test('a hidden note that arrives after its step is offered to the facilitator', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(KEEPS_BOARDS), link, { name: 'Ana', fn: 'Sales' });
	await goOffline(ana);
	await post(ana, 'Written in a tunnel');
	await goTo(mira, 'Cluster');
	await ana.context().setOffline(false);
	await expect(left(mira)).toHaveText('1 note of Problems is not revealed.');
	await mira.getByRole('button', { name: 'Reveal it' }).click();
	for (const page of [mira, ana]) await expect(note(page, 'Written in a tunnel')).toBeVisible();
	await expect(left(mira)).toHaveCount(0);
});

test('a person who returns to a revealed step sees its notes, and finds their own new ones', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Leads reach us late');
	await expectSaved(ana);
	await reveal(mira);
	await goTo(mira, 'Cluster');
	await rail(mira).getByRole('button', { name: 'Problems' }).click();
	await isAt(ana, 'Problems');
	for (const page of [mira, ana]) await expect(note(page, 'Leads reach us late')).toBeVisible();

	await composer(ana).fill('Offers take a week');
	await composer(ana).press('Enter');
	await ana.getByRole('button', { name: 'My notes 1' }).click();
	await expect(ana.getByText('Offers take a week', { exact: true })).toBeVisible();
	await ana.getByRole('button', { name: 'Wall' }).click();
	await expect(note(ana, 'Leads reach us late')).toBeVisible();
	expect(await readWall(mira)).toEqual({ '': ['Leads reach us late'] });
});

test('without hidden notes nothing is offered; a double click, or two facilitators at once, move the group one step', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { facilitatorLink } = await startWorkshop(mira, server.url);
	const bob = await join(await newPerson(), facilitatorLink, { name: 'Bob', fn: 'Service' });
	await expect(mira.getByRole('button', { name: 'Next: Cluster' })).toBeVisible();
	await expect(mira.getByRole('button', { name: 'Reveal notes' })).toHaveCount(0);
	await post(mira, 'Leads reach us late');
	const sent: unknown[] = [];
	for (const page of [mira, bob])
		page.on('request', (request) => {
			if (request.method() === 'POST' && request.url().endsWith('/commands'))
				sent.push((request.postDataJSON() as { kind: string }).kind);
		});

	await mira.getByRole('button', { name: 'Reveal notes' }).dblclick();
	await expect(mira.getByRole('button', { name: 'Next: Cluster' })).toBeVisible();
	await mira.getByRole('button', { name: 'Next: Cluster' }).dblclick();
	for (const page of [mira, bob]) await isAt(page, 'Cluster');
	await expect(mira.getByRole('button', { name: 'Next: Vote' })).toBeVisible();
	expect(sent).toEqual(['reveal', 'goToStep']);

	// Bob's page does not know yet that the group moved on.
	let hearsAgain = () => {};
	const waits = new Promise<void>((resolve) => (hearsAgain = resolve));
	await bob.route('**/commands', async (route) => {
		await waits;
		await route.continue();
	});
	await bob.getByRole('button', { name: 'Next: Vote' }).click();
	await goTo(mira, 'Vote');
	hearsAgain();
	await expect(bob.getByText('The group is at Vote already.')).toBeVisible();
	for (const page of [mira, bob]) await isAt(page, 'Vote');
});
