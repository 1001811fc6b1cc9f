/** A workshop on a phone: a list replaces the wall, menus replace dragging. */
import type { Locator, Page } from '@playwright/test';
import {
	closeRound,
	cluster,
	composer,
	goTo,
	moveTo,
	note,
	post,
	reveal,
	writeOpenly
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectSaved, goOffline, join, startWorkshop, KEEPS_BOARDS } from '../support/people.ts';

const WIDTH = 390;
const PHONE = { viewport: { width: WIDTH, height: 844 }, hasTouch: true, isMobile: true };
const THUMB = 44;
/** Elements that are scaled or moved have edges between pixels. */
const ROUNDING = 0.01;

async function expectNoSideways(page: Page) {
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
		WIDTH
	);
}
/** Measures the area that a thumb can press, not only the painted area: labels count for their fields. */
async function expectThumbSized(target: Locator) {
	const box = await target.boundingBox();
	expect(box, 'it is on the screen').not.toBeNull();
	expect(box?.width).toBeGreaterThan(THUMB - ROUNDING);
	expect(box?.height).toBeGreaterThan(THUMB - ROUNDING);
	expect(box?.x).toBeGreaterThanOrEqual(0);
	expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(WIDTH);
}

/** Whether words fit on one line. */
async function expectOneLine(target: Locator) {
	await expect(target).toBeVisible();
	const lines = await target.evaluate((element) => {
		const words = document.createRange();
		words.selectNodeContents(element);
		const tops = [...words.getClientRects()].map(({ top, height }) => top + height / 2);
		return Math.max(...tops) - Math.min(...tops);
	});
	expect(lines).toBeLessThan(10);
}

test('a participant can take part in a whole workshop on a phone', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url, { fn: 'Sales' });
	const phone = await newPerson(PHONE);
	const entry = await phone.newPage();
	await entry.goto(link);
	await expectNoSideways(entry);
	await expectThumbSized(entry.getByRole('button', { name: /^Join/ }));
	await entry.close();
	const ana = await join(phone, link, { name: 'Ana', fn: 'Service' });
	await expectNoSideways(ana);

	await post(page, 'Handover mails are written four times.');
	await expectThumbSized(composer(ana));
	await expectThumbSized(ana.getByRole('button', { name: 'Post', exact: true }));
	await composer(ana).tap();
	await composer(ana).fill('Callers repeat their storry.');
	await ana.getByRole('button', { name: 'Post', exact: true }).tap();
	const mine = note(ana, 'Callers repeat');
	await expect(mine).toBeVisible();
	const edit = mine.getByRole('button', { name: 'Edit this note' });
	await expectThumbSized(edit);
	await expectThumbSized(mine.getByRole('button', { name: 'Take this note back' }));
	await edit.tap();
	await ana.getByLabel('Text of your note').fill('Callers repeat their story.');
	await ana.keyboard.press('Enter');
	await expect(mine).toContainText('Callers repeat their story.');
	await expectSaved(ana);
	await expectNoSideways(ana);

	await reveal(page);
	await goTo(page, 'Cluster');
	await expect(ana.locator('[data-note]')).toHaveCount(2);
	await expectNoSideways(ana);
	const more = mine.getByRole('button', { name: 'Actions for this note' });
	await expectThumbSized(more);
	await more.tap();
	const moveTo = ana.getByRole('menuitem', { name: /^Move to/ });
	await expectThumbSized(moveTo);
	await moveTo.tap();
	await ana.getByRole('combobox').fill('Nobody owns the customer');
	const fresh = ana.getByRole('option', { name: /New cluster/ });
	await expectThumbSized(fresh);
	await expectNoSideways(ana);
	await fresh.tap();
	await expect(cluster(page, 'Nobody owns the customer')).toContainText('Callers repeat');
	await note(ana, 'Handover mails').getByRole('button', { name: 'Actions for this note' }).tap();
	await ana.getByRole('menuitem', { name: /^Move to/ }).tap();
	await ana.getByRole('option', { name: /^Nobody owns the customer/ }).tap();
	await expect(cluster(page, 'Nobody owns the customer')).toContainText('Handover mails');
	await expectNoSideways(ana);

	await goTo(page, 'Vote');
	await page.getByRole('button', { name: 'Open the round' }).click();
	const give = ana.getByRole('button', { name: 'Give a dot to Nobody owns the customer' });
	await expectThumbSized(give);
	await give.tap();
	await expect(ana.getByText('You gave 1')).toHaveCount(0);
	await expect(ana.getByRole('img', { name: /^You gave 1 of/ })).toBeVisible();
	const finished = ana.getByRole('button', { name: /I.m finished/ }).first();
	await expectThumbSized(finished);
	await finished.tap();
	await expectSaved(ana);
	await expectNoSideways(ana);

	await closeRound(page);
	await expect(ana.getByRole('table')).toContainText('Nobody owns the customer');
	await expectNoSideways(ana);
});

test('a facilitator can run a workshop on a phone', async ({ newPerson, server }) => {
	const phone = await (await newPerson(PHONE)).newPage();
	await phone.goto(server.url);
	await expectNoSideways(phone);
	await phone.goto(`${server.url}/start`);
	await expectNoSideways(phone);
	await startWorkshop(phone, server.url, { fn: 'Sales' });
	await post(phone, 'Handover mails are written four times.');
	await expectThumbSized(phone.getByRole('button', { name: 'Reveal notes' }));
	await phone.getByRole('button', { name: 'Reveal notes' }).tap();
	const next = phone.getByRole('button', { name: 'Next: Cluster' });
	await expectThumbSized(next);
	// Two taps at one place within half a second are a double tap, whose second tap does nothing.
	await expect(async () => {
		if (await next.isVisible()) await next.tap();
		await expect(phone.getByText('Step 2 of 3')).toBeVisible({ timeout: 1000 });
	}).toPass();
	await phone.getByRole('button', { name: 'More' }).tap();
	await phone.getByRole('menuitem', { name: 'Share…' }).tap();
	await expect(phone.getByRole('dialog').getByRole('img', { name: /QR code/ })).toBeVisible();
	await expectNoSideways(phone);
});

test('a phone shows the loss of its network in one line, in words that fit the step', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const context = await newPerson({ ...PHONE, ...KEEPS_BOARDS });
	const ana = await join(context, link, { name: 'Ana', fn: 'Service' });
	await writeOpenly(page);
	await post(page, 'Callers wait');
	await page.getByText('In silence', { exact: true }).click();
	await composer(ana).fill('Nobody calls back');
	await composer(ana).press('Enter');
	const looks = ana.getByRole('group', { name: 'How the board is shown' });
	await expect(looks.getByRole('button')).toHaveText([/My notes\s*1/, /Wall/, /List/]);
	const parking = ana.getByRole('button', { name: /^Parking lot/ });
	const mine = looks.getByRole('button', { name: /My notes/ });
	await expectThumbSized(mine);
	for (const button of [parking, mine]) await expectOneLine(button);
	const [left, right] = [await parking.boundingBox(), await looks.boundingBox()];
	expect(Math.abs((left?.y ?? 0) - (right?.y ?? 0))).toBeLessThan(12);

	await goOffline(ana);
	await expectOneLine(ana.getByText('Offline. Your notes are kept here.'));
	await ana.context().setOffline(false);
	await expectSaved(ana);
	await reveal(page);
	await goTo(page, 'Cluster');
	await moveTo(page, 'Callers wait', 'Nobody is called');
	await goTo(page, 'Vote');
	await page.getByRole('button', { name: 'Open the round' }).click();
	await expect(ana.getByRole('region', { name: 'Your vote' })).toBeVisible();
	await goOffline(ana);
	await expectOneLine(ana.getByText('Offline. Your dots are kept here.'));
	await expectNoSideways(ana);
});
