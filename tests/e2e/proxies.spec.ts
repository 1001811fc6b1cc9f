/** The proxy settings in the repository, tested with the real proxies if the machine has them. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request, type RequestOptions } from 'node:https';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCertificate } from '../support/certificate.ts';
import { expect, test } from '../support/fixtures.ts';
import { startServer } from '../support/server.ts';

test.use({ ignoreHTTPSErrors: true });

const handedOut = (name: string) =>
	fileURLToPath(new URL(`../../docs/deploy/${name}`, import.meta.url));

interface Ports {
	http: number;
	https: number;
	upstream: number;
}
/** Writes the proxy's files into `folder` and starts it. */
type Start = (folder: string, ports: Ports) => ChildProcess;

const caddy: Start = (folder, { http, https, upstream }) => {
	const file = join(folder, 'Caddyfile');
	const ports = `http_port ${http}\nhttps_port ${https}\ndefault_bind 127.0.0.1\nadmin off\nskip_install_trust`;
	writeFileSync(file, `{\n${ports}\n}\nimport ${handedOut('Caddyfile')}\n`);
	return spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
		env: {
			...process.env,
			XDG_DATA_HOME: folder,
			XDG_CONFIG_HOME: folder,
			DOMAIN: 'localhost',
			UPSTREAM: `127.0.0.1:${upstream}`
		},
		stdio: 'ignore'
	});
};

const nginx: Start = (folder, { http, https, upstream }) => {
	const { key, cert } = makeCertificate();
	const site = readFileSync(handedOut('nginx.conf'), 'utf8')
		.replaceAll('board.example.org;', 'localhost;')
		.replace(/ssl_certificate \S+;/, `ssl_certificate ${cert};`)
		.replace(/ssl_certificate_key \S+;/, `ssl_certificate_key ${key};`)
		.replace('listen 80;', `listen 127.0.0.1:${http};`)
		.replace('listen 443 ', `listen 127.0.0.1:${https} `)
		.replace(/^\tlisten \[::\].*\n/gm, '')
		.replace('127.0.0.1:3000', `127.0.0.1:${upstream}`);
	const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		.map((kind) => `${kind}_temp_path ${folder}/${kind};`)
		.join('\n');
	const file = join(folder, 'nginx.conf');
	writeFileSync(
		file,
		`daemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\naccess_log off;\n${folders}\n${site}}\n`
	);
	return spawn('nginx', ['-p', folder, '-c', file], { stdio: 'ignore' });
};

async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}

interface Behind {
	/** Address of the proxy with TLS. */
	origin: string;
	/** Address of the proxy without TLS. */
	plain: string;
}
/** The whole server behind a proxy of this kind, both set up as the docs say. */
async function behind(name: string, start: Start, env: Record<string, string>, use: Use) {
	const folder = mkdtempSync(join(tmpdir(), `groundwork-${name}-`));
	const [http, https] = [await freePort(), await freePort()];
	const origin = `https://localhost:${https}`;
	const server = await startServer({ env: { ORIGIN: origin, TRUSTED_PROXIES: '1', ...env } });
	const proxy = start(folder, { http, https, upstream: server.port });
	try {
		await expect
			.poll(() =>
				ask(`${origin}/healthz`).then(
					({ status }) => status,
					() => 0
				)
			)
			.toBe(200);
		await use({ origin, plain: `http://localhost:${http}` });
	} finally {
		const ended = once(proxy, 'exit');
		proxy.kill();
		await ended;
		await server.dispose();
		rmSync(folder, { recursive: true });
	}
}
type Use = (where: Behind) => Promise<void>;

/** Sends a request to the proxy from one of the machine's own loopback addresses. */
async function ask(url: string, from = '127.0.0.1', options: RequestOptions = {}) {
	const asked = request(url, {
		...options,
		...{ host: '127.0.0.1', servername: 'localhost', localAddress: from },
		...{ rejectUnauthorized: false, agent: false },
		headers: { host: new URL(url).host, ...options.headers }
	});
	const answered = once(asked, 'response');
	asked.end();
	const [answer] = (await answered) as [IncomingMessage];
	answer.resume();
	return { status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] };
}

for (const [name, version, start] of [
	['caddy', 'version', caddy],
	['nginx', '-v', nginx]
] as const) {
	test.describe(`[O12] behind ${name} as the project hands it out`, () => {
		test.skip(
			() => spawnSync(name, [version]).status !== 0,
			`${name} is not on this machine: what docs/deploy holds for it was not tried`
		);

		test('people are signed in and see changes live', async ({ page }) => {
			await behind(name, start, {}, async ({ origin, plain }) => {
				const sockets: string[] = [];
				page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname));
				await page.goto(origin);
				await page.getByRole('button', { name: 'Open the sample' }).click();
				await page.waitForURL(/\/b\//);
				await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
				expect(sockets.some((path) => path.startsWith('/live/wall/'))).toBe(true);
				expect((await page.context().cookies()).map(({ secure }) => secure)).not.toContain(false);
				const answer = await page.request.get(`${plain}/`, { maxRedirects: 0 });
				expect([301, 308]).toContain(answer.status());
			});
		});

		test('each address has its own budget, whatever address it claims', async () => {
			const budget = {
				GROUNDWORK_BOARDS_AT_ONCE_OF_ADDRESS: '1',
				GROUNDWORK_BOARDS_PER_HOUR_OF_ADDRESS: '1'
			};
			await behind(name, start, budget, async ({ origin }) => {
				const newBoard = (from: string, headers: Record<string, string> = {}) =>
					ask(`${origin}/?/sample`, from, {
						method: 'POST',
						headers: {
							...{ origin, accept: 'text/html', 'content-length': '0', ...headers },
							'content-type': 'application/x-www-form-urlencoded'
						}
					});
				const [here, elsewhere] = ['127.0.0.1', '127.0.0.2'];
				expect(await newBoard(here)).toMatchObject({ status: 303 });
				const refused = await newBoard(here);
				expect(refused.status).toBe(429);
				expect(refused.retryAfter).toMatch(/^\d+$/);
				const lie = { 'x-forwarded-for': '192.0.2.7' };
				expect(await newBoard(here, lie)).toMatchObject({ status: 429 });
				expect(await newBoard(elsewhere)).toMatchObject({ status: 303 });
				expect(await newBoard(elsewhere)).toMatchObject({ status: 429 });
			});
		});
	});
}
