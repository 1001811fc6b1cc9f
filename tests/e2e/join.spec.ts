/** Sharing and joining: link, code, observers, people with the same name, renewed links, and a crowd at once. */
import { openPeople } from '../support/board.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectAlive } from '../support/late-scripts.ts';
import { expectBoard, invite, joinByForm, startWorkshop } from '../support/people.ts';

test('a link brings a person onto the board, which remembers them', async ({
	page,
	newPerson,
	server
}) => {
	const { link, board } = await startWorkshop(page, server.url);
	const ana = await newPerson();
	const first = await joinByForm(ana, link, { name: 'Ana', fn: 'Sales' });
	await expect(first.getByRole('button', { name: 'Next: Cluster' })).toHaveCount(0);
	const again = await ana.newPage();
	await again.goto(link);
	await expectBoard(again);
	expect(again.url()).toBe(board);
});

test('a name typed on the join page survives a reload, and belongs to its link', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	const guest = await (await newPerson()).newPage();
	await guest.goto(link);
	await guest.getByLabel('Your name').fill('Ana');
	await guest.getByRole('radio', { name: /^Service/ }).check();
	await expectAlive(guest);
	await guest.reload();
	await expect(guest.getByLabel('Your name')).toHaveValue('Ana');
	await expect(guest.getByRole('radio', { name: /^Service/ })).toBeChecked();
	await guest.getByRole('button', { name: 'Join the workshop' }).click();
	await expectBoard(guest);
	const kept = await guest.evaluate(() => Object.values(sessionStorage).join());
	expect(kept).not.toContain('Ana');
});

test('the six-letter code opens the board, and a wrong code gets a friendly sentence', async ({
	page,
	newPerson,
	server
}) => {
	const { code } = await startWorkshop(page, server.url);
	const guest = await (await newPerson()).newPage();
	await guest.goto(server.url);
	const field = guest.getByLabel('Somebody gave you a code?');
	await field.fill('zzzzzz');
	await guest.getByRole('button', { name: 'Join' }).click();
	await expect(guest.getByRole('alert')).toBeVisible();
	await field.fill(code.toLowerCase());
	await guest.getByRole('button', { name: 'Join' }).click();
	await expect(guest.getByLabel('Your name')).toBeVisible();
});

test('people with the same name can be told apart, and an observer can only watch', async ({
	page,
	newPerson,
	server
}) => {
	const { link } = await startWorkshop(page, server.url);
	await joinByForm(await newPerson(), link, { name: 'Ravi', fn: 'Service' });
	await joinByForm(await newPerson(), link, { name: 'Ravi', fn: 'IT' });
	const observer = await joinByForm(await newPerson(), link, { name: 'Olga', fn: 'Observer' });
	await expect(observer.getByText(/Observers look on/).first()).toBeVisible();
	const people = await openPeople(page);
	const namesakes = people.getByRole('listitem').filter({ hasText: 'Ravi' });
	await expect(namesakes).toHaveCount(2);
	await expect(namesakes.filter({ hasText: 'Service' })).toHaveCount(1);
	await expect(namesakes.filter({ hasText: 'IT' })).toHaveCount(1);
});

test('renewing a link disables the old link and the code', async ({ page, newPerson, server }) => {
	const before = await startWorkshop(page, server.url);
	await page.getByRole('button', { name: 'Share' }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText(before.code)).toBeVisible();
	await dialog.getByRole('button', { name: /Renew/ }).first().click();
	await page
		.getByRole('button', { name: /^Renew|Yes/ })
		.last()
		.click();
	await expect(dialog.getByText(before.code)).toHaveCount(0);
	const late = await (await newPerson()).newPage();
	expect((await late.goto(before.link))?.status()).toBe(404);
	const after = await invite(page);
	expect(after.link).not.toBe(before.link);
	await joinByForm(await newPerson(), after.link, { name: 'Ana', fn: 'Sales' });
});

test('the facilitator link makes another device a facilitator', async ({
	page,
	newPerson,
	server
}) => {
	const { facilitatorLink } = await startWorkshop(page, server.url);
	const tablet = await joinByForm(await newPerson(), facilitatorLink, {
		name: 'Mira',
		fn: 'No function'
	});
	await expect(tablet.getByRole('button', { name: 'Next: Cluster' })).toBeVisible();
});

test('a person without the link is told that they need one', async ({
	page,
	newPerson,
	server
}) => {
	const { board } = await startWorkshop(page, server.url);
	const stranger = await (await newPerson()).newPage();
	await stranger.goto(board);
	await expect(stranger.getByText('You need the link of that board.')).toBeVisible();
});

test('two hundred people behind one address can join within a minute', async ({
	page,
	playwright,
	server
}) => {
	const { code } = await startWorkshop(page, server.url);
	const started = Date.now();
	const people = Array.from({ length: 200 }, (_, index) => index);
	const joinOne = async (index: number) => {
		const person = await playwright.request.newContext({
			baseURL: server.url,
			// These headers imitate a browser without scripts: with scripts, a form gets a JSON response.
			extraHTTPHeaders: { origin: server.url, accept: 'text/html' }
		});
		const redeemed = await person.post('/?/code', { form: { code }, maxRedirects: 0 });
		const link = redeemed.headers()['location'] ?? '';
		const joined = await person.post(link, {
			form: { name: `Person ${index}`, fn: 'sales' },
			maxRedirects: 0
		});
		const status = joined.status();
		await person.dispose();
		return status;
	};
	for (let at = 0; at < people.length; at += 20) {
		const statuses = await Promise.all(people.slice(at, at + 20).map(joinOne));
		expect(statuses).toEqual(statuses.map(() => 303));
	}
	expect(Date.now() - started).toBeLessThan(60_000);
});
