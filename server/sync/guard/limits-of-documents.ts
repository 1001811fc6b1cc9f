/**
 * Limits on totals, when each part alone is allowed: the words of a text, the clusters on a wall, the dots at a
 * desk.
 */
import { SHARED_ROOTS } from '../../../src/lib/workshop/items/shapes.ts';
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import * as Y from 'yjs';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { ruleOf, type DocumentKind } from '../../../src/lib/workshop/rules.ts';
import { whyDeskFull } from '../../../src/lib/workshop/board/shares.ts';
import { whyOverBudget } from '../../../src/lib/workshop/votes/budget.ts';
import type { Complete, Insert, Path } from './inspect.ts';
import type { Writer } from './writer.ts';

/** The questions about votes and ratings that the workshop answers. */
type Counts = Pick<Writer, 'round' | 'whyNoMark'>;

/**
 * Why the document would exceed a limit with this update, as a sentence; otherwise null. If two pages set one key
 * at the same time and either can win, the larger value counts. So a document never exceeds its limits.
 */
export function whyOverfull(
	place: DocumentKind,
	doc: Y.Doc,
	found: Complete,
	counts: Counts
): ServerSentence | null {
	if (place === 'wall')
		return whyTooManyClusters(doc, found) ?? whyTooManyItems(doc, found) ?? whyTooLong(doc, found);
	return (
		whyTooManyEver(doc, found) ??
		whyTooManyWritten(doc, found, 'notes') ??
		whyTooManyWritten(doc, found, 'answers') ??
		whyTooManyMarks(doc, found) ??
		whyNoMark(found, counts) ??
		whyNoDots(doc, found, counts)
	);
}

function whyTooManyClusters(doc: Y.Doc, { inserts }: Complete): ServerSentence | null {
	const most = LIMITS.clustersPerBoard;
	return holdsMore(doc, inserts, 'clusters', most)
		? ({ sync }) => sync.tooManyClusters(most)
		: null;
}

function whyTooManyItems(doc: Y.Doc, { inserts }: Complete): ServerSentence | null {
	const most = LIMITS.itemsPerBoard;
	const root = SHARED_ROOTS.find((name) => holdsMore(doc, inserts, name, most));
	return root === undefined ? null : ({ sync }) => sync.tooManyItems[root](most);
}

/** In a text, deleted words never come back and inserted words stay, so its length is known exactly. */
function whyTooLong(doc: Y.Doc, { inserts, deletes }: Complete): ServerSentence | null {
	const growth = new Map<string, { path: Path; chars: number }>();
	const grow = (path: Path, chars: number) => {
		if (path.at(-1) !== null) return;
		const key = path.join('/');
		const before = growth.get(key)?.chars ?? 0;
		growth.set(key, { path, chars: before + chars });
	};
	for (const { path, content, length } of inserts) if (content.kind === 'chars') grow(path, length);
	for (const { path, length } of deletes) grow(path, -length);
	for (const { path, chars } of growth.values()) {
		const most = ruleOf('wall', path)?.chars ?? 0;
		if (chars > 0 && charsAt(doc, path) + chars > most) return ({ sync }) => sync.textFull(most);
	}
	return null;
}
/** Characters of a text in the document; 0 for a text that comes with the update. */
function charsAt(doc: Y.Doc, path: Path): number {
	let within = doc.share.get(path[0] ?? '');
	for (const key of path.slice(1, -1)) {
		const item = within?._map.get(key ?? '');
		within =
			item && !item.deleted && item.content instanceof Y.ContentType
				? item.content.type
				: undefined;
	}
	return within?._length ?? 0;
}

function whyTooManyMarks(doc: Y.Doc, { inserts }: Complete): ServerSentence | null {
	const most = LIMITS.marksPerDesk;
	const isOverfull = ['marks', 'ready', 'consent', 'unsigned'].some((root) =>
		holdsMore(doc, inserts, root, most)
	);
	return isOverfull ? ({ sync }) => sync.tooManyMarks(most) : null;
}

const DESK_ROOTS = ['kept', 'marks', 'ballots', 'ready', 'consent', 'unsigned'];

/** Each commit of a desk reads everything that the desk ever took, including deleted entries. */
function whyTooManyEver(doc: Y.Doc, { inserts }: Complete): ServerSentence | null {
	const most = LIMITS.everPerDesk;
	const isOver = (root: string) => {
		const fresh = freshKeys(doc, inserts, root).size;
		return fresh > 0 && everIn(doc, root) + fresh > most;
	};
	for (const sort of ['notes', 'answers'] as const)
		if (isOver(sort)) return whyDeskFull(sort, 0, most + 1);
	return DESK_ROOTS.some(isOver) ? ({ sync }) => sync.tooManyEver(most) : null;
}
/** Keys that the root never had before. */
function freshKeys(doc: Y.Doc, inserts: readonly Insert[], root: string): Set<string> {
	const there = doc.share.get(root)?._map;
	const fresh = new Set<string>();
	for (const { path } of inserts) {
		const [name, key] = path;
		if (name === root && typeof key === 'string' && !there?.has(key)) fresh.add(key);
	}
	return fresh;
}
/** How many keys a root ever had: its map also remembers deleted keys. */
const everIn = (doc: Y.Doc, root: string): number => doc.share.get(root)?._map.size ?? 0;

/** Notes and answers that were taken back do not count against the limit. */
function whyTooManyWritten(
	doc: Y.Doc,
	{ inserts }: Complete,
	root: 'notes' | 'answers'
): ServerSentence | null {
	const written = inserts.filter(({ path, lasts }) => lasts && path[0] === root);
	const isArchived = ({ path, content }: Insert, archived: boolean) =>
		path[2] === 'archived' && content.kind === 'values' && content.values[0] === archived;
	const back = written
		.filter((one) => one.path.length === 2 || isArchived(one, false))
		.map(({ path }) => path[1]);
	if (back.length === 0) return null;
	const live = new Set(back);
	for (const [id, item] of liveItems(doc, root)) {
		const fields = item.content instanceof Y.ContentType ? item.content.type._map : null;
		if (valueOf(fields?.get('archived')) !== true) live.add(id);
	}
	for (const one of written) if (isArchived(one, true)) live.delete(one.path[1]);
	return whyDeskFull(root, live.size, 0);
}

/** Ratings cannot change while they are counted, or after the final count. */
function whyNoMark(found: Complete, { whyNoMark: ask }: Counts): ServerSentence | null {
	const given = new Map<string, string | null>();
	for (const losses of [found.overwrites, found.deletes])
		for (const { path } of losses) if (path[0] === 'marks') given.set(path[1] ?? '', null);
	for (const { path, content } of found.inserts) {
		if (path[0] !== 'marks') continue;
		const of = path[2] === 'of' && content.kind === 'values' ? content.values[0] : null;
		const outcome = path[1] ?? '';
		given.set(outcome, typeof of === 'string' ? of : (given.get(outcome) ?? null));
	}
	for (const [outcome, of] of given) {
		const reason = ask(outcome, of);
		if (reason !== null) return reason;
	}
	return null;
}

/** Dots are only accepted in the open round, within its budget and its limit per cluster. */
function whyNoDots(doc: Y.Doc, found: Complete, counts: Counts): ServerSentence | null {
	const touched = new Set<string | null | undefined>();
	for (const losses of [found.inserts, found.overwrites, found.deletes])
		for (const { path } of losses) if (path[0] === 'ballots') touched.add(path[1]);
	if (touched.size === 0) return null;
	const round = counts.round();
	if (!round || touched.size > 1 || !touched.has(round.id)) return ({ sync }) => sync.roundClosed;
	// If two pages both began a ballot, Yjs would keep one of them, and the dots of the other would be lost.
	const begins = found.inserts.some(
		({ path, content }) => path[0] === 'ballots' && path.length === 2 && content.kind === 'map'
	);
	if (begins && liveItems(doc, 'ballots').has(round.id))
		return ({ connection }) => connection.otherPage.gaveDots;
	return whyOverBudget(Object.fromEntries(dotsAfter(doc, found, round.id)), round);
}
/** The most dots that each cluster can have in the ballot afterwards. */
function dotsAfter(doc: Y.Doc, { inserts, deletes }: Complete, round: string): Map<string, number> {
	const dots = new Map<string, number>();
	const add = (cluster: Path[number] | undefined, count: unknown) => {
		if (typeof cluster !== 'string' || typeof count !== 'number') return;
		dots.set(cluster, Math.max(count, dots.get(cluster) ?? 0));
	};
	const gone = new Set<unknown>();
	for (const { path } of deletes) if (isOfCluster(path)) gone.add(path[2]);
	const ballot = liveItems(doc, 'ballots').get(round)?.content;
	if (ballot instanceof Y.ContentType)
		for (const [cluster, item] of ballot.type._map)
			if (!item.deleted && !gone.has(cluster)) add(cluster, valueOf(item));
	for (const { path, content, lasts } of inserts)
		if (lasts && isOfCluster(path) && content.kind === 'values') add(path[2], content.values[0]);
	return dots;
}
const isOfCluster = (path: Path) => path[0] === 'ballots' && path.length === 3;

/** Whether the new keys would make a root exceed `most`. */
function holdsMore(doc: Y.Doc, inserts: readonly Insert[], root: string, most: number): boolean {
	const there = doc.share.get(root)?._map;
	const fresh = new Set<string>();
	for (const { path } of inserts) {
		const [name, key] = path;
		if (name !== root || path.length !== 2 || typeof key !== 'string') continue;
		if (there?.get(key)?.deleted !== false) fresh.add(key);
	}
	// The map also remembers deleted keys, so this counts the remaining ones only if necessary.
	if (fresh.size === 0 || (there?.size ?? 0) + fresh.size <= most) return false;
	return liveItems(doc, root).size + fresh.size > most;
}

/** The existing items of a root. Reading them does not change the type of the root. */
function liveItems(doc: Y.Doc, root: string): Map<string, Y.Item> {
	const items = new Map<string, Y.Item>();
	for (const [key, item] of doc.share.get(root)?._map ?? [])
		if (!item.deleted) items.set(key, item);
	return items;
}
function valueOf(item: Y.Item | undefined): unknown {
	return item && !item.deleted && item.content instanceof Y.ContentAny ? item.content.arr[0] : null;
}
