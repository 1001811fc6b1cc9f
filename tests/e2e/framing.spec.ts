/** Groundwork in frames of other sites: sites that are allowed, and all others. */
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { connect, type AddressInfo, type Server } from 'node:net';
import { createServer as createPages } from 'node:https';
import { createServer as createTls } from 'node:tls';
import { expectAccessible } from '../support/accessible.ts';
import { makeCertificate } from '../support/certificate.ts';
import { expect, test } from '../support/fixtures.ts';
import { startServer, type TestServer } from '../support/server.ts';

test.use({ ignoreHTTPSErrors: true });

async function portOf(server: Server): Promise<number> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

let board: TestServer;
let boardUrl: string;
let named: string;
let other: string;
const servers: Server[] = [];

test.beforeAll(async () => {
	const { folder, key, cert } = makeCertificate();
	const certificate = { key: readFileSync(key), cert: readFileSync(cert) };
	rmSync(folder, { recursive: true });
	let upstream = 0;
	const proxy = createTls(certificate, (socket) => {
		const inner = connect(upstream, '127.0.0.1');
		for (const end of [socket, inner]) end.on('error', () => socket.destroy() && inner.destroy());
		socket.pipe(inner).pipe(socket);
	});
	// Browsers treat `localhost` and `127.0.0.1` as different sites.
	boardUrl = `https://localhost:${await portOf(proxy)}`;
	const framing = (request: { url?: string | undefined }) => {
		const show = new URL(request.url ?? '/', boardUrl).searchParams.get('show') ?? '/';
		return `<!doctype html><html lang="en"><title>Intranet</title><main aria-label="Intranet"><h1>Workshop</h1>
			<iframe title="Board" referrerpolicy="origin" style="width: 1000px; height: 640px"
			src="${new URL(show, boardUrl).href}"></iframe></main></html>`;
	};
	const sites = ['named', 'other'].map(() =>
		createPages(certificate, (request, response) => {
			response.setHeader('content-type', 'text/html');
			response.end(framing(request));
		})
	);
	const [first, second] = await Promise.all(sites.map(portOf));
	[named, other] = [`https://127.0.0.1:${first}`, `https://127.0.0.1:${second}`];
	board = await startServer({ env: { ORIGIN: boardUrl, FRAME_ANCESTORS: named } });
	upstream = board.port;
	servers.push(proxy, ...sites);
});
test.afterAll(async () => {
	await board.dispose();
	for (const server of servers) server.close();
});

test('[O8] in a frame of an allowed site, people join, write and stay signed in', async ({
	page
}) => {
	await page.goto(named);
	const frame = page.frameLocator('iframe');
	await frame.getByRole('button', { name: 'Open the sample' }).click();
	await expect(frame.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(frame.getByText('Saved', { exact: true }).first()).toBeVisible();
	const inside = page.frames()[1]?.url() ?? '';
	expect(inside).toContain(`${boardUrl}/b/`);
	await page.goto(`${named}/?show=${new URL(inside).pathname}`);
	await expect(frame.getByText('Saved', { exact: true }).first()).toBeVisible();
	const [cookie] = (await page.context().cookies(boardUrl)).filter(({ name }) =>
		name.includes('groundwork_session')
	);
	expect(cookie).toMatchObject({ sameSite: 'None', secure: true, httpOnly: true });
	expect(cookie?.partitionKey).toContain('127.0.0.1');
});

test('[O8] a frame of any other site shows a sentence and a link that opens a window', async ({
	page
}) => {
	await page.goto(other);
	const frame = page.frameLocator('iframe');
	await expect(frame.getByText('Groundwork is not shown inside other pages here.')).toBeVisible();
	await expectAccessible(page);
	const opened = page.waitForEvent('popup');
	await frame.getByRole('link', { name: 'Open it in a window of its own' }).click();
	const popup = await opened;
	await expect(popup.getByRole('link', { name: 'Start a workshop' })).toBeVisible();
	expect(popup.url()).toBe(`${boardUrl}/`);
	expect(await popup.evaluate(() => window.opener === null)).toBe(true);
});

test('[O8] browsers show nothing in a frame of an allowed site that is itself in a frame of another site', async ({
	page,
	request
}) => {
	const sent = await request.get(boardUrl);
	expect(sent.headers()['content-security-policy']).toContain(`frame-ancestors ${named}`);
	expect(sent.headers()).not.toHaveProperty('x-frame-options');
	const blocked = page.waitForEvent('console', (message) =>
		message.text().includes(`"frame-ancestors ${named}"`)
	);
	const answered = page.waitForResponse(`${boardUrl}/`);
	await page.goto(`${other}/?show=${encodeURIComponent(named)}`);
	expect((await answered).status()).toBe(200);
	await blocked;
	const inner = page.frameLocator('iframe').frameLocator('iframe');
	await expect(inner.getByRole('link', { name: 'Start a workshop' })).toHaveCount(0);
});

test('[O8] no page is shown in any frame when no site is allowed', async ({ page, server }) => {
	await page.goto(server.url);
	await page.setContent(`<iframe title="Board" src="${server.url}/start"></iframe>`);
	const frame = page.frameLocator('iframe');
	await expect(frame.getByRole('link', { name: 'Open it in a window of its own' })).toBeVisible();
	await expect(frame.getByLabel('Your name')).toHaveCount(0);
});

test('[O8] the page for other frames contains no personal data and runs no script', async ({
	request,
	server
}) => {
	const bodies = new Set<string>();
	for (const path of ['/', '/b/some-board', '/j/some-token', '/privacy']) {
		const headers = { 'sec-fetch-dest': 'iframe' };
		const sent = await request.get(server.url + path, { headers });
		expect(sent.status()).toBe(403);
		expect(sent.headers()['content-security-policy']).toContain("default-src 'none'");
		expect(sent.headers()).not.toHaveProperty('set-cookie');
		bodies.add(await sent.text());
	}
	expect(bodies.size).toBe(1);
});
