/** Limits on the requests of a person or an address, and the sentence for a person who exceeds one. */
import { createServer, request as ask, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { APIRequestContext } from '@playwright/test';
import { WebSocket } from 'ws';
import { expect, test } from '../support/fixtures.ts';
import { join, startWorkshop } from '../support/people.ts';
import { startServer } from '../support/server.ts';

/** A form sent without scripts, by a person without cookies unless the context has some. */
const openSample = (context: APIRequestContext, url: string, headers = {}) =>
	context.post(`${url}/?/sample`, {
		headers: { origin: url, accept: 'text/html', ...headers },
		form: {},
		maxRedirects: 0
	});

test('[H1] [H3] opening samples in a loop ends with a sentence that says when to come back', async ({
	page,
	server
}) => {
	const answers = [];
	for (let n = 0; n < 25; n++) answers.push(await openSample(page.request, server.url));
	const made = answers.filter((answer) => answer.status() === 303);
	expect(made.length).toBeGreaterThanOrEqual(20);
	const refused = answers.at(-1);
	expect(refused?.status()).toBe(429);
	expect(Number(refused?.headers()['retry-after'])).toBeGreaterThan(0);
	expect(await refused?.text()).toContain('Many boards were started just now.');
	// Others behind the same address are not affected.
	await page.context().clearCookies();
	expect((await openSample(page.request, server.url)).status()).toBe(303);
});

test('[H20] opening a board in a loop ends with a page that explains the limit', async ({
	page,
	server
}) => {
	await startWorkshop(page, server.url);
	const board = page.url();
	const load = () => page.request.get(board, { headers: { accept: 'text/html' } });
	let last = await load();
	for (let n = 0; n < 70 && last.status() === 200; n++) last = await load();
	expect(last.status()).toBe(429);
	expect(Number(last.headers()['retry-after'])).toBeGreaterThan(0);
	expect(await last.text()).toContain('This board was opened many times just now.');
});

test('[H22] sending commands with long lists in a loop adds little to the history', async ({
	page
}) => {
	const server = await startServer({
		env: { GROUNDWORK_HISTORY_BYTES_AT_ONCE_OF_ADDRESS: '100000' }
	});
	const { board } = await startWorkshop(page, server.url);
	const give = (command: object) =>
		page.request.post(`${board}/commands`, { headers: { origin: server.url }, data: command });
	const products = Array.from({ length: 50 }, (_, n) => `${n}`.padEnd(40, 'x'));
	let last = await give({ kind: 'lock', id: 'first', locked: false });
	for (let n = 0; n < 60 && last.status() === 200; n++)
		last = await give({ kind: 'setWordingCheck', id: `loop-${n}`, checksWording: true, products });
	expect(last.status()).toBe(429);
	expect(Number(last.headers()['retry-after'])).toBeGreaterThan(0);
	expect(await last.text()).toContain('Very much was done on boards from your network just now.');
	await server.dispose();
});

test('[H2] a claimed address is ignored, unless it comes from a trusted proxy', async ({
	playwright
}) => {
	const limits = {
		GROUNDWORK_BOARDS_AT_ONCE_OF_ADDRESS: '3',
		GROUNDWORK_BOARDS_PER_HOUR_OF_ADDRESS: '1'
	};
	const claims = ['198.51.100.1', '198.51.100.2', '2001:db8::1', '2001:db8::2', '2001:db8::3'];
	async function answersOf(env: Record<string, string>) {
		const server = await startServer({ env: { ...limits, ...env } });
		const answers: number[] = [];
		for (const claim of [...claims, '2001:db8::4']) {
			const stranger = await playwright.request.newContext();
			const headers = { 'x-forwarded-for': claim, 'x-groundwork-address': claim };
			answers.push((await openSample(stranger, server.url, headers)).status());
			await stranger.dispose();
		}
		await server.dispose();
		return answers;
	}
	expect(await answersOf({})).toEqual([303, 303, 303, 429, 429, 429]);
	// The last one is the fourth in its /64.
	expect(await answersOf({ TRUSTED_PROXIES: '127.0.0.1' })).toEqual([303, 303, 303, 303, 303, 429]);
});

test('[H3] a request over the limit loses nothing that somebody typed', async ({
	page,
	newPerson
}) => {
	const server = await startServer({
		env: {
			GROUNDWORK_BOARDS_AT_ONCE_OF_ADDRESS: '1',
			GROUNDWORK_BOARDS_PER_HOUR_OF_ADDRESS: '1',
			GROUNDWORK_JOINS_AT_ONCE_OF_ADDRESS: '1',
			GROUNDWORK_JOINS_PER_HOUR_OF_ADDRESS: '1',
			GROUNDWORK_IMPORTS_AT_ONCE: '1',
			GROUNDWORK_IMPORTS_PER_HOUR: '1',
			GROUNDWORK_COMMANDS_AT_ONCE: '1',
			GROUNDWORK_COMMANDS_PER_HOUR: '60'
		}
	});
	const { board, link } = await startWorkshop(page, server.url, { smallestGroup: null });

	// The starter's first command is run, the second is rejected.
	for (const title of ['One', 'Two']) {
		await page.request.post(`${board}/commands`, {
			headers: { origin: server.url },
			data: { kind: 'rename', id: `rename-${title}`, title }
		});
	}
	await expect(page.getByText('One', { exact: true }).first()).toBeVisible();

	for (const lines of ['Nobody calls back', 'Leads come late']) {
		await page.getByRole('button', { name: 'More' }).click();
		await page.getByRole('menuitem', { name: 'Import notes…' }).click();
		await page.getByLabel('Or pasted lines').fill(lines);
		await page.getByRole('button', { name: 'Import 1 note' }).click();
	}
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByRole('alert')).toContainText('Many imports were made just now.');
	await expect(dialog.getByLabel('Or pasted lines')).toHaveValue('Leads come late');

	await page.goto(`${server.url}/start`);
	await page.getByLabel('What is it about?').fill('Why invoices are late');
	await page.getByLabel('Your name').fill('Mira');
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expect(page.getByRole('alert')).toContainText('Many boards were started just now.');
	await expect(page.getByLabel('What is it about?')).toHaveValue('Why invoices are late');

	await join(await newPerson(), link, { name: 'Ana', fn: 'Sales' });
	const late = await (await newPerson()).newPage();
	await late.goto(link);
	await late.getByLabel('Your name').fill('Ravi');
	await late.getByRole('radio', { name: /^Service/ }).check();
	await late.getByRole('button', { name: 'Join the workshop' }).click();
	await expect(late.getByRole('alert')).toContainText('Many people are joining just now.');
	await expect(late.getByLabel('Your name')).toHaveValue('Ravi');
	await expect(late.getByRole('radio', { name: /^Service/ })).toBeChecked();
	await server.dispose();
});

test('[H8] a person who is not let in leaves no session behind', async ({
	page,
	server,
	playwright
}) => {
	const { link } = await startWorkshop(page, server.url);
	const stranger = await playwright.request.newContext();
	const ask = (name: string, fn: string) =>
		stranger.post(link, {
			headers: { origin: server.url, accept: 'text/html' },
			form: { name, fn },
			maxRedirects: 0
		});
	for (const [name, fn] of [
		['Ana', 'no-such-function'],
		['\u200b', 'sales']
	] as const) {
		const refused = await ask(name, fn);
		expect(refused.status()).toBe(400);
		expect(refused.headers()['set-cookie'] ?? '').not.toContain('session');
	}
	const taken = await ask('Ana', 'sales');
	expect(taken.status()).toBe(303);
	expect(taken.headers()['set-cookie']).toContain('session');
	await stranger.dispose();
});

test('[H15] a start form with too many functions is answered with no more than a board may have', async ({
	request,
	server
}) => {
	const rows = 'fnId=crowd&fnName=crowd&fnLetter=c&fnColour=c1&'.repeat(60);
	const answer = await request.post(`${server.url}/start?/create`, {
		headers: {
			...{ origin: server.url, accept: 'text/html' },
			'content-type': 'application/x-www-form-urlencoded'
		},
		data: `${rows}title=Late+invoices`
	});
	expect(answer.status()).toBe(400);
	const html = await answer.text();
	expect(html.match(/name="fnName"/g)?.length).toBeLessThanOrEqual(13);
});

test('[H1] when a crowd joins from one address, people over the limit get a friendly sentence', async ({
	page,
	playwright
}) => {
	// One of them is the starter; the budget then refills so slowly that the machine's speed does not matter.
	const server = await startServer({
		env: {
			GROUNDWORK_GUESTS_AT_ONCE_OF_ADDRESS: '21',
			GROUNDWORK_GUESTS_PER_HOUR_OF_ADDRESS: '1'
		}
	});
	const { link } = await startWorkshop(page, server.url);
	const answers = [];
	for (let at = 0; at < 30; at += 10) {
		const joining = Array.from({ length: 10 }, async (_, index) => {
			const person = await playwright.request.newContext();
			const answer = await person.post(link, {
				headers: { origin: server.url, accept: 'text/html' },
				form: { name: `Person ${at + index}`, fn: 'sales' },
				maxRedirects: 0
			});
			const text = answer.status() === 429 ? await answer.text() : '';
			await person.dispose();
			return { status: answer.status(), text };
		});
		answers.push(...(await Promise.all(joining)));
	}
	expect(answers.filter(({ status }) => status === 303)).toHaveLength(20);
	const refused = answers.filter(({ status }) => status === 429);
	expect(refused).toHaveLength(10);
	expect(refused[0]?.text).toContain('What you typed is still here. Please try again');
	await server.dispose();
});

test("[H5] a body's size is limited, whether or not it declares its length", async ({
	request,
	server
}) => {
	const big = 'x'.repeat(300_000);
	const told = await request.post(`${server.url}/j/nothing`, {
		headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
		data: big
	});
	expect(told.status()).toBe(413);
	expect(await told.text()).toContain('This is more than the server takes at once.');

	const { hostname, port, host } = new URL(server.url);
	const untold = ask({
		hostname,
		port,
		method: 'POST',
		path: '/j/nothing',
		headers: { host, origin: server.url, 'transfer-encoding': 'chunked' }
	});
	const ended = new Promise<string>((resolve) => {
		untold.once('error', () => resolve('cut off'));
		untold.once('response', ({ statusCode }) => resolve(String(statusCode)));
	});
	for (let sent = 0; sent < 10; sent++) untold.write(big);
	expect(await ended).toMatch(/cut off|4\d\d/);
	expect((await request.get(server.url)).status()).toBe(200);
});

/** Like a proxy with default settings: the server sees its own name as the host. It also forwards upgrades. */
async function proxyBefore(url: string): Promise<Server> {
	const { hostname, port, host } = new URL(url);
	const proxy = createServer((incoming, outgoing) => {
		const passed = ask(
			{
				hostname,
				port,
				method: incoming.method,
				path: incoming.url,
				headers: { ...incoming.headers, host }
			},
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			}
		);
		passed.on('error', () => outgoing.destroy());
		incoming.pipe(passed);
	}).listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	return proxy;
}

test('[H7] behind a proxy without ORIGIN, the page and the log say what to set', async ({
	page,
	ownServer
}) => {
	const proxy = await proxyBefore(ownServer.url);
	const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
	const sentence = `whoever runs this server has to set ORIGIN=${address}, the address that people open`;

	// A form that is sent before the scripts load gets its own page.
	await page.goto(`${address}/start`, { waitUntil: 'networkidle' });
	await page.getByLabel('What is it about?').fill('Why invoices are late');
	await page.getByLabel('Your name').fill('Mira');
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	await expect(page.getByRole('alert')).toContainText(sentence);
	await expect(page.getByLabel('What is it about?')).toHaveValue('Why invoices are late');

	await page.goto(address);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await expect(page.getByText(sentence)).toBeVisible();

	const socket = new WebSocket(`ws://127.0.0.1:${ownServer.port}/live/wall/any`, {
		headers: { origin: 'https://board.example.org', 'x-forwarded-host': 'board.example.org' }
	});
	const [refusal] = (await once(socket, 'error')) as [Error];
	expect(refusal.message).toContain('403');
	const log = () => ownServer.output.join('\n');
	await expect.poll(log).toContain('has to set ORIGIN=https://board.example.org');
	expect(log()).toContain(sentence);
	proxy.closeAllConnections();
	proxy.close();
});
