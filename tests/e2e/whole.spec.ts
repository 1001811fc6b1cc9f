/** A whole workshop of four functions, from the frame to the report. Ivo has no mouse. */
import type { Locator, Page } from '@playwright/test';
import {
	closeRound,
	cluster,
	composer,
	goTo,
	note,
	post,
	reveal,
	seeAll
} from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { arrowTo, press, tabTo, typeInto } from '../support/keys.ts';
import { expectSaved, joinByForm, KEEPS_BOARDS, startByForm } from '../support/people.ts';
import { makeCluster } from '../support/wall.ts';

const PROBLEMS = {
	mira: 'Callers repeat their whole story to every person they reach',
	ana: 'Before each visit I ring three colleagues to learn what went wrong',
	mo: 'We praised a product to a customer whose cellar was under water',
	ivo: 'Half of our tickets are copies of one fault'
};
const STORY = 'Customers tell their story again';
const FELT = 'What makes us less effective here than we need to be? Who feels it first?';

const field = (page: Page, name: string | RegExp): Locator => page.getByRole('textbox', { name });
const question = (page: Page, key: string) =>
	page.locator(`[data-question="${key}"]`).getByRole('textbox').last();
async function answer(target: Locator, text: string) {
	await target.fill(text);
	await target.press('Enter');
	await expect(target).toHaveValue('');
}
/** Writes an answer by keyboard alone, and posts it. */
async function answerByKeys(page: Page, target: Locator, text: string) {
	await typeInto(page, target, text);
	await page.keyboard.press('Enter');
	await expect(target).toHaveValue('');
}

test('four functions work from the frame to a decision that can be traced back', async ({
	page: mira,
	newPerson,
	server
}) => {
	test.setTimeout(240_000);
	const { link, board } = await startByForm(mira, server.url, {
		template: 'Problems first',
		fn: 'Service'
	});
	const [ana, mo, ivo] = await Promise.all([
		joinByForm(await newPerson(KEEPS_BOARDS), link, { name: 'Ana', fn: 'Sales' }),
		joinByForm(await newPerson(KEEPS_BOARDS), link, { name: 'Mo', fn: 'Marketing' }),
		joinByForm(await newPerson(KEEPS_BOARDS), link, { name: 'Ivo', fn: 'IT' })
	]);
	const all = [mira, ana, mo, ivo];

	await test.step('they say why they meet', async () => {
		await field(mira, 'Why do we meet now?').fill('One customer in six does not renew.');
		await field(ana, 'Who is the customer we speak of?').fill('Whoever keeps a house running.');
		await answer(field(ana, 'Sales: What do you hope for?'), 'One voice for one customer');
		await answer(field(mo, 'Marketing: What do you fear?'), 'A new slogan for the same mess');
		await answerByKeys(ivo, field(ivo, 'IT: What do you fear?'), 'That something is bought first');
		for (const page of all) {
			await expect(page.getByText('One voice for one customer')).toBeVisible();
			await expect(page.getByText('That something is bought first')).toBeVisible();
			await expect(field(page, 'Why do we meet now?')).toHaveValue(/One customer in six/);
		}
	});

	await test.step('they write what customers say and what is wrong', async () => {
		await goTo(mira, 'Customers’ words');
		await post(ana, 'I had to explain the same fault three times');
		await reveal(mira);
		await goTo(mira, 'Problems');
		await post(mira, PROBLEMS.mira);
		await post(ana, PROBLEMS.ana);
		await post(mo, PROBLEMS.mo);
		await ivo.keyboard.press('n');
		await expect(composer(ivo)).toBeFocused();
		await ivo.keyboard.type(PROBLEMS.ivo);
		await ivo.keyboard.press('Enter');
		await expect(composer(ivo)).toHaveValue('');
		for (const page of all) await expectSaved(page);
		await reveal(mira);
		for (const page of all)
			for (const text of Object.values(PROBLEMS)) await expect(note(page, text)).toBeVisible();
	});

	await test.step('they cluster and vote, and choose the problems that all functions share', async () => {
		await goTo(mira, 'Cluster');
		await seeAll(mira);
		await makeCluster(mira, [PROBLEMS.mira, PROBLEMS.ana], STORY);
		await tabTo(ivo, ivo.locator('[data-note][tabindex="0"], [data-cluster][tabindex="0"]'));
		await arrowTo(ivo, note(ivo, PROBLEMS.ivo));
		await ivo.keyboard.press('m');
		await expect(ivo.getByRole('dialog').getByRole('combobox')).toBeFocused();
		await ivo.keyboard.type('We learn of it last');
		await ivo.keyboard.press('Enter');
		await expect(note(cluster(mira, 'We learn of it last'), PROBLEMS.ivo)).toBeVisible();
		await goTo(mira, 'Vote');
		await mira.getByRole('button', { name: 'Open the round' }).click();
		for (const page of [mira, ana, mo]) {
			await seeAll(page);
			await page.getByRole('button', { name: `Give a dot to ${STORY}` }).click();
			await expectSaved(page);
		}
		await press(ivo, ivo.getByRole('button', { name: `Give a dot to ${STORY}` }));
		await expectSaved(ivo);
		await closeRound(mira);
		const row = mira.getByRole('row', { name: new RegExp(STORY) });
		await expect(row).toContainText('All agree');
		await row.getByRole('button', { name: /^Choose/ }).click();
		await expect(row).toContainText('Chosen');
		const guide = ana.getByRole('complementary');
		await expect(guide.getByRole('heading', { name: 'Technology stays shut' })).toBeVisible();
	});

	await test.step('they understand the problem', async () => {
		await goTo(mira, 'Understand');
		await answer(question(mira, 'felt'), 'Whoever picks up the phone feels it first');
		await answer(question(ana, 'wanted'), 'That I know what was said before I ring');
		await answerByKeys(ivo, question(ivo, 'have'), 'A case history that nobody opens');
		for (const page of all)
			for (const text of ['feels it first', 'before I ring', 'that nobody opens'])
				await expect(page.getByText(new RegExp(text)).first()).toBeVisible();
		await expect(mira.getByText(FELT)).toBeVisible();
	});

	const statement = 'Callers explain their case once';
	await test.step('they agree on an outcome', async () => {
		await goTo(mira, 'Outcomes');
		await mira.getByRole('button', { name: 'Add an outcome' }).click();
		await mira.keyboard.type(statement);
		await mira
			.getByLabel('Say it in one sentence, and let it fill the parts')
			.fill(
				'from 38 % of calls to 15 % by 30 June 2027, owned by Ravi, by opening the case history'
			);
		await mira.getByRole('button', { name: 'Read it' }).click();
		await mira.getByRole('button', { name: 'Fill these parts' }).click();
		const metric = mira.getByLabel('What is measured');
		await metric.fill('callers who explain their case twice');
		await metric.press('Enter');
		for (const page of all)
			await expect(
				page.getByText(/From 38 % of calls to 15 % by 30 June 2027, owned by Ravi/).first()
			).toBeVisible();

		const marks = (page: Page) => page.getByRole('group', { name: 'How far do you agree?' });
		await marks(mira).getByText('5', { exact: true }).click();
		await marks(ana).getByText('4', { exact: true }).click();
		await marks(mo).getByText('3', { exact: true }).click();
		const first = marks(ivo).getByRole('radio').first();
		await tabTo(ivo, first);
		for (let right = 0; right < 4; right++) await ivo.keyboard.press('ArrowRight');
		for (const page of all) await expectSaved(page);
		await mira.getByRole('button', { name: 'Reveal the ratings' }).click();
		await expect(mo.getByRole('heading', { name: 'The functions agree' })).toBeVisible();
	});

	await test.step('the gate keeps technology locked until people know what they will do differently', async () => {
		await goTo(mira, 'Requirements');
		await mira.getByRole('button', { name: 'Next: Technology' }).click();
		const gate = mira.getByRole('dialog', { name: 'Technology stays shut' });
		await expect(gate).toContainText('has no requirement for people or processes yet');
		await gate.getByRole('button', { name: 'Keep it shut' }).click();
		const part = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
		const people = part(mira, 'People');
		await people.getByRole('button', { name: /^Add/ }).click();
		await mira.keyboard.type('Whoever answers opens the case first');
		const software = part(ivo, 'Software');
		await press(ivo, software.getByRole('button', { name: /^Add/ }));
		await ivo.keyboard.type('The last three contacts are seen before the call is taken');
		for (const page of all) {
			await expect(part(page, 'People').getByRole('textbox')).toHaveValue(
				'Whoever answers opens the case first'
			);
			await expect(part(page, 'Software').getByRole('textbox')).toHaveValue(
				/^The last three contacts/
			);
			await expectSaved(page);
		}
	});

	await test.step('they decide to use what they have', async () => {
		await goTo(mira, 'Technology');
		await mira.getByRole('radio', { name: /^Use what we have differently/ }).check();
		await mira.getByLabel('Why?').fill('The case history is there; nobody opens it.');
		await mira.getByRole('checkbox', { name: /^Whoever answers/ }).check();
		await mira.getByLabel('When do we look again?').fill('2027-03-01');
		await mira.getByRole('button', { name: 'Write it down' }).click();
		for (const page of all)
			await expect(
				page.getByRole('heading', { name: 'We use what we have differently' })
			).toBeVisible();
	});

	await test.step('they return for the review, and record a first reading', async () => {
		await goTo(mira, 'Review');
		await typeInto(ivo, ivo.getByLabel('Value, % of calls'), '36');
		await ivo.keyboard.press('Enter');
		for (const page of all) {
			const readings = page.getByRole('listitem').filter({ hasText: '36 %' });
			await expect(readings.first()).toBeVisible();
			await expectSaved(page);
		}
	});

	await test.step('the report contains the whole chain', async () => {
		await ana.goto(`${board}/report`);
		const report = ana.getByRole('main');
		for (const words of [
			'One customer in six does not renew.',
			'One voice for one customer',
			STORY,
			PROBLEMS.ivo,
			'Whoever picks up the phone feels it first',
			'A case history that nobody opens',
			statement,
			'Whoever answers opens the case first',
			'The last three contacts are seen before the call is taken',
			'The case history is there; nobody opens it.'
		])
			await expect(report.getByText(words).first()).toBeVisible();
		await expect(report.getByText('Mo', { exact: true })).toHaveCount(0);
	});
});
