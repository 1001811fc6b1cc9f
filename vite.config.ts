import { pathToFileURL } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './server/find-chromium.mjs';
import type * as Dev from './server/dev.ts';

/** Serves the live boards from the dev server, with the same services as its pages. */
function liveBoards(): Plugin {
	return {
		name: 'groundwork:live-boards',
		apply: (_, { command, isPreview }) =>
			command === 'serve' && !isPreview && process.env.VITEST === undefined,
		async configureServer(vite) {
			// By address, so that Vite's bundled configuration shares the module with svelte.config.js.
			const dev = (await import(pathToFileURL('server/dev.ts').href)) as typeof Dev;
			const app = await dev.devApp();
			vite.middlewares.use((request, response, next) => {
				if (!app.operate(request, response) && !app.refuse(request, response)) next();
			});
			vite.httpServer?.on('upgrade', (request, socket, head) => {
				if (request.url?.startsWith('/live/')) app.upgrade(request, socket, head);
			});
			vite.httpServer?.on('close', () => void app.close());
		}
	};
}

/** What hangs fails; a busy machine does not. */
const PATIENCE = {
	testTimeout: 120_000,
	hookTimeout: 120_000,
	expect: { poll: { timeout: 30_000, interval: 4 } }
};

const executablePath = findChromium();

export default defineConfig({
	plugins: [sveltekit(), liveBoards()],
	// Content-Security-Policy lets no font come from a data: address.
	build: { assetsInlineLimit: 0 },
	server: { fs: { strict: true } },
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					...PATIENCE,
					include: [
						'src/lib/**/*.test.ts',
						'server/**/*.test.ts',
						'tests/contracts/**/*.test.ts',
						'tests/sync/**/*.test.ts',
						'tests/tools/**/*.test.ts'
					],
					exclude: ['src/**/*.svelte.test.ts']
				}
			},
			{
				extends: true,
				// Found late, they would be bundled anew in the middle of a test, and Yjs be there twice.
				optimizeDeps: {
					include: [
						'yjs',
						'y-websocket',
						'y-indexeddb',
						'y-protocols/sync',
						'lib0/decoding',
						'lib0/encoding',
						'fractional-indexing',
						'fast-check'
					]
				},
				test: {
					name: 'runes',
					...PATIENCE,
					include: ['src/**/*.svelte.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: {
								args: CHROMIUM_ARGS,
								...(executablePath === null ? {} : { executablePath })
							}
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
