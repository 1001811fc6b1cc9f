/** Visits a board's steps, one after the other. */
import { expect, type Page } from '@playwright/test';

/** Moves the group to each step of a board in turn, and does something there. */
export async function goToEachStep(
	facilitator: Page,
	there: (title: string, index: number) => Promise<void>
): Promise<void> {
	const steps = facilitator.getByRole('navigation', { name: 'Steps' }).getByRole('button');
	const titles = await steps.locator('.title').allTextContents();
	for (const [index, title] of titles.entries()) {
		const step = steps.nth(index);
		await step.click();
		const anyway = facilitator
			.getByRole('dialog')
			.getByRole('button', { name: /go on|continue|move on/i });
		const arrived = step.and(facilitator.locator('[aria-current="step"]'));
		await expect(arrived.or(anyway).first()).toBeVisible();
		if (await anyway.isVisible()) await anyway.click();
		await expect(arrived).toBeVisible();
		await there(title, index);
	}
}
