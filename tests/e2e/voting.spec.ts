/** Voting: budgets, secrecy until the close, the alignment map, several rounds, smallest group. */
import type { Page } from '@playwright/test';
import { closeRound, cluster, clusterForVote, seeAll } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { recordFrames } from '../support/frames.ts';
import { expectSaved, goOffline, join, startWorkshop, KEEPS_BOARDS } from '../support/people.ts';

const TITLES = ['Late leads', 'Unknown callers', 'Two truths'] as const;

async function openRound(facilitator: Page, dots: number, most: number) {
	await facilitator.getByLabel('Dots for each person').fill(String(dots));
	await facilitator.getByLabel('Max. dots per problem').fill(String(most));
	await facilitator.getByRole('button', { name: 'Open the round' }).click();
	await expect(facilitator.getByRole('button', { name: 'Close and reveal' })).toBeVisible();
}
const vote = (page: Page) => page.getByRole('region', { name: 'Your vote' });
/** Gives a cluster dots by clicks. */
async function give(page: Page, title: string, dots = 1) {
	await seeAll(page);
	for (let dot = 0; dot < dots; dot++)
		await page.getByRole('button', { name: `Give a dot to ${title}` }).click();
}
const given = (page: Page, title: string) =>
	page.getByRole('group', { name: `Your dots for ${title}` }).getByRole('img');
/** The map's rows in order, by the text of the first column. */
const order = (page: Page) => page.getByRole('table').getByRole('rowheader').allTextContents();

test('people spend dots by click or key, within their budget and the limit per cluster', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await clusterForVote(mira, TITLES);
	await expect(mira.getByLabel('Dots for each person')).toHaveValue('3');
	await openRound(mira, 3, 2);

	await expect(vote(ana)).toContainText('3 of 3 dots left');
	await give(ana, 'Late leads', 2);
	await expect(given(ana, 'Late leads')).toHaveAccessibleName('You gave 2 of at most 2');
	await expect(vote(ana)).toContainText('1 of 3 dots left');
	const more = ana.getByRole('button', { name: 'Give a dot to Late leads' });
	await expect(more).toHaveAttribute('aria-disabled', 'true');
	await more.click({ force: true });
	await expect(given(ana, 'Late leads')).toHaveAccessibleName('You gave 2 of at most 2');

	await cluster(ana, 'Two truths').getByRole('heading').click();
	await ana.keyboard.press('+');
	await expect(given(ana, 'Two truths')).toHaveAccessibleName('You gave 1 of at most 2');
	await expect(vote(ana)).toContainText('0 of 3 dots left');
	await ana.keyboard.press('+');
	await expect(vote(ana)).toContainText('0 of 3 dots left');
	await ana.keyboard.press('-');
	await expect(vote(ana)).toContainText('1 of 3 dots left');
	await ana.getByRole('button', { name: 'Take back a dot from Late leads' }).click();
	await expect(vote(ana)).toContainText('2 of 3 dots left');

	await expectSaved(ana);
	await ana.reload();
	await expect(given(ana, 'Late leads')).toHaveAccessibleName('You gave 1 of at most 2');
});

declare global {
	interface Window {
		openStorage: () => void;
	}
}
/** Runs in the page: its databases open only when `openStorage` is called. */
function holdStorage() {
	const opened = new Promise<void>((resolve) => (window.openStorage = resolve));
	const open = indexedDB.open.bind(indexedDB);
	indexedDB.open = (...database) => {
		const request = open(...database);
		Object.defineProperty(request, 'onsuccess', {
			set: (listener: (event: Event) => void) =>
				request.addEventListener('success', (event) => void opened.then(() => listener(event)))
		});
		return request;
	};
}

for (const back of ['comes back', 'is opened anew', 'opens its storage late'] as const)
	test(`[S51] dots that a phone without a network gave join those from the computer once it ${back}`, async ({
		page: mira,
		newPerson,
		server
	}) => {
		const { link } = await startWorkshop(mira, server.url);
		const anasComputer = await newPerson();
		const computer = await join(anasComputer, link, { name: 'Ana', fn: 'Sales' });
		await clusterForVote(mira, TITLES);
		await openRound(mira, 4, 3);
		const anasPhone = await newPerson(KEEPS_BOARDS);
		await anasPhone.addCookies(await anasComputer.cookies());
		let phone = await anasPhone.newPage();
		await phone.goto(computer.url());
		await expectSaved(phone);

		await goOffline(phone);
		await give(phone, 'Late leads', 3);
		await give(computer, 'Two truths', 2);
		await expectSaved(computer);
		if (back === 'opens its storage late') await anasPhone.addInitScript(holdStorage);
		if (back !== 'comes back') {
			await phone.close();
			phone = await anasPhone.newPage();
		}
		await anasPhone.setOffline(false);
		if (back !== 'comes back') await phone.goto(computer.url());
		if (back === 'opens its storage late') {
			await expectSaved(phone);
			await phone.evaluate(() => window.openStorage());
		}
		await expect(
			phone.getByText('1 dot of this page did not count: your ballot is full.').first()
		).toBeVisible();
		await expectSaved(phone);
		for (const page of [phone, computer]) {
			await seeAll(page);
			await expect(given(page, 'Late leads')).toHaveAccessibleName('You gave 2 of at most 3');
			await expect(given(page, 'Two truths')).toHaveAccessibleName('You gave 2 of at most 3');
			await expect(page.getByText('Kept at your desk: 1 change')).toBeVisible();
		}
	});

test('nobody sees another person’s dots before the close, and then everybody sees the same map', async ({
	page: mira,
	context: mirasBrowser,
	newPerson,
	server
}) => {
	const mirasFrames = recordFrames(mirasBrowser);
	const { link, board } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson();
	const onlookersBrowser = await newPerson();
	const anasFrames = recordFrames(anasBrowser);
	const onlookersFrames = recordFrames(onlookersBrowser);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	const ben = await join(await newPerson(), link, { name: 'Ben', fn: 'Service' });
	const ivo = await join(await newPerson(), link, { name: 'Ivo', fn: 'IT' });
	const mo = await join(onlookersBrowser, link, { name: 'Mo', fn: 'Marketing' });
	await clusterForVote(mira, TITLES);
	await openRound(mira, 3, 2);
	const anasOtherTab = await anasBrowser.newPage();
	await anasOtherTab.goto(board);
	await expectSaved(anasOtherTab);

	await give(ana, 'Late leads', 2);
	await give(ana, 'Unknown callers');
	await give(ben, 'Late leads', 2);
	await give(ben, 'Two truths');
	await give(ivo, 'Late leads');
	await give(ivo, 'Two truths', 2);
	await expect(given(anasOtherTab, 'Late leads')).toHaveAccessibleName('You gave 2 of at most 2');
	for (const page of [ana, ben]) {
		await vote(page)
			.getByRole('button', { name: /finished/ })
			.click();
		await expectSaved(page);
	}
	await expectSaved(ivo);

	const finished = mira.getByRole('complementary');
	await expect(finished).toContainText(/Sales\s*1\s*of 1/);
	await expect(finished).toContainText(/Service\s*1\s*of 1/);
	await expect(finished).toContainText(/IT\s*0\s*of 1/);
	await expect(mo.getByRole('complementary')).not.toContainText('Who has finished');
	expect(onlookersFrames.stage.progress.finished).toEqual({});
	expect(onlookersFrames.stage.people.some(({ ready }) => ready)).toBe(false);
	for (const frames of [mirasFrames, onlookersFrames]) {
		expect(frames.saw('ballots')).toBe(false);
		expect(frames.saw('byFn')).toBe(false);
		expect(frames.stage.rounds.map(({ result }) => result)).toEqual([null]);
	}
	expect(anasFrames.saw('ballots')).toBe(true);
	for (const page of [mira, ana, mo]) await expect(page.getByRole('table')).toHaveCount(0);

	await closeRound(mira);
	for (const page of [mira, ana, ben, ivo, mo]) {
		const map = page.getByRole('table');
		await expect(map).toBeVisible();
		const row = map.getByRole('row').filter({ hasText: 'Late leads' });
		await expect(row.getByRole('cell').nth(0)).toHaveText(/67 %/);
		await expect(row.getByRole('cell').nth(2)).toHaveText(/67 %/);
		await expect(row.getByRole('cell').nth(3)).toHaveText(/33 %/);
		await expect(row.getByRole('cell').nth(4)).toHaveText('5');
		await expect(row).toContainText('Not heard from marketing');
		expect(await order(page)).toEqual(['Late leads', 'Two truths', 'Unknown callers']);
	}
	expect(onlookersFrames.saw('byFn')).toBe(true);
	expect(onlookersFrames.saw('ballots')).toBe(false);
});

test('the map can be ordered by agreement, dots or division, and problems can be chosen from it', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const ben = await join(await newPerson(), link, { name: 'Ben', fn: 'Service' });
	await clusterForVote(mira, TITLES);
	await openRound(mira, 6, 4);
	await give(ana, 'Late leads', 4);
	await give(ana, 'Two truths');
	await give(ben, 'Two truths');
	await give(ben, 'Unknown callers', 2);
	for (const page of [ana, ben]) await expectSaved(page);
	await closeRound(mira);

	expect(await order(mira)).toEqual(['Two truths', 'Late leads', 'Unknown callers']);
	const orders = mira.getByRole('group', { name: 'Order by' });
	await orders.getByText('Dots', { exact: true }).click();
	await expect.poll(() => order(mira)).toEqual(['Late leads', 'Two truths', 'Unknown callers']);
	await orders.getByText('Most divided').click();
	await expect.poll(() => order(mira)).toEqual(['Late leads', 'Unknown callers', 'Two truths']);
	await expect(mira.getByRole('row').filter({ hasText: 'Late leads' })).toContainText('Only sales');

	await expect(ana.getByRole('button', { name: /^Choose/ })).toHaveCount(0);
	await mira.getByRole('button', { name: 'Choose Two truths' }).click();
	await expect(mira.getByRole('button', { name: 'Choose Two truths' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await expect(ana.getByRole('row').filter({ hasText: 'Two truths' })).toContainText('Chosen');
	await expect(ana.getByRole('row').filter({ hasText: 'Late leads' })).not.toContainText('Chosen');
});

test('the first round stays readable after a second round', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await clusterForVote(mira, TITLES);
	for (const favourite of ['Late leads', 'Two truths']) {
		await openRound(mira, 3, 3);
		await expect(vote(ana)).toContainText('3 of 3 dots left');
		await give(ana, favourite, 3);
		await expectSaved(ana);
		await closeRound(mira);
	}
	for (const page of [mira, ana]) {
		await expect.poll(() => order(page)).toEqual(['Two truths', 'Late leads', 'Unknown callers']);
		await page.getByLabel('Round', { exact: true }).selectOption('1');
		await expect.poll(() => order(page)).toEqual(['Late leads', 'Unknown callers', 'Two truths']);
	}
});

test('a function with fewer voters than the smallest group appears only in the total, and never alone', async ({
	page: mira,
	context,
	newPerson,
	server
}) => {
	const frames = recordFrames(context);
	const { link } = await startWorkshop(mira, server.url);
	const sales = [
		await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' }),
		await join(await newPerson(), link, { name: 'Abe', fn: 'Sales' })
	];
	const service = [];
	for (const name of ['Sam', 'Sue', 'Sol'])
		service.push(await join(await newPerson(), link, { name, fn: 'Service' }));
	const ivo = await join(await newPerson(), link, { name: 'Ivo', fn: 'IT' });
	await clusterForVote(mira, TITLES);
	await mira.getByLabel('Hide results of groups smaller than').fill('2');
	await mira.getByLabel('Hide results of groups smaller than').press('Tab');
	await openRound(mira, 3, 3);
	for (const page of sales) await give(page, 'Late leads', 3);
	for (const page of service) await give(page, 'Late leads', 2);
	await give(ivo, 'Two truths', 3);
	for (const page of [...sales, ...service, ivo]) await expectSaved(page);
	await closeRound(mira);

	const row = mira.getByRole('row').filter({ hasText: 'Two truths' });
	await expect(row.getByRole('cell').nth(3)).toContainText('in the total only');
	await expect(row.getByRole('cell').nth(0)).toContainText('in the total only');
	await expect(row.getByRole('cell').nth(2)).toContainText('0 %');
	await expect(row.getByRole('cell').nth(4)).toHaveText('3');
	const result = frames.stage.rounds[0]?.result;
	expect(result?.dots).toBe(15);
	// Without Sales, who voted differently, the totals would show what Ivo gave.
	for (const { byFn } of result?.clusters ?? [])
		expect(Object.keys(byFn)).toEqual(['marketing', 'service']);
	for (const id of ['it', 'sales'])
		expect(result?.fns.find(({ fn }) => fn === id)).toMatchObject({ hidden: true, dots: 0 });
	await expect(mira.getByText('Sales and IT are seen only in the total, together')).toBeVisible();
	const unloved = mira.getByRole('row').filter({ hasText: 'Unknown callers' });
	await expect(unloved).toContainText('Nobody gave it a dot');
	await expect(unloved.getByRole('cell').nth(5)).toHaveText(/—/);
});
