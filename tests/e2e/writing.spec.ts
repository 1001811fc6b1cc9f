/** Writing: in silence and openly, changing and taking back notes, limits on notes, and who sees their writer. */
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import {
	composer,
	goTo,
	note,
	pick,
	post,
	readWall,
	reveal,
	seeAll,
	writeOpenly
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { htmlHolds, recordFrames } from '../support/frames.ts';
import { expectBoard, expectSaved, join, startWorkshop } from '../support/people.ts';

const counts = (page: Page) =>
	page.getByRole('region', { name: 'Notes written so far, by function' });
const htmlFor = async (person: BrowserContext, board: string) =>
	(await person.request.get(board)).text();

test('during silent writing, others see only how many notes each function has, until the reveal', async ({
	page: mira,
	context: mirasBrowser,
	newPerson,
	server
}) => {
	const mirasFrames = recordFrames(mirasBrowser);
	const { link, board } = await startWorkshop(mira, server.url);
	const anasBrowser = await newPerson();
	const ivosBrowser = await newPerson();
	const ivosFrames = recordFrames(ivosBrowser);
	const ana = await join(anasBrowser, link, { name: 'Ana', fn: 'Sales' });
	const ivo = await join(ivosBrowser, link, { name: 'Ivo', fn: 'IT' });

	const anas = ['Leads reach us a week late', 'Nobody owns the handover'];
	const ivos = 'Three systems know one customer';
	for (const text of anas) await post(ana, text);
	await post(ivo, ivos);
	await composer(ana).fill('Half a thought of Ana');

	for (const page of [mira, ivo]) {
		await expect(counts(page)).toContainText(/Sales\s*2\s*notes/);
		await expect(counts(page)).toContainText(/IT\s*1\s*note/);
		for (const text of anas) await expect(page.getByText(text)).toHaveCount(0);
	}
	await expectSaved(ana);
	for (const text of [...anas, 'Half a thought']) {
		expect(mirasFrames.saw(text)).toBe(false);
		expect(ivosFrames.saw(text)).toBe(false);
		expect(htmlHolds(await htmlFor(mirasBrowser, board), text)).toBe(false);
		expect(htmlHolds(await htmlFor(ivosBrowser, board), text)).toBe(false);
	}
	expect(htmlHolds(await htmlFor(anasBrowser, board), anas[0] ?? '')).toBe(true);

	await reveal(mira);
	for (const page of [mira, ana, ivo]) {
		for (const text of [...anas, ivos]) await expect(note(page, text)).toBeVisible();
		await expect(page.locator('[data-note]')).toHaveCount(3);
	}
	expect(mirasFrames.sawOnWall(ivos)).toBe(true);
	expect(ivosFrames.sawOnWall(anas[0] ?? '')).toBe(true);
	expect(ivosFrames.saw('Half a thought')).toBe(false);
	await expect(composer(ana)).toHaveValue('Half a thought of Ana');
});

test('during open writing, everybody sees notes as they are posted, changed and taken back', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const ivo = await join(await newPerson(), link, { name: 'Ivo', fn: 'IT' });
	await writeOpenly(mira);
	await post(ana, 'Leads reach us late');
	await expect(note(ivo, 'Leads reach us late')).toBeVisible();
	await expect(note(ivo, 'Leads reach us late')).toContainText('Sales');

	await pick(ana, note(ana, 'Leads reach us late'), 'Edit');
	await ana.getByRole('textbox', { name: 'Text of your note' }).fill('Leads reach us a week late');
	await ana.keyboard.press('Enter');
	await expect(note(ivo, 'Leads reach us a week late')).toBeVisible();
	await expect(ivo.locator('[data-note]')).toHaveCount(1);

	await note(ivo, 'Leads reach us').hover();
	await note(ivo, 'Leads reach us')
		.getByRole('button', { name: /^Actions/ })
		.click();
	await expect(ivo.getByRole('menu')).toBeVisible();
	await expect(ivo.getByRole('menuitem', { name: /Edit|Take back/ })).toHaveCount(0);
	await ivo.keyboard.press('Escape');

	await pick(ana, note(ana, 'Leads reach us'), 'Take back');
	for (const page of [mira, ana, ivo]) await expect(page.locator('[data-note]')).toHaveCount(0);
});

test('a writer can change and take back notes in silence', async ({ page, newPerson, server }) => {
	const { link } = await startWorkshop(page, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'To be changed');
	await post(ana, 'To be taken back');
	const mine = ana.getByRole('list', { name: /at your desk/ }).getByRole('listitem');

	await mine.filter({ hasText: 'To be changed' }).hover();
	await ana.getByRole('button', { name: 'Edit this note' }).first().click();
	await ana.getByRole('textbox', { name: 'Text of your note' }).fill('Changed');
	await ana.keyboard.press('Enter');
	const second = mine.filter({ hasText: 'To be taken back' });
	await second.hover();
	await second.getByRole('button', { name: 'Take this note back' }).click();
	await expect(mine).toHaveCount(1);
	await expect(counts(page)).toContainText(/Sales\s*1\s*note/);

	await reveal(page);
	await expect(note(page, 'Changed')).toBeVisible();
	expect(await readWall(page)).toEqual({ '': ['Changed'] });

	// The group writes in silence again; a note that everybody can see is taken back at once.
	await goTo(page, 'Cluster');
	await page.getByRole('button', { name: /Problems/ }).click();
	await pick(ana, note(ana, 'Changed'), 'Take back');
	await expect(note(page, 'Changed')).toHaveCount(0);
	await ana.getByRole('button', { name: 'Undo' }).click();
	await expect(note(page, 'Changed')).toBeVisible();
});

test('an empty note and a note that is too long are rejected, and nothing is lost', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	const form = page.getByRole('form', { name: 'New note' });
	await composer(page).press('Enter');
	await expect(form).toContainText('A note needs a few words first.');
	await composer(page).fill('x'.repeat(450));
	await expect(form).toContainText('50 left');
	const long = 'x'.repeat(501);
	await composer(page).fill(long);
	await composer(page).press('Enter');
	await expect(form).toContainText('This is 1 character too long. Could it be two notes?');
	await expect(composer(page)).toHaveValue(long);
	await expectSaved(page);
	await expect(page.getByRole('list', { name: /at your desk/ })).toHaveCount(0);
	await post(page, 'x'.repeat(500));
	await expect(page.getByRole('list', { name: '1 note at your desk' })).toBeVisible();
});

test('pasting several lines offers to make a note of each line', async ({ newPerson, server }) => {
	const person = await newPerson({ permissions: ['clipboard-read', 'clipboard-write'] });
	const page = await person.newPage();
	await startWorkshop(page, server.url);
	const lines = '- Leads reach us late\n- Nobody owns the handover\n\n- Callers wait';
	await page.evaluate((text) => navigator.clipboard.writeText(text), lines);
	await composer(page).focus();
	await page.keyboard.press('ControlOrMeta+V');
	await page.getByRole('button', { name: 'Make 3 notes' }).click();
	await expect(page.getByRole('list', { name: '3 notes at your desk' })).toBeVisible();
	await expect(page.getByText('Nobody owns the handover', { exact: true })).toBeVisible();
	await expect(composer(page)).toHaveValue('');
	await page.getByRole('button', { name: 'Take back', exact: true }).click();
	await expect(page.getByText('Nobody owns the handover', { exact: true })).toHaveCount(0);
	await expect(page.getByText('You took 3 notes back.')).toBeVisible();
	await page.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(page.getByRole('list', { name: '3 notes at your desk' })).toBeVisible();

	await composer(page).focus();
	await page.keyboard.press('Escape');
	await expect(composer(page)).not.toBeFocused();
	await composer(page).focus();
	await page.keyboard.press('ControlOrMeta+V');
	await page.getByRole('button', { name: 'Keep as one' }).click();
	await composer(page).press('Enter');
	await expect(page.getByRole('list', { name: '4 notes at your desk' })).toBeVisible();
});

test('a note can be a customer quote', async ({ page, newPerson, server }) => {
	const { link } = await startWorkshop(page, server.url, { template: 'Problems first' });
	await goTo(page, 'Customers’ words');
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await expect(ana.getByRole('radio', { name: /Customer’s words/ })).toBeChecked();
	await post(ana, 'I told you that last week');
	await ana.getByRole('form', { name: 'New note' }).getByText('Problem', { exact: true }).click();
	await post(ana, 'We ask everything twice');
	await reveal(page);
	await expect(note(page, 'I told you that')).toContainText('Customer’s words');
	await expect(note(page, 'We ask everything')).not.toContainText('Customer’s words');
	await expect(note(page, 'We ask everything')).toContainText('Sales');
});

for (const attribution of ['Function only', 'Anonymous'] as const)
	test(`on a board of “${attribution}” the wall says nothing of who wrote a note`, async ({
		page,
		newPerson,
		server
	}) => {
		const { link, board } = await startWorkshop(page, server.url, { attribution });
		const ivosBrowser = await newPerson();
		const frames = recordFrames(ivosBrowser);
		const ana = await join(await newPerson(), link, { name: 'Anastasia', fn: 'Sales' });
		const ivo = await join(ivosBrowser, link, { name: 'Ivo', fn: 'IT' });
		await post(ana, 'Leads reach us late');
		await post(ivo, 'Three systems know one customer');
		await expectSaved(ana);
		await reveal(page);
		await expect(note(ivo, 'Leads reach us late')).toBeVisible();

		const writer = frames.stage.people.find(({ name }) => name === 'Anastasia')?.id ?? '';
		expect(writer).not.toBe('');
		expect(frames.sawOnWall('Leads reach us late')).toBe(true);
		for (const trace of [writer, 'Anastasia']) expect(frames.sawOnWall(trace)).toBe(false);
		expect(frames.sawOnWall('sales')).toBe(attribution === 'Function only');
		await expect(note(ivo, 'Leads reach us late')).not.toContainText('Anastasia');
		await expect(note(await openAgain(ivo, board), 'Leads reach us late')).toBeVisible();
		for (const trace of [writer, 'Anastasia']) expect(frames.sawOnWall(trace)).toBe(false);
	});

test('on a named board a note shows its writer’s name', async ({ page, newPerson, server }) => {
	const { link } = await startWorkshop(page, server.url, { attribution: 'Named' });
	const ana = await join(await newPerson(), link, { name: 'Anastasia', fn: 'Sales' });
	await post(ana, 'Leads reach us late');
	await expectSaved(ana);
	await reveal(page);
	await expect(note(page, 'Leads reach us late')).toContainText('Anastasia');
});

test('a silent note is posted only by the reveal of its own step, or where its writer posts it', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url, { template: 'Problems first' });
	await goTo(page, 'Customers’ words');
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await post(ana, 'You never call back');
	await post(ana, 'I have asked three times');
	await expectSaved(ana);
	const steps = page.getByRole('navigation', { name: 'Steps' });
	await expect(page.getByText('2 notes are still hidden')).toBeVisible();
	await steps.getByRole('button', { name: 'Problems' }).click();
	await page.getByRole('button', { name: 'Go on all the same' }).click();
	await expect(steps.locator('[aria-current="step"]')).toContainText('Problems');
	await writeOpenly(page);
	await post(ana, 'Leads reach us late');
	await expect.poll(() => readWall(page)).toEqual({ '': ['Leads reach us late'] });

	await ana.getByText('2 notes are kept at your desk').click();
	const kept = ana.getByRole('group').filter({ hasText: 'kept at your desk' });
	await kept
		.getByRole('listitem')
		.filter({ hasText: 'I have asked three times' })
		.getByRole('button', { name: 'Post it here' })
		.click();
	const wall = { '': ['I have asked three times', 'Leads reach us late'] };
	for (const person of [page, ana]) await expect.poll(() => readWall(person)).toEqual(wall);
	await expect(ana.getByText('1 note is kept at your desk')).toBeVisible();

	await steps.getByRole('button', { name: /words/ }).click();
	await expect(ana.getByRole('list', { name: '1 note at your desk' })).toBeVisible();
	await reveal(page);
	await expect(note(ana, 'You never call back')).toBeVisible();
});

async function openAgain(page: Page, board: string): Promise<Page> {
	const second = await page.context().newPage();
	await second.goto(board);
	await expectSaved(second);
	return second;
}

test('notes that were taken back together stay at the desk, and can be put back long after', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await writeOpenly(page);
	const texts = ['Callers wait', 'Nobody calls back', 'Prices differ'];
	for (const text of texts) await post(ana, text);
	for (const text of texts) {
		await seeAll(ana);
		await pick(ana, note(ana, text), 'Take back');
		await expect(note(ana, text)).toHaveCount(0);
	}
	await ana.getByRole('button', { name: 'Dismiss' }).click();
	await expectSaved(ana);
	await ana.reload();
	await expectBoard(ana);
	await ana.getByRole('button', { name: '3 taken back' }).click();
	const dialog = ana.getByRole('dialog', { name: 'Notes that you took back' });
	await expectAccessible(ana);
	const one = dialog.getByRole('listitem').filter({ hasText: 'Nobody calls back' });
	await one.getByRole('button', { name: 'Put back' }).click();
	await expect(one).toHaveCount(0);
	await expect(dialog.getByRole('button', { name: 'Put back' }).first()).toBeFocused();
	await expect.poll(() => readWall(page)).toEqual({ '': ['Nobody calls back'] });
	await dialog.getByRole('button', { name: 'Put all 2 back' }).click();
	await expect(dialog).toHaveCount(0);
	await expect.poll(() => readWall(page)).toEqual({ '': texts });
	await expect(ana.getByRole('button', { name: /taken back/ })).toHaveCount(0);
});

test('a note taken back in silence can be put back after a reload, or in a later round of writing', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const desk = ana.getByRole('list', { name: /at your desk/ }).getByRole('listitem');
	const putBack = async () => {
		await ana.getByRole('button', { name: '1 taken back' }).click();
		await ana.getByRole('dialog').getByRole('button', { name: 'Put back' }).click();
		await expect(ana.getByRole('dialog')).toHaveCount(0);
	};
	const takeBack = async (text: string) => {
		await desk.filter({ hasText: text }).hover();
		await desk
			.filter({ hasText: text })
			.getByRole('button', { name: 'Take this note back' })
			.click();
		await expect(desk.filter({ hasText: text })).toHaveCount(0);
	};
	for (const text of ['Callers wait', 'Prices differ']) await post(ana, text);
	await takeBack('Prices differ');
	await expectSaved(ana);
	await ana.reload();
	await expectBoard(ana);
	await putBack();
	await expect(desk).toHaveCount(2);
	await takeBack('Callers wait');
	await reveal(mira);
	await expect.poll(() => readWall(mira)).toEqual({ '': ['Prices differ'] });

	await goTo(mira, 'Cluster');
	await mira.getByRole('button', { name: /Problems/ }).click();
	await putBack();
	await ana.getByRole('button', { name: 'My notes 1' }).click();
	await expect(desk.filter({ hasText: 'Callers wait' })).toBeVisible();
	await expectSaved(ana);
	await reveal(mira);
	for (const page of [mira, ana])
		await expect.poll(() => readWall(page)).toEqual({ '': ['Callers wait', 'Prices differ'] });
});

test('undoing a take-back after the group moved on does not lose the note', async ({
	page: mira,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(mira, server.url);
	const ana = await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	await writeOpenly(mira);
	for (const text of ['Callers wait', 'Prices differ']) await post(ana, text);
	await seeAll(ana);
	await pick(ana, note(ana, 'Callers wait'), 'Take back');
	await expect(note(mira, 'Callers wait')).toHaveCount(0);
	await goTo(mira, 'Cluster');
	await expect(composer(ana)).toHaveCount(0);
	await ana.getByRole('button', { name: 'Undo', exact: true }).click();
	await expect(ana.getByText('1 note is kept at your desk')).toBeVisible();

	await mira.getByRole('button', { name: /Problems/ }).click();
	for (const page of [mira, ana])
		await expect.poll(() => readWall(page)).toEqual({ '': ['Callers wait', 'Prices differ'] });
});
