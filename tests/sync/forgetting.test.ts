/** An anonymous board forgets who wrote what: with real pages, and down to the bytes of the file. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCluster } from '../../src/lib/wall/mutations.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { realWorkshop, type RealWorkshop } from '../support/real-workshop.ts';
import { value } from '../support/workshop.ts';
import { atDesk, headersOf, isSaved, onWall, until } from './harness.ts';

let test: RealWorkshop;
let board: string;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
	test = await realWorkshop();
	ends.push(() => test.end());
	board = await test.start('fay', 'Fay', { attribution: 'anonymous' });
	await test.join(board, 'zen', 'Zenobia');
	await test.give('fay', board, { kind: 'goToStep', step: await stepOf('post') });
});
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});
const stepOf = async (kind: string) =>
	(await test.stage(board)).steps.find((step) => step.kind === kind)?.id ?? '';
function pages(epoch = 1) {
	const options = { board, headers: headersOf(test.port, 'zen') };
	const wall = onWall(test.port, 'zen', options);
	const desk = atDesk(test.port, 'zen', { ...options, params: { epoch: String(epoch) } });
	ends.push(
		() => wall.stop(),
		() => desk.stop()
	);
	return { wall, desk };
}
/** Zenobia posts a note, keeps a draft, moves something, and uses another name for a while. */
async function atWork() {
	const both = pages();
	const { wall, desk } = both;
	await until(() => isSaved(wall) && isSaved(desk), 'pages');
	const step = await stepOf('post');
	desk.desk.writeNote('note-posted', 'Words on the wall', 'problem', 1, step);
	await until(() => isSaved(desk), 'desk');
	await test.give('fay', board, { kind: 'reveal', step });
	desk.desk.writeNote('note-draft', 'A draft for later', 'problem', 2, 'elsewhere');
	await test.give('fay', board, { kind: 'goToStep', step: await stepOf('cluster') });
	await until(() => wall.wall.note('note-posted') !== null, 'the note');
	makeCluster(wall.wall, 'cluster-1', ['note-posted'], 0, 0, 'Late');
	await test.give('zen', board, { kind: 'setSelf', name: 'Zenobia Two', fn: 'it' });
	// A person who changes their name connects again.
	await until(() => desk.closes.length > 0 && wall.closes.length > 0, 'the lines to end');
	for (const { provider } of [wall, desk]) provider.connect();
	await until(() => isSaved(desk) && isSaved(wall), 'all');
	wall.closes.length = desk.closes.length = 0;
	return both;
}
/** The rows of the file that contain the id of a note or a person: the table and the row. */
function placesOf(word: string): string[] {
	const db = new DatabaseSync(test.path, { readOnly: true });
	try {
		const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
		return tables.flatMap(({ name }) =>
			db
				.prepare(`SELECT * FROM "${String(name)}"`)
				.all()
				.filter((row) =>
					Object.values(row).some((field) =>
						(field instanceof Uint8Array
							? Buffer.from(field).toString('latin1')
							: String(field)
						).includes(word)
					)
				)
				.map((row) => `${String(name)} ${JSON.stringify({ ...row, bytes: undefined })}`)
		);
	} finally {
		db.close();
	}
}
const archive = () => test.give('fay', board, { kind: 'archive', archived: true });

describe('[L17] when an anonymous board is archived', () => {
	it('nothing in the file connects a person with a note any more, and unposted words stay', async () => {
		await atWork();
		const { id } = await test.me('zen', board);
		await archive();
		expect(await test.stage(board)).toMatchObject({ deskEpoch: 2 });
		expect((await test.store.listAuthors(board)).size).toBe(0);
		for (const document of [`w:${board}`, `d:${board}:${id}`, `d:${board}:${id}:2`]) {
			expect(await test.store.listClientOwners(document)).toEqual(new Map());
			expect(await test.store.listShares(document)).toEqual(new Map());
		}
		const desk = await test.live.readDesk(board, id, (read) => read.notes());
		expect(desk.map(({ text }) => text)).toEqual(['A draft for later']);
		const commands = await test.store.listCommands(board, ['setSelf']);
		expect(commands).toMatchObject([
			{ by: '', body: expect.stringContaining('"name":""') as string }
		]);

		await test.stop();
		// The note is on the wall and in versions; the person has a seat and the new desk. No row has both.
		const ofPerson = placesOf(id).map((place) => place.split(' ')[0]);
		expect(ofPerson.sort()).toEqual(['documents', 'participants']);
		const wall = placesOf('note-posted').filter((place) => place.startsWith('documents'));
		expect(wall).toEqual([]);
		const db = new DatabaseSync(test.path, { readOnly: true });
		const ofDesks = db
			.prepare(
				`SELECT bytes FROM (SELECT document, bytes FROM snapshots UNION ALL SELECT document, bytes FROM updates)
				 JOIN documents ON documents.id = document WHERE name LIKE 'd:%'`
			)
			.all();
		db.close();
		for (const { bytes } of ofDesks)
			expect(Buffer.from(bytes as Uint8Array).includes('note-posted')).toBe(false);
	});

	it('pages with an old copy of their desk are sent to the new one, and nothing from the old copy is accepted', async () => {
		const { desk } = await atWork();
		desk.provider.disconnect();
		desk.desk.writeNote('note-offline', 'Written in the tunnel', 'problem', 3, 'elsewhere');
		await archive();
		desk.provider.connect();
		await until(() => desk.closes.some(({ code }) => code === CLOSE.newEpoch), 'the line to end');
		expect(desk.closes.at(-1)).toEqual({ code: CLOSE.newEpoch, reason: '2' });
		const { id } = await test.me('zen', board);
		const notes = await test.live.readDesk(board, id, (read) => read.notes());
		expect(notes.map(({ text }) => text)).toEqual(['A draft for later']);
		const fresh = pages(2).desk;
		await until(() => isSaved(fresh), 'the new desk');
		expect(fresh.desk.notes().map(({ text }) => text)).toEqual(['A draft for later']);
		fresh.desk.writeNote('note-new', 'New words', 'problem', 4, 'elsewhere');
		await until(() => isSaved(fresh), 'new words');
	});

	it('connected pages are sent to the new desk at once', async () => {
		const { desk } = await atWork();
		await archive();
		await until(() => desk.closes.length > 0, 'the line to end');
		expect(desk.closes[0]).toEqual({ code: CLOSE.newEpoch, reason: '2' });
	});

	it('words that a restore had put back get new ids, so that no version leads to their writer', async () => {
		await atWork();
		const fay = await test.me('fay', board);
		const history = value(
			await test.boards.history(fay, board, { versions: '', entries: null }, en)
		).versions.rows;
		const first = history.at(-1)?.id ?? '';
		await test.give('fay', board, { kind: 'restoreVersion', version: first });
		expect(await test.live.readWall(board, (wall) => wall.note('note-posted'))).toBeNull();
		await archive();
		const { id } = await test.me('zen', board);
		const notes = await test.live.readDesk(board, id, (read) => read.notes());
		expect(notes.map(({ text }) => text)).toEqual(['Words on the wall', 'A draft for later']);
		expect(notes.map((note) => note.id)).not.toContain('note-posted');
	});

	it('if the disk fails in between, nothing is forgotten yet, and the sweeper finishes later', async () => {
		const { desk } = await atWork();
		const { forgetWriters } = test.store;
		test.store.forgetWriters = () => Promise.reject(new Error('disk I/O error'));
		await archive().catch(() => undefined);
		test.store.forgetWriters = forgetWriters;
		const { id } = await test.me('zen', board);
		expect(await test.stage(board)).toMatchObject({ archivedAt: expect.any(Number) as number });
		expect((await test.store.listAuthors(board)).size).toBe(1);
		expect(desk.closes).toEqual([]);
		desk.desk.writeNote('note-after', 'Still taken', 'problem', 3, 'elsewhere');
		await until(() => isSaved(desk), 'words');
		await test.sweeper.sweep();
		expect((await test.store.listAuthors(board)).size).toBe(0);
		const notes = await test.live.readDesk(board, id, (read) => read.notes());
		expect(notes.map(({ text }) => text)).toEqual(['A draft for later', 'Still taken']);
	});
	it('this happens only once, and the rest of the old desks is deleted', async () => {
		await atWork();
		const { id } = await test.me('zen', board);
		await archive();
		const stage = await test.stage(board);
		expect((await test.store.lifeOf(board))?.deskEpoch).toBe(2);
		await test.sweeper.sweep();
		expect((await test.stage(board)).deskEpoch).toBe(stage.deskEpoch);
		expect((await test.store.loadDocument(`d:${board}:${id}`)).seq).toBe(0);
	});
});
