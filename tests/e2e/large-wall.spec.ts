/** A wall that is too large to come with its page. */
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
import { seedBoard } from '../support/seed.ts';
import { startServer } from '../support/server.ts';

const MEGABYTE = 1_000_000;
const BALLAST = 40;

/** Few notes, so that a slow machine draws them, and long ones, so that the wall is over 16 MB. */
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

test('[S40] [S41] somebody joins a wall over 16 MB, and is told that it is on its way', async ({
	browser
}) => {
	const dataDir = mkdtempSync(join(tmpdir(), 'groundwork-large-'));
	const { board, people } = await largeBoard(dataDir);
	const server = await startServer({ dataDir });
	const context = await browser.newContext();
	try {
		const value = people[0]?.token ?? '';
		await context.addCookies([{ name: SESSION_COOKIE, value, url: server.url }]);
		const response = await context.request.get(`${server.url}/b/${board}`);
		const html = await response.text();
		expect(html).toContain('This board is large');
		expect(html.length).toBeLessThan(MEGABYTE);

		const page = await context.newPage();
		await page.goto(`${server.url}/b/${board}`);
		await expect(cluster(page, 'Handovers')).toBeVisible({ timeout: 60_000 });
		await expect(page.getByText('This board is large')).toHaveCount(0);
		await expect(page.getByText('Words of n2')).toBeVisible();
	} finally {
		await context.close();
		await server.dispose();
		rmSync(dataDir, { recursive: true, force: true });
	}
});
