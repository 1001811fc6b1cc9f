/** Keeps the names, groups and words of changes of a wall that the server rejected. */
import { LIMITS } from '../workshop/limits.ts';
import type { KeptWork } from './kept.ts';
import { wordsIn } from './refused-words.ts';
import { unseen, type Known, type Unseen } from './unseen.ts';
import type { Wall } from './wall.ts';

/** When and why the server rejected work. */
export interface Refusal {
	/** Epoch milliseconds. */
	at: number;
	/** A sentence, or ''. */
	why: string;
}

/**
 * Changes in `old` that the server never received and that `fresh`, its copy, does not show. `known` gives the clock up
 * to which the server had each client's changes.
 */
export function refusedOnWall(old: Wall, fresh: Wall, known: Known, refusal: Refusal): KeptWork[] {
	const changes = unseen(old.doc, known);
	const names = namesIn(changes).filter(({ cluster, title }) => showsOther(fresh, cluster, title));
	const groups = groupsIn(changes, old, fresh);
	const works: KeptWork[] = [];
	for (const { id, cluster, title } of names) {
		works.push(clusterWork(old, { id, cluster, title, notes: groups.get(cluster)?.notes ?? [] }));
		groups.delete(cluster);
	}
	for (const [cluster, { id, notes }] of groups)
		works.push(clusterWork(old, { id, cluster, title: '', notes }));
	for (const words of wordsIn(old, fresh, known, changes)) works.push({ ...words, ...refusal });
	const moves = movesIn(changes, old, fresh, works);
	if (moves) works.push({ id: moves.id, kind: 'moves', count: moves.count, at: 0, why: '' });
	return works.map((work) => ({ ...work, ...refusal }));
}

type ClusterWork = Extract<KeptWork, { kind: 'cluster' }>;

function clusterWork(
	old: Wall,
	work: Pick<ClusterWork, 'id' | 'cluster' | 'title' | 'notes'>
): KeptWork {
	const { x, y } = old.cluster(work.cluster) ?? { x: 0, y: 0 };
	const notes = work.notes.slice(0, LIMITS.notesPerKeptWork);
	return { ...work, notes, kind: 'cluster', x, y, at: 0, why: '' };
}

/** The last name that each client gave to each cluster, even if another name has replaced it since. */
function namesIn(changes: readonly Unseen[]): { id: string; cluster: string; title: string }[] {
	const names = new Map<string, { id: string; cluster: string; title: string }>();
	for (const { path, value, id, client } of changes) {
		const [root, cluster = '', field] = path;
		if (root === 'clusters' && field === 'title' && typeof value === 'string' && value !== '')
			names.set(`${client} ${cluster}`, { id, cluster, title: value });
	}
	return [...names.values()];
}
const showsOther = (fresh: Wall, cluster: string, title: string) =>
	fresh.cluster(cluster)?.title !== title;

/** Notes that were put into clusters, by the cluster in which they are now shown. */
function groupsIn(changes: readonly Unseen[], old: Wall, fresh: Wall) {
	const groups = new Map<string, { id: string; notes: string[] }>();
	for (const { path, id } of changes) {
		const [root, note = '', field] = path;
		if (root !== 'notes' || field !== 'cluster') continue;
		const home = homeOf(old, note);
		if (home === '' || home === homeOf(fresh, note)) continue;
		const group = groups.get(home) ?? { id, notes: [] };
		groups.set(home, group);
		if (!group.notes.includes(note)) group.notes.push(note);
	}
	return groups;
}
function homeOf(wall: Wall, id: string): string {
	const note = wall.note(id);
	return note ? wall.homeOf(note) : '';
}

const PLACE_FIELDS = new Set(['x', 'y', 'cluster', 'order']);
/** Notes and clusters whose position changed, except those that other entries cover. */
function movesIn(
	changes: readonly Unseen[],
	old: Wall,
	fresh: Wall,
	works: readonly KeptWork[]
): { id: string; count: number } | null {
	const told = new Set(
		works.flatMap((work) => (work.kind === 'cluster' ? [work.cluster, ...work.notes] : []))
	);
	const moved = new Set<string>();
	for (const { path } of changes) {
		const [root, id = '', field = ''] = path;
		if (told.has(id) || !PLACE_FIELDS.has(field)) continue;
		// A cluster that is made or grows pushes others aside: nobody moved those.
		if (root === 'clusters' && told.size > 0) continue;
		if (placeIn(old, root, id) !== placeIn(fresh, root, id)) moved.add(id);
	}
	const [first] = changes;
	return first && moved.size > 0 ? { id: `moves-${first.id}`, count: moved.size } : null;
}
function placeIn(wall: Wall, root: string | undefined, id: string): string {
	const item = root === 'notes' ? wall.note(id) : wall.cluster(id);
	if (!item || item.archived) return '';
	return `${item.x} ${item.y} ${'cluster' in item ? `${wall.homeOf(item)} ${item.order}` : ''}`;
}
