/**
 * Measures the board page with the 900 notes of `tests/support/data/service-desk.csv`: the time from navigation to
 * the first and the last painted note, transferred JavaScript, frames during panning and zooming, and memory.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../server/find-chromium.mjs';
import { toImportRows } from '../../src/lib/workshop/import/rows.ts';
import { readTable } from '../../src/lib/workshop/import/table.ts';
import { seedBoard } from '../support/seed.ts';
import { importNotes, quantile, serve, table, type Served } from './measure.ts';

const RUNS = 5;
const GESTURE_FRAMES = 120;
const MB = 1024 * 1024;

interface Painted {
	first: number;
	last: number;
}
declare global {
	interface Window {
		painted: Painted;
		frameTimes: number[];
	}
}

/** Records when the first and the last note are painted: one frame after the frame that found them. */
function watchPaint(notes: number) {
	const painted = { first: 0, last: 0 };
	window.painted = painted;
	let found = 0;
	const look = (now: number) => {
		if (found > 0 && painted.first === 0) painted.first = now;
		if (found >= notes) painted.last = now;
		else {
			found = document.querySelectorAll('[data-note]').length;
			requestAnimationFrame(look);
		}
	};
	requestAnimationFrame(look);
}

/** Opens the board as on a first visit, with an empty cache. */
async function load(context: BrowserContext, address: string): Promise<[Page, Painted]> {
	const page = await context.newPage();
	await page.goto(address);
	await page.waitForFunction(() => window.painted.last > 0);
	return [page, await page.evaluate(() => window.painted)];
}

/** Bytes of all scripts that the board page loads by itself, each compressed with gzip. */
async function scriptBytes(context: BrowserContext, address: string): Promise<number> {
	const page = await context.newPage();
	const sizes: Promise<number>[] = [];
	page.on('response', (response) => {
		if (new URL(response.url()).pathname.endsWith('.js'))
			sizes.push(response.body().then((body) => gzipSync(body).length));
	});
	await page.goto(address);
	await page.waitForLoadState('networkidle');
	const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
	await page.close();
	return bytes;
}

/** Milliseconds between frames during a gesture. */
async function frames(page: Page, gesture: (frame: number) => Promise<void>): Promise<number[]> {
	await page.evaluate(() => {
		const times: number[] = [];
		window.frameTimes = times;
		const tick = (now: number) => {
			times.push(now);
			if (window.frameTimes === times) requestAnimationFrame(tick);
		};
		requestAnimationFrame(tick);
	});
	for (let frame = 0; frame < GESTURE_FRAMES; frame++) await gesture(frame);
	const times = await page.evaluate(() => window.frameTimes);
	return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

async function heapBytes(context: BrowserContext, page: Page): Promise<number> {
	const devtools = await context.newCDPSession(page);
	await devtools.send('HeapProfiler.collectGarbage');
	const { usedSize } = await devtools.send('Runtime.getHeapUsage');
	return usedSize;
}

async function measure(served: Served, board: string, token: string) {
	const csv = readTable(readFileSync('tests/support/data/service-desk.csv', 'utf8'));
	const { rows } = toImportRows(csv, { text: 0, fn: null, cluster: 1 });
	await importNotes(served.url, board, token, rows);
	const notes = rows.length;
	const address = `${served.url}/b/${board}`;
	const executablePath = findChromium();
	const browser = await chromium.launch({
		args: CHROMIUM_ARGS,
		...(executablePath === null ? {} : { executablePath })
	});
	try {
		const visit = async () => {
			const context = await browser.newContext({
				viewport: { width: 1440, height: 900 },
				serviceWorkers: 'block'
			});
			await context.addCookies([{ name: 'groundwork_session', value: token, url: served.url }]);
			await context.addInitScript(watchPaint, notes);
			return context;
		};
		const first: number[] = [];
		const last: number[] = [];
		for (let run = 0; run < RUNS; run++) {
			const context = await visit();
			const [, painted] = await load(context, address);
			first.push(painted.first);
			last.push(painted.last);
			await context.close();
		}
		const context = await visit();
		const html = await (await context.request.get(address)).text();
		const inHtml = html.match(/data-note=/g)?.length ?? 0;
		const script = await scriptBytes(context, address);
		const [page] = await load(context, address);
		await page.waitForLoadState('networkidle');
		await page.mouse.move(500, 450);
		const panning = await frames(page, (frame) =>
			page.mouse.wheel(frame % 40 < 20 ? 12 : -12, frame % 40 < 20 ? 6 : -6)
		);
		await page.keyboard.down('Control');
		const zooming = await frames(page, (frame) => page.mouse.wheel(0, frame % 40 < 20 ? 10 : -10));
		await page.keyboard.up('Control');
		const heap = await heapBytes(context, page);

		table(`Board page with ${notes} notes (median of ${RUNS} first visits)`, [
			['first note painted', `${quantile(first, 0.5).toFixed(0)} ms`],
			['last note painted', `${quantile(last, 0.5).toFixed(0)} ms`],
			['notes in the first HTML', String(inHtml)],
			['HTML, gzip', `${(gzipSync(html).length / 1024).toFixed(0)} KB`],
			['JavaScript, gzip', `${(script / 1024).toFixed(0)} KB`],
			['frame while panning, p95', `${quantile(panning, 0.95).toFixed(1)} ms`],
			['frame while zooming, p95', `${quantile(zooming, 0.95).toFixed(1)} ms`],
			['JavaScript heap', `${(heap / MB).toFixed(0)} MB`]
		]);
	} finally {
		await browser.close();
	}
}

const dataDir = mkdtempSync(join(tmpdir(), 'groundwork-bench-'));
const { board, people } = await seedBoard(dataDir, {
	step: 'cluster',
	people: [{ name: 'Ana', fn: 'sales', role: 'facilitator' }]
});
const served = await serve('server/main.ts', {
	DATA_DIR: dataDir,
	PORT: '0',
	HOST: '127.0.0.1',
	LOG_LEVEL: 'error'
});
try {
	await measure(served, board, people[0]?.token ?? '');
} finally {
	await served.stop();
	rmSync(dataDir, { recursive: true });
}
