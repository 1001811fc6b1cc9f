import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { describe, expect, it } from 'vitest';
import { addNote, makeCluster } from '../../../src/lib/wall/mutations.ts';
import { note } from '../../../src/lib/wall/testing.ts';
import type { ImportRequest } from '../../../src/lib/workshop/commands.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import type { Box } from '../../../src/lib/workshop/wall-layout/layout.ts';
import type { Me } from '../../../src/lib/workshop/types.ts';
import { TestWorkshop, value } from '../../../tests/support/workshop.ts';
import { boxesOf } from '../posting/boxes.ts';

const ROWS: ImportRequest['rows'] = [
	{ text: 'Leads arrive late', fn: 'SALES', cluster: 'Leads' },
	{ text: 'Nobody calls back', fn: ' sales ', cluster: 'leads ' },
	{ text: 'Callers repeat themselves', fn: 'Service', cluster: 'Stories' },
	{ text: 'The list is old', fn: 'Legal', cluster: '' }
];
const request = (rows = ROWS, id = 'import-1'): ImportRequest => ({ id, kind: 'problem', rows });

const send = (test: TestWorkshop, me: Me, asked: ImportRequest) =>
	test.boards.importRows(me, test.board, JSON.stringify(asked));

const table = (rows: number) =>
	Array.from({ length: rows }, (_, n) => ({
		text: `Row ${n} of a long table that came from the service desk`,
		fn: 'IT',
		cluster: n % 7 === 0 ? '' : `Topic ${n % 40}`
	}));
/** What the history says about everything except the steps, oldest first. */
async function told(test: TestWorkshop, me: Me): Promise<string[]> {
	const wish = { versions: null, entries: '' } as const;
	const { entries } = value(await test.boards.history(me, test.board, wish, en));
	return entries.rows.map(({ did }) => did).toReversed();
}

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
	it('creates notes without a writer, and clusters by name', async () => {
		const { test, fay, wall } = await board();
		const outcome = await send(test, fay, request());
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

	it('adds notes to an existing cluster with that name, after its notes', async () => {
		const { test, fay, wall } = await board();
		await send(test, fay, request());
		const more = [{ text: 'Leads are lost', fn: '', cluster: 'LEADS' }];
		await send(test, fay, request(more, 'import-2'));
		const groups = [...wall.grouped().values()].map((notes) => notes.map(({ text }) => text));
		expect(groups[1]).toEqual(['Leads arrive late', 'Nobody calls back', 'Leads are lost']);
		expect(wall.clusterIds()).toHaveLength(2);
	});

	it('shows no function on an anonymous board', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ attribution: 'anonymous' });
		await send(test, fay, request());
		const wall = test.live.wall(test.board);
		expect(wall.noteIds().map((id) => wall.note(id)?.fn)).toEqual(['', '', '', '']);
	});

	it('is not blocked by an invalid order key from a page', async () => {
		const { test, fay, wall } = await board();
		await send(test, fay, request());
		for (const id of wall.noteIds()) wall.notes.get(id)?.set('order', '!broken');
		expect(await send(test, fay, request(ROWS, 'import-2'))).toMatchObject({
			ok: true
		});
		expect(wall.noteIds()).toHaveLength(8);
	});

	it('finds free room below the items on the wall', async () => {
		const { test, fay, wall } = await board();
		makeCluster(wall, 'old-cluster', [], 100, 200, 'Old');
		await send(test, fay, request());
		expect(overlaps(boxesOf(wall))).toBe(false);
	});

	it('changes nothing the second time, even after people worked on it', async () => {
		const { test, fay, wall } = await board();
		await send(test, fay, request());
		const [cluster = ''] = wall.clusterIds();
		wall.clusters.get(cluster)?.set('title', 'Renamed');
		const before = wall.encode();
		expect(value(await send(test, fay, request()))).toEqual({
			notes: 4,
			clusters: 2
		});
		expect(wall.encode()).toEqual(before);
		expect(await test.store.listCommands(test.board)).toHaveLength(1);
		expect(await test.stage()).toMatchObject({ version: 2 });
	});

	it('is added once if the first try was interrupted between the wall and the record', async () => {
		const { test, fay, wall } = await board();
		const save = test.store.saveStage.bind(test.store);
		test.store.saveStage = () => Promise.reject(new Error('disk is full'));
		const first = await send(test, fay, request());
		expect(first).toMatchObject({ ok: false, status: 409 });
		const [cluster = ''] = wall.clusterIds();
		wall.clusters.get(cluster)?.set('title', 'Renamed');
		test.store.saveStage = save;
		expect(await send(test, fay, request())).toMatchObject({ ok: true });
		expect(wall.noteIds()).toHaveLength(4);
		expect(wall.clusterIds()).toHaveLength(2);
		expect(wall.cluster(cluster)?.title).toBe('Renamed');
	});

	it('[V12] adds 5,000 rows in short writes and one entry of the history', async () => {
		const { test, fay, wall } = await board();
		const rows = table(LIMITS.importRows);
		const written: number[] = [];
		wall.onChange(({ ids }) => written.push(ids.size));
		const reads = test.live.reads;
		expect(value(await send(test, fay, request(rows)))).toEqual({ notes: 5000, clusters: 40 });
		expect(wall.noteIds()).toHaveLength(LIMITS.importRows);
		expect(Math.max(...written)).toBe(120);
		expect(test.live.writes).toBe(Math.ceil((5000 + 40) / 120));
		expect(test.live.reads).toBe(reads);
		expect(await told(test, fay)).toEqual(['imported 5,000 notes']);
		expect(await test.stage()).not.toHaveProperty('importing');
		for (const { body } of await test.store.listCommands(test.board))
			expect(body.length).toBeLessThan(200);
		const tooMany = await send(test, fay, request(rows, 'import-2'));
		expect(tooMany).toMatchObject({ ok: false, status: 409 });
		expect(wall.noteIds()).toHaveLength(LIMITS.importRows);
	});

	describe('[V12] when interrupted', () => {
		/** Fails from the nth write to the wall on, until the test stops it. */
		async function cutShort(nth: number) {
			const { test, fay, wall } = await board();
			await test.write(await test.join('Ann', 'sales'), 'note-ann-1', 'Mine');
			await test.do(fay, { kind: 'reveal', step: await test.step('post') });
			test.live.writes = 0;
			const write = test.live.writeWall.bind(test.live);
			test.live.writeWall = (...given) => {
				test.live.broken = test.live.writes >= nth;
				return write(...given);
			};
			expect(await send(test, fay, request(table(500)))).toMatchObject({ ok: false, status: 409 });
			expect(wall.noteIds().length).toBeGreaterThan(100);
			test.live.writeWall = write;
			return { test, fay, wall };
		}
		const words = ({ live, board }: TestWorkshop) =>
			[...live.wall(board).grouped()].flatMap(([, notes]) => notes.map(({ text }) => text));

		it('is gone when the board is opened again after a crash', async () => {
			const { test, fay, wall } = await cutShort(2);
			test.live.broken = false;
			test.restart();
			await test.boards.page(fay, test.board);
			expect(words(test)).toEqual(['Mine']);
			expect([...wall.grouped().keys()]).toEqual(['']);
			expect(await test.stage()).not.toHaveProperty('importing');
			expect(await told(test, fay)).toContain('The server took back an import that was cut short');
		});

		it('is undone later if undoing it fails while the board is opened', async () => {
			const { test, fay } = await cutShort(2);
			test.restart();
			await test.boards.page(fay, test.board);
			expect(words(test).length).toBeGreaterThan(100);
			test.live.broken = false;
			await test.turn();
			expect(words(test)).toEqual(['Mine']);
			expect(await test.stage()).not.toHaveProperty('importing');
		});

		it('blocks votes until it is complete or undone', async () => {
			const { test, fay } = await cutShort(2);
			test.live.broken = false;
			await test.goTo(fay, 'vote');
			const round = { kind: 'openRound', dots: 3, maxPerCluster: 1, seconds: null } as const;
			expect(await test.run(fay, round)).toMatchObject({
				status: 409,
				reason: expect.stringMatching(/import/) as string
			});
			value(await send(test, fay, request(table(500))));
			await test.do(fay, round);
		});

		it('is completed by the same request', async () => {
			const { test, fay, wall } = await cutShort(2);
			test.live.broken = false;
			expect(value(await send(test, fay, request(table(500))))).toEqual({
				...{ notes: 500, clusters: 40 }
			});
			expect(wall.noteIds()).toHaveLength(501);
			await test.turn();
			expect(words(test)).toHaveLength(501);
			expect(await told(test, fay)).not.toContain('cut short');
		});

		it('is undone after a while without a retry, however often undoing fails', async () => {
			const { test } = await cutShort(2);
			await test.turn();
			await test.turn();
			expect(words(test).length).toBeGreaterThan(100);
			test.live.broken = false;
			await test.turn();
			expect(words(test)).toEqual(['Mine']);
		});

		it('adds its clusters in new places when it is sent again after it was undone', async () => {
			const { test, fay, wall } = await cutShort(2);
			test.live.broken = false;
			await test.turn();
			expect(words(test)).toEqual(['Mine']);
			const rows = table(500).map((row, n) => ({ ...row, text: `Row ${n}` }));
			const full = LIMITS.clustersPerBoard - wall.clusters.size;
			for (let n = 0; n < full; n++) {
				makeCluster(wall, `old-${n}`, [], 0, 0);
				wall.clusters.get(`old-${n}`)?.set('archived', true);
			}
			value(await send(test, fay, request(rows)));
			const lies = [...wall.grouped()].flatMap(([id, notes]) =>
				notes.map(({ text }) => [text, wall.cluster(id)?.title ?? ''])
			);
			const asked = rows.map(({ text, cluster }) => [text, cluster]);
			expect(lies.toSorted()).toEqual([['Mine', ''], ...asked].toSorted());
			expect(overlaps(boxesOf(wall))).toBe(false);
		});

		it('is undone before another import is added', async () => {
			const { test, fay } = await cutShort(2);
			test.live.broken = false;
			value(await send(test, fay, request(ROWS, 'import-2')));
			expect(words(test).toSorted()).toEqual(['Mine', ...ROWS.map(({ text }) => text)].toSorted());
		});
	});

	it('rejects input that is not a table, with a sentence', async () => {
		const { test, fay, wall } = await board();
		for (const json of ['', 'null', '{"id":"a","kind":"problem","rows":[]}', '[1'])
			expect(await test.boards.importRows(fay, test.board, json)).toMatchObject({ status: 400 });
		expect(wall.noteIds()).toEqual([]);
	});

	it('is for facilitators only, and not while a round is open', async () => {
		const { test, fay, wall } = await board();
		const ann = await test.join('Ann', 'sales');
		expect(await send(test, ann, request())).toMatchObject({ status: 403 });
		addNote(wall, note('note-1'));
		makeCluster(wall, 'cluster-1', ['note-1'], 0, 0);
		await test.goTo(fay, 'vote');
		await test.do(fay, { kind: 'openRound', dots: 3, maxPerCluster: 1, seconds: null });
		expect(await send(test, fay, request())).toMatchObject({ status: 409 });
		expect(wall.noteIds()).toEqual(['note-1']);
	});
});
