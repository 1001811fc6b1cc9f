/** Without a network, people can go on working, the page says so, and all of their work arrives once. */
import type { Page } from '@playwright/test';
import {
	composer,
	goTo,
	moveTo,
	note,
	post,
	readWall,
	reveal,
	writeOpenly
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { startGateway } from '../support/gateway.ts';
import {
	expectKept,
	expectSaved,
	goOffline,
	join,
	startWorkshop,
	KEEPS_BOARDS
} from '../support/people.ts';

const saysOffline = (page: Page) => expect(page.getByText(/^You are offline\b/)).toBeVisible();

test('work written offline arrives once on return', async ({ page: mira, newPerson, server }) => {
	const { link } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Written before');
	await expectSaved(ana);

	await goOffline(ana);
	await saysOffline(ana);
	await expect(ana.getByText('Saved', { exact: true })).toHaveCount(0);
	await post(ana, 'Written offline');
	await post(ana, 'Written offline, too');
	await post(mira, 'Written by Mira meanwhile');

	await anasBrowser.setOffline(false);
	await expectSaved(ana);
	await reveal(mira);
	const all = [
		'Written before',
		'Written by Mira meanwhile',
		'Written offline',
		'Written offline, too'
	];
	for (const page of [mira, ana]) await expect.poll(() => readWall(page)).toEqual({ '': all });
});

test('openly written notes stay visible offline and are posted once on return', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await writeOpenly(mira);
	await post(ana, 'Written before');
	await expect(note(mira, 'Written before')).toBeVisible();

	await goOffline(ana);
	await saysOffline(ana);
	await post(ana, 'Written offline');
	await post(mira, 'Written by Mira meanwhile');
	await anasBrowser.setOffline(false);
	const all = ['Written before', 'Written by Mira meanwhile', 'Written offline'];
	for (const page of [mira, ana]) await expect.poll(() => readWall(page)).toEqual({ '': all });
});

test("moves made offline are merged with others' moves", async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	for (const text of ['First', 'Second', 'Third']) await post(ana, text);
	await expectSaved(ana);
	await reveal(mira);
	await goTo(mira, 'Cluster');
	await moveTo(mira, 'First', 'From before');
	await expect
		.poll(() => readWall(ana))
		.toEqual({
			'From before': ['First'],
			'': ['Second', 'Third']
		});

	await goOffline(ana);
	await saysOffline(ana);
	await moveTo(ana, 'Second', 'Made offline');
	await moveTo(mira, 'Third', 'From before');
	await anasBrowser.setOffline(false);
	const agreed = { 'From before': ['First', 'Third'], 'Made offline': ['Second'] };
	for (const page of [mira, ana]) await expect.poll(() => readWall(page)).toEqual(agreed);
	await expectSaved(ana);
	await mira.reload();
	expect(await readWall(mira)).toEqual(agreed);
});

test('a tab that is closed and opened again offline keeps its drafts', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link, board } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const first = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await post(first, 'Written before');
	await expectSaved(first);

	await goOffline(first);
	await saysOffline(first);
	await post(first, 'Written offline');
	await composer(first).fill('Half a thought');
	await first.close({ runBeforeUnload: true });
	await expect.poll(() => anasBrowser.pages().length).toBe(0);

	const second = await anasBrowser.newPage();
	await second.goto(board);
	await saysOffline(second);
	for (const text of ['Written before', 'Written offline'])
		await expect(second.getByText(text, { exact: true })).toBeVisible();
	await expect(composer(second)).toHaveValue('Half a thought');

	await anasBrowser.setOffline(false);
	await expectSaved(second);
	await reveal(mira);
	await expect.poll(() => readWall(mira)).toEqual({ '': ['Written before', 'Written offline'] });
});

test('a note that is posted openly offline survives its tab and arrives once', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link, board } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const first = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await writeOpenly(mira);
	await post(first, 'Written before');
	await expect(note(mira, 'Written before')).toBeVisible();
	await expectSaved(first);

	await goOffline(first);
	await saysOffline(first);
	await post(first, 'Written offline');
	await first.close();
	const [second, third] = [await anasBrowser.newPage(), await anasBrowser.newPage()];
	for (const page of [second, third]) {
		await page.goto(board);
		await saysOffline(page);
		await expect(page.getByText('Written offline', { exact: true })).toBeVisible();
	}

	await anasBrowser.setOffline(false);
	for (const page of [second, third]) await expectSaved(page);
	await second.reload();
	for (const page of [mira, second, third])
		await expect.poll(() => readWall(page)).toEqual({ '': ['Written before', 'Written offline'] });
});

test('a page reloaded offline is at the step to which the group has moved', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await expectKept(ana);
	await post(mira, 'Callers wait');
	await reveal(mira);
	await goTo(mira, 'Cluster');
	const at = (title: string) => ana.locator('[aria-current="step"]').filter({ hasText: title });
	await expect(at('Cluster').first()).toBeVisible();
	await goOffline(ana);
	await ana.reload();
	await saysOffline(ana);
	await expect(at('Cluster').first()).toBeVisible();
	await goTo(mira, 'Vote');
	await anasBrowser.setOffline(false);
	await expect(at('Vote').first()).toBeVisible();
	await expectSaved(ana);
});

test('a note that arrives after writing was closed stays at the desk, and the page says so', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	await goOffline(ana);
	await saysOffline(ana);
	await post(ana, 'Too late');
	await post(mira, 'In time');
	await reveal(mira);
	await goTo(mira, 'Cluster');
	await anasBrowser.setOffline(false);
	await expect(ana.getByText('1 note is kept at your desk')).toBeVisible();
	await expectSaved(ana);
	expect(await readWall(mira)).toEqual({ '': ['In time'] });

	// Going back starts the silence again: only the reveal posts the waiting note.
	await mira.getByRole('button', { name: /Problems/ }).click();
	await reveal(mira);
	for (const page of [mira, ana])
		await expect.poll(() => readWall(page)).toEqual({ '': ['In time', 'Too late'] });
});

test('a copy of the board is shown while a proxy answers for the server, and survives other responses', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link, board } = await startWorkshop(mira, server.url);
	const gateway = await startGateway(server.url);
	const through = (address: string) => address.replace(server.url, gateway.url);
	const anasBrowser = await newPerson(KEEPS_BOARDS);
	const ana = await join(anasBrowser, through(link), { name: 'Ana', fn: 'Sales' });
	await post(ana, 'Written before');
	await expectSaved(ana);
	await expectKept(ana);

	for (const answer of ['502 Bad Gateway', '503 Service Unavailable', '504 Gateway Timeout']) {
		gateway.answerWith(answer);
		await ana.goto(through(board));
		await expect(ana.getByText('Written before', { exact: true })).toBeVisible();
	}
	// Neither a network with a login page nor an expired sign-in may delete the copy.
	for (const answer of [`302 Found\r\nlocation: ${server.url}/privacy`, '403 Forbidden']) {
		gateway.answerWith(answer);
		await ana.goto(through(board));
		gateway.answerWith('502 Bad Gateway');
		await ana.goto(through(board));
		await expect(ana.getByText('Written before', { exact: true })).toBeVisible();
	}
	gateway.answerWith(null);
	await ana.goto(through(board));
	await expectSaved(ana);
	await gateway.dispose();
});

test('a page whose scripts belong to an old version that is gone asks for a reload, and loses nothing', async ({
	page,
	newPerson,
	server
}) => {
	const { board } = await startWorkshop(page, server.url);
	const context = await newPerson({
		serviceWorkers: 'block',
		storageState: await page.context().storageState()
	});
	const mira = await context.newPage();
	await mira.goto(board);
	await expectSaved(mira);
	await composer(mira).fill('Half a thought');
	await mira.route('**/_app/immutable/**', (route) => route.fulfill({ status: 404 }));
	await mira.route('**/_app/version.json', (route) => route.fulfill({ json: { version: 'next' } }));
	await mira.getByRole('button', { name: 'More' }).click();
	await expect(mira.getByText('There is a new version of Groundwork.')).toBeVisible();
	await mira.setViewportSize({ width: 390, height: 844 });
	await expect(mira.getByText('This could not be loaded.')).toBeVisible();
	const reload = mira.getByRole('button', { name: 'Reload' });
	const isCovered = await reload.evaluate((button) => {
		const { x, y, width, height } = button.getBoundingClientRect();
		return !button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
	});
	expect(isCovered).toBe(false);
	await mira.unrouteAll();
	await reload.click();
	await expectSaved(mira);
	await expect(composer(mira)).toHaveValue('Half a thought');
	await mira.getByRole('button', { name: 'More' }).click();
	await expect(mira.getByRole('menuitem', { name: 'Privacy' })).toBeVisible();
});

test('a window still sends and receives after another window of the same person deleted their copies', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const browser = await newPerson();
	const ana = await join(browser, link, { name: 'Ana', fn: 'Sales' });
	const other = await browser.newPage();
	await other.goto(ana.url());
	await expectSaved(other);
	await post(ana, 'Written before');
	await expect(note(other, 'Written before')).toBeVisible();

	// Does what a page does when the server rejects its change.
	await other.evaluate(async () => {
		for (const { name = '' } of await indexedDB.databases())
			if (name.startsWith('groundwork:')) indexedDB.deleteDatabase(name);
	});
	await post(ana, 'Written after');
	await post(ana, 'And one more');
	await expect(note(other, 'And one more')).toBeVisible();
	await expect(note(other, 'Written after')).toBeVisible();
	await post(other, 'From the other window');
	await expect(note(ana, 'From the other window')).toBeVisible();
	await expectSaved(ana);
});
