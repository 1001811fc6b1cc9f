/**
 * Thirty people on one board, each moving a note twice a second. Measures the latency from one page's edit to every
 * other page, and the server's CPU time per 1,000 deliveries. The same clients also run against a bare relay that
 * checks and stores nothing, so that results from different machines can be compared by ratio.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { seedBoard } from '../support/seed.ts';
import { cpuSeconds, importNotes, quantile, serve, table, type Served } from './measure.ts';

const PEOPLE = 30;
const EDITS_PER_PERSON = 30;
const PERIOD_MS = 500;
/** Message types that Groundwork adds to the y-websocket protocol. These clients do not need them. */
const STAGE_MESSAGE = 100;
const ACK_MESSAGE = 101;

interface Seat {
	headers: Record<string, string>;
}
interface Sample {
	latencies: number[];
	cpu: number;
	delivered: number;
	expected: number;
}

function connect(url: string, path: string, seat: Seat): WebsocketProvider {
	class SeatSocket extends WebSocket {
		constructor(address: string | URL) {
			super(address, { headers: seat.headers });
		}
	}
	const [base, room] = [
		url.replace('http', 'ws') + path.slice(0, path.lastIndexOf('/')),
		path.slice(path.lastIndexOf('/') + 1)
	];
	const provider = new WebsocketProvider(base, room, new Y.Doc(), {
		disableBc: true,
		WebSocketPolyfill: SeatSocket as unknown as typeof globalThis.WebSocket
	});
	for (const type of [STAGE_MESSAGE, ACK_MESSAGE]) provider.messageHandlers[type] = () => {};
	// No presence: a stock provider repeats everybody's presence, and Groundwork's pages do not.
	provider.awareness.setLocalState(null);
	return provider;
}

async function until(condition: () => boolean, limitMs: number) {
	const started = performance.now();
	while (!condition() && performance.now() - started < limitMs)
		await new Promise((resolve) => setTimeout(resolve, 10));
}

/** `fill` puts a note on the wall for each person. */
async function run(
	served: Served,
	path: string,
	seats: readonly Seat[],
	fill: (doc: Y.Doc) => void | Promise<void>
): Promise<Sample> {
	const sample: Sample = { latencies: [], cpu: 0, delivered: 0, expected: 0 };
	const providers = seats.map((seat) => connect(served.url, path, seat));
	await until(() => providers.every((provider) => provider.wsconnected), 20_000);
	for (const provider of providers)
		provider.doc.getMap('notes').observeDeep((events, transaction) => {
			if (transaction.local) return;
			for (const event of events)
				for (const key of event.keys.keys()) {
					const target = event.target as Y.Map<unknown>;
					const sentAt = key === 'x' ? target.get('x') : undefined;
					if (typeof sentAt !== 'number') continue;
					sample.latencies.push(performance.now() - sentAt);
					sample.delivered++;
				}
		});
	const [first] = providers;
	if (first) await fill(first.doc);
	await until(() => providers.every(({ doc }) => doc.getMap('notes').size >= PEOPLE), 10_000);
	const before = cpuSeconds(served.process.pid ?? 0);
	await Promise.all(
		providers.map(async ({ doc }, index) => {
			await new Promise((resolve) => setTimeout(resolve, (index * PERIOD_MS) / PEOPLE));
			for (let edit = 0; edit < EDITS_PER_PERSON; edit++) {
				const notes = doc.getMap<Y.Map<unknown>>('notes');
				const id = [...notes.keys()].sort()[index] ?? '';
				// The coordinate holds the sending time in milliseconds since this program began.
				notes.get(id)?.set('x', performance.now());
				await new Promise((resolve) => setTimeout(resolve, PERIOD_MS));
			}
		})
	);
	sample.expected = PEOPLE * (PEOPLE - 1) * EDITS_PER_PERSON;
	await until(() => sample.delivered >= sample.expected, 5_000);
	sample.cpu = cpuSeconds(served.process.pid ?? 0) - before;
	for (const provider of providers) provider.destroy();
	return sample;
}

const show = (name: string, { latencies, cpu, delivered, expected }: Sample) =>
	table(name, [
		[
			'latency p50 / p99',
			`${quantile(latencies, 0.5).toFixed(1)} / ${quantile(latencies, 0.99).toFixed(1)} ms`
		],
		['delivered', `${delivered} of ${expected}`],
		['CPU per 1,000 deliveries', `${((cpu / delivered) * 1e6).toFixed(1)} ms`]
	]);

// Each of the thirty clients listens for the end of the process.
process.setMaxListeners(PEOPLE + 20);
const dataDir = mkdtempSync(join(tmpdir(), 'groundwork-bench-'));
const seeded = await seedBoard(dataDir, {
	step: 'cluster',
	people: Array.from({ length: PEOPLE }, (_, i) => ({
		name: `Person ${i}`,
		fn: 'sales',
		role: 'facilitator' as const
	}))
});
const ours = await serve('server/main.ts', {
	DATA_DIR: dataDir,
	PORT: '0',
	HOST: '127.0.0.1',
	LOG_LEVEL: 'error'
});
const seats = seeded.people.map(({ token }) => ({
	headers: { cookie: `groundwork_session=${token}`, origin: ours.url }
}));
const groundwork = await run(ours, `/live/wall/${seeded.board}`, seats, () =>
	importNotes(
		ours.url,
		seeded.board,
		seeded.people[0]?.token ?? '',
		seats.map((_, i) => ({ text: `Note ${i}`, fn: '', cluster: '' }))
	)
);
await ours.stop();
const bare = await serve('tests/bench/relay.ts');
const relay = await run(bare, '/live/wall/bench', seats, (doc) =>
	doc.transact(() => {
		for (const index of seats.keys()) doc.getMap('notes').set(`note-${index}`, new Y.Map());
	})
);
await bare.stop();
rmSync(dataDir, { recursive: true });

show('Groundwork (checked, committed to disk, then sent)', groundwork);
show('Bare relay (unchecked, in memory)', relay);
table('Ratio, Groundwork to relay', [
	['p99', (quantile(groundwork.latencies, 0.99) / quantile(relay.latencies, 0.99)).toFixed(2)],
	[
		'CPU per delivery',
		(groundwork.cpu / groundwork.delivered / (relay.cpu / relay.delivered)).toFixed(2)
	]
]);
process.exit(0);
