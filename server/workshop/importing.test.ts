import { describe, expect, it } from 'vitest';
import { addNote, makeCluster } from '../../src/lib/wall/mutations.ts';
import { note } from '../../src/lib/wall/testing.ts';
import type { ImportRequest } from '../../src/lib/workshop/commands.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import type { Box } from '../../src/lib/workshop/layout.ts';
import { TestWorkshop, value } from '../../tests/support/workshop.ts';
import { boxesOf } from './boxes.ts';

const ROWS: ImportRequest['rows'] = [
	{ text: 'Leads arrive late', fn: 'SALES', cluster: 'Leads' },
	{ text: 'Nobody calls back', fn: ' sales ', cluster: 'leads ' },
	{ text: 'Callers repeat themselves', fn: 'Service', cluster: 'Stories' },
	{ text: 'The list is old', fn: 'Legal', cluster: '' }
];
const request = (rows = ROWS, id = 'import-1'): ImportRequest => ({ id, kind: 'problem', rows });

async function board() {
	const test = new TestWorkshop();
	const fay = await test.start();
	return { test, fay, wall: test.live.wall(test.board) };
}
function overlaps(boxes: readonly Box[]): boolean {
	return boxes.some((a, index) =>
		boxes
			.slice(index + 1)
			.some(
				(b) =>
					a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
			)
	);
}

describe('an import', () => {
	it('makes notes and clusters by name, and nobody’s notes', async () => {
		const { test, fay, wall } = await board();
		const outcome = await test.boards.importRows(fay, test.board, request());
		expect(value(outcome)).toEqual({ notes: 4, clusters: 2 });
		const seen = [...wall.grouped()].map(([id, notes]) => ({
			title: wall.cluster(id)?.title ?? '',
			notes: notes.map(({ text, fn, by }) => [text, fn, by])
		}));
		expect(seen).toEqual([
			{ title: '', notes: [['The list is old', '', '']] },
			{
				title: 'Leads',
				notes: [
					['Leads arrive late', 'sales', ''],
					['Nobody calls back', 'sales', '']
				]
			},
			{ title: 'Stories', notes: [['Callers repeat themselves', 'service', '']] }
		]);
		expect((await test.store.listAuthors(test.board)).size).toBe(0);
		expect(test.live.writes).toBe(1);
	});

	it('puts notes into a cluster of that name, behind those that lie there', async () => {
		const { test, fay, wall } = await board();
		await test.boards.importRows(fay, test.board, request());
		const more = [{ text: 'Leads are lost', fn: '', cluster: 'LEADS' }];
		await test.boards.importRows(fay, test.board, request(more, 'import-2'));
		const groups = [...wall.grouped().values()].map((notes) => notes.map(({ text }) => text));
		expect(groups[1]).toEqual(['Leads arrive late', 'Nobody calls back', 'Leads are lost']);
		expect(wall.clusterIds()).toHaveLength(2);
	});

	it('names no function on an anonymous board', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ attribution: 'anonymous' });
		await test.boards.importRows(fay, test.board, request());
		const wall = test.live.wall(test.board);
		expect(wall.noteIds().map((id) => wall.note(id)?.fn)).toEqual(['', '', '', '']);
	});

	it('is not kept out by an order that a page made up', async () => {
		const { test, fay, wall } = await board();
		await test.boards.importRows(fay, test.board, request());
		for (const id of wall.noteIds()) wall.notes.get(id)?.set('order', '!broken');
		expect(await test.boards.importRows(fay, test.board, request(ROWS, 'import-2'))).toMatchObject({
			ok: true
		});
		expect(wall.noteIds()).toHaveLength(8);
	});

	it('finds free room below what lies on the wall', async () => {
		const { test, fay, wall } = await board();
		makeCluster(wall, 'old-cluster', [], 100, 200, 'Old');
		await test.boards.importRows(fay, test.board, request());
		expect(overlaps(boxesOf(wall))).toBe(false);
	});

	it('changes nothing the second time, not even after it was worked on', async () => {
		const { test, fay, wall } = await board();
		await test.boards.importRows(fay, test.board, request());
		const [cluster = ''] = wall.clusterIds();
		wall.clusters.get(cluster)?.set('title', 'Renamed');
		const before = wall.encode();
		expect(value(await test.boards.importRows(fay, test.board, request()))).toEqual({
			notes: 4,
			clusters: 2
		});
		expect(wall.encode()).toEqual(before);
		expect(await test.store.listCommands(test.board)).toHaveLength(1);
		expect(await test.stage()).toMatchObject({ version: 2 });
	});

	it('arrives once when the first try was cut off between the wall and the record', async () => {
		const { test, fay, wall } = await board();
		const save = test.store.saveStage.bind(test.store);
		test.store.saveStage = () => Promise.reject(new Error('disk is full'));
		const first = await test.boards.importRows(fay, test.board, request());
		expect(first).toMatchObject({ ok: false, status: 409 });
		const [cluster = ''] = wall.clusterIds();
		wall.clusters.get(cluster)?.set('title', 'Renamed');
		test.store.saveStage = save;
		expect(await test.boards.importRows(fay, test.board, request())).toMatchObject({ ok: true });
		expect(wall.noteIds()).toHaveLength(4);
		expect(wall.clusterIds()).toHaveLength(2);
		expect(wall.cluster(cluster)?.title).toBe('Renamed');
	});

	it('takes 5,000 rows in one write', async () => {
		const { test, fay, wall } = await board();
		const rows = Array.from({ length: LIMITS.importRows }, (_, n) => ({
			text: `Row ${n} of a long table that came from the service desk`,
			fn: 'IT',
			cluster: n % 7 === 0 ? '' : `Topic ${n % 40}`
		}));
		value(await test.boards.importRows(fay, test.board, request(rows)));
		expect(wall.noteIds()).toHaveLength(LIMITS.importRows);
		expect(test.live.writes).toBe(1);
		expect((await test.store.listCommands(test.board))[0]?.body.length).toBeLessThan(200);
		const tooMany = await test.boards.importRows(fay, test.board, request(rows, 'import-2'));
		expect(tooMany).toMatchObject({ ok: false, status: 409 });
		expect(wall.noteIds()).toHaveLength(LIMITS.importRows);
	});

	it('is for facilitators, and not while a round is open', async () => {
		const { test, fay, wall } = await board();
		const ann = await test.join('Ann', 'sales');
		expect(await test.boards.importRows(ann, test.board, request())).toMatchObject({ status: 403 });
		addNote(wall, note('note-1'));
		makeCluster(wall, 'cluster-1', ['note-1'], 0, 0);
		await test.goTo(fay, 'vote');
		await test.do(fay, { kind: 'openRound', dots: 3, maxPerCluster: 1, seconds: null });
		expect(await test.boards.importRows(fay, test.board, request())).toMatchObject({ status: 409 });
		expect(wall.noteIds()).toEqual(['note-1']);
	});
});
