/** Whole workshops without a mouse, for a facilitator and for a participant. */
import type { Page } from '@playwright/test';
import { cluster, composer, note } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { arrowTo, choose, press, tabTo, typeInto } from '../support/keys.ts';
import { expectBoard, expectSaved, invite } from '../support/people.ts';
import { oneWall, wallOf } from '../support/wall.ts';

const CALLERS = 'Callers repeat their whole story';
const MAILS = 'The same mail is written four times';
const QUOTES = 'Quotes wait for a second signature';

async function startByKeys(page: Page, url: string) {
	await page.goto(url);
	await press(page, page.getByRole('link', { name: 'Start a workshop' }).first());
	await page.waitForURL(/\/start$/);
	await typeInto(page, page.getByLabel('What is it about?'), 'Why customers leave us');
	await typeInto(page, page.getByLabel('Your name'), 'Mira');
	// On a named board, the vote of a single person is shown.
	await choose(
		page,
		page.getByRole('group', { name: 'What does a note say about its writer?' }),
		page.getByRole('radio', { name: /^Named/ })
	);
	await choose(
		page,
		page.getByRole('group', { name: 'How does it go?' }),
		page.getByRole('radio', { name: /^Quick align/ })
	);
	await press(page, page.getByRole('button', { name: 'Start the workshop' }));
	await expectBoard(page);
	return invite(page);
}
async function joinByKeys(page: Page, link: string) {
	await page.goto(link);
	await typeInto(page, page.getByLabel('Your name'), 'Ana');
	await choose(
		page,
		page.getByRole('group', { name: 'Which function do you speak for?' }),
		page.getByRole('radio', { name: /^Service/ })
	);
	await press(page, page.getByRole('button', { name: 'Join the workshop' }));
	await expectBoard(page);
}
async function postByKeys(page: Page, ...texts: string[]) {
	await page.keyboard.press('n');
	await expect(composer(page)).toBeFocused();
	for (const text of texts) {
		await page.keyboard.type(text);
		await page.keyboard.press('Enter');
		await expect(page.getByText(text, { exact: true })).toBeVisible();
	}
	await expectSaved(page);
	await page.keyboard.press('Escape');
}
/** Moves the focus to the wall, which is one tab stop, and then by arrows to a note or cluster. */
async function goToItem(page: Page, item: ReturnType<typeof note>) {
	await tabTo(page, page.locator('[data-note][tabindex="0"], [data-cluster][tabindex="0"]'));
	await arrowTo(page, item);
}
/** Opens the move dialog for the focused item, and answers it with words. */
async function moveByKeys(page: Page, words: string) {
	await page.keyboard.press('m');
	await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
	await page.keyboard.type(words);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog')).toHaveCount(0);
}
const naming = (page: Page) => page.getByLabel('Name of the cluster, as a problem');
const finished = (page: Page) => page.getByRole('button', { name: /^I.m finished$/ }).first();

test('by keyboard alone, a participant goes from joining to voting, and a facilitator from start to reveal', async ({
	page: mira,
	newPerson,
	server
}) => {
	test.setTimeout(150_000);
	const { link } = await startByKeys(mira, server.url);
	const ana = await (await newPerson()).newPage();
	await joinByKeys(ana, link);

	await postByKeys(ana, CALLERS, MAILS);
	await press(ana, finished(ana));
	await expect(finished(ana)).toHaveAttribute('aria-pressed', 'true');
	await press(mira, mira.getByRole('button', { name: 'Reveal notes' }));
	await expect(note(mira, CALLERS)).toBeVisible();
	await press(mira, mira.getByRole('button', { name: 'Next: Cluster' }));
	await expect(ana.locator('[aria-current="step"]', { hasText: 'Cluster' })).toBeVisible();

	await goToItem(ana, note(ana, CALLERS));
	await ana.keyboard.press('c');
	await expect(naming(ana)).toBeFocused();
	await ana.keyboard.type('Nobody hands over');
	await ana.keyboard.press('Enter');
	await expect(cluster(mira, 'Nobody hands over')).toBeVisible();
	await expect(cluster(ana, 'Nobody hands over')).toBeFocused();

	await arrowTo(ana, note(ana, MAILS));
	await moveByKeys(ana, '');
	await expect(cluster(mira, 'Nobody hands over').locator('[data-note]')).toHaveCount(2);
	await expect(note(ana, MAILS)).toBeFocused();
	await ana.keyboard.press('Control+z');
	await expect(cluster(mira, 'Nobody hands over').locator('[data-note]')).toHaveCount(1);
	await expect(note(ana, MAILS)).toBeFocused();
	await moveByKeys(ana, 'Too much writing');
	await expect(note(cluster(mira, 'Too much writing'), MAILS)).toBeVisible();

	await press(mira, mira.getByRole('button', { name: 'Next: Vote' }));
	await press(mira, mira.getByRole('button', { name: 'Open the round' }));
	const left = (dots: number) => ana.getByText(`${dots} of 3 dots left`, { exact: true });
	await expect(left(3)).toBeVisible();
	await goToItem(ana, cluster(ana, 'Nobody hands over'));
	for (const key of ['+', '+']) await ana.keyboard.press(key);
	await expect(left(1)).toBeVisible();
	await ana.keyboard.press('+');
	await expect(ana.getByText('A cluster takes at most 2 dots of yours.')).toBeVisible();
	await ana.keyboard.press('-');
	await expect(left(2)).toBeVisible();
	await arrowTo(ana, cluster(ana, 'Too much writing'));
	for (const key of ['+', '+']) await ana.keyboard.press(key);
	await expect(left(0)).toBeVisible();
	await press(ana, finished(ana));
	await expect(finished(ana)).toHaveAttribute('aria-pressed', 'true');

	await press(mira, mira.getByRole('button', { name: 'Close and reveal' }));
	for (const page of [mira, ana]) {
		const map = page.getByRole('region', { name: 'Alignment map' });
		await expect(map.getByRole('row', { name: /Too much writing.* 2 / })).toBeVisible();
		await expect(map.getByRole('row', { name: /Nobody hands over.* 1 / })).toBeVisible();
	}
	await press(mira, mira.getByRole('button', { name: 'Choose Too much writing' }));
	await expect(ana.getByText('Chosen').last()).toBeVisible();
});

test('notes and clusters can be moved, merged, split up and searched by keyboard', async ({
	page,
	server
}) => {
	test.setTimeout(120_000);
	await startByKeys(page, server.url);
	await postByKeys(page, CALLERS, MAILS, QUOTES);
	await press(page, page.getByRole('button', { name: 'Reveal notes' }));
	await press(page, page.getByRole('button', { name: 'Next: Cluster' }));
	const loose = async (text: string) => (await wallOf(page)).loose.find((one) => one.text === text);

	await goToItem(page, note(page, CALLERS));
	const before = await loose(CALLERS);
	await page.keyboard.press('Shift+ArrowDown');
	await expect.poll(async () => (await loose(CALLERS))?.y).toBeGreaterThan(before?.y ?? Infinity);
	await page.keyboard.press('Control+z');
	await expect.poll(() => loose(CALLERS)).toEqual(before);

	for (const [text, title] of [
		[CALLERS, 'Handovers'],
		[QUOTES, 'Waiting']
	] as const) {
		await arrowTo(page, note(page, text));
		await moveByKeys(page, title);
		await expect(note(cluster(page, title), text)).toBeFocused();
	}
	await arrowTo(page, cluster(page, 'Waiting'));
	await page.keyboard.press('Enter');
	await expect(naming(page)).toBeFocused();
	await page.keyboard.press('Control+a');
	await page.keyboard.type('Too many signatures');
	await page.keyboard.press('Enter');
	await expect(cluster(page, 'Too many signatures')).toBeFocused();
	await moveByKeys(page, 'Hand');
	await expect(cluster(page, 'Handovers').locator('[data-note]')).toHaveCount(2);
	await expect(cluster(page, 'Handovers')).toBeFocused();

	await page.keyboard.press('Shift+F10');
	const split = page.getByRole('menuitem', { name: 'Split up' });
	for (let nth = 0; nth < 8 && !(await split.evaluate((one) => one.matches(':focus'))); nth += 1)
		await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(page.locator('[data-cluster]')).toHaveCount(0);
	expect((await oneWall(page)).loose).toHaveLength(3);

	await page.keyboard.press('/');
	await expect(page.getByRole('textbox', { name: 'Search the notes' })).toBeFocused();
	await page.keyboard.type('signature');
	await expect(page.getByRole('search').getByText('1 note')).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(note(page, QUOTES)).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByRole('search')).toHaveCount(0);

	await page.keyboard.press('?');
	const keys = page.getByRole('dialog', { name: 'Keys' });
	await expect(keys).toBeVisible();
	await tabTo(page, keys.getByRole('checkbox', { name: /Keys of one letter/ }));
	await page.keyboard.press('Space');
	await page.keyboard.press('Escape');
	await expect(keys).toHaveCount(0);
	await goToItem(page, note(page, QUOTES));
	await page.keyboard.press('m');
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await page.keyboard.press('Shift+F10');
	await expect(page.getByRole('menuitem', { name: /Move to…/ })).toBeVisible();
});
