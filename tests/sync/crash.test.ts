import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { openSqlite } from '../../server/store/sqlite.ts';
import { makeCluster, moveNote, renameCluster } from '../../src/lib/wall/mutations.ts';
import { serve, type Served } from '../bench/measure.ts';
import { seedBoard, type SeededBoard } from '../support/seed.ts';
import { Ledger, Page } from './crash-page.ts';
import { seeded, type Random } from './random.ts';

const LIVES = 20;
const MOST_CHANGES_PER_LIFE = 40;
const TEST_TIMEOUT_MS = 180_000;
const WAIT = { timeout: 20_000, interval: 10 };
const SEED = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Somebody's own notes and clusters: an item with one writer can be checked against its writes. */
class Writer {
	readonly #name: string;
	readonly #ledger: Ledger;
	readonly #random: Random;
	readonly #notes: string[] = [];
	readonly #clusters: string[] = [];
	#count = 0;

	constructor(name: string, ledger: Ledger, random: Random) {
		this.#name = name;
		this.#ledger = ledger;
		this.#random = random;
	}

	/** Makes one change of a kind that is possible now. */
	change(page: Page) {
		const onWall = this.#notes.filter((id) => page.wall.note(id) !== null);
		const atDesk = this.#notes.filter((id) => page.desk.has(id));
		const there = this.#clusters.filter((id) => page.wall.cluster(id) !== null);
		const kinds = [() => this.#write(page), () => this.#cluster(page)];
		if (onWall.length > 0) kinds.push(() => this.#move(page, this.#random.pick(onWall)));
		if (atDesk.length > 0) kinds.push(() => this.#edit(page, this.#random.pick(atDesk)));
		if (there.length > 0) kinds.push(() => this.#rename(page, this.#random.pick(there)));
		this.#random.pick(kinds)();
	}

	#write(page: Page) {
		const id = this.#next('note');
		this.#notes.push(id);
		this.#atDesk(page, id, (text) => page.desk.writeNote(id, text, 'problem', this.#count));
	}
	#edit(page: Page, id: string) {
		this.#atDesk(page, id, (text) => page.desk.editNote(id, text, 'customer'));
	}
	#atDesk(page: Page, id: string, change: (text: string) => void) {
		const text = this.#next('text');
		const read = ({ desk }: Page) => String(desk.note(id)?.text);
		page.deskLine.write(() => change(text), this.#ledger.writes(page, `text of ${id}`, text, read));
	}
	#move(page: Page, id: string) {
		const x = ++this.#count;
		const read = ({ wall }: Page) => `${wall.note(id)?.x},${wall.note(id)?.y}`;
		page.wallLine.write(
			() => moveNote(page.wall, id, x, -x),
			this.#ledger.writes(page, `place of ${id}`, `${x},${-x}`, read)
		);
	}
	#cluster(page: Page) {
		const id = this.#next('cluster');
		this.#clusters.push(id);
		this.#title(page, id, (title) => makeCluster(page.wall, id, [], 0, 0, title));
	}
	#rename(page: Page, id: string) {
		this.#title(page, id, (title) => renameCluster(page.wall, id, title));
	}
	#title(page: Page, id: string, change: (title: string) => void) {
		const title = this.#next('title');
		const read = ({ wall }: Page) => String(wall.cluster(id)?.title);
		page.wallLine.write(
			() => change(title),
			this.#ledger.writes(page, `title of ${id}`, title, read)
		);
	}
	#next(kind: string): string {
		return `${this.#name}-${kind}-${++this.#count}`;
	}
}

let dataDir: string;
let served: Served | null = null;
beforeEach(async () => {
	dataDir = await mkdtemp(join(tmpdir(), 'groundwork-crash-'));
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

/** Loads every document of the board from the file, as a restart does. */
async function loadAll({ board, people }: SeededBoard) {
	const file = join(dataDir, 'groundwork.sqlite');
	const store = openSqlite(file);
	const names = [`w:${board}`, ...people.map(({ participant }) => `d:${board}:${participant}`)];
	for (const name of names) {
		const { snapshot, updates, seq } = await store.loadDocument(name);
		expect(seq).toBeGreaterThan(0);
		const doc = new Y.Doc();
		for (const update of [...(snapshot ? [snapshot] : []), ...updates]) Y.applyUpdate(doc, update);
		expect(doc.store.pendingStructs).toBeNull();
		expect(doc.store.pendingDs).toBeNull();
	}
	await store.close();
	const db = new DatabaseSync(file);
	expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
	db.close();
}

/** In open writing, what lies at the desk is on the wall, also if a crash came between the two. */
function expectPosted({ desk, wall }: Page) {
	for (const { id, text } of desk.notes()) expect(wall.note(id)?.text).toBe(text);
}

it(
	`[P1] an acknowledged change survives kill -9 (CRASH_SEED=${SEED})`,
	async () => {
		const random = seeded(SEED);
		const board = await seedBoard(dataDir, {
			people: ['ana', 'ben'].map((name) => ({ name, fn: 'sales', role: 'facilitator' as const })),
			change: (steps) => steps.forEach((step) => (step.writing = 'open'))
		});
		const seats = board.people.map((person) => {
			const ledger = new Ledger();
			return { person, ledger, writer: new Writer(person.name, ledger, random) };
		});
		const connect = async (url: string) => {
			const pages = seats.map(({ person, ledger }) => new Page(url, board.board, person, ledger));
			await vi.waitFor(() => expect(pages.every((page) => page.synced)).toBe(true), WAIT);
			seats.forEach(({ ledger }, at) => expect(ledger.broken(pages[at] as Page)).toEqual([]));
			return pages;
		};

		for (let life = 0; life < LIVES; life++) {
			const server = await start();
			const pages = await connect(server.url);
			const changes = random.below(MOST_CHANGES_PER_LIFE);
			for (let change = 0; change < changes; change++) {
				const page = random.pick(pages);
				seats[pages.indexOf(page)]?.writer.change(page);
				if (random.chance(0.3)) await page.settled();
				else if (random.chance(0.5)) await new Promise(setImmediate);
			}
			await Promise.all([kill(server), ...pages.map((page) => page.end())]);
		}

		const server = await start();
		const pages = await connect(server.url);
		await vi.waitFor(() => pages.forEach(expectPosted), WAIT);
		await Promise.all([kill(server), ...pages.map((page) => page.end())]);
		await loadAll(board);

		const sum = (of: (ledger: Ledger) => number) => seats.reduce((all, s) => all + of(s.ledger), 0);
		expect(sum((ledger) => ledger.overstated)).toBe(0);
		expect(sum((ledger) => ledger.acknowledged)).toBeGreaterThan(100);
		expect(sum((ledger) => ledger.unacknowledged)).toBeGreaterThan(0);
	},
	TEST_TIMEOUT_MS
);
