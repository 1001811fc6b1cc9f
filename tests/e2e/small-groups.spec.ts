/** A board that hides small groups: what it shows, asks, and keeps secret. */
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { closeRound, clusterForVote, composer, openPeople, seeAll } from '../support/board.ts';
import { recordFrames } from '../support/frames.ts';
import { expectSaved, join, startWorkshop } from '../support/people.ts';

test('[B7] a team of five gets its map if all agree; a person who does not agree counts only in the total', async ({
	page: mira,
	context,
	newPerson,
	server
}) => {
	const frames = recordFrames(context);
	const { link } = await startWorkshop(mira, server.url, { smallestGroup: null });
	const people: Page[] = [];
	for (const [name, fn] of [
		['Ana', 'Sales'],
		['Abe', 'Sales'],
		['Sam', 'Service'],
		['Sue', 'Service'],
		['Ivo', 'IT']
	] as const)
		people.push(await join(await newPerson(), link, { name, fn }));
	const [ana, , , , ivo] = people;
	await clusterForVote(mira, ['Late leads', 'Two truths']);
	const vote = async () => {
		await mira.getByRole('button', { name: 'Open the round' }).click();
		for (const page of people) {
			await seeAll(page);
			await page.getByRole('button', { name: 'Give a dot to Late leads' }).click();
			await expectSaved(page);
		}
	};
	await vote();
	await expect(ana!.getByText('Sales has 2 voters. Show Sales’s result by itself?')).toBeVisible();
	await expect(ivo!.getByText('You are the only voter of IT.')).toBeVisible();
	await expect(mira.getByText('0 of 5 people of small functions agreed')).toBeVisible();
	for (const page of people) {
		await page.getByRole('button', { name: 'Show it' }).click();
		await expectSaved(page);
	}
	await expect(mira.getByText('5 of 5 people of small functions agreed')).toBeVisible();
	// The answer can be changed until the reveal, and is requested once per board.
	await ivo!.getByRole('button', { name: 'Change' }).click();
	await ivo!.getByRole('button', { name: 'Only in the total' }).click();
	await expect(ivo!.getByText('IT stays in the total.')).toBeVisible();
	await expectSaved(ivo!);
	await expect(mira.getByText('4 of 5 people of small functions agreed')).toBeVisible();
	await closeRound(mira);
	await expect(mira.getByRole('region', { name: 'Alignment map' })).toBeVisible();
	const result = frames.stage.rounds[0]?.result;
	expect(result?.fns.find(({ fn }) => fn === 'it')).toEqual({
		...{ fn: 'it', voters: 0, dots: 0, hidden: true }
	});
	expect(result?.voters).toBe(5);
});

test('[B11] a person alone in a function is told before joining and before the first note, and can leave the function out', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const browser = await newPerson();
	const ivo = await browser.newPage();
	await ivo.goto(link);
	await ivo.getByLabel('Your name').fill('Ivo');
	await ivo.getByRole('radio', { name: /^IT\b/ }).check();
	const alone =
		/You are the only one from IT so far. Your notes say IT, so others may know that they are yours./;
	await expect(ivo.getByText(alone)).toBeVisible();
	await ivo.getByRole('button', { name: 'Join the workshop' }).click();
	await expectSaved(ivo);
	await expect(ivo.getByText(alone)).toBeVisible();
	await ivo.getByRole('button', { name: 'Post without a function' }).click();
	await expect(ivo.getByText('Your notes leave out your function.')).toBeVisible();
	await composer(ivo).fill('Nobody tests what we ship');
	await composer(ivo).press('Enter');
	await expectSaved(ivo);
	await mira.getByRole('button', { name: 'Reveal notes' }).first().click();
	const note = mira.locator('[data-note]').filter({ hasText: 'Nobody tests' });
	await expect(note).toBeVisible();
	await expect(note).not.toHaveAttribute('data-fn-colour', 'it');
	const people = await openPeople(mira);
	await expect(people.getByText('Ivo')).toBeVisible();
});
