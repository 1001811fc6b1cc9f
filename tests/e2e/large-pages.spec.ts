/** Pages of boards that are too large to render on the server: their content is loaded afterwards. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { closeRound, goTo } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { startWorkshop } from '../support/people.ts';

const NOTES = 600;

/** Creates a board with many notes and a version of it. Returns the addresses of the report and of the version. */
async function largeBoard(page: Page, url: string) {
	const { board } = await startWorkshop(page, url, { title: 'All our notes' });
	const post = async (path: string, data: object) => {
		const answer = await page.request.post(`${board}${path}`, { data, headers: { origin: url } });
		expect(answer.status()).toBe(200);
	};
	const rows = Array.from({ length: NOTES }, (_, n) => ({
		text: `Row ${n} of a table that is as long as those which a service desk exports each year`,
		fn: 'IT',
		cluster: n % 3 ? `Topic ${n % 20}` : ''
	}));
	await post('/import', { id: 'rows', kind: 'problem', rows });
	await post('/commands', { kind: 'keepVersion', id: 'kept', name: 'With all notes' });
	return { board, report: `${board}/report`, version: `${board}/history/kept` };
}
const htmlOf = async (page: Page, address: string) => (await page.request.get(address)).text();

test('[O19] a large version is loaded after its page, and can be retried after a failure', async ({
	page,
	server
}) => {
	const { version } = await largeBoard(page, server.url);
	const html = await htmlOf(page, version);
	expect(html).toContain('This version is large. It is on its way…');
	expect(html).not.toContain('data-note=');
	expect(html.length).toBeLessThan(200_000);

	await page.route('**/wall', (route) => route.abort());
	await page.goto(version);
	await expect(page.getByText('This version could not be loaded.')).toBeVisible();
	await expectAccessible(page);
	await page.screenshot({ path: 'test-results/large-version.png' });
	await page.unroute('**/wall');
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(page.locator('[data-note]').first()).toBeVisible();
	await expect(page.getByText('600 notes in 20 clusters')).toBeVisible();
});

test('[O19] the server renders no notes of a large board; the browser renders all, even if the socket never opens', async ({
	page,
	server
}) => {
	const { board } = await largeBoard(page, server.url);
	await goTo(page, 'Cluster');
	const html = await htmlOf(page, board);
	expect(html).toContain('Loading the wall…');
	expect(html).not.toContain('data-note=');

	await page.routeWebSocket('**/live/**', () => {});
	await page.goto(board);
	await expect(page.locator('[data-note]')).toHaveCount(NOTES);
	await expect(page.getByText('Loading the wall…')).toHaveCount(0);
});

test('[O19] a long report is loaded after its page, and can be retried after a failure', async ({
	page,
	server
}) => {
	const { report } = await largeBoard(page, server.url);
	const html = await htmlOf(page, report);
	expect(html).toContain('This report is long. It is on its way…');
	expect(html).toContain('export/md');
	expect(html).not.toContain('Row 599');

	await page.route('**/whole', (route) => route.abort());
	await page.goto(report);
	await expect(page.getByText('The report could not be loaded.')).toBeVisible();
	await expectAccessible(page);
	await page.screenshot({ path: 'test-results/long-report.png' });
	await page.unroute('**/whole');
	await page.getByRole('button', { name: 'Try again' }).click();
	await expect(page.getByText('Row 599 of a table')).toBeAttached();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('All our notes');
	await expect(page).toHaveTitle('Report: All our notes · Groundwork');
});

test('[O19] a round over very many clusters first shows 100 rows, and all rows on request', async ({
	page,
	server
}) => {
	const { board } = await startWorkshop(page, server.url, { title: 'Very many problems' });
	const post = async (path: string, data: object) => {
		const answer = await page.request.post(`${board}${path}`, {
			data,
			headers: { origin: server.url }
		});
		expect(answer.status()).toBe(200);
	};
	const rows = Array.from({ length: 140 }, (_, n) => ({
		...{ text: `Note ${n}`, fn: 'IT', cluster: `Problem ${n}` }
	}));
	await post('/import', { id: 'rows', kind: 'problem', rows });
	const file = (await (await page.request.get(`${board}/export/json`)).json()) as {
		stage: { steps: { id: string; kind: string }[] };
	};
	const step = file.stage.steps.find(({ kind }) => kind === 'vote')?.id;
	await post('/commands', { kind: 'goToStep', id: 'go', step });
	await page.goto(board);
	await page.getByRole('button', { name: 'Open the round' }).click();
	await closeRound(page);
	const map = page.getByRole('region', { name: 'Alignment map' });
	await expect(map.getByRole('row')).toHaveCount(101);
	expect((await htmlOf(page, board)).split('<tr').length - 1).toBe(101);
	await page.getByRole('button', { name: 'Show all 140 problems' }).scrollIntoViewIfNeeded();
	await page.screenshot({ path: 'test-results/many-problems.png' });
	await page.getByRole('button', { name: 'Show all 140 problems' }).click();
	await expect(map.getByRole('row')).toHaveCount(141);
	await expectAccessible(page);
});
