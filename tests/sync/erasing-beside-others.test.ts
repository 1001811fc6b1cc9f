/** A person has their data erased while others work, and while the person still takes seats elsewhere. */
import { afterEach, expect, it } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { realWorkshop, type RealWorkshop } from '../support/real-workshop.ts';
import { value } from '../support/workshop.ts';

let test: RealWorkshop;
afterEach(() => test.end());

/**
 * A workshop in which saving the stages of one board can be delayed, and a test can act before and after erasing.
 */
async function setUp() {
	const held = { board: '', gate: Promise.withResolvers<void>(), commands: 0 };
	const around = { before: () => Promise.resolve(), after: () => Promise.resolve() };
	const wrap = (store: Store): Store => ({
		...store,
		async saveStage(stage, command, begins) {
			if (stage.board === held.board) {
				held.commands++;
				await held.gate.promise;
			}
			return store.saveStage(stage, command, begins);
		},
		async eraseUser(erasure) {
			await around.before();
			await store.eraseUser(erasure);
			await around.after();
		}
	});
	test = await realWorkshop(undefined, wrap);
	const boards = [await test.start('fay', 'Fay'), await test.start('fay', 'Fay')].sort();
	for (const board of boards) await test.join(board, 'zen', 'Zenobia');
	const lock = (board: string) => test.give('fay', board, { kind: 'lock', locked: true });
	/** Starts a command on a board. The command does not finish until `release` is called. */
	const keepBusy = async (board: string) => {
		held.board = board;
		const command = lock(board);
		while (held.commands === 0) await new Promise((resolve) => setImmediate(resolve));
		return async () => {
			held.gate.resolve();
			await command;
		};
	};
	return { boards, lock, keepBusy, around };
}

it('[L14] says at once why somebody cannot be erased, even while a board is busy', async () => {
	const { boards, keepBusy } = await setUp();
	const release = await keepBusy(boards[1] ?? '');
	expect(await test.boards.erase('fay')).toMatchObject({ ok: false, status: 409 });
	await release();
});

it('[L13] an idle board does not wait for a busy one', async () => {
	const { boards, lock, keepBusy } = await setUp();
	const [idle = '', busy = ''] = boards;
	const release = await keepBusy(busy);
	const erased = test.boards.erase('zen');
	for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
	await lock(idle);
	expect((await test.stage(idle)).locked).toBe(true);
	await release();
	value(await erased);
	for (const board of boards) expect(await test.boards.seat('zen', board)).toBeNull();
});

it('[L13] two people on the same boards can be erased at the same moment', async () => {
	const { boards } = await setUp();
	for (const board of boards) await test.join(board, 'bob', 'Bob');
	const both = await Promise.all([test.boards.erase('zen'), test.boards.erase('bob')]);
	for (const outcome of both) value(outcome);
});

it('[L13] a seat taken meanwhile on another board is deleted too, and a later join is refused with a sentence', async () => {
	const { around } = await setUp();
	const other = await test.start('fay', 'Fay');
	around.before = async () => void (await test.join(other, 'zen', 'Zenobia'));
	const later: unknown[] = [];
	around.after = () =>
		test.join(other, 'zen', 'Zenobia').then(
			() => undefined,
			(error: unknown) => void later.push(error)
		);
	value(await test.boards.erase('zen'));
	expect(later).toEqual([expect.objectContaining({ name: 'UserErased' })]);
	expect(await test.boards.seat('zen', other)).toBeNull();
	const fay = await test.me('fay', other);
	const { stage } = value(await test.boards.page(fay, other));
	expect(JSON.stringify(stage)).not.toContain('Zenobia');
});
