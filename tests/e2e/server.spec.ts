/** The server's behaviour on every page: headers, cookies, origins, starting and stopping. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { startServer } from '../support/server.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectBoard, startWorkshop } from '../support/people.ts';

test('the health check says whether the database can be read', async ({ request, server }) => {
	const response = await request.get(`${server.url}/healthz`);
	expect(response.status()).toBe(200);
	expect(response.headers()['cache-control']).toBe('no-store');
});

test('[O1] [O2] the server says whether it is ready for people, and reports its metrics', async ({
	request,
	server
}) => {
	expect((await request.get(`${server.url}/readyz`)).status()).toBe(200);
	const figures = await request.get(`${server.url}/metrics`);
	expect(figures.status()).toBe(200);
	expect(await figures.text()).toContain('groundwork_connections');
	const forwarded = { 'x-forwarded-for': '192.0.2.1' };
	const refused = await request.get(`${server.url}/metrics`, { headers: forwarded });
	expect(refused.status()).toBe(403);
});

test('[S24] while the disk is full, pages are shown and every rejection is a sentence', async ({
	page,
	ownServer
}) => {
	const { board } = await startWorkshop(page, ownServer.url, { title: 'Why customers leave us' });
	const command = (id: string) =>
		page.request.post(`${board}/commands`, {
			headers: { origin: ownServer.url },
			data: { kind: 'rename', id, title: 'Why customers stay' }
		});
	await ownServer.storeFails('full');

	const refused = await command('rename-while-full');
	const answer = (await refused.json()) as { ok: boolean; reason: string };
	expect(answer.ok).toBe(false);
	expect(answer.reason).toBe('The server could not save this. Try again in a moment.');
	const started = await page.request.post(`${ownServer.url}/?/sample`, {
		headers: { origin: ownServer.url, accept: 'text/html' },
		form: {}
	});
	const html = await started.text();
	expect(html).toContain('The server cannot save anything at the moment. Nothing was changed.');
	expect(html).not.toMatch(/at \w+ \(|sqlite|database or disk/i);
	expect((await page.request.get(`${ownServer.url}/readyz`)).status()).toBe(503);
	expect(await (await page.request.get(board)).text()).toContain('Why customers leave us');

	await ownServer.storeFails(null);
	expect((await command('rename-afterwards')).status()).toBe(200);
	await expect
		.poll(async () => (await page.request.get(`${ownServer.url}/readyz`)).status())
		.toBe(200);
	await expect(page.getByText('Why customers stay').first()).toBeVisible();
	expect(ownServer.output.join('\n')).not.toContain('Why customers');
});

test('[O3] a second server does not touch the first one’s data', async ({ server }) => {
	await expect(startServer({ dataDir: server.dataDir })).rejects.toThrow(
		`Another Groundwork uses the data in ${server.dataDir}. Stop it first`
	);
});

test('every page has strict security headers and a new nonce', async ({ request, server }) => {
	const nonces = new Set<string>();
	for (const _ of ['first', 'second']) {
		const headers = (await request.get(server.url)).headers();
		const policy = headers['content-security-policy'] ?? '';
		nonces.add(/script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none');
		expect(policy).toContain("default-src 'self'");
		expect(policy).toContain("frame-ancestors 'none'");
		expect(policy).not.toContain("script-src 'unsafe-inline'");
		expect(headers).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'DENY',
			'referrer-policy': 'same-origin'
		});
		expect(headers['cache-control']).toContain('private');
		expect(headers).not.toHaveProperty('strict-transport-security');
	}
	expect(nonces.size).toBe(2);
	expect(nonces).not.toContain('none');
});

test('the page violates none of its own content security rules', async ({ page, server }) => {
	const broken: string[] = [];
	page.on('console', (message) => {
		if (message.text().includes('Content Security Policy')) broken.push(message.text());
	});
	await page.goto(server.url);
	await expect(page.getByRole('link', { name: 'Start a workshop' })).toBeVisible();
	expect(broken).toEqual([]);
});

test('a write from another site changes nothing', async ({ request, server }) => {
	for (const origin of ['https://evil.example', 'null', undefined]) {
		const headers = origin === undefined ? {} : { origin };
		const sent = await request.post(`${server.url}/?/sample`, {
			headers,
			form: {},
			maxRedirects: 0
		});
		expect(sent.status()).toBe(403);
		expect(sent.headers()).not.toHaveProperty('set-cookie');
	}
});

test('the server does not trust forwarding headers without a trusted proxy', async ({
	request,
	server
}) => {
	const sent = await request.post(`${server.url}/?/sample`, {
		headers: { origin: server.url.replace('http:', 'https:'), 'x-forwarded-proto': 'https' },
		form: {},
		maxRedirects: 0
	});
	expect(sent.status()).toBe(403);
});

test('neither scripts nor other sites can read the session cookie', async ({ page, server }) => {
	await page.goto(server.url);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await page.waitForURL(/\/b\//);
	const cookies = await page.context().cookies();
	expect(cookies.find(({ name }) => name === 'groundwork_session')).toMatchObject({
		httpOnly: true,
		sameSite: 'Lax',
		path: '/',
		secure: false
	});
});

test('behind a proxy with https, cookies and connections are secure', async ({ request }) => {
	const origin = 'https://board.example.org';
	const server = await startServer({ env: { ORIGIN: origin } });
	const sent = await request.post(`${server.url}/?/sample`, {
		headers: { origin, accept: 'text/html' },
		form: {},
		maxRedirects: 0
	});
	expect(sent.status()).toBe(303);
	expect(sent.headers()['set-cookie']).toMatch(
		/^__Host-groundwork_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/
	);
	expect(sent.headers()['strict-transport-security']).toBe('max-age=31536000');
	await server.dispose();
});

test('[H11] on https a plain cookie from an earlier version is replaced by one that no other host can set', async ({
	playwright
}) => {
	const origin = 'https://board.example.org';
	const server = await startServer();
	const device = await playwright.request.newContext();
	const sample = await device.post(`${server.url}/?/sample`, {
		headers: { origin: server.url, accept: 'text/html' },
		form: {},
		maxRedirects: 0
	});
	const board = sample.headers()['location'] ?? '';
	const plain = /groundwork_session=([\w-]{43})/.exec(sample.headers()['set-cookie'] ?? '');
	const token = plain?.[1] ?? 'none';
	await server.stop();

	const proxied = await startServer({ dataDir: server.dataDir, env: { ORIGIN: origin } });
	const stranger = await playwright.request.newContext();
	const look = (cookie: string) =>
		stranger.get(`${proxied.url}${board}`, { headers: { cookie }, maxRedirects: 0 });
	const migrated = await look(`groundwork_session=${token}`);
	expect(migrated.status()).toBe(200);
	const written = migrated
		.headersArray()
		.filter(({ name }) => name.toLowerCase() === 'set-cookie')
		.map(({ value }) => value);
	expect(written).toContainEqual(expect.stringMatching(`^__Host-groundwork_session=${token};`));
	expect(written).toContainEqual(expect.stringMatching(/^groundwork_session=; .*Max-Age=0/));

	const planted = 'A'.repeat(43);
	const both = await look(`groundwork_session=${planted}; __Host-groundwork_session=${token}`);
	expect(both.status()).toBe(200);
	await device.dispose();
	await stranger.dispose();
	await proxied.stop();
	await server.dispose();
});

test('an upgrade outside the live boards gets the same response as a normal request', async ({
	server
}) => {
	const socket = connect(server.port, '127.0.0.1');
	await once(socket, 'connect');
	socket.write(
		'GET /elsewhere HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'
	);
	const [answer] = (await once(socket, 'data')) as [Buffer];
	expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
	socket.destroy();
});

test('a port in use gives one clear sentence', async ({ server }) => {
	const second = startServer({ env: { PORT: String(server.port) } });
	await expect(second).rejects.toThrow(
		`Port ${server.port} is taken by another program. Stop it, or choose another port: PORT=${server.port + 1} npm start`
	);
});

test('an invalid setting gives one clear sentence', async () => {
	await expect(startServer({ env: { PORT: 'http' } })).rejects.toThrow('PORT is "http"');
});

test('an empty setting counts as unset, because compose files pass empty values', async () => {
	const server = await startServer({
		env: { ORIGIN: '', TRUSTED_PROXIES: '', FRAME_ANCESTORS: '' }
	});
	expect((await fetch(server.url)).status).toBe(200);
	await server.dispose();
});

test('the server stops on request, and starts again on the same data', async ({
	page,
	ownServer
}) => {
	await page.goto(ownServer.url);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await expectBoard(page);
	const heading = await page.title();
	await ownServer.restart();
	await page.reload();
	expect(await page.title()).toBe(heading);
});
