/**
 * How long each request blocks the server's event loop, on a board of 6,000 notes with 100 versions. Prints the
 * longest block of several runs; nobody on the server is answered for that long.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { NODE_FLAGS } from '../../server/node-flags.mjs';
import { openSqlite } from '../../server/store/sqlite.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { seedBoard, type SeededBoard } from '../support/seed.ts';
import { serve, table, type Served } from './measure.ts';

const RUNS = 3;
const BOUND_MS = 50;
const VERSIONS = 100;
const WRITERS = 40;
const DRAFTS_EACH = 75;
/** More than the wall takes, by people who fill their desks. */
const FILLING = 60;
const FILLED = LIMITS.notesPerDesk;
const CLUSTERS = 200;

const WORDS = 'Leads reach us late and nobody calls back before the customer has asked again'.split(
	' '
);
/** Rows of a table as a service desk exports it: of 30 to 200 characters. */
const rowsFrom = (first: number, rows: number) =>
	Array.from({ length: rows }, (_, index) => {
		const n = first + index;
		const text = Array.from(
			{ length: 6 + (n % 24) },
			(_, at) => WORDS[(n + at * 7) % WORDS.length]
		);
		return {
			text: `${n} ${text.join(' ')}`,
			fn: 'IT',
			cluster: n % 9 ? `Topic ${n % CLUSTERS}` : ''
		};
	});

/** Longest block by what was asked for, in milliseconds. */
const longest = new Map<string, number>();

class Facilitator {
	readonly #served: Served;
	readonly #board: SeededBoard;

	constructor(served: Served, board: SeededBoard) {
		this.#served = served;
		this.#board = board;
	}
	async fetch(path: string, init: RequestInit = {}): Promise<Response> {
		const { url } = this.#served;
		const cookie = `groundwork_session=${this.#board.people[0]?.token ?? ''}`;
		const headers = { ...(init.headers as Record<string, string>), cookie, origin: url };
		const response = await fetch(url + path, { ...init, headers, redirect: 'manual' });
		if (response.status >= 400)
			throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return response;
	}
	post(path: string, body: unknown): Promise<unknown> {
		const headers = { 'content-type': 'application/json' };
		return this.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).then(
			(answer) => answer.json()
		);
	}
	get path() {
		return `/b/${this.#board.board}`;
	}
	command(command: object) {
		return this.post(`${this.path}/commands`, { ...command, id: randomUUID() });
	}
	/** Does something, and notes the longest block of the loop meanwhile under this name. */
	async measure(name: string, request: () => Promise<unknown>) {
		await this.#longestBlock();
		const answer = await request();
		if (answer instanceof Response) await answer.arrayBuffer();
		const block = await this.#longestBlock();
		longest.set(name, Math.max(block, longest.get(name) ?? 0));
	}
	#longestBlock(): Promise<number> {
		const { process } = this.#served;
		return new Promise((resolve) => {
			process.once('message', (told) =>
				resolve((told as { longestBlockMs: number }).longestBlockMs)
			);
			process.send('longest block');
		});
	}
}

/** Puts drafts on the desks of all but the first person. */
async function writeDrafts(dataDir: string, { board, stage, people }: SeededBoard, each: number) {
	const store = openSqlite(join(dataDir, 'groundwork.sqlite'));
	for (const { participant } of people.slice(1)) {
		const desk = new Desk();
		for (const [at, { text }] of rowsFrom(0, each).entries())
			desk.writeNote(randomUUID(), text, 'problem', at, stage.currentStep);
		await store.append([{ document: `d:${board}:${participant}`, update: desk.encode() }]);
	}
	await store.close();
}
/** One person asks for more here than anybody may. */
const BUDGETS = Object.fromEntries(
	['BOARDS', 'IMPORTS', 'COMMANDS', 'VERSIONS', 'EXPORTS', 'LOOKS'].flatMap((kind) =>
		['AT_ONCE', 'PER_HOUR', 'AT_ONCE_OF_ADDRESS', 'PER_HOUR_OF_ADDRESS'].map((span) => [
			`GROUNDWORK_${kind}_${span}`,
			'1000000'
		])
	)
);
const start = (dataDir: string) => {
	const where = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' };
	const probe = new URL('loop-probe.ts', import.meta.url).href;
	return serve('server/main.ts', { ...BUDGETS, ...where }, [...NODE_FLAGS, '--import', probe]);
};

const dataDir = mkdtempSync(join(tmpdir(), 'groundwork-bench-'));
const facilitator = { name: 'Fay', fn: '', role: 'facilitator' } as const;
const large = await seedBoard(dataDir, { step: 'cluster', people: [facilitator] });
const writers = (count: number) =>
	Array.from({ length: count }, (_, nth) => ({
		...{ name: `Writer ${nth}`, fn: 'sales', role: 'participant' as const }
	}));
const silent = await seedBoard(dataDir, {
	step: 'post',
	people: [facilitator, ...writers(WRITERS)]
});
await writeDrafts(dataDir, silent, DRAFTS_EACH);
const full = await seedBoard(dataDir, { step: 'post', people: [facilitator, ...writers(FILLING)] });
await writeDrafts(dataDir, full, FILLED);

let served = await start(dataDir);
let fay = new Facilitator(served, large);
const [firstStep, otherStep] = large.stage.steps.filter(
	({ kind }) => kind === 'post' || kind === 'cluster'
);
const toStep = (step = otherStep) => fay.command({ kind: 'goToStep', step: step?.id });

await fay.fetch(fay.path);
await fay.measure('sample', async () => {
	for (let run = 0; run < RUNS; run++) {
		const form = { 'content-type': 'application/x-www-form-urlencoded' };
		await fay.fetch('/?/sample', { method: 'POST', headers: form, body: '' });
	}
});
const half = LIMITS.notesPerBoard - LIMITS.importRows;
await fay.post(`${fay.path}/import`, { id: 'bench-1', kind: 'problem', rows: rowsFrom(0, half) });
await fay.measure(`import of ${LIMITS.importRows} rows`, () =>
	fay.post(`${fay.path}/import`, {
		id: 'bench-2',
		kind: 'problem',
		rows: rowsFrom(half, LIMITS.importRows)
	})
);
for (let kept = 0; kept < VERSIONS; kept += 2) {
	const reviewOn = `2027-01-${String((kept % 28) + 1).padStart(2, '0')}`;
	await fay.command({ kind: 'setReview', reviewOn });
	await fay.measure('version with a name', () =>
		fay.command({ kind: 'keepVersion', name: `Version ${kept}` })
	);
	await fay.measure('step change', () => toStep(kept % 4 === 0 ? firstStep : otherStep));
}
const history = async () =>
	(await (await fay.fetch(`${fay.path}/history?versions=&entries=`)).json()) as {
		versions: { rows: { id: string }[] };
	};
const version = (await history()).versions.rows.at(-1)?.id ?? '';
await served.stop();

served = await start(dataDir);
fay = new Facilitator(served, large);
await fay.measure('first page after the start', () => fay.fetch(fay.path));
for (let run = 0; run < RUNS; run++) {
	await fay.measure('board page', () => fay.fetch(fay.path));
	await fay.measure('history panel', history);
	await fay.measure('page of a past version', () => fay.fetch(`${fay.path}/history/${version}`));
	await fay.measure('report page', () => fay.fetch(`${fay.path}/report`));
	for (const format of ['csv', 'requirements.csv', 'scorecard.csv', 'md', 'json'])
		await fay.measure(`export as ${format}`, () => fay.fetch(`${fay.path}/export/${format}`));
	await fay.measure('copy of a version', () => fay.post(`${fay.path}/history/${version}/copy`, {}));
	await fay.measure('restore', () => fay.command({ kind: 'restoreVersion', version }));
	await fay.measure('step change after a restore', () =>
		toStep(run % 2 === 0 ? otherStep : firstStep)
	);
}
for (const [board, drafts] of [
	[silent, '3,000 drafts'],
	[full, '30,000 drafts at full desks']
] as const) {
	const quiet = new Facilitator(served, board);
	await quiet.measure(`first page of a board with ${drafts}`, () => quiet.fetch(quiet.path));
	await quiet.measure(`reveal of ${drafts}`, () =>
		quiet.command({ kind: 'reveal', step: board.stage.currentStep })
	);
}
await served.stop();
rmSync(dataDir, { recursive: true });

const inWords = (ms: number) => `${ms.toFixed(1)} ms${ms > BOUND_MS ? '  over' : ''}`;
table(
	`Longest block of the event loop (bound: ${BOUND_MS} ms)`,
	[...longest].map(([name, ms]) => [name, inWords(ms)] as const)
);
table('Machine', [
	['processors', `${cpus().length} of ${cpus()[0]?.model ?? 'an unknown kind'}`],
	['load of the last minute', (loadavg()[0] ?? 0).toFixed(2)],
	['Node', process.version]
]);
