/** What axe can see. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** Fails with what is wrong and where, in a form that a person can read. `rules` are all of axe's unless given. */
export async function expectAccessible(page: Page, rules?: string[]) {
	await page.evaluate(async () => {
		const passing = document
			.getAnimations()
			.filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
		await Promise.allSettled(passing.map(({ finished }) => finished));
	});
	// Only to put frames together axe needs a page of its own, which costs more than its look at the page.
	const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	expect(
		violations.map(({ id, help, nodes }) => ({
			rule: `${id}: ${help}`,
			at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`)
		}))
	).toEqual([]);
}

/** All that can change on a page which stays while its theme changes. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** Both themes, as the system has them and as they are picked against the system. */
const LOOKS = [
	{ name: 'light', colorScheme: 'light', theme: 'system' },
	{ name: 'dark', colorScheme: 'dark', theme: 'system' },
	{ name: 'light, picked on a dark system', colorScheme: 'dark', theme: 'light' },
	{ name: 'dark, picked on a light system', colorScheme: 'light', theme: 'dark' }
] as const;

/** As `expectAccessible`, in both themes and by both ways to a theme. */
export async function expectAccessibleInAllLooks(page: Page) {
	const html = page.locator('html');
	const before = (await html.getAttribute('data-theme')) ?? 'system';
	const wear = (theme: string) =>
		html.evaluate((element, theme) => element.setAttribute('data-theme', theme), theme);
	for (const { name, colorScheme, theme } of LOOKS)
		await test.step(name, async () => {
			await page.emulateMedia({ colorScheme });
			await wear(theme);
			await expectAccessible(page, name === 'light' ? undefined : RULES_OF_COLOUR);
		});
	await wear(before);
}
