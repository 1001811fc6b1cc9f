/** One person who makes random changes, and remembers which were acknowledged. */
import { makeCluster, moveNote, renameCluster } from '../../src/lib/wall/mutations.ts';
import { addItem, textOf as textOfItem } from '../../src/lib/wall/items.ts';
import type { Step as WorkshopStep } from '../../src/lib/workshop/types.ts';
import type { Ledger, Page } from './crash-page.ts';
import type { Random } from './random.ts';

type Step = Pick<WorkshopStep, 'id' | 'kind'>;
const statementOf = ({ wall }: Page, id: string) => textOfItem(wall, 'outcomes', id, 'statement');

/** With this limit, fifty writers stay below the limit of a board. */
const MOST_CLUSTERS = 15;

/** A person's own notes and clusters: an item with one writer can be compared with its writes. */
export class Writer {
	readonly #name: string;
	readonly #ledger: Ledger;
	readonly #random: Random;
	readonly #step: Step;
	readonly #notes: string[] = [];
	readonly #answers: string[] = [];
	readonly #clusters: string[] = [];
	readonly #outcomes: string[] = [];
	#count = 0;

	/** `step` is the step of the group. It decides whether the writer writes notes or answers. */
	constructor(name: string, ledger: Ledger, random: Random, step: Step) {
		this.#name = name;
		this.#ledger = ledger;
		this.#random = random;
		this.#step = step;
	}

	/** Makes one random change that is possible now. */
	change(page: Page) {
		const onWall = this.#notes.filter((id) => page.wall.note(id) !== null);
		const atDesk = this.#notes.filter((id) => page.desk.has(id));
		const answers = this.#answers.filter((id) => page.desk.answer(id) !== null);
		const outcomes = this.#outcomes.filter((id) => statementOf(page, id) !== null);
		const there = this.#clusters.filter((id) => page.wall.cluster(id) !== null);
		const kinds = [() => this.write(page)];
		if (this.#clusters.length < MOST_CLUSTERS) kinds.push(() => this.#cluster(page));
		if (onWall.length > 0) kinds.push(() => this.#move(page, this.#random.pick(onWall)));
		if (atDesk.length > 0) kinds.push(() => this.#edit(page, this.#random.pick(atDesk)));
		if (answers.length > 0) kinds.push(() => this.#reword(page, this.#random.pick(answers)));
		if (there.length > 0) kinds.push(() => this.#rename(page, this.#random.pick(there)));
		if (there.length > 0 && this.#outcomes.length < MOST_CLUSTERS)
			kinds.push(() => this.#outcome(page, this.#random.pick(there)));
		if (outcomes.length > 0) kinds.push(() => this.#say(page, this.#random.pick(outcomes)));
		this.#random.pick(kinds)();
	}

	/** Writes a new note or answer at the desk. */
	write(page: Page) {
		if (this.#step.kind === 'frame') this.#answer(page);
		else this.#note(page);
	}
	#answer(page: Page) {
		const id = this.#next('answer');
		this.#answers.push(id);
		const asked = { id, question: 'hope', about: '', step: this.#step.id } as const;
		this.#asAnswer(page, id, (text) =>
			page.desk.writeAnswer({ ...asked, text, at: this.#count, archived: false })
		);
	}
	#reword(page: Page, id: string) {
		this.#asAnswer(page, id, (text) =>
			page.desk.editAnswer(id, text, this.#step.id, ++this.#count)
		);
	}
	#asAnswer(page: Page, id: string, change: (text: string) => void) {
		const text = this.#next('text');
		const read = answerOf(id);
		page.deskLine.write(() => change(text), this.#ledger.writes(page, `answer ${id}`, text, read));
	}
	#note(page: Page) {
		const id = this.#next('note');
		this.#notes.push(id);
		this.#atDesk(page, id, (text) =>
			page.desk.writeNote(id, text, 'problem', this.#count, this.#step.id)
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
	/** Adds an outcome to one of the writer's own clusters. */
	#outcome(page: Page, problem: string) {
		const id = this.#next('outcome');
		this.#outcomes.push(id);
		const statement = this.#next('words');
		page.wallLine.write(
			() => addItem(page.wall, 'outcomes', id, { problem, statement }),
			this.#ledger.writes(page, `words of ${id}`, statement, wordsOf(id))
		);
	}
	/**
	 * Writes into the text of one of the writer's own outcomes, where others could write too. Starts again when
	 * the text is long.
	 */
	#say(page: Page, id: string) {
		const text = statementOf(page, id);
		if (!text) return;
		const word = this.#next('word');
		const before = text.toJSON();
		const at = before.length > 300 ? 0 : this.#random.below(before.length + 1);
		const kept = before.length > 300 ? '' : before;
		page.wallLine.write(
			() =>
				page.wall.doc.transact(() => {
					if (kept === '') text.delete(0, before.length);
					text.insert(at, word);
				}),
			this.#ledger.writes(
				page,
				`words of ${id}`,
				kept.slice(0, at) + word + kept.slice(at),
				wordsOf(id)
			)
		);
	}
	#next(kind: string): string {
		return `${this.#name}-${kind}-${++this.#count}`;
	}
}

// Defined outside the class so that they hold no page: a ledger outlives all pages.
const textOf =
	(id: string) =>
	({ desk }: Page) =>
		String(desk.note(id)?.text);
const answerOf =
	(id: string) =>
	({ desk }: Page) =>
		String(desk.answer(id)?.text);
const wordsOf = (id: string) => (page: Page) => String(statementOf(page, id)?.toJSON());
const placeOf =
	(id: string) =>
	({ wall }: Page) =>
		`${wall.note(id)?.x},${wall.note(id)?.y}`;
const titleOf =
	(id: string) =>
	({ wall }: Page) =>
		String(wall.cluster(id)?.title);
