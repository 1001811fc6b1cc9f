import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './server/find-chromium.mjs';

const executablePath = findChromium();

export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/e2e',
	workers: 2,
	retries: 0,
	forbidOnly: true,
	// Generous, so that only what does not come at all fails on a small and busy machine.
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	use: {
		actionTimeout: 20_000,
		navigationTimeout: 30_000,
		// A recorded trace costs a tenth of the time. `--trace on` for a test that fails says more.
		trace: 'off',
		// It fetches all parts of the app for each new person, which costs as much as the test. Tests of what works
		// without the server allow it.
		serviceWorkers: 'block',
		launchOptions: {
			args: CHROMIUM_ARGS,
			...(executablePath === null ? {} : { executablePath })
		}
	},
	projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'] } }]
});
