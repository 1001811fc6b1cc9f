import { inEnglish } from '../../../tests/support/english.ts';
import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../../src/lib/workshop/board-file/record.ts';
import { MAX_HISTORY } from '../../../src/lib/workshop/board-file/schema.ts';
import { mostInOneTurn } from '../../../tests/support/turns.ts';
import { clustering, history, keep, list, type Room } from '../../../tests/support/versions.ts';
import { TestWorkshop, value } from '../../../tests/support/workshop.ts';

describe('[V7] the history', () => {
	it('shows who did what, newest first, with the board’s numbers of rounds', async () => {
		const room = await clustering();
		const { test, fay, ann } = room;
		await test.goTo(fay, 'vote');
		const version = (await list(room))[0]?.id ?? '';
		const vote = async () => {
			await test.do(fay, { kind: 'openRound', dots: 5, maxPerCluster: 5, seconds: null });
			await test.do(fay, {
				kind: 'closeRound',
				round: (await test.stage()).rounds.at(-1)?.id ?? ''
			});
		};
		await vote();
		await vote();
		await test.do(fay, { kind: 'restoreVersion', version });
		await vote();
		await test.do(fay, { kind: 'choose', cluster: 'c1', chosen: true });
		await test.do(ann, { kind: 'setSelf', name: 'Anna', fn: 'it' });
		const entries = (await history(room)).entries.rows;
		expect(entries.map(({ by, did }) => `${by} ${did}`)).toEqual([
			'Anna goes by “Anna”, for IT',
			'Fay chose “Handovers”',
			'Fay closed round 1 and revealed its result',
			'Fay opened round 1: 5 dots each',
			'Fay set the board back to the start of “Vote”',
			'Fay closed round 2 and revealed its result',
			'Fay opened round 2: 5 dots each',
			'Fay closed round 1 and revealed its result',
			'Fay opened round 1: 5 dots each',
			'Fay took the group to “Vote”',
			'Fay took the group to “Cluster”',
			'Fay revealed the notes of “Problems”'
		]);
	});

	it('continues counting after the rounds that came with a board', async () => {
		const test = new TestWorkshop();
		test.board = await test.boards.createSample(await test.user(), en);
		const fay = await test.me('user-1');
		const room = { test, fay, ann: fay };
		const version = await keep(room, 'As it came');
		const open = { kind: 'openRound', dots: 5, maxPerCluster: 5, seconds: null } as const;
		await test.do(fay, open);
		await test.do(fay, { kind: 'closeRound', round: (await test.stage()).rounds.at(-1)?.id ?? '' });
		await test.do(fay, { kind: 'restoreVersion', version });
		await test.do(fay, open);
		const entries = (await history(room)).entries.rows;
		const rounds = entries.map(({ did }) => /round \d/.exec(did)?.[0]).filter(Boolean);
		expect(rounds).toEqual(['round 2', 'round 2', 'round 2']);
	});

	const record = async ({ test }: Room, who: Room['fay']) => {
		const parsed = parseRecord(value(await test.boards.export(who, test.board, 'json')).body);
		if (!parsed.ok) throw new Error(inEnglish(parsed.reason));
		return parsed.record;
	};

	it('is in the facilitators’ JSON export, and an import restores it', async () => {
		const room = await clustering();
		const { test, fay, ann } = room;
		await test.do(fay, { kind: 'removePerson', person: (await test.join('Ben', 'it')).id });
		await test.do(ann, { kind: 'setSelf', name: 'Anna', fn: 'it' });
		const { history } = await record(room, fay);
		expect(history.map(({ did }) => did)).toEqual([
			'revealed the notes of “Problems”',
			'took the group to “Cluster”',
			// On a board that shows only functions, people are not named, except facilitators.
			'removed somebody from the board'
		]);
		expect(history.every(({ by }) => by === 'Fay')).toBe(true);
		expect((await record(room, ann)).history).toEqual([]);
		const file = value(await test.boards.export(fay, test.board, 'json')).body;
		test.board = value(await test.fromExport('user-1', file));
		const again = await record(room, await test.me('user-1'));
		expect(again.history).toEqual(history);
	});

	it('names everybody in the export of a named board', async () => {
		const room = await clustering('named');
		await room.test.do(room.ann, { kind: 'setSelf', name: 'Anna', fn: 'it' });
		const { history } = await record(room, room.fay);
		expect(history.at(-1)).toMatchObject({ by: 'Anna', did: 'goes by “Anna”, for IT' });
	});

	it('[H22] is read for a file only as far as the file needs it, however long it is', async () => {
		const { test, fay } = await clustering('named');
		let pages = 0;
		test.store.pageOfCommands = (board, before, limit) => {
			if (++pages > 2 * (MAX_HISTORY / limit)) throw new Error('read on and on');
			const first = (before ?? Number.MAX_SAFE_INTEGER) - limit;
			const page = Array.from({ length: limit }, (_, at) => ({
				...{ position: first + limit - 1 - at, board, id: `c-${pages}-${at}` },
				...{ by: fay.id, at: test.now, kind: 'lock', body: '{"kind":"lock","locked":true}' }
			}));
			return Promise.resolve(page);
		};
		const parsed = parseRecord(value(await test.boards.export(fay, test.board, 'json')).body);
		expect(parsed.ok && parsed.record.history.length).toBe(MAX_HISTORY);
	});

	it('[H22] is built in small pieces if commands are long', async () => {
		const room = await clustering('named');
		const { test, fay } = room;
		const ids = Array.from({ length: 1000 }, (_, at) => `${at}`.padEnd(60, 'x'));
		const body = JSON.stringify({ kind: 'decide', decision: 'work', requirements: ids });
		const stage = await test.stage();
		for (let at = 0; at < 50; at++) {
			const command = { board: test.board, id: `long-${at}`, by: fay.id, at: test.now };
			await test.store.saveStage(stage, { ...command, kind: 'decide', body });
		}
		expect(await mostInOneTurn(JSON, 'parse', () => history(room))).toBeLessThan(30);
	});

	it('contains no ballot, no draft and no link', async () => {
		const room = await clustering();
		const { test, fay, ann } = room;
		await test.goTo(fay, 'vote');
		await test.do(fay, { kind: 'openRound', dots: 5, maxPerCluster: 5, seconds: null });
		const round = (await test.stage()).rounds[0]?.id ?? '';
		test.live.desk(test.board, ann.id).spend(round, 'c1', 3);
		test.live.desk(test.board, ann.id).writeNote('note-draft', 'A silent draft', 'problem', 1);
		await test.committed(ann);
		await test.do(fay, { kind: 'closeRound', round });
		await test.do(fay, { kind: 'renewLink', link: 'participant' });
		const told = JSON.stringify([await history(room), (await record(room, fay)).history]);
		for (const secret of [
			ann.id,
			'silent draft',
			await test.token(),
			await test.token('facilitator')
		])
			expect(told).not.toContain(secret);
	});
});
