/** Reloads a page just after a person did something, before the device and the server have it. */
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import {
	cluster,
	composer,
	goTo,
	moveTo,
	pick,
	post,
	readWall,
	reveal,
	seeAll
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, expectSaved, join, startWorkshop } from '../support/people.ts';
import { seedBoard } from '../support/seed.ts';

/**
 * Returns a function: once it is called, nothing that the page writes reaches the server or the device's storage until
 * the page is reloaded. Prepare this before the board is opened.
 */
async function prepareHold(page: Page): Promise<() => Promise<void>> {
	let held = false;
	page.on('framenavigated', () => (held = false));
	await page.routeWebSocket(/\/live\//, (socket) => {
		const server = socket.connectToServer();
		socket.onMessage((message) => {
			if (!held) server.send(message);
		});
	});
	return async () => {
		held = true;
		await page.evaluate(holdStores);
	};
}
/** Runs in the page: keeps one write to each document pending for ever, so that all later writes wait. */
async function holdStores() {
	const names = (await indexedDB.databases()).map(({ name = '' }) => name);
	const documents = names.filter((name) => /^groundwork:(wall|desk|shelf):/.test(name));
	await Promise.all(
		documents.map(
			(name) =>
				new Promise<void>((resolve) => {
					const opening = indexedDB.open(name);
					opening.onsuccess = () => {
						const store = opening.result.transaction('updates', 'readwrite').objectStore('updates');
						const goOn = () => {
							store.get(0).onsuccess = goOn;
							resolve();
						};
						goOn();
					};
				})
		)
	);
}

async function joinWithHold(context: BrowserContext, link: string) {
	const joined = await join(context, link, { name: 'Ana', fn: 'Sales' });
	const ana = await context.newPage();
	const hold = await prepareHold(ana);
	await ana.goto(joined.url());
	await joined.close();
	await expectBoard(ana);
	return { ana, hold };
}

/** Mira facilitates and Ana takes part in a Frame step; `hold` is for Ana's page. */
async function framing(
	newPerson: () => Promise<BrowserContext>,
	server: { dataDir: string; url: string }
) {
	const { board, people } = await seedBoard(server.dataDir, {
		step: 'frame',
		people: [
			{ name: 'Mira', fn: 'service', role: 'facilitator' },
			{ name: 'Ana', fn: 'sales', role: 'participant' }
		],
		change: (steps) => {
			const [first] = steps;
			if (!first) return;
			steps.unshift({ ...first, id: 'frame', kind: 'frame', title: 'Frame' });
			steps.push({ ...first, id: 'review', kind: 'review', title: 'Review' });
		}
	});
	const open = async (token: string) => {
		const context = await newPerson();
		await context.addCookies([{ name: 'groundwork_session', value: token, url: server.url }]);
		const page = await context.newPage();
		const hold = await prepareHold(page);
		await page.goto(`${server.url}/b/${board}`);
		await expectBoard(page);
		return { page, hold };
	};
	const [mira, ana] = await Promise.all(people.map(({ token }) => open(token)));
	if (!mira || !ana) throw new Error('two people');
	return { mira: mira.page, ana: ana.page, hold: ana.hold };
}
const hope = (page: Page) => page.getByRole('textbox', { name: 'Sales: What do you hope for?' });
async function answer(page: Page, text: string) {
	await hope(page).fill(text);
	await hope(page).press('Enter');
	await expect(hope(page)).toHaveValue('');
}

test('answers and shared texts survive a reload', async ({ newPerson, server }) => {
	const { mira, ana, hold } = await framing(newPerson, server);
	await answer(ana, 'Fewer calls');
	await expect(mira.getByText('Fewer calls')).toBeVisible();
	await expectSaved(ana);
	await hold();
	await answer(ana, 'Happy dealers');
	await answer(ana, 'Quiet evenings');
	await ana.getByRole('textbox', { name: 'Why do we meet now?' }).fill('Customers leave');
	await ana.reload();
	for (const page of [ana, mira]) {
		for (const text of ['Fewer calls', 'Happy dealers', 'Quiet evenings'])
			await expect(page.getByText(text, { exact: true })).toHaveCount(1);
		await expect(page.getByRole('textbox', { name: 'Why do we meet now?' })).toHaveValue(
			'Customers leave'
		);
	}
	await expectSaved(ana);
});

test('answers survive a reload although the group has moved on', async ({ newPerson, server }) => {
	const { mira, ana, hold } = await framing(newPerson, server);
	await hold();
	await answer(ana, 'Happy dealers');
	await answer(ana, 'Quiet evenings');
	await goTo(mira, 'Problems');
	await expect(composer(ana)).toBeVisible();
	await ana.reload();
	await expectSaved(ana);
	const kept = ana.getByRole('region', { name: 'Answers at your desk' });
	await expect(kept).toContainText('2 answers are kept at your desk');
	await expect(ana.locator('.frame-card'), 'nobody else has said anything').toHaveCount(0);
	await kept.locator('summary').click();
	for (const text of ['Happy dealers', 'Quiet evenings']) await expect(kept).toContainText(text);
	await expectAccessible(ana);
	await mira.getByRole('button', { name: /^Frame/ }).click();
	for (const text of ['Happy dealers', 'Quiet evenings'])
		await expect(mira.getByText(text, { exact: true })).toBeVisible();
	await expect(kept).toHaveCount(0);
});

test('words in a shared text that arrived too late are also shown in a step without a wall', async ({
	newPerson,
	server
}) => {
	const { mira, ana, hold } = await framing(newPerson, server);
	await hold();
	await ana.getByRole('textbox', { name: 'Why do we meet now?' }).fill('Customers leave');
	await mira.getByRole('button', { name: /^Review/ }).click();
	await expect(ana.locator('[aria-current="step"]').filter({ hasText: 'Review' })).toBeVisible();
	await ana.reload();
	await expectSaved(ana);
	const kept = ana.getByText('Kept at your desk: 1 change');
	await kept.click();
	await expect(ana.getByText('Customers leave', { exact: true })).toBeVisible();
	await expectAccessible(ana);
	await ana.getByRole('button', { name: 'Let go' }).click();
	await expect(kept).toHaveCount(0);
});

test('a note, a change to a note, and words in the composer survive a reload', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const { ana, hold } = await joinWithHold(await newPerson(), link);
	await post(ana, 'Callers wait');
	await expectSaved(ana);
	await hold();
	await post(ana, 'Nobody calls back');
	const first = ana.getByRole('listitem').filter({ hasText: 'Callers wait' });
	await first.hover();
	await first.getByRole('button', { name: 'Edit this note' }).click();
	await ana.getByRole('textbox', { name: 'Text of your note' }).fill('Callers wait for days');
	await ana.getByRole('textbox', { name: 'Text of your note' }).press('Enter');
	await composer(ana).fill('Half a thought');
	await ana.reload();
	await expectSaved(ana);
	await expect(composer(ana)).toHaveValue('Half a thought');
	await reveal(mira);
	for (const page of [ana, mira])
		await expect
			.poll(() => readWall(page))
			.toEqual({ '': ['Callers wait for days', 'Nobody calls back'] });
});

test('the name of a cluster and dots survive a reload', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const { ana, hold } = await joinWithHold(await newPerson(), link);
	await post(mira, 'Leads wait');
	await reveal(mira);
	await goTo(mira, 'Cluster');
	await moveTo(mira, 'Leads wait', 'Late leads');
	await seeAll(ana);
	await pick(ana, cluster(ana, 'Late leads'), 'Rename');
	const name = ana.getByLabel('Name of the cluster, as a problem');
	await name.fill('Leads come late');
	await hold();
	await name.press('Enter');
	await ana.reload();
	await expectSaved(ana);
	await expect(cluster(mira, 'Leads come late')).toBeVisible();

	await goTo(mira, 'Vote');
	await mira.getByRole('button', { name: 'Open the round' }).click();
	await seeAll(ana);
	const give = ana.getByRole('button', { name: 'Give a dot to Leads come late' });
	await expect(give).toBeVisible();
	await hold();
	await give.click();
	await ana.reload();
	await expectSaved(ana);
	await seeAll(ana);
	await expect(
		ana.getByRole('group', { name: 'Your dots for Leads come late' }).getByRole('img')
	).toHaveAccessibleName(/^You gave 1 /);
});
