/** The proxy settings that the project hands out, with the real proxies where the machine has them. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
/** Writes what the proxy needs into `folder` and starts it. */
type Start = (folder: string, ports: Ports) => ChildProcess;

const caddy: Start = (folder, { http, https, upstream }) => {
	const file = join(folder, 'Caddyfile');
	const ports = `http_port ${http}\nhttps_port ${https}\nadmin off\nskip_install_trust`;
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

for (const [name, version, start] of [
	['caddy', 'version', caddy],
	['nginx', '-v', nginx]
] as const) {
	test(`[O12] behind ${name} as the project hands it out, a board is live and signed in`, async ({
		page
	}) => {
		test.skip(spawnSync(name, [version]).status !== 0, `${name} is not on this machine`);
		const folder = mkdtempSync(join(tmpdir(), `groundwork-${name}-`));
		const [http, https] = [await freePort(), await freePort()];
		const origin = `https://localhost:${https}`;
		const server = await startServer({ env: { ORIGIN: origin } });
		const proxy = start(folder, { http, https, upstream: server.port });
		try {
			await expect
				.poll(() =>
					page.request.get(`${origin}/healthz`).then(
						(r) => r.status(),
						() => 0
					)
				)
				.toBe(200);
			const sockets: string[] = [];
			page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname));
			await page.goto(origin);
			await page.getByRole('button', { name: 'Open the sample' }).click();
			await page.waitForURL(/\/b\//);
			await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
			expect(sockets.some((path) => path.startsWith('/live/wall/'))).toBe(true);
			expect((await page.context().cookies()).map(({ secure }) => secure)).not.toContain(false);
			const plain = await page.request.get(`http://localhost:${http}/`, { maxRedirects: 0 });
			expect([301, 308]).toContain(plain.status());
		} finally {
			const ended = once(proxy, 'exit');
			proxy.kill();
			await ended;
			await server.dispose();
			rmSync(folder, { recursive: true });
		}
	});
}
