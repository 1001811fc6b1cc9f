/** A whole server, without its pages, whose disk is full or read-only for a while. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeCluster, renameCluster } from '../../src/lib/wall/mutations.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { seedBoard, type SeededBoard } from '../support/seed.ts';
import { BARE_SERVER, startServer, type TestServer } from '../support/server.ts';
import type { StoreFailure } from '../support/failing-store.ts';
import { Ledger, Page } from './crash-page.ts';

const WRITES = 60;
const WAIT = { timeout: 20_000, interval: 10 };
const TEST_TIMEOUT_MS = 60_000;

let dataDir: string;
let board: SeededBoard;
let server: TestServer;
let pages: Page[];
beforeEach(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'groundwork-outage-'));
	board = await seedBoard(dataDir, {
		step: 'cluster',
		people: ['ana', 'ben'].map((name) => ({ name, fn: 'sales', role: 'participant' as const }))
	});
	server = await startServer({ dataDir, main: BARE_SERVER, env: { LOG_LEVEL: 'error' } });
	pages = board.people.map((person) => new Page(server.url, board.board, person, new Ledger()));
	await vi.waitFor(() => expect(pages.every(({ synced }) => synced)).toBe(true), WAIT);
});
afterEach(async () => {
	await Promise.all([server.dispose(), ...pages.map((page) => page.end())]);
	rmSync(dataDir, { recursive: true });
});

const statusOf = async (path: string) => (await fetch(server.url + path)).status;
const titles = ({ wall }: Page) => wall.clusterIds().map((id) => wall.cluster(id)?.title);

it.each<StoreFailure>(['full', 'readOnly'])(
	'[S3] [S24] [O2] nothing acknowledged is lost while a store is %s for a while',
	async (failure) => {
		const [ana, ben] = pages as [Page, Page];
		const closes: number[] = [];
		ana.wallLine.provider.on('connection-close', (event) => closes.push(event?.code ?? 0));
		let acknowledged = 0;
		ana.wallLine.write(
			() => makeCluster(ana.wall, 'c1', [], 0, 0, 'Before'),
			() => acknowledged++
		);
		await ana.wallLine.settled();
		expect(acknowledged).toBe(1);
		expect(await statusOf('/readyz')).toBe(200);

		await server.storeFails(failure);
		for (let write = 1; write <= WRITES; write++) {
			renameCluster(ana.wall, 'c1', `Title ${write}`);
			await new Promise(setImmediate);
		}
		await vi.waitFor(() => expect(closes).toContain(CLOSE.tryAgain), WAIT);
		expect(await statusOf('/readyz')).toBe(503);
		expect(await statusOf('/healthz')).toBe(200);
		// The other person can still read, and hears of nothing that is not saved.
		await vi.waitFor(() => expect(ben.synced).toBe(true), WAIT);
		expect(titles(ben)).toEqual(['Before']);
		const metrics = await (await fetch(`${server.url}/metrics`)).text();
		expect(metrics).toMatch(/groundwork_commit_failures_total [1-9]/);
		for (const secret of [board.board, board.link, 'Before', 'ana', board.people[0]?.participant])
			expect(metrics).not.toContain(secret);

		await server.storeFails(null);
		await vi.waitFor(() => expect(titles(ben)).toEqual([`Title ${WRITES}`]), WAIT);
		await vi.waitFor(async () => expect(await statusOf('/readyz')).toBe(200), WAIT);
		const complaints = server.output.filter((line) => line.includes('"level":50'));
		expect(complaints.length).toBeGreaterThan(0);
		expect(complaints.length).toBeLessThan(WRITES / 4);

		await server.kill9();
		await server.restart();
		await vi.waitFor(() => expect(titles(ana)).toEqual([`Title ${WRITES}`]), WAIT);
		await vi.waitFor(() => expect(pages.every(({ synced }) => synced)).toBe(true), WAIT);
	},
	TEST_TIMEOUT_MS
);
