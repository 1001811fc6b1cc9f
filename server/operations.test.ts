import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NO_STOCK } from './life/stock.ts';
import { createMetrics } from './metrics.ts';
import { createOperations, type OperationsParts } from './operations.ts';
import { Readiness } from './readiness.ts';
import { watchOutages } from './store/outage.ts';
import { openSqlite } from './store/sqlite.ts';

let server: Server | undefined;
afterEach(() => server?.close());

async function setUp(parts: Partial<OperationsParts> = {}) {
	const now = () => 0;
	const readiness = new Readiness(watchOutages(openSqlite(':memory:'), now), now);
	const gauges = {
		...{ rooms: 3, connections: 5, bufferedBytes: 7, logBytes: 11 },
		...{ memoryBytes: 13, memoryLimitBytes: 17 }
	};
	const metrics = createMetrics(() => gauges, '/nowhere.sqlite');
	const operate = createOperations({
		alive: () => Promise.resolve(true),
		readiness,
		metrics,
		metricsToken: null,
		behindProxy: false,
		...parts
	});
	server = createServer((request, response) => {
		if (!operate(request, response)) response.writeHead(404).end('elsewhere');
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const ask = async (path: string, init: RequestInit = {}) => {
		const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
		return { status: response.status, headers: response.headers, body: await response.text() };
	};
	return { ask, readiness, meter: metrics.meter };
}

it('[L19] metrics measure each kind of data, and the databases that are kept beside the current one', async () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'groundwork-metrics-'));
	for (const [name, bytes] of [
		['groundwork.version-4-2026.sqlite', 4],
		['groundwork.replaced-2026.sqlite', 5],
		['groundwork.replaced-2026.sqlite-wal', 6],
		['groundwork.before-repair-2026.sqlite', 7],
		['groundwork.sqlite', 8]
	] as const)
		writeFileSync(join(dataDir, name), new Uint8Array(bytes));
	const stored = { ...NO_STOCK, commands: 1, commandBytes: 20, authors: 3, authorBytes: 40 };
	const { render } = createMetrics(
		() => ({
			...{ rooms: 0, connections: 0, bufferedBytes: 0, logBytes: 0 },
			...{ memoryBytes: 0, memoryLimitBytes: 0 }
		}),
		join(dataDir, 'groundwork.sqlite'),
		() => {},
		() => ({ ...stored, freeBytes: null, reserveBytes: 0 })
	);
	const figures = await render();
	rmSync(dataDir, { recursive: true });
	for (const line of [
		'groundwork_stored{what="history"} 1',
		'groundwork_stored_bytes{what="history"} 20',
		'groundwork_stored{what="authors"} 3',
		'groundwork_stored_bytes{what="authors"} 40',
		'groundwork_copies_bytes{what="before_migration"} 4',
		'groundwork_copies_bytes{what="replaced"} 11',
		'groundwork_copies_bytes{what="before_repair"} 7'
	])
		expect(figures.split('\n')).toContain(line);
});

describe('[O1] /healthz and /readyz', () => {
	it('say that all is well, and must not be cached', async () => {
		const { ask } = await setUp();
		for (const path of ['/healthz', '/readyz?x=1']) {
			const { status, headers, body } = await ask(path);
			expect([status, body, headers.get('cache-control')]).toEqual([200, 'ok', 'no-store']);
		}
	});
	it('say what is wrong', async () => {
		const { ask, readiness } = await setUp({ alive: () => Promise.resolve(false) });
		readiness.stop();
		expect(await ask('/healthz')).toMatchObject({
			status: 503,
			body: 'The database cannot be read.'
		});
		expect(await ask('/readyz')).toMatchObject({ status: 503, body: 'The server is stopping.' });
	});
	it('accept only reads, and ignore other paths', async () => {
		const { ask } = await setUp();
		expect((await ask('/readyz', { method: 'POST' })).status).toBe(405);
		expect(await ask('/readyz', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
		for (const path of ['/', '/readyz/', '/toString', '/b/readyz'])
			expect((await ask(path)).body).toBe('elsewhere');
	});
});

describe('[O2] /metrics', () => {
	const lineOf = (body: string, name: string) =>
		body.split('\n').find((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));

	it('[O16] reports what the engine counts and holds in memory', async () => {
		const { ask, meter } = await setUp();
		for (let n = 0; n < 3; n++) meter.updateReceived();
		meter.refused('tooMuch');
		meter.committed(2);
		meter.acknowledged(30);
		meter.commitFailed();
		meter.roomFailed();
		for (const _ of ['first', 'second reading']) {
			const { status, body } = await ask('/metrics');
			expect(status).toBe(200);
			const figures = {
				groundwork_rooms: 3,
				groundwork_connections: 5,
				groundwork_buffered_bytes: 7,
				groundwork_log_bytes: 11,
				groundwork_document_memory_bytes: 13,
				groundwork_document_memory_limit_bytes: 17,
				groundwork_room_failures_total: 1,
				groundwork_database_bytes: 0,
				groundwork_updates_total: 3,
				groundwork_commit_failures_total: 1,
				groundwork_commit_seconds_sum: 0.002,
				groundwork_ack_seconds_sum: 0.03
			};
			for (const [name, value] of Object.entries(figures))
				expect(lineOf(body, name)).toBe(`${name} ${value}`);
			expect(body).toContain('groundwork_refusals_total{reason="tooMuch"} 1\n');
			expect(body).toContain('groundwork_refusals_total{reason="broken"} 0\n');
			expect(body).toContain('nodejs_eventloop_lag_p99_seconds');
			expect(body).toContain('process_resident_memory_bytes');
		}
	});

	it.each([
		['a program on this machine', {}, {}, 200],
		['anybody behind a proxy', { behindProxy: true }, {}, 403],
		['somebody whom an unnamed proxy brings', {}, { 'x-forwarded-for': '192.0.2.1' }, 403],
		['nobody without the token', { metricsToken: 'correct-horse-battery' }, {}, 403],
		[
			'nobody with another token',
			{ metricsToken: 'correct-horse-battery' },
			{ authorization: 'Bearer correct-horse-batterz' },
			403
		],
		[
			'whoever has the token, behind a proxy too',
			{ metricsToken: 'correct-horse-battery', behindProxy: true },
			{ authorization: 'Bearer correct-horse-battery', 'x-forwarded-for': '192.0.2.1' },
			200
		]
	])('%s: %o %o → %i', async (_, parts, headers: Record<string, string>, status) => {
		const { ask } = await setUp(parts);
		const answer = await ask('/metrics', { headers });
		expect(answer.status).toBe(status);
		if (status !== 200) expect(answer.body).not.toContain('groundwork_');
	});
});
