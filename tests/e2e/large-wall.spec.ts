/** A wall that is too large to be sent with its page. */
import type { WebSocketRoute } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESSION_COOKIE } from '../../server/auth/auth.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { addNote, makeCluster } from '../../src/lib/wall/mutations.ts';
import { note } from '../../src/lib/wall/testing.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { cluster } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { seedBoard, type SeededBoard } from '../support/seed.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** Widths and colour schemes to check the page in. */
const LOOKS = [
	['light', 1280, 'light'],
	['dark', 1280, 'dark'],
	['phone', 390, 'light']
] as const;

const MEGABYTE = 1_000_000;
const BALLAST = 40;

/** Few notes, so that a slow machine can render them, but long ones, so that the wall exceeds 16 MB. */
async function largeBoard(dataDir: string) {
	const person = { name: 'Ana', fn: 'sales', role: 'participant' as const };
	const board = await seedBoard(dataDir, { step: 'cluster', people: [person] });
	const wall = new Wall();
	makeCluster(wall, 'c1', [], 0, 0, 'Handovers');
	for (const id of ['n1', 'n2', 'n3'])
		addNote(wall, note(id, { text: `Words of ${id}`, cluster: 'c1' }));
	wall.doc.transact(() => {
		for (let at = 0; at < BALLAST; at++)
			addNote(wall, note(`old${at}`, { text: 'x'.repeat(MEGABYTE / 2), archived: true }));
	});
	const store = openSqlite(join(dataDir, 'groundwork.sqlite'));
	const update = wall.encode();
	expect(update.length).toBeGreaterThan(16 * MEGABYTE);
	await store.append([{ document: `w:${board.board}`, update, claims: [] }]);
	await store.close();
	return board;
}

let server: TestServer;
let dataDir: string;
let board: SeededBoard;
test.beforeAll(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'groundwork-large-'));
	board = await largeBoard(dataDir);
	server = await startServer({ dataDir });
});
test.afterAll(async () => {
	await server.dispose();
	rmSync(dataDir, { recursive: true, force: true });
});
test.use({
	context: async ({ context }, use) => {
		const value = board.people[0]?.token ?? '';
		await context.addCookies([{ name: SESSION_COOKIE, value, url: server.url }]);
		await use(context);
	}
});
const address = () => `${server.url}/b/${board.board}`;

test('[S40] [S41] a person who joins a board with a wall over 16 MB is told that it is loading', async ({
	page
}) => {
	const html = await (await page.request.get(address())).text();
	expect(html).toContain('This board is large');
	expect(html.length).toBeLessThan(MEGABYTE);

	await page.goto(address());
	await expect(cluster(page, 'Handovers')).toBeVisible({ timeout: 60_000 });
	await expect(page.getByText('This board is large')).toHaveCount(0);
	await expect(page.getByText('Words of n2')).toBeVisible();
});

test('[S46] the page says that a large wall is loading, and shows it once the server can be reached', async ({
	page
}, info) => {
	/** How the page's wall sockets are answered: not at all, by a broken connection, or by the server. */
	let meets: 'silence' | 'a broken line' | 'the server' = 'silence';
	const waiting: WebSocketRoute[] = [];
	await page.routeWebSocket(/\/live\/wall\//, (socket) => {
		if (meets === 'the server') socket.connectToServer();
		else if (meets === 'silence') waiting.push(socket);
		else void socket.close({ code: 1011 });
	});
	await page.goto(address());
	const loading = page.getByRole('main').getByRole('status').first();
	await expect(loading).toContainText('Loading the wall…');
	await expect.poll(() => waiting.length).toBeGreaterThan(0);
	for (const [name, width, colorScheme] of LOOKS) {
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme });
		await page.screenshot({ path: info.outputPath(`loading-${name}.png`) });
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
	}
	// The page must not say that nothing was written. It already shows the steps and the guide.
	await expect(page.getByText('Who has spoken')).toHaveCount(0);
	const guide = page.getByRole('button', { name: /^(Show|Hide) guide$/ }).first();
	await guide.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Close the guide' })).toBeVisible();
	await page.keyboard.press('Escape');

	meets = 'a broken line';
	for (const socket of waiting) await socket.close({ code: 1011 });
	await expect(loading).toContainText('It comes as soon as this page reaches the server.');
	await page.screenshot({ path: info.outputPath('away.png') });
	meets = 'the server';
	await expect(cluster(page, 'Handovers')).toHaveCount(1, { timeout: 60_000 });
	await expect(page.getByText('The wall is not here yet')).toHaveCount(0);
});
