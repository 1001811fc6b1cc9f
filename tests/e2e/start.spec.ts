/** Starting: the first page, the sample, a workshop of one's own, and the process itself. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, startWorkshop } from '../support/people.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

test('the first page offers a workshop and the sample', async ({ page, server }) => {
	await page.goto(server.url);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('problem');
	await expect(page.getByRole('link', { name: 'Start a workshop' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Open the sample' })).toBeVisible();
});

test('everybody gets a sample of their own, with its alignment map', async ({ newPerson, server }) => {
	const boards: string[] = [];
	for (let person = 0; person < 2; person++) {
		const page = await (await newPerson()).newPage();
		await page.goto(server.url);
		await page.getByRole('button', { name: 'Open the sample' }).click();
		await expectBoard(page);
		const map = page.getByRole('table');
		await expect(map).toBeVisible();
		await expect(map.getByText('All agree').first()).toBeVisible();
		boards.push(page.url());
	}
	expect(new Set(boards).size).toBe(2);
});

test('a workshop starts with its own functions and facilitates its starter', async ({
	page,
	server
}) => {
	await page.goto(`${server.url}/start`);
	await page.getByLabel('What is it about?').fill('Why first visits fail');
	await page.getByLabel('Your name').fill('Mira');
	await page.getByRole('button', { name: 'Remove IT' }).click();
	await page.getByRole('button', { name: 'Add a function' }).click();
	await page.getByLabel('Name of function 4').fill('Warehouse');
	await page.getByRole('radio', { name: /^Quick align/ }).check();
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expectBoard(page);
	await expect(page.getByText('Why first visits fail').first()).toBeVisible();
	await expect(page.getByText('Warehouse').first()).toBeVisible();
	await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
});

test('what is missing is said beside the field and nothing typed is lost', async ({
	page,
	server
}) => {
	await page.goto(`${server.url}/start`);
	await page.getByLabel('What is it about?').fill('Why first visits fail');
	await page.getByLabel('Your name').fill('   ');
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expect(page.getByRole('alert').first()).toBeVisible();
	await expect(page.getByLabel('What is it about?')).toHaveValue('Why first visits fail');
});

test('the first page and the start page work without JavaScript', async ({ newPerson, server }) => {
	const page = await (await newPerson({ javaScriptEnabled: false })).newPage();
	await page.goto(server.url);
	await page.getByRole('link', { name: 'Start a workshop' }).click();
	await page.getByLabel('What is it about?').fill('Without scripts');
	await page.getByLabel('Your name').fill('Mira');
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await page.waitForURL(/\/b\//);
	await expect(page.getByText('Without scripts').first()).toBeVisible();
});

test('a board is readable without JavaScript', async ({ page, newPerson, server }) => {
	await startWorkshop(page, server.url);
	const silent = await newPerson({
		javaScriptEnabled: false,
		storageState: await page.context().storageState()
	});
	const sample = await silent.newPage();
	await sample.goto(server.url);
	await sample.getByRole('button', { name: 'Open the sample' }).click();
	await sample.waitForURL(/\/b\//);
	await expect(sample.getByRole('table')).toContainText('All agree');
});

test('answers carry a strict content security policy and say nothing to others', async ({
	request,
	server
}) => {
	const answer = await request.get(server.url);
	const policy = answer.headers()['content-security-policy'] ?? '';
	expect(policy).toContain("script-src 'self' 'nonce-");
	expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
	expect(answer.headers()).toMatchObject({
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin'
	});
	expect((await request.get(`${server.url}/healthz`)).status()).toBe(200);
});

test('requests from another site change nothing', async ({ request, server }) => {
	const answer = await request.post(`${server.url}/?/sample`, {
		headers: { origin: 'https://elsewhere.example' },
		form: {}
	});
	expect(answer.status()).toBe(403);
});

test('a taken port is said in one sentence', async ({ server }) => {
	const second = spawn(process.execPath, [MAIN], {
		env: { ...process.env, HOST: '127.0.0.1', PORT: String(server.port), DATA_DIR: server.dataDir },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	for (const stream of [second.stdout, second.stderr])
		stream.on('data', (text: Buffer) => (said += text.toString()));
	const [code] = (await once(second, 'close')) as [number];
	expect(code).toBe(1);
	expect(said).toContain(String(server.port));
	expect(said.trim().split('\n')).toHaveLength(1);
});
