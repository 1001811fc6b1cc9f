import type { Messages } from '$lib/i18n/messages.ts';
import type { Kept, KeptWork } from '$lib/wall/kept.ts';
import type { Action } from '$lib/workshop/actions.ts';
import { putWords, ruleOfWords, whyNoPlace } from '$lib/wall/put-back-words.ts';
import { FORGOTTEN } from '$lib/workshop/board/life.ts';
import { noteProblem } from '$lib/workshop/text.ts';
import type { DeskState } from './desk-state.svelte.ts';
import { Readers } from './readers.ts';
import type { WallState } from './wall-state.svelte.ts';

const LIST = 'list';

export interface KeptPlaces {
	/** The catalogue of the page's language. */
	readonly messages: Messages;
	readonly wall: WallState;
	readonly desk: DeskState;
	/** The group's current step: a note or an answer that is written again belongs to it. */
	readonly step: { readonly id: string };
	whyNot(action: Action): string | null;
}

/** Work that the server rejected, at the desk, or on this device if the desk could not store it. */
export class KeptState {
	#atDesk: Kept;
	readonly #shelf: Kept;
	readonly #places: KeptPlaces;
	readonly #readers = new Readers();
	#stop: () => void;

	constructor(atDesk: Kept, shelf: Kept, places: KeptPlaces) {
		this.#atDesk = $state.raw(atDesk);
		this.#shelf = shelf;
		this.#places = places;
		const wake = () => this.#readers.wake(LIST);
		shelf.onChange(wake);
		this.#stop = atDesk.onChange(wake);
	}

	/** Oldest first. */
	get works(): KeptWork[] {
		const atDesk = this.#atDesk;
		this.#readers.track(LIST);
		const works = new Map(this.#shelf.list().map((work) => [work.id, work]));
		for (const work of atDesk.list()) works.set(work.id, work);
		return [...works.values()].sort((a, b) => a.at - b.at).map((work) => this.#inWords(work));
	}
	/** Why the work cannot be done again now, as a sentence, or null when it can. */
	whyNotAgain(work: KeptWork): string | null {
		switch (work.kind) {
			case 'cluster':
				return this.#places.whyNot('move');
			case 'note':
				return (
					this.#places.whyNot('write') ?? noteProblem(work.text)?.(this.#places.messages) ?? null
				);
			case 'answer':
				return this.#places.whyNot('answer');
			case 'words': {
				const by = ruleOfWords(work)?.by ?? 'server';
				const mayNot = by === 'server' || by === 'everybody' ? null : this.#places.whyNot(by);
				const { messages, wall } = this.#places;
				return mayNot ?? whyNoPlace(wall.view.wall, work)?.(messages) ?? null;
			}
			case 'moves':
			case 'dots':
			case 'mark':
				return this.#places.messages.notes.work.notAgain;
		}
	}
	/** Does the work again, as far as the items it concerns still exist, and removes it from the list. */
	doAgain(work: KeptWork) {
		if (this.whyNotAgain(work) !== null) return;
		if (work.kind === 'cluster') this.#cluster(work);
		if (work.kind === 'note') {
			const { desk, step } = this.#places;
			desk.write(work.text, work.noteKind, step.id);
		}
		if (work.kind === 'answer') {
			const { desk, step } = this.#places;
			desk.answer(work.question, work.about, work.text, step.id);
		}
		if (work.kind === 'words') putWords(this.#places.wall.view.wall, work);
		this.letGo(work.id);
	}
	letGo(id: string) {
		this.#atDesk.letGo(id);
		this.#shelf.letGo(id);
	}
	/** Switches to a fresh desk. */
	replace(atDesk: Kept) {
		this.#stop();
		this.#atDesk = atDesk;
		this.#stop = atDesk.onChange(() => this.#readers.wake(LIST));
	}

	#inWords(work: KeptWork): KeptWork {
		const { forgotten } = this.#places.messages.connection;
		return work.why === FORGOTTEN ? { ...work, why: forgotten } : work;
	}
	#cluster({ cluster, title, notes, x, y }: Extract<KeptWork, { kind: 'cluster' }>) {
		const { wall } = this.#places;
		const there = wall.cluster(cluster);
		const left = notes.filter((id) => wall.note(id)?.archived === false);
		if (!there || there.archived) {
			if (title !== '' || left.length > 0) wall.makeCluster(left, x, y, title);
			return;
		}
		wall.together(() => {
			if (title !== '') wall.renameCluster(cluster, title);
			for (const id of left) wall.putInCluster(id, cluster);
		});
	}
}
