/**
 * The board page with the 900 notes of `tests/support/data/service-desk.csv`: time from navigation to
 * the first and the last painted note, JavaScript over the wire, frames while panning and zooming, memory.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from '../../server/find-chromium.mjs';
import { parseTable, toImportRows } from '../../src/lib/workshop/csv.ts';
import { seedBoard } from '../support/seed.ts';
import { quantile, serve, table } from './measure.ts';

const RUNS = 5;
const PAN_FRAMES = 120;

async function frames(page: Page, gesture: (frame: number) => Promise<void>): Promise<number[]> {
	await page.evaluate(() => {
		const times: number[] = [];
		Object.assign(window, { frameTimes: times });
		const tick = (now: number) => {
			times.push(now);
			requestAnimationFrame(tick);
		};
		requestAnimationFrame(tick);
	});
	for (let frame = 0; frame < PAN_FRAMES; frame++) await gesture(frame);
	const times = await page.evaluate(() => (window as unknown as { frameTimes: number[] }).frameTimes);
	return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

const dataDir = mkdtempSync(join(tmpdir(), 'groundwork-bench-'));
const { board, people } = await seedBoard(dataDir, {
	step: 'cluster',
	people: [{ name: 'Ana', fn: 'sales', role: 'facilitator' }]
});
const served = await serve('server/main.ts', { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' });
const token = people[0]?.token ?? '';
const csv = parseTable(readFileSync('tests/support/data/service-desk.csv', 'utf8'));
const { rows } = toImportRows(csv, { text: 0, fn: null, cluster: 1 });
const imported = await fetch(`${served.url}/b/${board}/import`, {
	method: 'POST',
	headers: {
		'content-type': 'application/json',
		origin: served.url,
		cookie: `groundwork_session=${token}`
	},
	body: JSON.stringify({ id: 'bench-import', kind: 'problem', rows })
});
if (!imported.ok) throw new Error(`the import failed with ${imported.status}`);

const browser = await chromium.launch({
	executablePath: findChromium() ?? '',
	args: ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--no-first-run']
});
const context = await browser.newContext({
	viewport: { width: 1440, height: 900 },
	serviceWorkers: 'block'
});
await context.addCookies([{ name: 'groundwork_session', value: token, url: served.url }]);
const address = `${served.url}/b/${board}`;
const html = await (await context.request.get(address)).text();

const firstPaint: number[] = [];
const contentful: number[] = [];
let script = 0;
let memory = 0;
let panning: number[] = [];
let zooming: number[] = [];
for (let run = 0; run < RUNS; run++) {
	const page = await context.newPage();
	const scripts: Promise<number>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script' || response.url().endsWith('.js'))
			scripts.push(response.body().then((body) => gzipSync(body).length));
	});
	await page.goto(address);
	await page.waitForLoadState('networkidle');
	const paint = await page.evaluate(() => ({
		first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
		notes: document.querySelectorAll('[data-note]').length,
		interactive: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming)
			.domContentLoadedEventEnd
	}));
	if (paint.notes < rows.length) throw new Error(`only ${paint.notes} notes are shown`);
	firstPaint.push(paint.first);
	contentful.push(paint.interactive);
	if (run === RUNS - 1) {
		script = (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0);
		await page.mouse.move(500, 450);
		panning = await frames(page, (frame) => page.mouse.wheel(frame % 40 < 20 ? 12 : -12, 6));
		await page.keyboard.down('Control');
		zooming = await frames(page, (frame) => page.mouse.wheel(0, frame % 40 < 20 ? 10 : -10));
		await page.keyboard.up('Control');
		const cdp = await context.newCDPSession(page);
		await cdp.send('HeapProfiler.collectGarbage');
		memory = await page.evaluate(
			() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize
		);
	}
	await page.close();
}
await browser.close();
await served.stop();
rmSync(dataDir, { recursive: true });

table(`Board page with ${rows.length} notes (median of ${RUNS} loads)`, [
	['first note painted', `${quantile(firstPaint, 0.5).toFixed(0)} ms`],
	['document ready', `${quantile(contentful, 0.5).toFixed(0)} ms`],
	['HTML, gzip', `${(gzipSync(html).length / 1024).toFixed(0)} KB`],
	['JavaScript, gzip', `${(script / 1024).toFixed(0)} KB`],
	['frame while panning, p95', `${quantile(panning, 0.95).toFixed(1)} ms`],
	['frame while zooming, p95', `${quantile(zooming, 0.95).toFixed(1)} ms`],
	['JavaScript heap', `${(memory / 1024 / 1024).toFixed(0)} MB`]
]);
