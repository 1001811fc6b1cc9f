/** Several people edit one wall while connections drop, commits fail and servers are replaced (P1, P2). */
import { expect, it } from 'vitest';
import { rebuild } from '../../server/sync/documents.ts';
import {
	addNote,
	makeCluster,
	mergeClusters,
	moveCluster,
	moveNote,
	putInCluster,
	renameCluster,
	splitCluster
} from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import {
	BOARD,
	FakeWorkshop,
	isSaved,
	noteOf,
	onWall,
	seatOf,
	startServer,
	trickyStore,
	until,
	type PersonOnWall,
	type TestServer
} from './harness.ts';
import { seeded, type Random } from './random.ts';

const ROUNDS = 40;
const EVENTS = 30;
const NOTES = Array.from({ length: 12 }, (_, at) => `n${at}`);
const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4'];

class Fuzz {
	readonly random: Random;
	readonly tricky = trickyStore();
	readonly workshop = new FakeWorkshop(...PEOPLE.map((id) => seatOf(id)));
	readonly people: PersonOnWall[] = [];
	/** Clusters that were acknowledged, by id: they must be stored, whatever happens. */
	readonly promised = new Set<string>();
	server!: TestServer;
	made = 0;

	constructor(random: Random) {
		this.random = random;
	}

	async start() {
		this.server = await startServer({ store: this.tricky.store, workshop: this.workshop });
		await this.server.live.writeWall(BOARD, (wall) => {
			for (const id of NOTES) addNote(wall, noteOf(id));
		});
		for (const id of PEOPLE.slice(0, 2 + this.random.below(4)))
			this.people.push(onWall(this.server.port, id));
		await until(() => this.people.every(isSaved));
	}

	async step(did: Record<string, number>) {
		const { random } = this;
		const person = random.pick(this.people);
		const event = random.pick(EVENTS_BY_WEIGHT);
		did[event] = (did[event] ?? 0) + 1;
		switch (event) {
			case 'edit':
				return this.edit(person.wall);
			case 'wait':
				return this.noteSaved();
			case 'settle':
				person.provider.connect();
				await until(() => isSaved(person), 'a person to be saved');
				return this.noteSaved();
			case 'drop':
				person.provider.ws?.close();
				return;
			case 'leave':
				return person.provider.disconnect();
			case 'return':
				return person.provider.connect();
			case 'diskFails':
				this.tricky.failing = true;
				this.edit(person.wall);
				await until(() => !person.provider.wsconnected || isSaved(person));
				this.tricky.failing = false;
				return;
			case 'restart':
				return this.restart();
		}
	}
	edit(wall: Wall) {
		const { random } = this;
		const note = random.pick(NOTES);
		const clusters = wall.clusterIds();
		const [x, y] = [random.below(1000), random.below(1000)];
		if (clusters.length === 0 || random.chance(0.2))
			return makeCluster(wall, `c${this.made++}`, [note], x, y, random.chance(0.5) ? 'T' : '');
		const [one, other] = [random.pick(clusters), random.pick(clusters)];
		random.pick([
			() => moveNote(wall, note, x, y),
			() => putInCluster(wall, note, one, random.pick(NOTES)),
			() => renameCluster(wall, one, `Title ${x}`),
			() => moveCluster(wall, one, x, y),
			() => mergeClusters(wall, one, other),
			() => splitCluster(wall, one, { [note]: { x, y } })
		])();
	}
	noteSaved() {
		for (const person of this.people)
			if (isSaved(person)) for (const id of person.wall.clusterIds()) this.promised.add(id);
	}
	async restart() {
		const { port } = this.server;
		await this.server.stop();
		const stored = new Wall();
		rebuild(stored.doc, await this.tricky.store.loadDocument(`w:${BOARD}`));
		expect([...this.promised].filter((id) => !stored.cluster(id))).toEqual([]);
		this.server = await startServer({ store: this.tricky.store, workshop: this.workshop, port });
	}

	/** Everybody comes back: all copies and what is stored are equal. */
	async finish() {
		for (const { provider } of this.people) provider.connect();
		await until(
			() =>
				this.people.every(isSaved) &&
				this.people.every(({ wall }) => JSON.stringify(sorted(wall)) === sortedText(this.people)),
			'all copies to be equal'
		);
		await this.restart();
		const stored = await this.server.live.readWall(BOARD, sorted);
		expect(JSON.stringify(stored)).toBe(sortedText(this.people));
		for (const { closes } of this.people)
			expect(closes.filter(({ code }) => code >= 4400)).toEqual([]);
	}
	async stop() {
		for (const person of this.people) person.stop();
		await this.server.stop();
	}
}

const EVENTS_BY_WEIGHT = [
	...Array<'edit'>(14).fill('edit'),
	'wait',
	'wait',
	'settle',
	'settle',
	'drop',
	'leave',
	'return',
	'return',
	'diskFails',
	'restart'
] as const;

const sorted = (wall: Wall) => ({
	notes: wall
		.noteIds()
		.sort()
		.map((id) => wall.note(id)),
	clusters: wall
		.clusterIds()
		.sort()
		.map((id) => wall.cluster(id))
});
const sortedText = ([first]: readonly PersonOnWall[]) =>
	first ? JSON.stringify(sorted(first.wall)) : '';

it(`[S1] [S3] all copies are equal in the end, and what was acknowledged is there (${ROUNDS} rounds)`, async () => {
	const start = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
	const did: Record<string, number> = {};
	let promised = 0;
	for (let round = 0; round < ROUNDS; round++) {
		const fuzz = new Fuzz(seeded(start + round));
		await fuzz.start();
		try {
			for (let event = 0; event < EVENTS; event++) await fuzz.step(did);
			await fuzz.finish();
			promised += fuzz.promised.size;
		} catch (error) {
			throw new Error(`seed ${start + round}`, { cause: error });
		} finally {
			await fuzz.stop();
		}
	}
	expect(promised).toBeGreaterThan(ROUNDS);
	expect(Object.keys(did).sort()).toEqual([...new Set(EVENTS_BY_WEIGHT)].sort());
}, 120_000);
