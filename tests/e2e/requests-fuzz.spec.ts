/**
 * Sends random requests to every address: each response must be readable by a person, and the server must keep running.
 * `FUZZ=long` sends 50,000 requests instead of 1,500; `FUZZ_SEED` repeats a run.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandSchema } from '../../src/lib/workshop/commands.ts';
import { expect, test } from '../support/fixtures.ts';
import { seededRandom } from '../support/random.ts';
import { startServer, type TestServer } from '../support/server.ts';

const REQUESTS = process.env['FUZZ'] === 'long' ? 50_000 : 1_500;
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
const ROUTES = fileURLToPath(new URL('../../src/routes', import.meta.url));
/** The server's interim response to a client that asks whether to send the body. */
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
const ANSWER_MS = 30_000;
const BOUNDARY = 'x-boundary';

/** Other tests cover budgets. */
const ENV = Object.fromEntries(
	['BOARDS', 'JOINS', 'GUESTS', 'IMPORTS', 'COMMANDS', 'VERSIONS', 'EXPORTS', 'LOOKS', 'REQUESTS']
		.flatMap((kind) => [`${kind}_AT_ONCE`, `${kind}_AT_ONCE_OF_ADDRESS`])
		.filter((name) => !/^(GUESTS|REQUESTS)_AT_ONCE$/.test(name))
		.map((name) => [`GROUNDWORK_${name}`, '1000000'])
);

interface Answer {
	/** 0 if the connection closed without a response. */
	status: number;
	body: string;
	headers: string;
}

/** Sends raw bytes, and reads until the server closes the connection. */
function sendRaw(port: number, bytes: Buffer, ends = false): Promise<Answer> {
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		const socket = connect(port, '127.0.0.1', () => {
			socket.write(bytes);
			if (ends) socket.end();
		});
		socket.on('data', (chunk: Buffer) => chunks.push(chunk));
		socket.on('error', () => {});
		// Longer than any response takes; after that it counts as none.
		socket.setTimeout(ANSWER_MS, () => socket.destroy());
		socket.on('close', () => {
			const text = Buffer.concat(chunks).toString().replace(CONTINUE, '');
			const at = text.indexOf('\r\n\r\n');
			const status = Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);
			resolve({ status, headers: text.slice(0, at), body: text.slice(at + 4) });
		});
	});
}

/** Every address and action of the routes, with `[…]` for each parameter. */
function allAddresses(folder = ROUTES, path = ''): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		if (entry.isDirectory()) return allAddresses(join(folder, entry.name), `${path}/${entry.name}`);
		if (!/^\+(page|server)\b/.test(entry.name)) return [];
		if (entry.name !== '+page.server.ts') return [path];
		const [, actions = ''] = readFileSync(join(folder, entry.name), 'utf8').split('const actions');
		const names = [...actions.matchAll(/^\t(\w+): async/gm)].map(([, name]) => name);
		return [path, `${path}/__data.json`, ...names.map((name) => `${path}?/${name}`)];
	});
}

/** Creates a board and returns its facilitator's cookie. */
async function openBoard(server: TestServer): Promise<{ cookie: string; board: string }> {
	return new Promise((resolve, reject) => {
		const type = 'application/x-www-form-urlencoded';
		const headers = { origin: server.url, accept: 'text/html', 'content-type': type };
		const asked = ask(`${server.url}/?/sample`, { method: 'POST', headers }, (answer) => {
			const cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]);
			const board = /\/b\/([\w-]+)/.exec(answer.headers.location ?? '')?.[1];
			answer.resume();
			if (board === undefined) reject(new Error(`no board: ${answer.statusCode}`));
			else resolve({ cookie: cookie.join('; '), board });
		});
		asked.on('error', reject).end('');
	});
}

const TYPES = [
	'',
	'application/json',
	'application/x-www-form-urlencoded',
	`multipart/form-data; boundary=${BOUNDARY}`,
	'multipart/form-data',
	'multipart/form-data; boundary="',
	'application/x-www-form-urlencoded; charset=utf-7',
	'application/x-sveltekit-formdata',
	'text/plain',
	'text/html; charset=\u00ff',
	'application/json, multipart/form-data'
];
const METHODS = ['POST', 'POST', 'POST', 'GET', 'GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'].concat([
	'OPTIONS',
	'TRACE',
	'CONNECT',
	'PROPFIND',
	'FOO'
]);
const ODD_PATHS = [
	'/%',
	'/%E0%A4%A',
	'/%00',
	'//',
	'//evil.example',
	'/\\',
	'/..%2f..%2fetc'
].concat([
	'*',
	'http://evil.example/',
	'/_app/%zz',
	'/_app/../server/main.ts',
	`/j/${'x'.repeat(5_000)}`,
	'/service-worker.js',
	'/healthz',
	'/readyz',
	'/live/wall/x'
]);
const ODD_HEADERS = [
	'range: bytes=9-1',
	'range: bytes=-,,',
	'content-encoding: gzip',
	'expect: a miracle',
	'expect: 100-continue',
	'upgrade: h2c\r\nconnection: upgrade',
	'if-none-match: W/"\u00ff',
	'if-modified-since: never',
	'accept: ;;,\u00ff/*',
	'accept-language: \u00ff;q=,',
	'cookie: groundwork_session=%zz; theme=%E0%A4%A; ;;=; groundwork_name=\u00ff',
	'host: a b',
	'x-forwarded-for: \u00ff,,',
	'x-sveltekit-action: true',
	'transfer-encoding: gzip',
	'content-length: 3',
	'content-length: -1',
	`x-long: ${'a'.repeat(15_000)}`,
	'sec-fetch-dest: iframe',
	'no colon',
	': no name',
	'nul: \u0000'
];

class Fuzz {
	readonly #random: () => number;
	readonly #addresses = allAddresses();
	readonly #server: TestServer;
	/** A facilitator's seat, so that requests behind a seat are tried too. */
	seat = { cookie: '', board: '' };

	constructor(server: TestServer) {
		this.#random = seededRandom(SEED);
		this.#server = server;
	}
	#below = (n: number) => Math.floor(this.#random() * n);
	#chance = (probability: number) => this.#random() < probability;
	#pick<T>(items: readonly T[]): T {
		return items[this.#below(items.length)] as T;
	}

	next(): Buffer {
		const method = this.#pick(METHODS);
		const path = this.#chance(0.15) ? this.#pick(ODD_PATHS) : this.#address();
		const body = method === 'GET' || method === 'HEAD' ? Buffer.alloc(0) : this.#body();
		const headers = [
			`host: 127.0.0.1:${this.#server.port}`,
			`origin: ${this.#server.url}`,
			'connection: close',
			`accept: ${this.#pick(['text/html', 'application/json', '*/*'])}`
		];
		const type = this.#pick(TYPES);
		if (type !== '') headers.push(`content-type: ${type}`);
		if (this.#chance(0.7)) headers.push(`cookie: ${this.seat.cookie}`);
		if (this.#chance(0.3)) headers.push(this.#pick(ODD_HEADERS));
		const chunked = body.length > 0 && this.#chance(0.2);
		headers.push(chunked ? 'transfer-encoding: chunked' : `content-length: ${body.length}`);
		const head = Buffer.from(
			`${method} ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`,
			'latin1'
		);
		return Buffer.concat([head, chunked ? this.#inChunks(body) : body]);
	}
	/** Keeps only the beginning of a request. */
	cut(bytes: Buffer): Buffer {
		return bytes.subarray(0, this.#below(bytes.length));
	}

	#address(): string {
		const address = this.#pick(this.#addresses).replace('[board]', () =>
			this.#chance(0.8) ? this.seat.board : this.#word()
		);
		const whole = address.replace(/\[\w+\]/g, () => this.#word());
		const query = this.#chance(0.2) ? `${whole.includes('?') ? '&' : '?'}${this.#word()}` : '';
		return whole === '' ? '/' : `${whole.startsWith('?') ? '/' : ''}${whole}${query}`;
	}
	#word(): string {
		return this.#pick([
			'x',
			'1',
			'-',
			'csv',
			'%ff',
			'%2f',
			'entries=1e9',
			'versions=%00',
			'constructor'
		]);
	}
	#inChunks(body: Buffer): Buffer {
		const half = body.subarray(0, Math.ceil(body.length / 2));
		const rest = body.subarray(half.length);
		const size = this.#chance(0.2) ? 'zz' : half.length.toString(16);
		return Buffer.concat([
			...[Buffer.from(`${size}\r\n`), half, Buffer.from('\r\n')],
			...(rest.length > 0
				? [Buffer.from(`${rest.length.toString(16)}\r\n`), rest, Buffer.from('\r\n')]
				: []),
			Buffer.from('0\r\n\r\n')
		]);
	}

	#body(): Buffer {
		const text = this.#pick([
			() => '',
			() => '{',
			() => 'null',
			() => '['.repeat(20_000),
			() => JSON.stringify(this.#command()),
			() => JSON.stringify(this.#command()),
			() => JSON.stringify(this.#junk()),
			() => 'name=a&fn=b&title=c&code=BCDFGH&template=constructor',
			() => '%zz=%ff&&&=',
			() => `--${BOUNDARY}`,
			() => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="a"\r\n\r\nb`,
			() =>
				`--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n${JSON.stringify(this.#junk())}\r\n--${BOUNDARY}--\r\n`,
			() => String.fromCharCode(...Array.from({ length: 50 }, () => this.#below(256)))
		])();
		return Buffer.from(text, this.#chance(0.5) ? 'latin1' : 'utf8');
	}
	/** A command that may be valid, in which some parts are replaced at random. */
	#command(): unknown {
		const { entries } = this.#pick(commandSchema.options);
		const parts = Object.entries(entries).map(([key, schema]) => [key, this.#fitting(key, schema)]);
		return Object.fromEntries(parts) as unknown;
	}
	#fitting(key: string, schema: unknown): unknown {
		if (this.#chance(0.1)) return this.#junk();
		if (key === 'id') return `fuzz-${this.#below(1e9)}`;
		const { literal, options, type } = schema as Record<string, unknown>;
		if (typeof literal === 'string') return literal;
		if (Array.isArray(options) && typeof options[0] === 'string') return this.#pick(options);
		if (type === 'boolean') return this.#chance(0.5);
		if (type === 'number' || type === 'nullable') return 1 + this.#below(5);
		if (type === 'array') return ['x', 'constructor'];
		return this.#pick(['x', '', '__proto__', 'constructor', '2027-01-01', 'word '.repeat(20)]);
	}
	#junk(): unknown {
		return this.#pick<unknown>([
			null,
			-1,
			1e308,
			'x'.repeat(10_000),
			'\u0000\ud800',
			[],
			{},
			[[[[]]]],
			{ __proto__: null, constructor: 1 },
			{ kind: 'archive' },
			{ id: 'x', kind: 'problem', rows: [{ text: 'a', fn: 'b', cluster: 'c' }] },
			{ id: 'x', kind: 'problem', rows: [{}] },
			{ format: 'groundwork-board', version: 1 }
		]);
	}
}

test('[H12] every request gets a sentence, and never a server error', async () => {
	test.slow();
	console.info(`seed ${SEED}`);
	const server = await startServer({ env: ENV });
	try {
		const fuzz = new Fuzz(server);
		const counts: Record<number, number> = {};
		for (let sent = 0; sent < REQUESTS; sent++) {
			// Some requests sign out or delete the board.
			if (sent % 50 === 0) fuzz.seat = await openBoard(server);
			const bytes = fuzz.next();
			const isCut = sent % 10 === 0;
			const { status, headers, body } = await sendRaw(
				server.port,
				isCut ? fuzz.cut(bytes) : bytes,
				isCut
			);
			counts[status] = (counts[status] ?? 0) + 1;
			const about = `seed ${SEED}, request ${sent}: ${bytes.toString('latin1').slice(0, 600)}\n→ ${headers}`;
			// When the client closes the connection early, no response is expected.
			if (status === 0) expect(isCut, about).toBe(true);
			expect([status, status < 500 || status === 507], about).toEqual([status, true]);
			expect(body, about).not.toMatch(/^\s+at \S+ \(|node:internal|\.ts:\d+/m);
			if (status >= 400 && !bytes.toString('latin1').startsWith('HEAD'))
				expect(body.length, about).toBeGreaterThan(10);
		}
		console.info(`answers by status: ${JSON.stringify(counts)}`);
		// The fuzz test did something: pages were shown, forms were accepted, and requests were rejected.
		for (const status of [200, 303, 400, 404, 405, 415]) expect(counts[status]).toBeGreaterThan(0);
		const faults = server.output.filter((line) => line.includes('"level":50'));
		expect(faults.slice(0, 3)).toEqual([]);
	} finally {
		await server.dispose();
	}
});

test('[H13] a request that takes too long to arrive is cut off with a sentence', async () => {
	const server = await startServer({
		env: { GROUNDWORK_HEADERS_MS: '1000', GROUNDWORK_BODY_MS: '2000' }
	});
	try {
		const start = `POST /?/code HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\n`;
		const form = `origin: ${server.url}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 1000\r\n\r\ncode=B`;
		for (const slow of [start, start + form]) {
			const { status, body } = await drip(server.port, slow);
			expect(status).toBe(408);
			expect(body).toContain('This took too long to arrive. Nothing was changed.');
		}
		expect((await fetch(server.url)).status).toBe(200);
	} finally {
		await server.dispose();
	}
});

/** Sends a beginning, and then one letter after another for as long as the server accepts them. */
function drip(port: number, beginning: string): Promise<Answer> {
	return new Promise((resolve) => {
		let text = '';
		const socket = connect(port, '127.0.0.1', () => socket.write(beginning));
		const timer = setInterval(() => socket.write('a'), 100);
		socket.on('data', (chunk: Buffer) => {
			text += chunk.toString();
			clearInterval(timer);
		});
		socket.on('error', () => {});
		socket.on('close', () => {
			clearInterval(timer);
			const [headers = '', body = ''] = text.split('\r\n\r\n');
			resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), headers, body });
		});
	});
}
