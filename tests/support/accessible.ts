/** What axe can see. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails with what is wrong and where, in a form that a person can read. */
export async function expectAccessible(page: Page) {
	await page.evaluate(async () => {
		const passing = document
			.getAnimations()
			.filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
		await Promise.allSettled(passing.map(({ finished }) => finished));
	});
	const { violations } = await new AxeBuilder({ page }).analyze();
	expect(
		violations.map(({ id, help, nodes }) => ({
			rule: `${id}: ${help}`,
			at: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`)
		}))
	).toEqual([]);
}
