/**
 * Work that the server did not take, kept for the one who did it: a list of readable entries in a
 * document. Desks have one; a page has one more on its device, for what a desk did not take either.
 */
import * as Y from 'yjs';
import type { Question } from '../workshop/questions.ts';
import { isValue } from '../workshop/values.ts';
import type { NoteKind } from '../workshop/types.ts';

type Fields = Y.Map<string | number | boolean>;

export type KeptWork = {
	/** The same for the same work, however often it is found again. */
	id: string;
	/** When it was put aside, in epoch milliseconds. */
	at: number;
	/** Why it was not taken, as a sentence, or ''. */
	why: string;
} & (
	| {
			/** A cluster that was made, named or filled. */
			kind: 'cluster';
			cluster: string;
			/** The name that it was given, or ''. */
			title: string;
			/** Ids of the notes that were put into it. */
			notes: string[];
			/** Where it lay, in wall units. */
			x: number;
			y: number;
	  }
	/** Notes and clusters that were put to other places. */
	| { kind: 'moves'; count: number }
	/** A note, a change of one, or text that was not posted yet. */
	| { kind: 'note'; text: string; noteKind: NoteKind }
	/** Dots that did not count: on this cluster, for want of room in the ballot, or, with '', as their round had closed. */
	| { kind: 'dots'; count: number; cluster: string }
	/** A mark that came after the marks of an outcome were revealed. */
	| { kind: 'mark'; about: string }
	/** A field of what is written together, or words in one of its texts. */
	| {
			kind: 'words';
			/** Root, item and field, such as `outcomes/o1/statement`. */
			place: string;
			/** What the item hangs on, or ''. */
			about: string;
			/** What stood right before the words in their text, or ''. */
			before: string;
			text: string;
	  }
	/** An answer, or a change of one. */
	| { kind: 'answer'; question: Question; about: string; text: string }
);

/** Typed view of the kept work in a document. Odd entries are left out. */
export class Kept {
	readonly doc: Y.Doc;
	readonly #entries: Y.Map<Fields>;

	constructor(doc: Y.Doc = new Y.Doc()) {
		this.doc = doc;
		this.#entries = doc.getMap('kept');
	}

	/** Oldest first. */
	list(): KeptWork[] {
		const works: KeptWork[] = [];
		for (const [id, fields] of this.#entries.entries()) {
			const work = fields instanceof Y.Map ? readWork(id, fields) : null;
			if (work) works.push(work);
		}
		return works.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
	}
	/** What is there already stays as it is. */
	add(works: readonly KeptWork[]) {
		this.doc.transact(() => {
			for (const { id, ...work } of works)
				if (!this.#entries.has(id))
					this.#entries.set(id, new Y.Map<string | number | boolean>(Object.entries(flat(work))));
		});
	}
	letGo(id: string) {
		this.#entries.delete(id);
	}
	/** Calls back after a change. Returns the way to stop. */
	onChange(listener: () => void): () => void {
		this.#entries.observeDeep(listener);
		return () => this.#entries.unobserveDeep(listener);
	}
}

type Distributed<Work> = Work extends unknown ? Omit<Work, 'id'> : never;

function flat(work: Distributed<KeptWork>): Record<string, string | number> {
	return work.kind === 'cluster' ? { ...work, notes: work.notes.join(' ') } : work;
}

function readWork(id: string, fields: Fields): KeptWork | null {
	const text = (key: string) => {
		const value = fields.get(key);
		return typeof value === 'string' ? value : '';
	};
	const number = (key: string) => {
		const value = fields.get(key);
		return typeof value === 'number' && Number.isFinite(value) ? value : 0;
	};
	const about = { id, at: number('at'), why: text('why') };
	switch (fields.get('kind')) {
		case 'cluster':
			return {
				...about,
				kind: 'cluster',
				cluster: text('cluster'),
				title: text('title'),
				notes: text('notes').split(' ').filter(Boolean),
				x: number('x'),
				y: number('y')
			};
		case 'moves':
			return { ...about, kind: 'moves', count: number('count') };
		case 'dots':
			return { ...about, kind: 'dots', count: number('count'), cluster: text('cluster') };
		case 'mark':
			return { ...about, kind: 'mark', about: text('about') };
		case 'note':
			return {
				...about,
				kind: 'note',
				text: text('text'),
				noteKind: text('noteKind') === 'customer' ? 'customer' : 'problem'
			};
		case 'words': {
			const place = { place: text('place'), about: text('about'), before: text('before') };
			return { ...about, kind: 'words', ...place, text: text('text') };
		}
		case 'answer': {
			const question = fields.get('question');
			if (!isValue(question, 'question')) return null;
			const asked = { question: question as Question, about: text('about') };
			return { ...about, kind: 'answer', ...asked, text: text('text') };
		}
		default:
			return null;
	}
}
