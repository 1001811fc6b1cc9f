/** Accessibility checks with axe. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

/** Fails with a readable list of violations and their places. `rules` defaults to all of axe's. */
export async function expectAccessible(page: Page, rules?: string[]) {
	await page.evaluate(async () => {
		const passing = document
			.getAnimations()
			.filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
		await Promise.allSettled(passing.map(({ finished }) => finished));
	});
	// axe needs a separate page only to combine frames, and opening that costs more than the check itself.
	const axe = new AxeBuilder({ page }).setLegacyMode(page.frames().length === 1);
	const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
	expect(
		violations.map(({ id, help, nodes }) => ({
			rule: `${id}: ${help}`,
			at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`)
		}))
	).toEqual([]);
}

/** The rules whose result a change of theme can affect. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** Both themes, each from the system setting and picked against the system setting. */
const LOOKS = [
	{ name: 'light', colorScheme: 'light', theme: 'system' },
	{ name: 'dark', colorScheme: 'dark', theme: 'system' },
	{ name: 'light, picked on a dark system', colorScheme: 'dark', theme: 'light' },
	{ name: 'dark, picked on a light system', colorScheme: 'light', theme: 'dark' }
] as const;

/** Like `expectAccessible`, in both themes and by both ways to a theme. */
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
