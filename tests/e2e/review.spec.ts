/** Requirements under outcomes, and reviews a month later that show the group's progress. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { format } from '../../src/lib/i18n/en/format.ts';
import { dayAfter, dayOf } from '../../src/lib/workshop/days.ts';
import type { Step } from '../../src/lib/workshop/types.ts';
import type { StepKind } from '../../src/lib/workshop/steps/kinds.ts';
import { expectAccessible } from '../support/accessible.ts';
import { expect, test as base } from '../support/fixtures.ts';
import { expectBoard, expectSaved } from '../support/people.ts';
import { seedBoard } from '../support/seed.ts';

const TODAY = dayOf(Date.now());
/** Noon of a day by the page's clock. */
const inDays = (days: number) => new Date(`${dayAfter(TODAY, days)}T12:00:00`);
const DUE = dayAfter(TODAY, 200);

interface Group {
	/** The facilitator. */
	mira: Page;
	ana: Page;
	goTo: (kind: StepKind) => Promise<void>;
}
const step = (kind: StepKind, title: string): Step => ({
	id: kind,
	kind,
	title,
	instruction: 'Look at it together.',
	prompt: '',
	minutes: 15,
	noteKind: 'problem',
	writing: 'open',
	revealed: false
});

/** A group with one chosen problem, in its Outcomes step. */
const test = base.extend<{ group: Group }>({
	group: async ({ server, newPerson }, use) => {
		const { board, people } = await seedBoard(server.dataDir, {
			step: 'outcomes',
			people: [
				{ name: 'Mira', fn: 'service', role: 'facilitator' },
				{ name: 'Ana', fn: 'sales', role: 'participant' }
			],
			change: (steps) =>
				steps.push(
					step('outcomes', 'Outcomes'),
					step('requirements', 'Requirements'),
					step('review', 'Review')
				)
		});
		const address = `${server.url}/b/${board}`;
		const [mira, ana] = await Promise.all(
			people.map(async ({ token }) => {
				const context = await newPerson({ reducedMotion: 'reduce' });
				await context.addCookies([{ name: 'groundwork_session', value: token, url: server.url }]);
				const page = await context.newPage();
				await page.goto(address);
				await expectBoard(page);
				return page;
			})
		);
		if (!mira || !ana) throw new Error('two people');
		const send = async (path: string, data: object) => {
			const headers = { origin: server.url };
			const answer = await mira.request.post(`${address}/${path}`, { headers, data });
			expect(answer.ok()).toBe(true);
		};
		const row = { text: 'I told it three times.', fn: 'Service', cluster: 'Callers explain twice' };
		await send('import', { id: randomUUID(), kind: 'problem', rows: [row] });
		await mira.getByRole('button', { name: 'Wall', exact: true }).click();
		const cluster = await mira.locator('[data-cluster]').getAttribute('data-cluster');
		await send('commands', { id: randomUUID(), kind: 'choose', cluster, chosen: true });
		await mira.getByRole('group', { name: 'Show' }).getByText('Outcomes').click();
		await use({
			mira,
			ana,
			goTo: (to) => send('commands', { id: randomUUID(), kind: 'goToStep', step: to })
		});
	}
});

async function addOutcome(page: Page, words: string, fields: Record<string, string> = {}) {
	await page.getByRole('button', { name: 'Add an outcome' }).click();
	await page.keyboard.type(words);
	const card = page.getByRole('article', { name: words });
	for (const [label, value] of Object.entries(fields)) {
		await card.getByLabel(label, { exact: true }).fill(value);
		await card.getByLabel(label, { exact: true }).press('Tab');
	}
	await expectSaved(page);
}
const MEASURED = {
	'What is measured': 'callers who explain twice',
	Unit: '% of calls',
	'How it is today': '38',
	'How it should be': '15',
	'By which day': DUE,
	'Who looks after it': 'Ravi'
};
async function expectAccessibleInBothThemes(page: Page) {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await expectAccessible(page);
	}
}
const outcome = (page: Page, words: string): Locator => page.getByRole('article', { name: words });

async function record(card: Locator, value: string, note = '') {
	await card.getByLabel(/^Value/).fill(value);
	if (note) await card.getByLabel('Note').fill(note);
	await card.getByRole('button', { name: 'Add the reading' }).click();
}
const readings = (card: Locator) =>
	card.getByRole('list', { name: 'Readings' }).getByRole('listitem');

test('readings show the group’s progress after one month and after two', async ({ group }) => {
	const { mira, ana, goTo } = group;
	await addOutcome(mira, 'Callers explain once', MEASURED);
	await goTo('review');
	await expect(mira.getByRole('heading', { name: 'Nothing has been measured yet' })).toBeVisible();
	await expect(ana.getByRole('heading', { name: 'Nothing has been measured yet' })).toBeVisible();
	await expectSaved(ana);

	await mira.clock.setFixedTime(inDays(30));
	await mira.reload();
	const card = outcome(mira, 'Callers explain once');
	const chart = card.getByRole('img');
	await expect(card.getByLabel('Measured on')).toHaveValue(dayAfter(TODAY, 30));
	await expect(chart).toHaveAccessibleName(
		new RegExp(`No reading yet\\. Today is ${format.day(dayAfter(TODAY, 30))}\\.`)
	);
	await record(card, '36,0 %', 'Two of us began.');
	await expect(card.getByText('Behind', { exact: true })).toBeVisible();
	await expect(mira.getByRole('heading', { name: 'The outcome is behind' })).toBeVisible();
	await expect(readings(card)).toHaveText([/36 %.*Two of us began\./]);
	await expect(chart.locator('circle')).toHaveCount(1);

	await mira.clock.setFixedTime(inDays(60));
	await mira.reload();
	await record(card, '29 % of calls');
	await expect(card.getByText('On track', { exact: true })).toBeVisible();
	await expect(mira.getByRole('heading', { name: 'The outcome is on track' })).toBeVisible();
	await expect(readings(card)).toHaveText([/29 %/, /36 %/]);
	await expect(chart.locator('circle')).toHaveCount(2);
	await expect(chart).toHaveAccessibleName(/36 % of calls; .*: 29 % of calls\. Today is/);
	await expectSaved(mira);

	await test.step('a person who returns sees what is new', async () => {
		await ana.clock.setFixedTime(inDays(61));
		await ana.reload();
		await expect(ana.getByText('New since your last visit: 2 readings.')).toBeVisible();
		await expect(ana.getByText('new', { exact: true })).toHaveCount(2);
		await expectSaved(ana);
		await ana.reload();
		await expect(readings(outcome(ana, 'Callers explain once'))).toHaveCount(2);
		await expect(ana.getByText('new', { exact: true })).toHaveCount(0);
	});
	await test.step('each person says in their own words what has changed', async () => {
		const since = outcome(ana, 'Callers explain once').getByLabel('What do you notice');
		await since.fill('Callers are astonished that we know them.');
		await ana.getByRole('button', { name: 'Say it' }).first().click();
		await expect(card.getByText('Callers are astonished that we know them.')).toBeVisible();
	});
	await test.step('the facilitator sets the day of the next review', async () => {
		await mira.getByLabel('Next review').fill(dayAfter(TODAY, 90));
		await expect(
			ana.getByText(`The next review is on ${format.day(dayAfter(TODAY, 90))}, in 29 days.`)
		).toBeVisible();
		await expect(ana.getByLabel('Next review')).toHaveCount(0);
	});
	await test.step('the page says when the due date is past', async () => {
		await ana.clock.setFixedTime(inDays(203));
		await ana.reload();
		await expect(ana.getByText(/^It was due 3 days ago\./)).toBeVisible();
	});
	await expectAccessibleInBothThemes(mira);
});

test('invalid input is explained and stays; readings can be corrected and removed', async ({
	group
}) => {
	const { mira, ana, goTo } = group;
	await addOutcome(mira, 'Callers explain once', MEASURED);
	await goTo('review');
	const card = outcome(mira, 'Callers explain once');
	await record(card, 'many', 'Nobody counted.');
	await expect(card.getByText('“many” holds no number that could be read.')).toBeVisible();
	await expect(card.getByLabel(/^Value/)).toBeFocused();
	await expect(card.getByLabel(/^Value/)).toHaveValue('many');
	await expect(card.getByLabel('Note')).toHaveValue('Nobody counted.');
	await card.getByLabel('Measured on').fill(dayAfter(TODAY, 400));
	await record(card, '12,5');
	await expect(card.getByText(/is still to come/)).toBeVisible();
	await expect(readings(card)).toHaveCount(0);
	await card.getByLabel('Measured on').fill(TODAY);
	await card.getByRole('button', { name: 'Add the reading' }).click();
	await expect(card.getByText('Reached', { exact: true })).toBeVisible();

	const others = outcome(ana, 'Callers explain once');
	await expect(readings(others)).toHaveText([/12\.5 %.*Nobody counted\./]);
	await others.getByRole('button', { name: 'Correct this reading' }).click();
	await expect(others.getByLabel(/^Value/).first()).toBeFocused();
	await others
		.getByLabel(/^Value/)
		.first()
		.fill('38');
	await others.getByRole('button', { name: 'Save' }).click();
	await expect(readings(card)).toHaveText([/38 %/]);

	await others.getByRole('button', { name: 'Remove this reading' }).click();
	await expect(readings(card)).toHaveCount(0);
	await expect(others.getByRole('button', { name: 'Undo' })).toBeFocused();
	await ana.keyboard.press('Enter');
	await expect(readings(card)).toHaveText([/38 %/]);
});

const group = (page: Page, words: string, kind: string): Locator =>
	outcome(page, words).getByRole('group', { name: kind, exact: true });
const requirements = (part: Locator): Locator => part.getByRole('textbox');

test('two people write requirements for people, processes and, last, software', async ({
	group: { mira, ana, goTo }
}) => {
	await addOutcome(mira, 'Callers explain once');
	await addOutcome(mira, 'Nobody waits');
	await goTo('requirements');
	const [first, second] = ['Callers explain once', 'Nobody waits'] as const;
	await expect(
		ana.getByRole('heading', {
			name: 'Still missing: what people will do differently (2 outcomes)'
		})
	).toBeVisible();
	const software = group(ana, first, 'Software');
	await expect(software.getByText(/^Software comes last/)).toBeVisible();
	await expect(software.getByRole('button')).toBeDisabled();

	const people = group(mira, first, 'People');
	await people.getByRole('button', { name: 'Add what people do' }).click();
	await expect(requirements(people)).toBeFocused();
	await mira.keyboard.type('Sales names one owner');
	await expect(requirements(group(ana, first, 'People'))).toHaveValue('Sales names one owner');
	await expect(
		ana.getByRole('heading', { name: 'Still missing: what people will do differently (1 outcome)' })
	).toBeVisible();

	await software.getByRole('button', { name: /^Add/ }).click();
	await ana.keyboard.type('Who answers sees the last calls');
	await software.getByText('could', { exact: true }).click();
	await expect(group(mira, first, 'Software').getByLabel('could')).toBeChecked();

	await test.step('requirements can be reordered by keyboard', async () => {
		await people.getByRole('button', { name: 'Add what people do' }).click();
		await mira.keyboard.type('Service asks once');
		const up = people.getByRole('button', { name: 'Move up' }).nth(1);
		await up.focus();
		await mira.keyboard.press('Enter');
		const others = requirements(group(ana, first, 'People'));
		await expect(others.first()).toHaveValue('Service asks once');
		await expect(others.nth(1)).toHaveValue('Sales names one owner');
	});
	await test.step('a requirement can be moved under another outcome', async () => {
		await people.getByRole('button', { name: 'Move to another outcome' }).first().click();
		await mira.getByRole('menuitem', { name: second }).click();
		await expect(requirements(group(ana, second, 'People'))).toHaveValue('Service asks once');
		await expect(requirements(group(ana, first, 'People'))).toHaveCount(1);
		await expect(
			group(ana, second, 'People').getByText('Callers explain twice → Nobody waits')
		).toBeVisible();
	});
	await test.step('a requirement can be removed and restored', async () => {
		await people.getByRole('button', { name: 'Remove' }).click();
		await expect(requirements(group(ana, first, 'People'))).toHaveCount(0);
		await expect(group(ana, first, 'Software').getByText(/^Software comes last/)).toBeVisible();
		await people.getByRole('button', { name: 'Undo' }).click();
		await expect(requirements(group(ana, first, 'People'))).toHaveValue('Sales names one owner');
	});
	await expectAccessibleInBothThemes(mira);
});
