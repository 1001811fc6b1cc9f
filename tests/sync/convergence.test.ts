/**
 * Two to eight people edit one wall while connections drop, people go offline, steps open and close, commits fail
 * and servers are replaced (P1, P2). `FUZZ=long` runs for a night.
 */
import { expect, it } from 'vitest';
import { rebuild } from '../../server/sync/documents.ts';
import {
	addItem,
	changeItem,
	frameText,
	itemIds,
	layFrame,
	readFrame,
	readItem,
	textOf
} from '../../src/lib/wall/items.ts';
import {
	addCluster,
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
import { CLOSE } from '../../src/lib/workshop/wire.ts';
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
import { fuzzRounds, fuzzSeed, seeded, type Random } from './random.ts';

const ROUNDS = fuzzRounds(200, 20_000);
const EVENTS = 30;
const TIMEOUT_MS = ROUNDS * 2_000;
const SEED = fuzzSeed();
const NOTES = Array.from({ length: 12 }, (_, at) => `n${at}`);
const PEOPLE = Array.from({ length: 8 }, (_, at) => `p${at}`);
const CLOSED = 'This step is closed.';
/** Close codes from here on are final; an honest page in this test can get only one of them. */
const FIRST_FINAL_CODE = 4400;

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
	'closeStep',
	'openStep',
	'openStep',
	'diskFails',
	'restart'
] as const;
type Did = Record<
	(typeof EVENTS_BY_WEIGHT)[number] | 'refused' | 'acknowledged' | 'together',
	number
>;

/** A person with a page, which discards its copy when the server says so. */
class Participant {
	readonly #id: string;
	line: PersonOnWall;
	/** The position of the person's own note: it has one writer, and its numbers only grow. */
	#place = 0;
	/** The greatest acknowledged position. */
	#kept = 0;

	constructor(id: string, port: number) {
		this.#id = id;
		this.line = onWall(port, id);
	}
	get ownNote() {
		return `own-${this.#id}`;
	}
	moveOwnNote() {
		moveNote(this.line.wall, this.ownNote, ++this.#place, 0);
	}
	/** Records what the page may call saved. Returns whether that is more than before. */
	noteSaved(): boolean {
		const place = this.line.wall.note(this.ownNote)?.x ?? 0;
		if (!isSaved(this.line) || place <= this.#kept) return false;
		this.#kept = place;
		return true;
	}
	/** Whether the wall has the acknowledged position, or one that was written later. */
	isKeptIn(wall: Wall): boolean {
		const place = wall.note(this.ownNote)?.x ?? -1;
		return place >= this.#kept && place <= this.#place;
	}
	/** Takes a fresh document if the server refused this one. Returns whether it did. */
	startedAnew(port: number): boolean {
		const final = this.line.closes.filter(({ code }) => code >= FIRST_FINAL_CODE);
		expect(final.filter(({ code }) => code !== CLOSE.refused)).toEqual([]);
		if (final.length === 0) return false;
		this.line.stop();
		this.line = onWall(port, this.#id);
		return true;
	}
}

class Fuzz {
	readonly random: Random;
	readonly did: Did;
	readonly tricky = trickyStore();
	readonly workshop = new FakeWorkshop(...PEOPLE.map((id) => seatOf(id)));
	readonly people: Participant[] = [];
	/** Acknowledged clusters, by id, and words: they must stay stored, whatever happens. */
	readonly promised = new Set<string>();
	readonly promisedWords = new Set<string>();
	server!: TestServer;
	#made = 0;

	constructor(random: Random, did: Did) {
		this.random = random;
		this.did = did;
	}

	async start() {
		const people = PEOPLE.slice(0, 2 + this.random.below(PEOPLE.length - 1));
		await this.serve();
		await this.server.live.writeWall(BOARD, (wall) => {
			for (const id of [...NOTES, ...people.map((id) => `own-${id}`)]) addNote(wall, noteOf(id));
			layFrame(wall);
			addCluster(wall, { id: 'problem', title: '', x: 0, y: 0, archived: false, mergedInto: '' });
			addItem(wall, 'outcomes', 'o0', { problem: 'problem' });
		});
		for (const id of people) this.people.push(new Participant(id, this.server.port));
		await until(() => this.people.every(({ line }) => isSaved(line)));
	}

	/** Commits follow each other at once, or are gathered for a moment. */
	async serve(port = 0) {
		const limits = { commitGapMs: this.random.pick([0, 5]) };
		const { tricky, workshop } = this;
		this.server = await startServer({ store: tricky.store, workshop, limits, port });
	}

	async step() {
		const { random } = this;
		const person = random.pick(this.people);
		const event = random.pick(EVENTS_BY_WEIGHT);
		this.did[event]++;
		this.renew();
		switch (event) {
			case 'edit':
				return this.edit(person);
			case 'wait':
				return this.noteSaved();
			case 'settle':
				person.line.provider.connect();
				await until(() => this.renew() || isSaved(person.line), 'a person to be saved');
				return this.noteSaved();
			case 'drop':
				return person.line.provider.ws?.close();
			case 'leave':
				return person.line.provider.disconnect();
			case 'return':
				return person.line.provider.connect();
			case 'closeStep':
				return this.goTo(CLOSED);
			case 'openStep':
				return this.goTo(null);
			case 'diskFails':
				return this.failOnce(person);
			case 'restart':
				return this.restart();
		}
	}
	edit(person: Participant) {
		const { random } = this;
		const { wall } = person.line;
		const note = random.pick(NOTES);
		const clusters = wall.clusterIds();
		const [x, y] = [random.below(1000), random.below(1000)];
		if (random.chance(0.3)) return person.moveOwnNote();
		if (random.chance(0.4)) return this.writeTogether(wall);
		if (clusters.length === 0 || random.chance(0.2))
			return makeCluster(wall, `c${this.#made++}`, [note], x, y, random.chance(0.5) ? 'T' : '');
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
	writeTogether(wall: Wall) {
		const { random } = this;
		this.did.together++;
		const says = frameText(wall, 'says');
		if (random.chance(0.3)) return says?.insert(says.length, `<word ${this.#made++}>`);
		const [outcomes, requirements] = [itemIds(wall, 'outcomes'), itemIds(wall, 'requirements')];
		// A fresh copy that has received nothing yet.
		if (outcomes.length === 0) return;
		const outcome = random.pick(outcomes);
		const text = random.pick([
			frameText(wall, 'why'),
			...outcomes.map((id) => textOf(wall, 'outcomes', id, 'statement')),
			...requirements.map((id) => textOf(wall, 'requirements', id, 'statement'))
		]);
		const id = `item${this.#made++}`;
		random.pick([
			() => text?.insert(random.below(text.length + 1), 'abcdef'.slice(random.below(6))),
			() => text && text.length > 2 && text.delete(random.below(text.length - 2), 2),
			() => addItem(wall, 'outcomes', id, { problem: 'problem', statement: 'Made' }),
			() => addItem(wall, 'requirements', id, { outcome, statement: 'Made' }),
			() => changeItem(wall, 'outcomes', outcome, { metric: id, target: random.below(9) }),
			() => changeItem(wall, 'outcomes', outcome, { archived: random.chance(0.5) })
		])();
	}
	/** The group changes its step: everybody may write something else at once. */
	goTo(closedFor: string | null) {
		this.workshop.closedFor = closedFor;
		this.server.live.pushStage(BOARD, 'soon');
	}
	async failOnce(person: Participant) {
		this.tricky.failing = true;
		this.edit(person);
		const { line } = person;
		await until(() => !line.provider.wsconnected || isSaved(line), 'a failed commit');
		this.tricky.failing = false;
	}
	async restart() {
		const { port } = this.server;
		await this.server.stop();
		const stored = new Wall();
		rebuild(stored.doc, await this.tricky.store.loadDocument(`w:${BOARD}`));
		expect(stored.doc.store.pendingStructs ?? stored.doc.store.pendingDs).toBeNull();
		expect([...this.promised].filter((id) => !stored.cluster(id))).toEqual([]);
		const words: string[] = wordsIn(stored);
		expect([...this.promisedWords].filter((word) => !words.includes(word))).toEqual([]);
		expectNoOrphans(stored);
		expect(this.people.filter((person) => !person.isKeptIn(stored))).toEqual([]);
		await this.serve(port);
	}

	noteSaved() {
		for (const person of this.people) {
			if (person.noteSaved()) this.did.acknowledged++;
			if (isSaved(person.line))
				for (const id of person.line.wall.clusterIds()) this.promised.add(id);
			if (isSaved(person.line))
				for (const word of wordsIn(person.line.wall)) this.promisedWords.add(word);
		}
	}
	/** A refused person starts with a fresh document, as a page does. */
	renew(): false {
		for (const person of this.people) if (person.startedAnew(this.server.port)) this.did.refused++;
		return false;
	}

	/** Everybody comes back to an open step: all copies equal the stored document. */
	async finish() {
		this.goTo(null);
		const isEqual = () => {
			this.renew();
			const texts = this.people.map(({ line }) => (isSaved(line) ? contentOf(line.wall) : null));
			return texts[0] !== null && texts.every((text) => text === texts[0]);
		};
		this.renew();
		for (const { line } of this.people) line.provider.connect();
		await until(isEqual, 'all copies to be equal');
		this.noteSaved();
		await this.restart();
		const stored = await this.server.live.readWall(BOARD, contentOf);
		const [first] = this.people;
		expect(stored).toBe(first ? contentOf(first.line.wall) : '');
	}
	async stop() {
		for (const { line } of this.people) line.stop();
		await this.server.stop();
	}
}

/** The words at the end of a text from which nobody deletes anything. */
const wordsIn = (wall: Wall) =>
	frameText(wall, 'says')
		?.toJSON()
		.match(/<[^<>]*>/g) ?? [];
function expectNoOrphans(wall: Wall) {
	for (const id of itemIds(wall, 'requirements')) {
		const { outcome = '' } = readItem(wall, 'requirements', id) ?? {};
		expect(itemIds(wall, 'outcomes')).toContain(outcome);
	}
}

/** Everything on a wall, in a fixed order. */
const contentOf = (wall: Wall) =>
	JSON.stringify([
		wall
			.noteIds()
			.sort()
			.map((id) => wall.note(id)),
		wall
			.clusterIds()
			.sort()
			.map((id) => wall.cluster(id)),
		readFrame(wall),
		...(['outcomes', 'requirements'] as const).map((root) =>
			itemIds(wall, root)
				.sort()
				.map((id) => readItem(wall, root, id))
		)
	]);

async function runRound(
	seed: number,
	did: Did
): Promise<{ people: number; promised: number; words: number }> {
	const fuzz = new Fuzz(seeded(seed), did);
	await fuzz.start();
	try {
		for (let event = 0; event < EVENTS; event++) await fuzz.step();
		await fuzz.finish();
		const { people, promised, promisedWords } = fuzz;
		return { people: people.length, promised: promised.size, words: promisedWords.size };
	} catch (error) {
		throw new Error(`FUZZ_SEED=${seed} repeats this round`, { cause: error });
	} finally {
		await fuzz.stop();
	}
}

it(
	`[S1] [S3] [P2] all copies are equal in the end, and nothing acknowledged is missing (${ROUNDS} rounds, FUZZ_SEED=${SEED})`,
	async () => {
		const others = ['refused', 'acknowledged', 'together'] as const;
		const kinds = [...new Set(EVENTS_BY_WEIGHT), ...others];
		const did = Object.fromEntries(kinds.map((kind) => [kind, 0])) as Did;
		const crowds = new Set<number>();
		let promised = 0;
		let words = 0;
		for (let round = 0; round < ROUNDS; round++) {
			const { people, ...rest } = await runRound(SEED + round, did);
			crowds.add(people);
			promised += rest.promised;
			words += rest.words;
		}
		expect(words).toBeGreaterThan(ROUNDS / 4);
		console.log(
			`${ROUNDS} rounds from FUZZ_SEED=${SEED}:`,
			JSON.stringify({ promised, words, ...did })
		);
		expect(promised).toBeGreaterThan(ROUNDS);
		expect(kinds.filter((kind) => did[kind] === 0)).toEqual([]);
		expect([...crowds].sort()).toEqual([2, 3, 4, 5, 6, 7, 8]);
	},
	TIMEOUT_MS
);
