/** Pages that are visible before their scripts run, as on a slow connection. */
import { expect, type BrowserContext, type Page } from '@playwright/test';

export interface LatePage {
	page: Page;
	/** Lets the scripts load. Resolves when the page responds to input. */
	comeAlive(): Promise<void>;
}

/** Waits until the scripts of a page have taken over. */
export const expectAlive = (page: Page) =>
	// SvelteKit adds this element once the page is mounted.
	expect(page.locator('#svelte-announcer')).toBeAttached();

/**
 * Opens an address and holds back its scripts. The context must block service workers, because they serve scripts too.
 */
export async function openLate(context: BrowserContext, url: string): Promise<LatePage> {
	const page = await context.newPage();
	let letIn = () => {};
	const allowed = new Promise<void>((resolve) => (letIn = resolve));
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await allowed;
		await route.continue();
	});
	await page.goto(url, { waitUntil: 'commit' });
	await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
	return {
		page,
		comeAlive: async () => {
			letIn();
			await expectAlive(page);
		}
	};
}
