/** Boards with content, for tests of versions and history. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { makeCluster } from '../../src/lib/wall/mutations.ts';
import type { HistoryWish, VersionRow } from '../../server/services.ts';
import { TestWorkshop, value } from './workshop.ts';

/** A board whose group is at Cluster, with two notes of Ann's in a cluster. */
export async function clustering(attribution: 'named' | 'function' = 'function') {
	const test = new TestWorkshop();
	const fay = await test.start({ attribution });
	const ann = await test.join('Ann', 'sales');
	await test.write(ann, 'note-one', 'First problem');
	await test.write(ann, 'note-two', 'Second problem');
	await test.do(fay, { kind: 'reveal', step: await test.step('post') });
	await test.goTo(fay, 'cluster');
	makeCluster(test.live.wall(test.board), 'c1', ['note-one', 'note-two'], 0, 0, 'Handovers');
	return { test, fay, ann };
}
export type Room = Awaited<ReturnType<typeof clustering>>;
/** The first page of the lists in the panel. */
export const FIRST = { versions: '', entries: '' } as const;
export const history = async (
	{ test, fay }: Pick<Room, 'test' | 'fay'>,
	wish: HistoryWish = FIRST
) => value(await test.boards.history(fay, test.board, wish, en));
/** All versions as the panel lists them, page by page. */
export async function list(room: Pick<Room, 'test' | 'fay'>): Promise<VersionRow[]> {
	const rows: VersionRow[] = [];
	for (let hasEarlier = true; hasEarlier;) {
		const wish = { versions: rows.at(-1)?.id ?? '', entries: null };
		const { versions } = await history(room, wish);
		rows.push(...versions.rows);
		({ hasEarlier } = versions);
	}
	return rows;
}
/** Saves a version under a name, and returns its id. */
export async function keep(room: Room, name: string): Promise<string> {
	await room.test.do(room.fay, { kind: 'keepVersion', name });
	return (await list(room)).find((version) => version.name === name)?.id ?? '';
}
/** Note texts by the title of their cluster, '' for loose notes. */
export const wallOf = ({ test }: Room) => {
	const wall = test.live.wall(test.board);
	return Object.fromEntries(
		[...wall.grouped()].map(([id, notes]) => [
			wall.cluster(id)?.title ?? '',
			notes.map(({ text }) => text)
		])
	);
};
