/** The server dies at any moment (P1). `CRASH=long` kills it more often. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { damage, documentRows } from '../../server/store/inventory.ts';
import { examine } from '../../server/sync/checkup.ts';
import { serve, type Served } from '../bench/measure.ts';
import { readItem } from '../../src/lib/wall/items.ts';
import { seedBoard } from '../support/seed.ts';
import { Ledger, Page } from './crash-page.ts';
import { Writer } from './crash-writer.ts';
import { seeded } from './random.ts';

const LONG = process.env['CRASH'] === 'long';
/**
 * Two people sometimes leave the server idle; fifty always keep commits in progress. They write notes or answers.
 */
const CROWDS = [
	{ writers: 2, lives: LONG ? 50 : 10, mostChanges: 40, step: 'post' },
	{ writers: 10, lives: LONG ? 50 : 5, mostChanges: 120, step: 'frame' },
	{ writers: 50, lives: LONG ? 50 : 10, mostChanges: 300, step: 'post' }
] as const;
const TEST_TIMEOUT_MS = LONG ? 1_800_000 : 180_000;
const WAIT = { timeout: 60_000, interval: 20 };
const SEED = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let dataDir: string;
let served: Served | null = null;
beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'groundwork-crash-'));
	// Each page listens for the end of this process.
	process.setMaxListeners(0);
});
afterEach(async () => {
	if (served) await kill(served);
	await rm(dataDir, { recursive: true });
});
async function start(): Promise<Served> {
	served = await serve('tests/sync/bare-server.ts', { DATA_DIR: dataDir, LOG_LEVEL: 'error' });
	return served;
}
async function kill({ process }: Served) {
	if (process.signalCode !== null) return;
	const ended = once(process, 'exit');
	process.kill('SIGKILL');
	await ended;
}

/** The checks of `npm run doctor`: the file, and each of its documents. */
function expectWhole() {
	const db = new DatabaseSync(join(dataDir, 'groundwork.sqlite'), { readOnly: true });
	const kindOf = (name: string) => (name.startsWith('w:') ? 'wall' : 'desk');
	expect(damage(db)).toEqual([]);
	const documents = [...documentRows(db)];
	for (const rows of documents)
		expect(examine({ ...rows, kind: kindOf(rows.name) }), rows.name).toEqual([]);
	db.close();
	return documents.length;
}

/** In open writing, everything at the desk is on the wall, even if the server died between the two writes. */
function expectPosted({ desk, wall }: Page) {
	for (const { id, text } of desk.notes()) expect(wall.note(id)?.text).toBe(text);
	for (const { id, text } of desk.answers()) expect(readItem(wall, 'answers', id)?.text).toBe(text);
}

it.each(CROWDS)(
	`[P1] an acknowledged change survives kill -9, with $writers writers in a $step step, $lives times (CRASH_SEED=${SEED})`,
	async ({ writers, lives, mostChanges, step }) => {
		const random = seeded(SEED);
		const names = Array.from({ length: writers }, (_, at) => `writer${at}`);
		const { board, people, stage } = await seedBoard(dataDir, {
			people: names.map((name) => ({ name, fn: 'sales', role: 'facilitator' as const })),
			step,
			change: (steps) => {
				const [pattern] = steps;
				if (pattern && step === 'frame') steps.push({ ...pattern, id: step, kind: step });
				for (const one of steps) one.writing = 'open';
			}
		});
		const seats = people.map((person) => {
			const ledger = new Ledger();
			return {
				person,
				ledger,
				writer: new Writer(person.name, ledger, random, { id: stage.currentStep, kind: step })
			};
		});
		const connect = async (url: string) => {
			const pages = seats.map(({ person, ledger }) => new Page(url, board, person, ledger));
			await vi.waitFor(() => expect(pages.every((page) => page.synced)).toBe(true), WAIT);
			seats.forEach(({ ledger }, at) => expect(ledger.broken(pages[at] as Page)).toEqual([]));
			return pages;
		};
		const end = (server: Served, pages: Page[]) =>
			Promise.all([kill(server), ...pages.map((page) => page.end())]);

		for (let life = 0; life < lives; life++) {
			const server = await start();
			const pages = await connect(server.url);
			const changes = random.below(mostChanges);
			for (let change = 0; change < changes; change++) {
				const page = random.pick(pages);
				seats[pages.indexOf(page)]?.writer.change(page);
				if (random.chance(0.6 / writers)) await page.settled();
				else if (random.chance(1 / writers)) await new Promise(setImmediate);
			}
			await end(server, pages);
			expectWhole();
		}

		const server = await start();
		const pages = await connect(server.url);
		// An earlier server may have died during every write of a person. So now everybody writes something.
		seats.forEach(({ writer }, at) => writer.write(pages[at] as Page));
		await Promise.all(pages.map((page) => page.settled()));
		await vi.waitFor(() => pages.forEach(expectPosted), WAIT);
		await end(server, pages);
		expect(expectWhole()).toBeGreaterThan(writers);

		const sum = (of: (ledger: Ledger) => number) => seats.reduce((all, s) => all + of(s.ledger), 0);
		const [kept, cut] = [sum((ledger) => ledger.acknowledged), sum((l) => l.unacknowledged)];
		console.log(
			`${lives} kills under ${writers} writers: ${kept} changes acknowledged, ${cut} cut off; CRASH_SEED=${SEED}`
		);
		expect(sum((ledger) => ledger.overstated)).toBe(0);
		expect(kept).toBeGreaterThan(40);
		expect(cut).toBeGreaterThan(0);
	},
	TEST_TIMEOUT_MS
);
