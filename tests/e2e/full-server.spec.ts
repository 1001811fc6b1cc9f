/** A server whose memory is used up by boards in use. */
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, startWorkshop } from '../support/people.ts';
import { startServer } from '../support/server.ts';

const NOTES = 5_000;
const FULL = 'The server has no memory left for more boards. Please try again in a few minutes.';

test('[O16] a person who comes to a full server is told so, and gets in once there is room', async ({
	newPerson
}) => {
	test.slow();
	// A copy of the board on the device would be shown instead.
	const page = await (await newPerson({ serviceWorkers: 'block' })).newPage();
	const server = await startServer({
		env: { GROUNDWORK_MEMORY_BYTES: '3000000', GROUNDWORK_UNLOAD_MS: '0' }
	});
	const ready = async () => (await page.request.get(`${server.url}/readyz`)).status();
	const { board } = await startWorkshop(page, server.url, { title: 'Why customers leave us' });
	await page.goto('about:blank');

	const ben = await newPerson();
	const large = await startWorkshop(await ben.newPage(), server.url, { title: 'All our notes' });
	expect(await ready()).toBe(200);
	const rows = Array.from({ length: NOTES }, () => ({
		text: 'x'.repeat(400),
		fn: '',
		cluster: ''
	}));
	const imported = await ben.request.post(`${large.board}/import`, {
		headers: { origin: server.url },
		data: { id: 'filling', kind: 'problem', rows },
		// A busy machine needs time for two million characters.
		timeout: 90_000
	});
	expect(imported.ok(), await imported.text()).toBe(true);

	// Once the unused board has left memory, it cannot be loaded again.
	await expect.poll(async () => (await page.request.get(board)).status()).toBe(503);
	const refused = await page.goto(board);
	expect(Number(refused?.headers()['retry-after'])).toBeGreaterThan(0);
	await expect(page.getByRole('heading')).toHaveText('This server is full at the moment');
	await expect(page.getByText(FULL)).toBeVisible();
	expect(await ready()).toBe(503);
	const reason = await (await page.request.get(`${server.url}/readyz`)).text();
	expect(reason).toBe('There is no memory left for more boards.');
	// The server still works for people who are on a board, and tells programs the same as people.
	expect((await ben.request.get(large.board)).status()).toBe(200);
	const program = await page.request.get(`${board}/report`, {
		headers: { accept: 'application/json' }
	});
	expect([program.status(), await program.text()]).toEqual([503, expect.stringContaining(FULL)]);

	await ben.close();
	await expect.poll(ready).toBe(200);
	await page.getByRole('link', { name: 'Try again' }).click();
	await expectBoard(page);
	await expect(page.getByText('Why customers leave us').first()).toBeVisible();
	expect(server.output.filter((line) => line.includes('"level":50'))).toEqual([]);
	await server.dispose();
});
