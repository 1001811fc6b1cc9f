/** Fixtures for browser tests: servers, and a browser context per person. */
import {
	expect,
	test as base,
	type BrowserContext,
	type BrowserContextOptions
} from '@playwright/test';
import { startServer, type TestServer } from './server.ts';

export { expect };

interface Fixtures {
	/** Fails the test when a page throws an uncaught error. */
	noUncaughtErrors: void;
	/** A server for this test alone, for tests that stop it. */
	ownServer: TestServer;
	/** A new context for one more person: people share neither cookies nor offline copies. */
	newPerson: (options?: BrowserContextOptions) => Promise<BrowserContext>;
}
interface WorkerFixtures {
	/** Shared by the tests of a worker: each test creates its own boards. */
	server: TestServer;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
	server: [
		async ({ browserName: _ }, use) => {
			const server = await startServer();
			await use(server);
			await server.dispose();
		},
		{ scope: 'worker' }
	],
	noUncaughtErrors: [
		async ({ browser }, use) => {
			const uncaught: string[] = [];
			const watch = (context: BrowserContext) =>
				context.on('weberror', (error) => {
					const { name, message, stack } = error.error();
					uncaught.push(`${name}: ${message}\n${stack}`);
				});
			browser.on('context', watch);
			await use();
			browser.off('context', watch);
			expect(uncaught, 'errors that a page did not catch').toEqual([]);
		},
		{ auto: true }
	],
	ownServer: async ({ browserName: _ }, use, info) => {
		const server = await startServer();
		await use(server);
		await info.attach('server output', { body: server.output.join('\n') });
		await server.dispose();
	},
	newPerson: async ({ browser }, use) => {
		const contexts: BrowserContext[] = [];
		await use(async (options) => {
			const context = await browser.newContext(options);
			contexts.push(context);
			return context;
		});
		await Promise.all(contexts.map((context) => context.close()));
	}
});
