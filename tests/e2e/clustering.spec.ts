/** Clustering notes by drag, by menu, and by several people at once. */
import type { Page } from '@playwright/test';
import { cluster, goToWall, note, pick, seeAll } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, join } from '../support/people.ts';
import {
	dragItem,
	liftItem,
	makeCluster,
	oneWall,
	startClustering,
	wallOf,
	type Row
} from '../support/wall.ts';

// Three people need time on a busy machine.
test.describe.configure({ timeout: 120_000 });

const CALLERS = 'Callers repeat their whole story';
const MAILS = 'The same mail is written four times';
const QUOTES = 'Quotes wait for a second signature';
const LEADS = 'Leads reach sales after a week';
const LOOSE: Row[] = [CALLERS, MAILS, QUOTES, LEADS].map((text) => ({ text }));
const TWO_CLUSTERS: Row[] = [
	{ text: CALLERS, cluster: 'Handovers' },
	{ text: MAILS, cluster: 'Handovers' },
	{ text: QUOTES, cluster: 'Waiting' },
	{ text: LEADS }
];
/** Places in the window that are empty on a wall of four notes. */
const OPEN = { x: 560, y: 480 };
const FAR = { x: 300, y: 540 };

const titles = async (page: Page) => (await wallOf(page)).clusters.map(({ title }) => title);
const looseTexts = async (page: Page) => (await wallOf(page)).loose.map(({ text }) => text);

test('notes dropped on each other make a cluster, and other notes join and leave it', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, LOOSE);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });

	await makeCluster(ana, [CALLERS, MAILS], 'Nobody hands over');
	await expect(note(cluster(page, 'Nobody hands over'), CALLERS)).toBeVisible();

	await dragItem(page, note(page, QUOTES), note(page, MAILS));
	await expect(cluster(ana, 'Nobody hands over').locator('[data-note]')).toHaveCount(3);
	await expect(cluster(ana, 'Nobody hands over').getByText('3 notes')).toBeVisible();

	await dragItem(ana, note(ana, CALLERS), OPEN);
	await expect(cluster(page, 'Nobody hands over').locator('[data-note]')).toHaveCount(2);
	const { loose, clusters } = await oneWall(ana, page);
	expect(loose.map(({ text }) => text)).toEqual([CALLERS, LEADS]);
	expect(clusters.map(({ notes }) => notes.toSorted())).toEqual([[QUOTES, MAILS]]);
});

test('a cluster is renamed, moved, merged into another and split up', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, TWO_CLUSTERS);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });

	await cluster(ana, 'Handovers').getByRole('heading').click();
	await ana.getByLabel('Name of the cluster, as a problem').fill('Nobody hands over');
	await ana.keyboard.press('Enter');
	await expect(cluster(page, 'Nobody hands over')).toBeVisible();

	const before = await wallOf(ana);
	await dragItem(ana, cluster(ana, 'Waiting'), OPEN);
	const moved = await oneWall(ana, page);
	const placeOf = (wall: typeof moved) => wall.clusters.find(({ title }) => title === 'Waiting');
	expect(placeOf(moved)?.y).toBeGreaterThan((placeOf(before)?.y ?? 0) + 100);

	await dragItem(ana, cluster(ana, 'Waiting'), cluster(ana, 'Nobody hands over'));
	await expect(ana.getByText('You merged Waiting into Nobody hands over.').first()).toBeVisible();
	await expect(cluster(page, 'Waiting')).toHaveCount(0);
	await expect(cluster(page, 'Nobody hands over').locator('[data-note]')).toHaveCount(3);

	await pick(ana, cluster(ana, 'Nobody hands over').locator('header'), 'Split up');
	await expect(page.locator('[data-cluster]')).toHaveCount(0);
	expect((await oneWall(ana, page)).loose.map(({ text }) => text)).toEqual(
		[CALLERS, MAILS, QUOTES, LEADS].toSorted()
	);
	await ana.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(cluster(page, 'Nobody hands over').locator('[data-note]')).toHaveCount(3);
	await oneWall(ana, page);
});

test('moving a cluster’s last note into another cluster removes the name, and undo restores it', async ({
	page,
	server
}) => {
	await startClustering(page, server.url, TWO_CLUSTERS);
	await pick(page, note(page, QUOTES), 'Move to…');
	await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByText('You merged Waiting into Handovers.').first()).toBeVisible();
	await expect(cluster(page, 'Handovers').locator('[data-note]')).toHaveCount(3);
	await expect(page.locator('[data-cluster]')).toHaveCount(1);
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(cluster(page, 'Waiting').locator('[data-note]')).toHaveCount(1);
});

test('others see a drag live, with the name of the person who drags, before the drop', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, TWO_CLUSTERS);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const before = await wallOf(page);

	await liftItem(ana, note(ana, LEADS), OPEN);
	const carried = page.locator('.carried', { hasText: LEADS });
	await expect(carried).toBeVisible();
	await expect(page.locator('.cursor', { hasText: 'Ana' })).toBeVisible();
	const placeOf = (element: Element) => (element as HTMLElement).style.transform.match(/[-.\d]+/g);
	const rounded = (numbers: string[] | null) =>
		numbers?.map((number) => Math.round(Number(number)));
	const own = rounded(await ana.locator('.ghost').evaluate(placeOf));
	await expect.poll(async () => rounded(await carried.evaluate(placeOf))).toEqual(own);
	expect(await wallOf(page), 'nothing has been dropped yet').toEqual(before);
	await ana.mouse.up();
	await expect(carried).toHaveCount(0);
	await oneWall(ana, page);

	await liftItem(ana, cluster(ana, 'Waiting'), FAR);
	const held = page.locator('[data-cluster].remote', { hasText: 'Waiting' });
	await expect(held.getByText('Ana', { exact: true })).toBeVisible();
	await ana.keyboard.press('Escape');
	await expect(page.locator('[data-cluster].remote')).toHaveCount(0);
	await ana.mouse.up();
	const after = await oneWall(ana, page);
	expect(after.clusters).toEqual(before.clusters);
});

test('a person who grabs a note that somebody is dragging is told who holds it', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, LOOSE);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const ben = await join(await newPerson(), link, { name: 'Ben', fn: 'IT' });

	await liftItem(ana, note(ana, LEADS), OPEN);
	await expect(ben.locator('.carried', { hasText: LEADS })).toBeVisible();
	await liftItem(ben, note(ben, LEADS), FAR);
	await expect(ben.getByText('Ana is moving this just now.')).toBeVisible();
	await ben.mouse.up();
	await ana.mouse.up();
	await oneWall(ana, ben, page);
});

test('two people who grab the same note at the same moment see each other, and end with the same wall', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, LOOSE);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	// While the line is slow, Ben receives no messages.
	const waiting: (() => void)[] = [];
	let line: 'open' | 'slow' = 'open';
	const context = await newPerson();
	await context.routeWebSocket(/\/live\/wall\//, (page) => {
		const server = page.connectToServer();
		server.onMessage((message) => {
			if (line === 'open') page.send(message);
			else waiting.push(() => page.send(message));
		});
	});
	const ben = await join(context, link, { name: 'Ben', fn: 'IT' });

	line = 'slow';
	await liftItem(ana, note(ana, LEADS), OPEN);
	await liftItem(ben, note(ben, LEADS), FAR);
	await expect(ana.locator('.ghost').getByText('Ben moves it too')).toBeVisible();
	line = 'open';
	for (const deliver of waiting) deliver();
	await expect(ben.locator('.ghost').getByText('Ana moves it too')).toBeVisible();

	await ben.mouse.up();
	await ana.mouse.up();
	await expect(page.locator('.carried')).toHaveCount(0);
	await oneWall(ana, ben, page);
	await expectSaved(ben);
});

test('undo and redo affect only one’s own moves, and others’ moves stay', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, TWO_CLUSTERS);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const ben = await join(await newPerson(), link, { name: 'Ben', fn: 'IT' });

	await dragItem(ana, note(ana, LEADS), note(ana, QUOTES));
	await expect(note(cluster(ben, 'Waiting'), LEADS)).toBeVisible();
	await dragItem(ben, note(ben, CALLERS), note(ben, QUOTES));
	await expect(note(cluster(ana, 'Waiting'), CALLERS)).toBeVisible();

	await ana.keyboard.press('Control+z');
	await expect(note(cluster(ben, 'Waiting'), LEADS)).toHaveCount(0);
	await expect(note(cluster(ana, 'Waiting'), CALLERS)).toBeVisible();
	expect(await looseTexts(ben)).toEqual([LEADS]);
	await ana.keyboard.press('Control+z');
	await expect(ana.getByText('There is no move of yours to undo.')).toBeVisible();
	await expect(note(cluster(ana, 'Waiting'), CALLERS)).toBeVisible();

	await ana.getByRole('button', { name: 'Redo' }).click();
	await expect(note(cluster(ben, 'Waiting'), LEADS)).toBeVisible();
	await ana.getByRole('button', { name: 'Undo your last move' }).click();
	await expect(note(cluster(ben, 'Waiting'), LEADS)).toHaveCount(0);
	await ana.keyboard.press('Control+Shift+z');
	await expect(note(cluster(ben, 'Waiting'), LEADS)).toBeVisible();

	await ben.keyboard.press('Control+z');
	await expect(note(cluster(ana, 'Handovers'), CALLERS)).toBeVisible();
	await expect(note(cluster(ana, 'Waiting'), LEADS)).toBeVisible();
	await oneWall(ana, ben, page);
});

test('the menu can do everything that a drag can do', async ({ page, newPerson, server }) => {
	const { link } = await startClustering(page, server.url, LOOSE);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const field = ana.getByRole('dialog').getByRole('combobox');
	const name = ana.getByLabel('Name of the cluster, as a problem');
	const option = (text: string | RegExp) =>
		ana.getByRole('dialog').getByRole('option', { name: text });
	const header = (title: string) => cluster(ana, title).locator('header');

	await note(ana, LEADS).click();
	await expect(note(ana, LEADS)).toBeFocused();
	await pick(ana, note(ana, CALLERS), 'New cluster with this note');
	await name.fill('Handovers');
	await name.press('Enter');
	await pick(ana, note(ana, MAILS), 'Move to…');
	await option('Handovers').click();
	await expect(cluster(page, 'Handovers').locator('[data-note]')).toHaveCount(2);

	await pick(ana, note(ana, QUOTES), 'Move to…');
	await field.fill('Waiting');
	await option('New cluster “Waiting”').click();
	await expect(note(cluster(page, 'Waiting'), QUOTES)).toBeVisible();

	await pick(ana, note(ana, MAILS), 'Move to…');
	await option('Out of the cluster').click();
	await expect(cluster(page, 'Handovers').locator('[data-note]')).toHaveCount(1);
	await pick(ana, note(ana, CALLERS), 'Out of the cluster');
	await expect(cluster(page, 'Handovers').locator('[data-note]')).toHaveCount(0);
	await pick(ana, note(ana, CALLERS), 'Move to…');
	await option('Handovers').click();

	await pick(ana, header('Waiting'), 'Rename');
	await name.fill('Too many signatures');
	await name.press('Enter');
	await expect(cluster(page, 'Too many signatures')).toBeVisible();

	const placeOf = async (title: string) =>
		(await wallOf(page)).clusters.find((one) => one.title === title)?.y ?? 0;
	const before = await placeOf('Too many signatures');
	await pick(ana, header('Too many signatures'), 'Move down');
	await expect.poll(() => placeOf('Too many signatures')).toBeGreaterThan(before);

	await pick(ana, header('Too many signatures'), 'Merge into…');
	await option('Handovers').click();
	await expect.poll(() => titles(page)).toEqual(['Handovers']);
	await pick(ana, header('Handovers'), 'Split up');
	await expect(page.locator('[data-cluster]')).toHaveCount(0);
	expect((await oneWall(ana, page)).loose).toHaveLength(4);
});

test('observers cannot move notes, and participants cannot while the wall is locked', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, TWO_CLUSTERS);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const olga = await join(await newPerson(), link, { name: 'Olga', fn: 'Observer' });
	const before = await oneWall(page, ana, olga);

	const cannotMove = async (person: Page, why: string) => {
		await dragItem(person, note(person, LEADS), note(person, QUOTES));
		await expect(person.locator('.notice').getByText(why)).toBeVisible();
		await dragItem(person, cluster(person, 'Waiting'), OPEN);
		await note(person, LEADS).click();
		await expect(note(person, LEADS)).toBeFocused();
		for (const key of ['m', 'c', 'Shift+ArrowDown', 'Control+z']) await person.keyboard.press(key);
		await expect(person.getByRole('dialog')).toHaveCount(0);
		await cluster(person, 'Waiting').getByRole('heading').click();
		await expect(person.getByLabel('Name of the cluster, as a problem')).toHaveCount(0);
		await note(person, LEADS).hover();
		await note(person, LEADS).getByRole('button').click();
		await expect(person.getByRole('menuitem', { name: why })).toBeDisabled();
		await expect(person.getByRole('menuitem', { name: /Move to|New cluster/ })).toHaveCount(0);
		await person.keyboard.press('Escape');
		expect(await oneWall(person, page)).toEqual(before);
	};
	await cannotMove(olga, 'Observers look on. Ask the facilitator to take part.');
	await page.getByRole('checkbox', { name: /Lock the wall/ }).check();
	await expect(ana.getByText('The facilitator has locked the wall.').first()).toBeVisible();
	await cannotMove(ana, 'The facilitator has locked the wall.');

	await dragItem(page, note(page, LEADS), note(page, QUOTES));
	await expect(note(cluster(ana, 'Waiting'), LEADS)).toBeVisible();
});

test('three people who cluster at the same time end with the same wall', async ({
	page,
	newPerson,
	server
}) => {
	const rows = Array.from({ length: 12 }, (_, index) => ({ text: `Problem ${index + 10}` }));
	const { link } = await startClustering(page, server.url, rows);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const ben = await join(await newPerson(), link, { name: 'Ben', fn: 'IT' });

	const put = async (person: Page, text: string, title: string) => {
		const search = person.getByRole('textbox', { name: 'Search the notes' });
		await search.fill(text);
		await search.press('Enter');
		await expect(note(person, text)).toBeFocused();
		await person.keyboard.press('m');
		await person.getByRole('dialog').getByRole('combobox').fill(title);
		await person.keyboard.press('Enter');
		await expect(note(person, text)).toBeFocused();
	};
	await Promise.all(
		[page, ana, ben].map(async (person, index) => {
			await goToWall(person);
			await person.keyboard.press('/');
			for (const nth of [0, 1, 2, 3]) {
				await put(
					person,
					`Problem ${10 + index * 4 + nth}`,
					nth % 2 ? 'Shared' : `Cluster ${index}`
				);
			}
		})
	);
	await put(ben, 'Problem 10', 'Cluster 2');
	for (const person of [page, ana, ben]) await expectSaved(person);
	const wall = await oneWall(page, ana, ben);
	expect(wall.loose).toEqual([]);
	const texts = wall.clusters.flatMap(({ notes }) => notes).toSorted();
	expect(texts).toEqual(rows.map(({ text }) => text).toSorted());
	await page.reload();
	expect(await oneWall(page, ana)).toEqual(wall);
});

test('a new cluster and everything that was in sight stay in sight, whoever had to make room', async ({
	page,
	server
}) => {
	const texts = [CALLERS, MAILS, QUOTES, LEADS, 'Prices differ', 'Nobody calls back'];
	await startClustering(
		page,
		server.url,
		texts.map((text) => ({ text, cluster: `About ${text}` }))
	);
	await seeAll(page);
	for (const text of texts) await expect(note(page, text)).toBeInViewport({ ratio: 0.99 });
	await pick(page, note(page, CALLERS), 'Move to…');
	await page.getByRole('combobox').fill(`About ${MAILS}`);
	await page.getByRole('option').first().click();
	for (const [index, text] of [QUOTES, LEADS, 'Prices differ'].entries()) {
		await dragItem(page, note(page, text), note(page, MAILS));
		await expect(page.locator('[data-cluster]')).toHaveCount(texts.length - 2 - index);
		for (const one of texts) await expect(note(page, one)).toBeInViewport({ ratio: 0.99 });
	}
	await pick(page, note(page, LEADS), 'New cluster with this note');
	await expect(page.getByRole('textbox', { name: /name/i })).toBeInViewport({ ratio: 0.99 });
	for (const one of texts) await expect(note(page, one)).toBeInViewport({ ratio: 0.99 });
});
