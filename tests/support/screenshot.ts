/** Creates the README's picture from the sample: `npm run screenshot`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from '../../server/find-chromium.mjs';
import { startServer } from './server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'groundwork-screenshot-'));
const server = await startServer({ dataDir });
const browser = await chromium.launch({
	executablePath: findChromium() ?? '',
	args: CHROMIUM_ARGS
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(server.url);
await page.getByRole('button', { name: 'Open the sample' }).click();
await page.getByRole('table').waitFor();
await page.getByText('Saved', { exact: true }).waitFor();
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: 'static/screenshot.png' });
await browser.close();
await server.stop();
rmSync(dataDir, { recursive: true });
