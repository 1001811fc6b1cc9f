/**
 * Measures how long each request blocks the server's event loop, on a board of 6,000 notes with 100 versions.
 * Prints the longest block of several runs: for that long, nobody on the server gets a response. On a busy machine
 * blocks take longer. The important figure is the processor time that the loop used without a break.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { NODE_FLAGS } from '../../server/node-flags.mjs';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { EXPORT_FORMATS } from '../../src/lib/workshop/report/export-formats.ts';
import { seedBoard, type SeededBoard } from '../support/seed.ts';
import {
	OUTCOME,
	rowsFrom,
	voteAndRate,
	withOutcomes,
	writeDrafts,
	writeWall
} from './blocking-boards.ts';
import { serve, table, type Served } from './measure.ts';

const RUNS = 3;
const BOUND_MS = 50;
const VERSIONS = 100;
const WRITERS = 40;
const DRAFTS_EACH = 75;
/** More than the wall accepts, written by people who fill their desks. */
const FILLING = 60;
const FILLED = LIMITS.notesPerDesk;
const CLUSTERS = 200;
const VOTERS = 200;
const DOTS = 10;

interface Block {
	longestBlockMs: number;
	/** Processor time of the loop in this block, or in another block that waited less. */
	longestWorkMs: number;
}
/** The longest of each, by request. */
const longest = new Map<string, Block>();

class Asker {
	readonly #served: Served;
	readonly #board: SeededBoard;
	readonly #token: string;

	/** `person` is an index into the board's people. */
	constructor(served: Served, board: SeededBoard, person = 0) {
		this.#served = served;
		this.#board = board;
		this.#token = board.people[person]?.token ?? '';
	}
	async fetch(path: string, init: RequestInit = {}): Promise<Response> {
		const { url } = this.#served;
		const cookie = `groundwork_session=${this.#token}`;
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
	/** Runs a request and records the longest block of the loop during it under this name. */
	async measure(name: string, request: () => Promise<unknown>) {
		await this.#longestBlock();
		const answer = await request();
		if (answer instanceof Response) await answer.arrayBuffer();
		const { longestBlockMs, longestWorkMs } = await this.#longestBlock();
		const before = longest.get(name);
		longest.set(name, {
			longestBlockMs: Math.max(longestBlockMs, before?.longestBlockMs ?? 0),
			longestWorkMs: Math.max(longestWorkMs, before?.longestWorkMs ?? 0)
		});
	}
	#longestBlock(): Promise<Block> {
		const { process } = this.#served;
		return new Promise((resolve) => {
			process.once('message', (told) => resolve(told as Block));
			process.send('longest block');
		});
	}
}

/** Here one person sends more requests than the limits allow. */
const KINDS = ['BOARDS', 'IMPORTS', 'COMMANDS', 'VERSIONS', 'EXPORTS', 'LOOKS', 'FILE_BYTES'];
const BUDGETS = Object.fromEntries(
	KINDS.flatMap((kind) =>
		['AT_ONCE', 'PER_HOUR', 'AT_ONCE_OF_ADDRESS', 'PER_HOUR_OF_ADDRESS'].map((span) => [
			`GROUNDWORK_${kind}_${span}`,
			kind === 'FILE_BYTES' ? '1000000000' : '1000000'
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
const full = await seedBoard(dataDir, {
	step: 'post',
	attribution: 'anonymous',
	people: [facilitator, ...writers(FILLING)]
});
await writeDrafts(dataDir, full, FILLED);
const voting = await seedBoard(dataDir, {
	step: 'vote',
	change: withOutcomes,
	people: [facilitator, ...writers(VOTERS)]
});
const { notesPerBoard, notesKeptPerBoard, clustersPerBoard, noteChars } = LIMITS;
await writeWall(dataDir, voting, {
	...{ notes: notesPerBoard, shown: notesPerBoard, clusters: CLUSTERS, letters: 100 }
});
const huge = await seedBoard(dataDir, { step: 'cluster', people: [facilitator] });
const hugeBytes = await writeWall(dataDir, huge, {
	...{ notes: notesKeptPerBoard, shown: notesPerBoard },
	...{ clusters: clustersPerBoard, letters: noteChars }
});

let served = await start(dataDir);
let fay = new Asker(served, large);
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
await fay.post(`${fay.path}/import`, {
	id: 'bench-1',
	kind: 'problem',
	rows: rowsFrom(0, half, CLUSTERS)
});
await fay.measure(`import of ${LIMITS.importRows} rows`, () =>
	fay.post(`${fay.path}/import`, {
		id: 'bench-2',
		kind: 'problem',
		rows: rowsFrom(half, LIMITS.importRows, CLUSTERS)
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
const votingFay = new Asker(served, voting);
await votingFay.command({
	...{ kind: 'openRound', dots: DOTS, maxPerCluster: DOTS, seconds: null }
});
const version = (await history()).versions.rows.at(-1)?.id ?? '';
await served.stop();
const round = await voteAndRate(dataDir, voting, DOTS);

served = await start(dataDir);
fay = new Asker(served, large);
await fay.measure('first page after the start', () => fay.fetch(fay.path));
for (let run = 0; run < RUNS; run++) {
	await fay.measure('board page', () => fay.fetch(fay.path));
	await fay.measure('history panel', history);
	await fay.measure('page of a past version', () => fay.fetch(`${fay.path}/history/${version}`));
	await fay.measure('wall of a past version', () =>
		fay.fetch(`${fay.path}/history/${version}/wall`)
	);
	await fay.measure('report page', () => fay.fetch(`${fay.path}/report`));
	await fay.measure('whole report', () => fay.fetch(`${fay.path}/report/whole`));
	for (const format of EXPORT_FORMATS)
		await fay.measure(`export as ${format}`, () => fay.fetch(`${fay.path}/export/${format}`));
	const file = await (await fay.fetch(`${fay.path}/export/json`)).blob();
	await fay.measure('board from a file', () => {
		const form = new FormData();
		form.set('file', file, 'board.json');
		return fay.fetch('/start?/fromExport', { method: 'POST', body: form });
	});
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
	const quiet = new Asker(served, board);
	await quiet.measure(`first page of a board with ${drafts}`, () => quiet.fetch(quiet.path));
	await quiet.measure(`reveal of ${drafts}`, () =>
		quiet.command({ kind: 'reveal', step: board.stage.currentStep })
	);
}
const counting = new Asker(served, voting);
await counting.measure(`closing a round of ${VOTERS} people`, () =>
	counting.command({ kind: 'closeRound', round })
);
await counting.command({ kind: 'goToStep', step: 'outcomes' });
await counting.measure(`revealing ${VOTERS} ratings`, () =>
	counting.command({ kind: 'revealAgreement', outcome: OUTCOME })
);
const writer = new Asker(served, full, 1);
await writer.measure('data to take along, of a full desk', () => writer.fetch('/data/file'));
await writer.measure('erasing a person with a full desk', () =>
	writer.fetch('/data?/erase', { method: 'POST', body: new URLSearchParams({ sure: 'yes' }) })
);
const archiving = new Asker(served, full);
await archiving.measure('archiving an anonymous board', () =>
	archiving.command({ kind: 'archive', archived: true })
);
const visitor = new Asker(served, huge);
await visitor.measure(`first page of a wall of ${(hugeBytes / 1e6).toFixed(0)} MB`, () =>
	visitor.fetch(visitor.path)
);
await served.stop();
rmSync(dataDir, { recursive: true });

const ms = (value: number) => `${value.toFixed(1).padStart(6)} ms`;
const inWords = ({ longestBlockMs, longestWorkMs }: Block) =>
	`${ms(longestBlockMs)}, work ${ms(longestWorkMs)}${longestWorkMs > BOUND_MS ? '  over' : ''}`;
table(
	`Longest block of the event loop, and longest work in one go (bound: ${BOUND_MS} ms)`,
	[...longest].map(([name, block]) => [name, inWords(block)] as const)
);
table('Machine', [
	['processors', `${cpus().length} of ${cpus()[0]?.model ?? 'an unknown kind'}`],
	['load of the last minute', (loadavg()[0] ?? 0).toFixed(2)],
	['Node', process.version]
]);
