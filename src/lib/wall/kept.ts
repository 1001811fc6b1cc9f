/**
 * Kept work: work that the server rejected, stored for its author as readable entries in a document. Each desk has such
 * a list; each page has another one on its device, for work that the desk could not store either.
 */
import * as Y from 'yjs';
import type { Question } from '../workshop/questions.ts';
import { isValue } from '../workshop/values.ts';
import type { NoteKind } from '../workshop/types.ts';

type Fields = Y.Map<string | number | boolean>;

export type KeptWork = {
	/** Equal for equal work, however often it is found again. */
	id: string;
	/** When it was stored, in epoch milliseconds. */
	at: number;
	/** Why the server rejected it, as a sentence, or ''. */
	why: string;
} & (
	| {
			/** A cluster that somebody made, named or filled. */
			kind: 'cluster';
			cluster: string;
			/** Its new name, or ''. */
			title: string;
			/** Ids of the notes that somebody put into it. */
			notes: string[];
			/** Its position, in wall units. */
			x: number;
			y: number;
	  }
	/** Notes and clusters that somebody moved. */
	| { kind: 'moves'; count: number }
	/** A new note, a change of a note, or unposted text. */
	| { kind: 'note'; text: string; noteKind: NoteKind }
	/**
	 * Dots that did not count: on this cluster because the ballot was full, or, with '', because their round had
	 * closed.
	 */
	| { kind: 'dots'; count: number; cluster: string }
	/** A mark that arrived after the marks of an outcome were revealed. */
	| { kind: 'mark'; about: string }
	/** A field that the group writes together, or words in one of its texts. */
	| {
			kind: 'words';
			/** Root, item and field, such as `outcomes/o1/statement`. */
			place: string;
			/** Id of what the item belongs to, or ''. */
			about: string;
			/** The text right before the words, or ''. */
			before: string;
			text: string;
	  }
	/** A new answer, or a change of one. */
	| { kind: 'answer'; question: Question; about: string; text: string }
);

/** Typed view of the kept work in a document. It leaves out unreadable entries. */
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
	/** Entries that exist already stay unchanged. */
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
	/** Calls back after a change. Returns a function that stops this. */
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
