import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { moveNote, renameCluster } from '../../../src/lib/wall/mutations.ts';
import { addNote } from '../../../src/lib/wall/mutations.ts';
import { note } from '../../../src/lib/wall/testing.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import type { HistoryInfo } from '../../services.ts';
import {
	clustering,
	FIRST,
	history,
	keep,
	list,
	type Room
} from '../../../tests/support/versions.ts';
import { value } from '../../../tests/support/workshop.ts';
import { contentIn } from './version-content.ts';
import { contentOf } from '../files/wall-content.ts';

const summaries = ({ test }: Room) =>
	test.heavyWork.filter((task) => task === 'summarise' || task === 'packVersion').length;

describe('[V8] a version is stored compressed, with the differences from the previous one', () => {
	it('and listing it does not compare again', async () => {
		const room = await clustering();
		const { test } = room;
		await keep(room, 'One');
		moveNote(test.live.wall(test.board), 'note-one', 900, 900);
		await keep(room, 'Two');
		const before = summaries(room);
		const [two, one] = (await history(room)).versions.rows;
		await history(room);
		expect(two).toMatchObject({ name: 'Two', changes: { notesMoved: 1 }, counts: { notes: 2 } });
		expect(one).toMatchObject({ name: 'One', changes: { clustersCame: 1 } });
		expect(summaries(room)).toBe(before);
	});

	it('and is compared once more if the previous version is gone', async () => {
		const room = await clustering();
		const { test, fay } = room;
		const rename = (title: string) => renameCluster(test.live.wall(test.board), 'c1', title);
		await keep(room, 'The first');
		for (let change = 0; change <= LIMITS.automaticVersions; change++) {
			rename(change === 1 ? 'The first' : `Title ${change}`);
			await test.goTo(fay, change % 2 === 0 ? 'vote' : 'cluster');
		}
		const last = (await list(room)).at(-2);
		// It was compared with the version "Title 0", which was deleted. "The first" keeps the name from that time.
		expect(last).toMatchObject({ changes: { clustersRenamed: 1 } });
		const before = summaries(room);
		await list(room);
		expect(summaries(room)).toBe(before);
	});

	it('so that it takes a tenth of the space', async () => {
		const room = await clustering();
		const { test } = room;
		const wall = test.live.wall(test.board);
		wall.doc.transact(() => {
			for (let n = 0; n < 500; n++)
				addNote(wall, note(`note-${n}`, { text: `Leads are lost, ${n}` }));
		});
		const id = await keep(room, 'Many');
		const stored = await test.store.loadVersion(test.board, id);
		const plain = JSON.stringify(contentOf(wall)).length;
		expect(stored?.content.length).toBeLessThan(plain / 10);
		expect(contentIn(stored?.content ?? new Uint8Array()).wall).toEqual(contentOf(wall));
	});

	it('and uncompressed versions from before can be opened, listed and restored', async () => {
		const room = await clustering();
		const { test, fay } = room;
		const id = await keep(room, 'Old');
		const stored = await test.store.loadVersion(test.board, id);
		if (!stored) throw new Error('no version');
		const plain = Buffer.from(JSON.stringify(contentIn(stored.content)));
		await test.store.saveVersion({ ...stored, summary: '', content: plain }, 60);
		renameCluster(test.live.wall(test.board), 'c1', 'Renamed');
		expect((await list(room))[0]).toMatchObject({ name: 'Old', counts: { notes: 2, clusters: 1 } });
		expect((await history(room)).since).toMatchObject({ clustersRenamed: 1 });
		const past = value(await test.boards.version(fay, test.board, id));
		expect(Wall.from(past.page.wall).cluster('c1')?.title).toBe('Handovers');
		await test.do(fay, { kind: 'restoreVersion', version: id });
		expect(test.live.wall(test.board).cluster('c1')?.title).toBe('Handovers');
	});
});

describe('[O17] the event loop never reads the whole wall', () => {
	const FORMATS = ['csv', 'requirements.csv', 'scorecard.csv', 'md', 'json'] as const;

	it('for an export, a report, the history, a version with a name, or a copy of one', async () => {
		const room = await clustering();
		const { test, fay } = room;
		const [reads, work] = [test.live.reads, test.heavyWork.length];
		const id = await keep(room, 'Kept');
		for (const format of FORMATS) value(await test.boards.export(fay, test.board, format));
		value(await test.boards.report(fay, test.board));
		await history(room);
		value(await test.boards.version(fay, test.board, id));
		value(await test.boards.copyVersion(fay, test.board, id, en));
		expect(test.live.reads).toBe(reads);
		expect(new Set(test.heavyWork.slice(work))).toEqual(
			new Set([
				...['readWall', 'digestOf', 'packVersion', 'exportBody', 'changesSince'],
				...['unpackVersion', 'openVersion', 'encodeWall']
			])
		);
	});
});

describe('[V9] a step change', () => {
	it('saves one version of an unchanged wall of 6,000 notes', async () => {
		const room = await clustering();
		const { test, fay } = room;
		const wall = test.live.wall(test.board);
		wall.doc.transact(() => {
			for (let n = wall.notes.size; n < LIMITS.notesPerBoard; n++) addNote(wall, note(`note-${n}`));
		});
		let written = 0;
		const save = test.store.saveVersion.bind(test.store);
		test.store.saveVersion = (version, most) => {
			written++;
			return save(version, most);
		};
		for (let turn = 0; turn < 3; turn++)
			for (const step of ['vote', 'cluster'] as const) await test.goTo(fay, step);
		expect(written).toBe(1);
		const [version] = await list(room);
		expect(version).toMatchObject({ reason: 'step', counts: { notes: LIMITS.notesPerBoard } });
	});

	it('does not prevent saving a version with a name', async () => {
		const room = await clustering();
		await keep(room, 'At Cluster');
		await room.test.goTo(room.fay, 'vote');
		await keep(room, 'At Vote');
		expect((await list(room)).map(({ name }) => name).slice(0, 2)).toEqual([
			'At Vote',
			'At Cluster'
		]);
	});

	it('is in the version that is saved before a restore', async () => {
		const room = await clustering();
		const { test, fay } = room;
		const id = await keep(room, 'At Cluster');
		await test.goTo(fay, 'vote');
		await test.do(fay, { kind: 'restoreVersion', version: id });
		const [before] = await list(room);
		expect(before).toMatchObject({ reason: 'restore' });
		await test.do(fay, { kind: 'restoreVersion', version: before?.id ?? '' });
		expect((await test.stage()).currentStep).toBe(await test.step('vote'));
	});
});

describe('[V10] the history comes in pages', () => {
	it('of versions, each of them once', async () => {
		const room = await clustering();
		const { test } = room;
		for (let nth = 0; nth < 45; nth++) {
			renameCluster(test.live.wall(test.board), 'c1', `Title ${nth}`);
			await test.do(room.fay, { kind: 'keepVersion', name: `Version ${nth}` });
		}
		const { versions } = await history(room);
		expect([versions.rows.length, versions.hasEarlier]).toEqual([20, true]);
		const all = await list(room);
		expect(all.map(({ name }) => name)).toEqual([
			...Array.from({ length: 45 }, (_, nth) => `Version ${44 - nth}`),
			'Cluster'
		]);
		// The last version of a page is compared with the first of the next page.
		expect(all.every(({ changes }, at) => at > 43 || changes?.clustersRenamed === 1)).toBe(true);
	});

	it('of entries, with the same rounds and names as in the full list', async () => {
		const room = await clustering();
		const { test, fay } = room;
		await test.goTo(fay, 'vote');
		for (let round = 0; round < 60; round++) {
			await test.do(fay, { kind: 'openRound', dots: 5, maxPerCluster: 5, seconds: null });
			const { rounds } = await test.stage();
			await test.do(fay, { kind: 'closeRound', round: rounds.at(-1)?.id ?? '' });
		}
		const first = (await history(room)).entries;
		expect(first.rows).toHaveLength(100);
		expect(first.rows[0]?.did).toBe('closed round 60 and revealed its result');
		const wish = { versions: null, entries: first.earlier };
		const second = await history(room, wish);
		expect(second.versions.rows).toEqual([]);
		expect(second.since).toBeNull();
		expect(second.entries.earlier).toBeNull();
		expect(second.entries.rows.map(({ did }) => did).slice(-4)).toEqual([
			'opened round 1: 5 dots each',
			'took the group to “Vote”',
			'took the group to “Cluster”',
			'revealed the notes of “Problems”'
		]);
		expect(second.entries.rows[0]?.did).toBe('closed round 10 and revealed its result');
		const file = value(await test.boards.export(fay, test.board, 'json')).body;
		const { history: told } = JSON.parse(file) as { history: unknown[] };
		expect(told).toEqual([...first.rows, ...second.entries.rows].reverse());
	});

	it('[H17] of entries that came with a board file, 100 at a time, each of them once', async () => {
		const room = await clustering();
		const { test, fay } = room;
		const file = JSON.parse(value(await test.boards.export(fay, test.board, 'json')).body) as {
			history: { at: number; by: string; kind: string; did: string }[];
		};
		const [pattern] = file.history;
		if (!pattern) throw new Error('no history');
		file.history = Array.from({ length: 1234 }, (_, nth) => ({ ...pattern, did: `did ${nth}` }));
		const user = await test.user();
		test.board = value(await test.fromExport(user, JSON.stringify(file)));
		const copy = { ...room, fay: await test.me(user) };
		for (let nth = 0; nth < 3; nth++)
			await test.do(copy.fay, { kind: 'startTimer', seconds: nth + 1 });
		const told: string[] = [];
		let entries: number | '' | null = '';
		while (entries !== null) {
			const page: HistoryInfo['entries'] = (await history(copy, { versions: null, entries }))
				.entries;
			expect(page.rows.length).toBeLessThanOrEqual(100);
			told.push(...page.rows.map(({ did }) => did));
			entries = page.earlier;
		}
		const all = Array.from({ length: 1234 }, (_, nth) => `did ${1233 - nth}`);
		expect(told.slice(3)).toEqual(all);
	});

	it('and starts again if the version after which it should continue is gone', async () => {
		const room = await clustering();
		await keep(room, 'One');
		const { versions } = await history(room, { ...FIRST, versions: 'gone' });
		expect(versions.rows.map(({ name }) => name)).toEqual(['One', 'Cluster']);
	});
});
