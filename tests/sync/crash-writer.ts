/** One person who writes at random, and remembers what was promised. */
import { makeCluster, moveNote, renameCluster } from '../../src/lib/wall/mutations.ts';
import type { Ledger, Page } from './crash-page.ts';
import type { Random } from './random.ts';

/** So that fifty writers stay below what a board takes. */
const MOST_CLUSTERS = 15;

/** Somebody's own notes and clusters: an item with one writer can be checked against its writes. */
export class Writer {
	readonly #name: string;
	readonly #ledger: Ledger;
	readonly #random: Random;
	readonly #step: string;
	readonly #notes: string[] = [];
	readonly #clusters: string[] = [];
	#count = 0;

	/** `step` is where the group is, and writes. */
	constructor(name: string, ledger: Ledger, random: Random, step: string) {
		this.#name = name;
		this.#ledger = ledger;
		this.#random = random;
		this.#step = step;
	}

	/** Makes one change of a kind that is possible now. */
	change(page: Page) {
		const onWall = this.#notes.filter((id) => page.wall.note(id) !== null);
		const atDesk = this.#notes.filter((id) => page.desk.has(id));
		const there = this.#clusters.filter((id) => page.wall.cluster(id) !== null);
		const kinds = [() => this.write(page)];
		if (this.#clusters.length < MOST_CLUSTERS) kinds.push(() => this.#cluster(page));
		if (onWall.length > 0) kinds.push(() => this.#move(page, this.#random.pick(onWall)));
		if (atDesk.length > 0) kinds.push(() => this.#edit(page, this.#random.pick(atDesk)));
		if (there.length > 0) kinds.push(() => this.#rename(page, this.#random.pick(there)));
		this.#random.pick(kinds)();
	}

	/** Writes a new note at the desk. */
	write(page: Page) {
		const id = this.#next('note');
		this.#notes.push(id);
		this.#atDesk(page, id, (text) =>
			page.desk.writeNote(id, text, 'problem', this.#count, this.#step)
		);
	}
	#edit(page: Page, id: string) {
		this.#atDesk(page, id, (text) => page.desk.editNote(id, text, 'customer'));
	}
	#atDesk(page: Page, id: string, change: (text: string) => void) {
		const text = this.#next('text');
		const read = textOf(id);
		page.deskLine.write(() => change(text), this.#ledger.writes(page, `text of ${id}`, text, read));
	}
	#move(page: Page, id: string) {
		const x = ++this.#count;
		const read = placeOf(id);
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
		const read = titleOf(id);
		page.wallLine.write(
			() => change(title),
			this.#ledger.writes(page, `title of ${id}`, title, read)
		);
	}
	#next(kind: string): string {
		return `${this.#name}-${kind}-${++this.#count}`;
	}
}

// Made out here they hold no page: a ledger outlives all of them.
const textOf =
	(id: string) =>
	({ desk }: Page) =>
		String(desk.note(id)?.text);
const placeOf =
	(id: string) =>
	({ wall }: Page) =>
		`${wall.note(id)?.x},${wall.note(id)?.y}`;
const titleOf =
	(id: string) =>
	({ wall }: Page) =>
		String(wall.cluster(id)?.title);
