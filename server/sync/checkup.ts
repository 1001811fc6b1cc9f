/** Checks whether a stored document can be loaded, and saves as much as possible of one that cannot. */
import * as Y from 'yjs';
import { Wall } from '../../src/lib/wall/wall.ts';
import { rootsOf, ruleOf } from '../../src/lib/workshop/rules.ts';

export interface Row {
	seq: number;
	bytes: Uint8Array;
}
/** Everything that the store has of one document. */
export interface StoredRows {
	kind: 'wall' | 'desk';
	/** The number of the last change. */
	seq: number;
	/** The newest first. */
	snapshots: Row[];
	/** In the order of their numbers. */
	updates: Row[];
}
export interface Salvage {
	state: Uint8Array;
	base: 'snapshot' | 'previous snapshot' | 'whole log';
	/** The numbers of changes without a readable row. Changes that build on them are left out too. */
	lost: number[];
	/** Whether another way to build the document has as few faults, but gives different content. */
	isDoubtful: boolean;
}

interface Base {
	name: Salvage['base'];
	seq: number;
	bytes: Uint8Array | null;
}
interface Build {
	base: Base;
	doc: Y.Doc;
	/** Sentences; empty if the document is whole. */
	faults: string[];
	lost: number[];
}

/** Says what is wrong with a document, in sentences. The list is empty if nothing is wrong. */
export function examine(rows: StoredRows): string[] {
	const unreadable = snapshotsOf(rows)
		.filter(({ bytes }) => !isReadable(bytes))
		.map(({ name }) => `its ${name} cannot be read`);
	const [first, ...spares] = basesOf(rows).map((base) => build(rows, base));
	if (!first) return [...unreadable, 'nothing of it can be read'];
	if (first.faults.length > 0) return [...unreadable, ...first.faults];
	// A damaged change that is still readable shows only if another way to build the document gives different
	// content.
	const differing = spares.flatMap(({ base, doc, faults }) => {
		if (faults.length > 0) return faults.map((fault) => `from its ${base.name} on, ${fault}`);
		return sameContent(first.doc, doc) ? [] : [`its ${base.name} leads to another content`];
	});
	return [...unreadable, ...differing];
}

/** Builds the document with as few losses as possible; null if none of it can be read. */
export function salvage(rows: StoredRows): Salvage | null {
	const builds = basesOf(rows)
		.map((base) => build(rows, base))
		.filter(({ doc }) => oddities(doc, rows.kind).length === 0);
	const [best, ...others] = builds.sort((a, b) => a.faults.length - b.faults.length);
	if (!best) return null;
	const { base, doc, lost } = best;
	const isDoubtful = others.some(
		(other) => other.faults.length === best.faults.length && !sameContent(doc, other.doc)
	);
	return { state: Y.encodeStateAsUpdate(doc), base: base.name, lost, isDoubtful };
}

/** Counts the notes in these rows, including archived ones; 0 if the document cannot be loaded. */
export function countNotes(rows: StoredRows): number {
	const [base] = basesOf(rows);
	if (rows.kind !== 'wall' || !base) return 0;
	return new Wall(build(rows, base).doc).noteIds().length;
}

const NAMES = ['snapshot', 'previous snapshot'] as const;
const snapshotsOf = ({ snapshots }: StoredRows) =>
	NAMES.flatMap((name, at) => {
		const row = snapshots[at];
		return row ? [{ name, ...row }] : [];
	});

/** Readable rows to start from, the newest first. */
function basesOf(rows: StoredRows): Base[] {
	const snapshots = snapshotsOf(rows).filter(({ bytes }) => isReadable(bytes));
	// A board that was imported starts with a snapshot: its log alone is not enough.
	const beganWhole = rows.snapshots.some(({ seq }) => seq === 0);
	const isWhole = !beganWhole && (rows.updates[0]?.seq === 1 || rows.seq === 0);
	return isWhole ? [...snapshots, { name: 'whole log', seq: 0, bytes: null }] : snapshots;
}

/** Builds the document from a base, without the changes that cannot be read. */
function build({ kind, seq, updates }: StoredRows, base: Base): Build {
	const after = new Map(updates.filter((row) => row.seq > base.seq).map((row) => [row.seq, row]));
	const lost = new Set<number>();
	for (let at = base.seq + 1; at <= seq; at++) {
		const row = after.get(at);
		if (!row || !isReadable(row.bytes)) lost.add(at);
	}
	let doc = assemble(base, after, lost);
	// A readable change can still break the document: each round leaves one more change out.
	while (!doc) doc = assemble(base, after, lost);
	const faults = [...lost].map((at) => `change ${at} cannot be read`);
	if (doc.store.pendingStructs ?? doc.store.pendingDs) faults.push('what it builds on is missing');
	doc.store.pendingStructs = null;
	doc.store.pendingDs = null;
	faults.push(...oddities(doc, kind));
	return { base, doc, faults, lost: [...lost].sort((a, b) => a - b) };
}

/** Returns null, and adds a change to `lost`, if that change breaks the document. */
function assemble(base: Base, updates: Map<number, Row>, lost: Set<number>): Y.Doc | null {
	const doc = new Y.Doc();
	if (base.bytes) Y.applyUpdate(doc, base.bytes);
	for (const { seq, bytes } of updates.values()) {
		if (lost.has(seq)) continue;
		try {
			Y.applyUpdate(doc, bytes);
		} catch {
			lost.add(seq);
			return null;
		}
	}
	return doc;
}

function isReadable(bytes: Uint8Array): boolean {
	try {
		Y.decodeUpdate(bytes);
		Y.applyUpdate(new Y.Doc(), bytes);
		return true;
	} catch {
		return false;
	}
}

/** Content that no page and no server of ours writes. */
function oddities(doc: Y.Doc, kind: StoredRows['kind']): string[] {
	const known = rootsOf(kind);
	for (const root of known) doc.getMap(root);
	const unknown = [...doc.share.keys()].filter((root) => !known.includes(root));
	const odd = unknown.length > 0 ? ['it holds a part that no document of ours has'] : [];
	return [...odd, ...known.flatMap((root) => oddIn(doc, kind, root))];
}
/** Entries of a root whose type (map, text or value) breaks the rules. */
function oddIn(doc: Y.Doc, kind: StoredRows['kind'], root: string): string[] {
	return [...doc.getMap(root)]
		.filter(([id, value]) => {
			const holds = ruleOf(kind, [root, id])?.holds;
			if (holds === 'map') return !(value instanceof Y.Map);
			return holds === 'text' && !(value instanceof Y.Text);
		})
		.map(([id]) => `its item ${id} is none`);
}

/** Whether two builds of a document show the same content and have the same history. */
function sameContent(a: Y.Doc, b: Y.Doc): boolean {
	return (
		Buffer.compare(Y.encodeStateVector(a), Y.encodeStateVector(b)) === 0 &&
		visible(a) === visible(b)
	);
}
const visible = (doc: Y.Doc) =>
	JSON.stringify([...doc.share.keys()].sort().map((root) => [root, sorted(doc.getMap(root))]));
/** Sorts the keys: two equal maps can have their entries in different orders. */
function sorted(map: Y.Map<unknown>): unknown {
	return [...map]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, value]) => [key, value instanceof Y.Map ? sorted(value) : value]);
}
