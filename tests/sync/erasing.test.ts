/**
 * A person who worked on several boards has their data erased: with real pages, and down to the bytes of the file.
 */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addItem } from '../../src/lib/wall/items.ts';
import { makeCluster } from '../../src/lib/wall/mutations.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import type { PersonFile } from '../../src/lib/wall/person-file.ts';
import { realWorkshop, type RealWorkshop } from '../support/real-workshop.ts';
import { value } from '../support/workshop.ts';
import { atDesk, headersOf, isSaved, onWall, until } from './harness.ts';

const WISH = { versions: '', entries: '' } as const;
let test: RealWorkshop;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
	test = await realWorkshop();
	ends.push(() => test.end());
});
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});
const pages = (user: string, board: string) => {
	const options = { board, headers: headersOf(test.port, user) };
	const [wall, desk] = [onWall(test.port, user, options), atDesk(test.port, user, options)];
	ends.push(
		() => wall.stop(),
		() => desk.stop()
	);
	return { wall, desk };
};
const stepOf = async (board: string, kind: string) =>
	(await test.stage(board)).steps.find((step) => step.kind === kind)?.id ?? '';

/**
 * A named board and a function board. Zenobia wrote, moved, voted and was renamed on them, and Fay facilitates.
 */
async function atWork() {
	const boards: string[] = [];
	for (const attribution of ['named', 'function'] as const) {
		const board = await test.start('fay', 'Fay', { attribution });
		boards.push(board);
		const zen = await test.join(board, 'zen', 'Zenobia');
		await test.join(board, 'bob', 'Bob');
		const { wall, desk } = pages('zen', board);
		await until(() => isSaved(wall) && isSaved(desk), 'pages');
		const post = await stepOf(board, 'post');
		await test.give('fay', board, { kind: 'goToStep', step: post });
		desk.desk.writeNote('note-posted', 'Words on the wall', 'problem', 1, post);
		await until(() => isSaved(desk), 'desk');
		await test.give('fay', board, { kind: 'reveal', step: post });
		desk.desk.setComposer('Half a sentence', 'problem');
		desk.desk.writeNote('note-draft', 'Draft nobody saw', 'problem', 2, 'elsewhere');
		await until(() => isSaved(desk), 'desk');
		await test.give('fay', board, { kind: 'goToStep', step: await stepOf(board, 'cluster') });
		await until(() => wall.wall.note('note-posted') !== null, 'the note');
		makeCluster(wall.wall, 'cluster-1', ['note-posted'], 0, 0, 'Late');
		await until(() => isSaved(wall), 'wall');
		await test.give('zen', board, { kind: 'setSelf', name: 'Zenobia Two', fn: 'sales' });
		await test.give('fay', board, { kind: 'keepVersion', name: 'Before' });
		await test.give('fay', board, { kind: 'setRole', person: zen.id, role: 'observer' });
		await test.give('fay', board, { kind: 'setRole', person: zen.id, role: 'participant' });
	}
	return boards;
}
const SECRETS = ['Zenobia', 'Draft nobody saw', 'Half a sentence'];

describe('a person who is erased', () => {
	it('[L13] leaves no name and no word of their desk in the file, but their posted notes stay', async () => {
		const [named = '', fnBoard = ''] = await atWork();
		const zens = [await test.me('zen', named), await test.me('zen', fnBoard)];
		const [line] = [pages('zen', named).desk];
		await until(() => isSaved(line), 'a page');
		expect(test.inFiles(SECRETS)).toEqual(SECRETS);
		value(await test.boards.erase('zen'));
		await until(() => line.closes.length > 0, 'the page to be sent away');
		expect(line.closes[0]?.code).toBe(CLOSE.notAMember);

		for (const board of [named, fnBoard]) {
			expect(await test.boards.seat('zen', board)).toBeNull();
			const [note] = await test.live.readWall(board, (wall) => [wall.note('note-posted')]);
			expect(note).toMatchObject({ text: 'Words on the wall', fn: 'sales', archived: false });
			const fay = await test.me('fay', board);
			for (const format of ['csv', 'json', 'md'] as const)
				expect(value(await test.boards.export(fay, board, format)).body).not.toContain('Zenobia');
			const history = JSON.stringify(value(await test.boards.history(fay, board, WISH, en)));
			expect(history).not.toContain('Zenobia');
			expect(history).toContain('Somebody had all their data erased');
			expect(JSON.stringify(value(await test.boards.page(fay, board)).stage)).not.toContain(
				'Zenobia'
			);
		}
		const fay = await test.me('fay', named);
		expect(value(await test.boards.export(fay, named, 'csv')).body).toContain('former participant');

		// Restoring an earlier state does not bring the name back.
		const [version] = value(await test.boards.history(fay, named, WISH, en)).versions.rows;
		await test.give('fay', named, { kind: 'restoreVersion', version: version?.id ?? '' });
		expect(value(await test.boards.export(fay, named, 'csv')).body).toContain('former participant');
		const past = JSON.stringify(value(await test.boards.version(fay, named, version?.id ?? '')));
		expect(past).not.toContain('Zenobia');

		await test.sweeper.sweep();
		await test.stop();
		expect(test.inFiles(SECRETS)).toEqual([]);
		expect(test.inFiles(['user-zen', '"zen"'])).toEqual([]);
		expect(test.inFiles(['Words on the wall'])).toEqual(['Words on the wall']);
		expect(zens[0]?.id).not.toBe(zens[1]?.id);
	});

	it('[L13] loses their open ballot, while counted dots stay in the totals', async () => {
		const [board = ''] = await atWork();
		await test.give('fay', board, { kind: 'goToStep', step: await stepOf(board, 'vote') });
		const open = { kind: 'openRound', dots: 3, maxPerCluster: 3, seconds: null } as const;
		const roundOf = async () => (await test.stage(board)).rounds.at(-1);
		const vote = async () => {
			const { desk } = pages('zen', board);
			await until(() => isSaved(desk), 'a page');
			desk.desk.spend((await roundOf())?.id ?? '', 'cluster-1', 2);
			await until(() => isSaved(desk), 'the ballot');
		};
		await test.give('fay', board, open);
		await vote();
		await test.give('fay', board, { kind: 'closeRound', round: (await roundOf())?.id ?? '' });
		await test.give('fay', board, open);
		await vote();
		value(await test.boards.erase('zen'));
		await test.give('fay', board, { kind: 'closeRound', round: (await roundOf())?.id ?? '' });
		const [first, second] = (await test.stage(board)).rounds;
		expect(first?.result).toMatchObject({ voters: 1, dots: 2 });
		expect(second?.result).toMatchObject({ voters: 0, dots: 0 });
	});

	it('[L13] stays erased in spite of pages that write and joins that are requested meanwhile', async () => {
		const [board = ''] = await atWork();
		const { wall, desk } = pages('zen', board);
		await until(() => isSaved(wall) && isSaved(desk), 'pages');
		const post = await stepOf(board, 'post');
		const erased = test.boards.erase('zen');
		for (let n = 0; n < 50; n++) {
			desk.desk.writeNote(`late-note-${n}`, `Late words ${n}`, 'problem', n, post);
			await new Promise(setImmediate);
		}
		const [link] = await test.store.listLinks(board);
		const late = { name: 'Zenobia Three', fn: 'sales' };
		const joined = test.boards.join('zen', link?.token ?? '', late).catch(() => null);
		value(await erased);
		expect(await joined).toBeNull();
		await until(() => desk.closes.length > 0 && wall.closes.length > 0, 'both lines to end');
		await test.sweeper.sweep();
		await test.stop();
		expect(test.inFiles([...SECRETS, 'Late words'])).toEqual([]);
	});
});

describe('while a person is erased', () => {
	/** Zenobia is in no table, and none of her last words is in the file. */
	async function expectGone(board: string, id: string) {
		const owners = await test.store.listClientOwners(`w:${board}`);
		expect([...owners.values()]).not.toContain(id);
		expect([...(await test.store.listShares(`w:${board}`)).keys()]).not.toContain(id);
		await test.sweeper.sweep();
		await test.stop();
		expect(test.inFiles([...SECRETS, 'Late words'])).toEqual([]);
	}
	const say = ({ wall, desk }: ReturnType<typeof pages>, n: number, post: string) => {
		desk.desk.writeNote(`late-note-${n}`, `Late words ${n}`, 'problem', n, post);
		makeCluster(wall.wall, `late-cluster-${n}`, ['note-posted'], n, 0, 'Other');
	};

	it('[L13] accepted changes become durable before she is erased, and bring nothing back', async () => {
		const [board = ''] = await atWork();
		const { id } = await test.me('zen', board);
		const both = pages('zen', board);
		await until(() => isSaved(both.wall) && isSaved(both.desk), 'pages');
		test.commits.hold();
		say(both, 1, await stepOf(board, 'post'));
		await until(() => test.commits.waiting() > 0, 'a commit');
		const { eraseUser } = test.store;
		let underWay = -1;
		test.store.eraseUser = (erasure) => {
			underWay = test.commits.waiting();
			return eraseUser(erasure);
		};
		const erased = test.boards.erase('zen');
		for (let turns = 0; turns < 100; turns++) await new Promise(setImmediate);
		test.commits.release();
		value(await erased);
		expect(underWay).toBe(0);
		await expectGone(board, id);
	});
	it('[L13] the server accepts nothing more of hers from then on', async () => {
		const [board = ''] = await atWork();
		const { id } = await test.me('zen', board);
		const both = pages('zen', board);
		await until(() => isSaved(both.wall) && isSaved(both.desk), 'pages');
		const post = await stepOf(board, 'post');
		const { eraseUser } = test.store;
		test.store.eraseUser = async (erasure) => {
			test.commits.hold();
			say(both, 2, post);
			const refused = () => both.wall.closes.length > 0 && both.desk.closes.length > 0;
			await until(() => refused() || test.commits.waiting() > 0, 'an answer');
			await eraseUser(erasure);
		};
		value(await test.boards.erase('zen'));
		test.commits.release();
		await expectGone(board, id);
	});
	it('[L13] the server does not even record her visit: her desk does not come back', async () => {
		const [board = ''] = await atWork();
		const { id } = await test.me('zen', board);
		const { desk } = pages('zen', board);
		await until(() => isSaved(desk), 'a page');
		const { eraseUser } = test.store;
		test.store.eraseUser = async (erasure) => {
			test.commits.hold();
			desk.desk.setVisit(9);
			await until(() => desk.closes.length > 0 || test.commits.waiting() > 0, 'an answer');
			await eraseUser(erasure);
		};
		value(await test.boards.erase('zen'));
		test.commits.release();
		await test.stop();
		const db = new DatabaseSync(test.path, { readOnly: true });
		const desks = db.prepare("SELECT name FROM documents WHERE name LIKE 'd:%'").all();
		db.close();
		expect(desks.map(({ name }) => name)).not.toContain(`d:${board}:${id}`);
	});
});

describe('reasons not to erase', () => {
	it('[L14] a board keeps its last facilitator until somebody else facilitates, or the board is deleted', async () => {
		const [named = '', other = ''] = await atWork();
		const refused = await test.boards.erase('fay');
		expect(refused).toMatchObject({ ok: false, status: 409 });
		if (!refused.ok)
			expect(refused.reason).toMatch(/Nobody else facilitates .+ and .+delete the board/);
		expect(await test.boards.seat('fay', named)).not.toBeNull();
		const bob = await test.me('bob', named);
		await test.give('fay', named, { kind: 'setRole', person: bob.id, role: 'facilitator' });
		await test.give('fay', other, { kind: 'deleteBoard', title: 'Why customers leave' });
		value(await test.boards.erase('fay'));
		expect(await test.boards.deletion('bob', other)).toMatchObject({ mayBringBack: false });
		expect(await test.me('bob', named)).toMatchObject({ role: 'facilitator' });
	});
	it('[L14] if two facilitators leave at the same moment, one of them has to hand over first', async () => {
		const board = await test.start('fay', 'Fay');
		const bob = await test.join(board, 'bob', 'Bob');
		await test.give('fay', board, { kind: 'setRole', person: bob.id, role: 'facilitator' });
		const both = await Promise.all([test.boards.erase('fay'), test.boards.erase('bob')]);
		expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
	});
	it('[L15] a failed disk changes nothing, and the person can try again', async () => {
		const [board = ''] = await atWork();
		const { eraseUser } = test.store;
		test.store.eraseUser = () => Promise.reject(new Error('disk I/O error'));
		await expect(test.boards.erase('zen')).rejects.toThrow();
		test.store.eraseUser = eraseUser;
		const { desk } = pages('zen', board);
		await until(() => isSaved(desk), 'a page');
		desk.desk.setComposer('Still mine', 'problem');
		await until(() => isSaved(desk), 'the words');
		expect(await test.boards.seat('zen', board)).toMatchObject({ name: 'Zenobia Two' });
		value(await test.boards.erase('zen'));
	});
});

describe('the file with a person’s own data', () => {
	const fileOf = async (user: string) =>
		JSON.parse((await test.boards.takeAlong(user, en)).body) as PersonFile;

	it('[L16] contains everything that they wrote and chose on every board, and nothing of others', async () => {
		const [named = ''] = await atWork();
		const { desk: bob } = pages('bob', named);
		await until(() => isSaved(bob), 'a page');
		bob.desk.setComposer('Words of Bob', 'problem');
		await until(() => isSaved(bob), 'the words');
		const file = await fileOf('zen');
		expect(file).toMatchObject({ format: 'groundwork-person', version: 1 });
		expect(file.boards.map(({ attribution }) => attribution).sort()).toEqual(['function', 'named']);
		const board = file.boards.find(({ attribution }) => attribution === 'named');
		expect(board).toMatchObject({
			seat: { name: 'Zenobia Two', role: 'participant', fn: 'Sales' },
			begun: 'Half a sentence'
		});
		expect(board?.notes.map(({ text, state }) => [text, state])).toEqual([
			['Words on the wall', 'posted'],
			['Draft nobody saw', 'not posted']
		]);
		expect(board?.added.bytes).toBeGreaterThan(0);
		expect(board?.did.map(({ did }) => did)).toEqual(['goes by “Zenobia Two”, for Sales']);
		expect(JSON.stringify(file)).not.toMatch(/Bob|Fay/);
	});
	it('[L16] shows what a cause explains only if that is their own', async () => {
		const [board = ''] = await atWork();
		await test.live.writeWall(board, (wall) =>
			addItem(wall, 'answers', 'of-bob', { text: 'Words of another', question: 'why' })
		);
		const { desk } = pages('zen', board);
		await until(() => isSaved(desk), 'a page');
		const cause = { question: 'why', step: 'elsewhere', archived: false } as const;
		for (const [at, id, text, about] of [
			[1, 'cause-1', 'First cause', 'of-bob'],
			[2, 'cause-2', 'Second cause', 'cause-1'],
			[3, 'cause-3', 'Third cause', 'cluster-1']
		] as const)
			desk.desk.writeAnswer({ ...cause, at, id, text, about });
		await until(() => isSaved(desk), 'the causes');
		const file = await fileOf('zen');
		expect(JSON.stringify(file)).not.toContain('Words of another');
		const answers = file.boards.find((one) => one.board === board)?.answers;
		expect(answers?.map(({ text, about }) => [text, about])).toEqual([
			['First cause', ''],
			['Second cause', 'First cause'],
			['Third cause', 'Late']
		]);
	});
	it('[L16] names dots by their problem and round, and ratings by their outcome', async () => {
		const [board = ''] = await atWork();
		await test.give('fay', board, { kind: 'goToStep', step: await stepOf(board, 'vote') });
		await test.give('fay', board, {
			...{ kind: 'openRound', dots: 3, maxPerCluster: 3, seconds: null }
		});
		const { desk } = pages('zen', board);
		await until(() => isSaved(desk), 'a page');
		desk.desk.spend((await test.stage(board)).rounds[0]?.id ?? '', 'cluster-1', 2);
		await until(() => isSaved(desk), 'the ballot');
		const file = await fileOf('zen');
		expect(file.boards.find((one) => one.board === board)?.dots).toEqual([
			{ round: 1, spent: [{ problem: 'Late', dots: 2 }] }
		]);
	});
	it('[L16] also lists boards that removed the person or were deleted, and waiting rooms', async () => {
		const [named = '', other = ''] = await atWork();
		const zen = await test.me('zen', named);
		await test.give('fay', named, { kind: 'removePerson', person: zen.id });
		await test.give('fay', other, { kind: 'deleteBoard', title: 'Why customers leave' });
		const third = await test.start('fay', 'Fay', { title: 'Third' });
		await test.give('fay', third, { kind: 'setJoining', joining: 'approval' });
		await test.join(third, 'zen', 'Zenobia').catch(() => null);
		const states = (await test.boards.personal('zen')).map(({ title, state }) => [title, state]);
		expect(states.sort()).toEqual([
			['Third', 'waiting'],
			['Why customers leave', 'deleted'],
			['Why customers leave', 'removed']
		]);
		const file = await fileOf('zen');
		expect(file.boards).toHaveLength(2);
		expect(file.boards.map(({ notes }) => notes[0]?.text)).toEqual([
			'Words on the wall',
			'Words on the wall'
		]);
		expect(file.waiting).toMatchObject([{ title: 'Third', name: 'Zenobia' }]);
		value(await test.boards.erase('zen'));
		expect(await test.boards.personal('zen')).toEqual([]);
		await test.stop();
		expect(test.inFiles(SECRETS)).toEqual([]);
	});
});
