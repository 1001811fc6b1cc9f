/** Viewing the wall: pan, zoom, search, list, the first paint, and others' cursors. */
import type { Locator, Page } from '@playwright/test';
import { cluster, goToWall, middle, note, pick, writeOpenly } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, join } from '../support/people.ts';
import {
	dragItem,
	oneWall,
	settled,
	startClustering,
	startWithNotes,
	wallOf,
	type Row
} from '../support/wall.ts';

const CALLERS = 'Callers repeat their whole story';
const QUOTES = 'Quotes wait for a second signature';
const LEADS = 'Leads reach sales after a week';
const ROWS: Row[] = [
	{ text: CALLERS, cluster: 'Handovers', fn: 'Service' },
	{ text: 'The same mail is written four times', cluster: 'Handovers', fn: 'Sales' },
	{ text: QUOTES, cluster: 'Waiting', fn: 'Sales' },
	{ text: LEADS, fn: 'Marketing' }
];
const MANY: Row[] = Array.from({ length: 90 }, (_, index) => ({
	text: `Problem ${index}: ${'it takes too long and nobody knows why '.repeat(1 + (index % 4))}`,
	cluster: index % 9 === 0 ? '' : `Cause ${index % 9}`,
	fn: 'Service'
}));

const boxOf = async (target: Locator) => {
	const box = await target.boundingBox();
	if (!box) throw new Error('it is not on the screen');
	return box;
};
const percent = (page: Page) =>
	page.getByRole('group', { name: 'View of the wall' }).getByText(/^\d+%$/);
/** How far an element moved on the screen, between two moments at which it was still. */
async function way(page: Page, target: Locator, move: () => Promise<void>) {
	await settled(page);
	const from = await boxOf(target);
	await move();
	await settled(page);
	const to = await boxOf(target);
	return { x: Math.round(to.x - from.x), y: Math.round(to.y - from.y) };
}

test('the wall pans by wheel, by drag and with the space bar, and nothing on it moves', async ({
	page,
	server
}) => {
	await startClustering(page, server.url, ROWS);
	const wall = await wallOf(page);
	const at = await middle(note(page, CALLERS));
	await page.mouse.move(at.x, at.y);
	const pan = (move: () => Promise<void>) => way(page, note(page, LEADS), move);

	expect(await pan(() => page.mouse.wheel(0, 60))).toEqual({ x: 0, y: -60 });
	expect(await pan(() => page.mouse.wheel(-40, 0))).toEqual({ x: 40, y: 0 });
	await page.keyboard.down('Shift');
	expect(await pan(() => page.mouse.wheel(0, 40))).toEqual({ x: -40, y: 0 });
	await page.keyboard.up('Shift');

	const draw = async () => {
		await page.mouse.down();
		await page.mouse.move(700, 420, { steps: 4 });
		await page.mouse.up();
	};
	await page.mouse.move(640, 380);
	expect(await pan(draw)).toEqual({ x: 60, y: 40 });
	const held = await middle(note(page, CALLERS));
	await page.mouse.move(held.x, held.y);
	await page.keyboard.down(' ');
	expect(await pan(draw)).toEqual({ x: Math.round(700 - held.x), y: Math.round(420 - held.y) });
	await page.keyboard.up(' ');
	expect(await wallOf(page)).toEqual(wall);
});

test('zooming keeps the point under the pointer; buttons zoom, and Fit shows everything', async ({
	page,
	server
}) => {
	await startClustering(page, server.url, MANY);
	const target = note(page, 'Problem 1:');
	await settled(page);
	const before = await boxOf(target);
	const at = { x: before.x + before.width / 4, y: before.y + before.height / 2 };
	const started = Number.parseInt((await percent(page).textContent()) ?? '', 10);
	await page.mouse.move(at.x, at.y);
	for (const [deltaY, larger] of [
		[-60, true],
		[60, false],
		[60, false]
	] as const) {
		const from = await boxOf(target);
		await page.keyboard.down('Control');
		await page.mouse.wheel(0, deltaY);
		await page.keyboard.up('Control');
		await expect.poll(async () => (await boxOf(target)).width > from.width).toBe(larger);
		const box = await boxOf(target);
		expect((at.x - box.x) / box.width).toBeCloseTo(0.25, 2);
		expect((at.y - box.y) / box.height).toBeCloseTo(0.5, 2);
	}
	await expect(percent(page)).not.toHaveText(`${started}%`);

	await page.getByRole('button', { name: 'Fit' }).click();
	await settled(page);
	const area = await boxOf(page.locator('[data-board]'));
	const seen = async () => {
		const boxes = await page
			.locator('[data-note]')
			.evaluateAll((notes) => notes.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
		return boxes.every(
			({ left, top, right, bottom }) =>
				left >= area.x &&
				top >= area.y &&
				right <= area.x + area.width &&
				bottom <= area.y + area.height
		);
	};
	await expect.poll(seen).toBe(true);
	const fitted = Number.parseInt((await percent(page).textContent()) ?? '', 10);
	await page.getByRole('button', { name: 'Zoom in' }).click();
	await expect
		.poll(async () => Number.parseInt((await percent(page).textContent()) ?? '', 10))
		.toBeGreaterThan(fitted);
	await page.getByRole('button', { name: 'Zoom out' }).click();
	await expect(percent(page)).toHaveText(`${fitted}%`);
});

test('search marks matching notes and dims the others', async ({ page, server }) => {
	await startClustering(page, server.url, ROWS);
	await goToWall(page);
	await page.keyboard.press('/');
	const field = page.getByRole('textbox', { name: 'Search the notes' });
	await field.fill('SIGNATURE');
	await expect(page.getByRole('search').getByText('1 note', { exact: true })).toBeVisible();
	await expect(note(page, QUOTES)).toHaveClass(/\bfound\b/);
	await expect(page.locator('[data-note].dimmed')).toHaveCount(3);
	await field.press('Enter');
	await expect(note(page, QUOTES)).toBeFocused();
	await field.fill('no such words');
	await expect(page.getByRole('search').getByText('0 notes')).toBeVisible();
	await page.getByRole('button', { name: 'Close the search' }).click();
	await expect(page.locator('[data-note].dimmed')).toHaveCount(0);
});

test('the list and the wall show one board, with the same actions', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, ROWS);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const actionsOf = async (item: Locator) => {
		await item.hover();
		await item.getByRole('button', { name: /^Actions for this/ }).click();
		await expect(ana.getByRole('menuitem').first()).toBeVisible();
		const entries = await ana.getByRole('menuitem').allInnerTexts();
		await ana.keyboard.press('Escape');
		await expect(ana.getByRole('menuitem')).toHaveCount(0);
		// Moving up, down, left or right is possible only on the wall.
		return entries
			.map((entry) => entry.split('\n')[0])
			.filter((entry) => !/^Move (left|right|up|down)$/.test(entry ?? ''));
	};
	const items = [note(ana, CALLERS), note(ana, LEADS), cluster(ana, 'Waiting').locator('header')];
	const wall = await wallOf(ana);
	const onWall = [];
	for (const item of items) onWall.push(await actionsOf(item));

	await ana.getByRole('button', { name: 'List', exact: true }).click();
	await expect(ana.getByRole('heading', { name: 'Not in a cluster yet' })).toBeVisible();
	expect(await wallOf(ana)).toEqual(wall);
	const inList = [];
	for (const item of items) inList.push(await actionsOf(item));
	expect(inList).toEqual(onWall);

	await pick(ana, note(ana, LEADS), 'Move to…');
	await ana.getByRole('option', { name: 'Waiting' }).click();
	await expect(note(cluster(page, 'Waiting'), LEADS)).toBeVisible();
	await ana.getByRole('button', { name: 'Wall', exact: true }).click();
	await expect(ana.getByRole('group', { name: 'View of the wall' })).toBeVisible();
	await oneWall(ana, page);
	await dragItem(ana, note(ana, LEADS), { x: 640, y: 560 });
	await expect(note(cluster(page, 'Waiting'), LEADS)).toHaveCount(0);
});

test('nothing moves when the scripts start: notes are where the first HTML puts them', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startClustering(page, server.url, MANY);
	// A service worker would serve the scripts from its own cache.
	const context = await newPerson({ serviceWorkers: 'block' });
	await (await join(context, link, { name: 'Ana', fn: 'Sales' })).close();
	const ana = await context.newPage();
	let letScriptsIn = () => {};
	const allowed = new Promise<void>((resolve) => (letScriptsIn = resolve));
	await ana.route('**/_app/immutable/**/*.js', async (route) => {
		await allowed;
		await route.continue();
	});
	const places = () =>
		ana.locator('[data-note], [data-cluster]').evaluateAll((items) =>
			items.map((item) => {
				const { x, y, width, height } = item.getBoundingClientRect();
				return [x, y, width, height].map((number) => Math.round(number * 10) / 10);
			})
		);
	await ana.addInitScript(() => {
		const shifts = { total: 0 };
		Object.assign(window, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries())
				shifts.total += (entry as unknown as { value: number }).value;
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await ana.goto(page.url(), { waitUntil: 'commit' });
	await expect(ana.locator('[data-note]')).toHaveCount(MANY.length);
	await ana.evaluate(() => document.fonts.ready);
	await settled(ana);
	const first = await places();
	expect(first).toHaveLength(MANY.length + 8);
	await expect(ana.getByText('Saved', { exact: true })).toHaveCount(0);

	letScriptsIn();
	await expectBoard(ana);
	await settled(ana);
	expect(await places()).toEqual(first);
	const shifts = await ana.evaluate(
		() => (window as unknown as { shifts: { total: number } }).shifts.total
	);
	expect(shifts).toBeLessThan(0.01);
});

test('cursors have names, and are hidden while people write in silence', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWithNotes(page, server.url, ROWS);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const cursor = page.locator('.cursor', { hasText: 'Ana' });
	const steps = page.getByRole('navigation', { name: 'Steps' });

	await steps.getByRole('button', { name: 'Cluster' }).click();
	await expect(note(ana, LEADS)).toBeVisible();
	await ana.mouse.move(560, 480, { steps: 5 });
	await expect(cursor).toBeVisible();
	await settled(page);
	const point = await boxOf(cursor.locator('svg'));
	expect(Math.abs(point.x - 560)).toBeLessThan(6);
	expect(Math.abs(point.y - 480)).toBeLessThan(6);

	await steps.getByRole('button', { name: 'Problems' }).click();
	for (const person of [page, ana]) {
		await expect(person.locator('[aria-current="step"]')).toContainText('Problems');
		await person.getByRole('button', { name: 'Wall', exact: true }).click();
		await expect(note(person, LEADS)).toBeVisible();
	}
	await ana.mouse.move(600, 440, { steps: 5 });
	await expect(page.locator('.cursor')).toHaveCount(0);

	await writeOpenly(page);
	await expect(cursor).toHaveCount(0);
	await ana.mouse.move(500, 460, { steps: 5 });
	await expect(cursor).toBeVisible();
	await ana.mouse.move(1200, 300, { steps: 3 });
	await expect(cursor, 'it has left the wall').toHaveCount(0);
});
