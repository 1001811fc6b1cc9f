/** Requests that wait while permissions change: none runs or returns data with permissions that are gone. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../store/sqlite.ts';
import { FIRST } from '../../tests/support/versions.ts';
import { slowStore } from '../../tests/support/slow-store.ts';
import { TestWorkshop, value } from '../../tests/support/workshop.ts';
import { seededRandom } from '../../tests/support/random.ts';
import type { ExportFile, Result } from '../services.ts';
import type { Me } from '../../src/lib/workshop/types.ts';

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);
const MOST_TURNS = 4;
const OFFICE = '203.0.113.7';

/** A board with two facilitators, Fay and Rex, whose store answers in random order. */
async function room(seed: number) {
	const random = seededRandom(seed);
	const test = new TestWorkshop(slowStore(openSqlite(':memory:'), random, MOST_TURNS));
	const fay = await test.start();
	const user = await test.user();
	const known = await test.token('facilitator');
	const who = { name: 'Rex', fn: 'it' };
	value(await test.boards.join(user, known, who));
	const rex = await test.me(user);
	await test.do(fay, { kind: 'keepVersion', name: 'Before' });
	const pause = async () => {
		for (let turns = Math.floor(random() * 12); turns > 0; turns--) await setImmediate();
	};
	return { test, fay, rex, user, known, who, pause };
}

/** What only a facilitator may request. */
function askFor(test: TestWorkshop, me: Me): Record<string, () => Promise<Result<unknown>>> {
	const { boards, board } = test;
	return {
		history: () => boards.history(me, board, FIRST, en),
		version: () => boards.version(me, board, 'command-1'),
		versionWall: () => boards.versionWall(me, board, 'command-1'),
		export: () => boards.export(me, board, 'json'),
		copyVersion: () => boards.copyVersion(me, board, 'command-1', en),
		importRows: () =>
			boards.importRows(
				me,
				board,
				JSON.stringify({
					id: `rows-${Math.floor(test.now)}`,
					kind: 'problem',
					rows: [{ text: 'We wait', fn: '', cluster: '' }]
				})
			),
		page: () => boards.page(me, board),
		report: () => boards.report(me, board)
	};
}

describe('[J1] while permissions change', () => {
	it.each(SEEDS)('a removed facilitator never returns (seed %i)', async (seed) => {
		const { test, fay, rex, user, known, who, pause } = await room(seed);
		const links: string[] = [];
		const learn = async () => {
			await pause();
			const shared = await test.boards.share(rex, test.board);
			const link = shared.ok && shared.value.facilitatorLink;
			if (link) links.push(link.slice('/j/'.length));
		};
		const comeBack = async () => {
			await pause();
			await test.boards.join(user, known, who);
		};
		const remove = async () => {
			await pause();
			await test.do(fay, { kind: 'removePerson', person: rex.id });
		};
		await Promise.all([learn(), comeBack(), remove(), learn(), comeBack(), learn()]);
		for (const link of [known, ...links]) await test.boards.join(user, link, who);
		expect(await test.boards.seat(user, test.board)).toBeNull();
	});

	it.each(SEEDS)('a removed person receives nothing (seed %i)', async (seed) => {
		const { test, fay, rex, pause } = await room(seed);
		let isRemoved = false;
		const late: string[] = [];
		const ask = async ([name, request]: [string, () => Promise<Result<unknown>>]) => {
			await pause();
			const { ok } = await request();
			if (ok && isRemoved) late.push(name);
		};
		const remove = async () => {
			await pause();
			await test.do(fay, { kind: 'removePerson', person: rex.id });
			isRemoved = true;
		};
		await Promise.all([remove(), ...Object.entries(askFor(test, rex)).map(ask)]);
		expect(late).toEqual([]);
	});

	it.each(SEEDS)(
		'a person who is no longer a facilitator reads no history (seed %i)',
		async (seed) => {
			const { test, fay, rex, pause } = await room(seed);
			let isParticipant = false;
			const late: string[] = [];
			const { history, export: file } = askFor(test, rex);
			const readHistory = async () => {
				await pause();
				const told = await history?.();
				if (isParticipant && told?.ok) late.push('history');
			};
			const readFile = async () => {
				await pause();
				const outcome = await file?.();
				const told = outcome?.ok && !(outcome.value as ExportFile).body.includes('"history":[]');
				if (isParticipant && told) late.push('export');
			};
			const demote = async () => {
				await pause();
				await test.do(fay, { kind: 'setRole', person: rex.id, role: 'participant' });
				isParticipant = true;
			};
			await Promise.all([demote(), readHistory(), readFile(), readHistory(), readFile()]);
			expect(late).toEqual([]);
		}
	);

	it.each(SEEDS)('an old code never leads to a renewed link (seed %i)', async (seed) => {
		const { test, fay, pause } = await room(seed);
		const { code } = value(await test.boards.share(fay, test.board));
		const redeem = async () => {
			await pause();
			return test.boards.redeemCode(code, OFFICE);
		};
		const renew = async () => {
			await pause();
			await test.do(fay, { kind: 'renewLink', link: 'participant' });
		};
		const [, ...outcomes] = await Promise.all([renew(), redeem(), redeem(), redeem()]);
		const renewed = await test.token();
		for (const outcome of outcomes) if (outcome.ok) expect(outcome.value).not.toBe(renewed);
	});
});
