/** Pages that are on the screen before they are alive, as on a slow line. */
import { expect, type BrowserContext, type Page } from '@playwright/test';

export interface LatePage {
	page: Page;
	/** Lets the scripts arrive. Resolves when the page answers to its person. */
	comeAlive(): Promise<void>;
}

/** Waits until the scripts of a page have taken over. */
export const expectAlive = (page: Page) =>
	// SvelteKit adds it once the page is mounted.
	expect(page.locator('#svelte-announcer')).toBeAttached();

/** Opens an address with its scripts held back. The context must block service workers, which bring scripts too. */
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
