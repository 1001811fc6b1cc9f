import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './server/find-chromium.mjs';

const executablePath = findChromium();

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	workers: 2,
	retries: 0,
	forbidOnly: true,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	use: {
		actionTimeout: 10_000,
		navigationTimeout: 15_000,
		trace: 'retain-on-failure',
		launchOptions: {
			args: CHROMIUM_ARGS,
			...(executablePath === null ? {} : { executablePath })
		}
	},
	projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }]
});
