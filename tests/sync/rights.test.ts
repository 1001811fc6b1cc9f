/** Rights that change and sessions that end while sockets are open, on the whole server. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, type App } from '../../server/app.ts';
import { hashToken, SESSION_COOKIE } from '../../server/auth/auth.ts';
import { readConfig } from '../../server/config.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { makeCluster } from '../../src/lib/wall/mutations.ts';
import type { Command } from '../../src/lib/workshop/commands.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { seedBoard, type SeededBoard, type SeededPerson } from '../support/seed.ts';
import { atDesk, isSaved, onWall, until } from './harness.ts';

type Given = Command extends infer One ? (One extends Command ? Omit<One, 'id'> : never) : never;

let dataDir: string;
let seeded: SeededBoard;
let app: App;
let port: number;
const open: (() => unknown)[] = [];

beforeEach(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'groundwork-rights-'));
	seeded = await seedBoard(dataDir, {
		step: 'cluster',
		people: [
			{ name: 'Fay', fn: '', role: 'facilitator' },
			{ name: 'Ana', fn: 'sales', role: 'participant' },
			{ name: 'Ben', fn: 'it', role: 'participant' }
		]
	});
	app = createApp(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
	const server = createServer();
	server.on('upgrade', (request, socket, head) => app.upgrade(request, socket, head));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	({ port } = server.address() as AddressInfo);
	open.push(async () => {
		server.close();
		await app.close();
		rmSync(dataDir, { recursive: true });
	});
});
afterEach(async () => {
	for (const stop of open.splice(0).reverse()) await stop();
});

function enter(person: SeededPerson) {
	const headers = {
		origin: `http://127.0.0.1:${port}`,
		cookie: `${SESSION_COOKIE}=${person.token}`
	};
	const options = { board: seeded.board, headers };
	const wall = onWall(port, person.name, { ...options, params: { epoch: '1' } });
	const desk = atDesk(port, person.name, options);
	open.push(
		() => wall.stop(),
		() => desk.stop()
	);
	return { person, wall, desk, lines: [wall, desk] };
}
type Present = ReturnType<typeof enter>;
/** Everybody, on the wall and at their desks. */
async function everybody() {
	const people = seeded.people.map(enter);
	await until(() => people.every(({ lines }) => lines.every(isSaved)), 'everybody');
	return people as [Present, Present, Present];
}
async function give(command: Given) {
	const id = seeded.people[0]?.participant ?? '';
	const me = { id, name: 'Fay', fn: '', role: 'facilitator' as const };
	const full = { ...command, id: randomUUID() } as Command;
	expect(await app.services.boards.run(me, seeded.board, full, en)).toMatchObject({ ok: true });
}
const codes = ({ lines }: Present) => lines.map(({ closes }) => closes.map(({ code }) => code));

describe('[S10] rights that change', () => {
	it('close all sockets of a removed person, and nobody else’s', async () => {
		const [fay, ana, ben] = await everybody();
		await give({ kind: 'removePerson', person: ana.person.participant });
		await until(() => codes(ana).every(([code]) => code === CLOSE.notAMember), 'Ana to be out');
		makeCluster(ben.wall.wall, 'c1', [], 0, 0, 'Said without Ana');
		await until(() => isSaved(ben.wall) && fay.wall.wall.cluster('c1') !== null, 'the rest');
		expect(ana.wall.wall.cluster('c1')).toBe(null);
		expect([codes(fay), codes(ben)]).toEqual([
			[[], []],
			[[], []]
		]);
		const back = enter(ana.person);
		await until(() => codes(back).every(([code]) => code === CLOSE.notAMember), 'no way back');
	});

	it('let somebody join again with their new role: observer, participant, facilitator', async () => {
		const [fay, ana, ben] = await everybody();
		const person = ana.person.participant;
		await give({ kind: 'setRole', person, role: 'observer' });
		await until(() => codes(ana).every(([code]) => code === CLOSE.rejoin), 'Ana to be asked back');
		const observer = enter(ana.person);
		await until(() => observer.lines.every(isSaved), 'the observer');
		makeCluster(observer.wall.wall, 'c1', [], 0, 0, 'Not allowed');
		await until(() => codes(observer)[0]?.[0] === CLOSE.refused, 'the refusal');
		expect(observer.wall.closes[0]?.reason).toContain('Observers look on.');

		await give({ kind: 'lock', locked: true });
		await give({ kind: 'setRole', person, role: 'facilitator' });
		await until(() => codes(observer)[1]?.[0] === CLOSE.rejoin, 'the desk');
		const facilitator = enter(ana.person);
		await until(() => facilitator.lines.every(isSaved), 'the facilitator');
		makeCluster(facilitator.wall.wall, 'c2', [], 0, 0, 'Allowed on a locked wall');
		await until(() => ben.wall.wall.cluster('c2') !== null, 'the cluster');
		expect(fay.wall.wall.cluster('c1')).toBe(null);
		expect([codes(fay), codes(ben)]).toEqual([
			[[], []],
			[[], []]
		]);
	});

	it('close nobody when a link is renewed', async () => {
		const people = await everybody();
		await give({ kind: 'renewLink', link: 'participant' });
		const [fay, , ben] = people;
		makeCluster(ben.wall.wall, 'c1', [], 0, 0, 'Still here');
		await until(() => fay.wall.wall.cluster('c1') !== null, 'the cluster');
		expect(people.map(codes)).toEqual(people.map(() => [[], []]));
	});
});

describe('[S29] a session that ends', () => {
	it('closes the sockets of that session on sign-out, and nobody else’s', async () => {
		const [fay, ana, ben] = await everybody();
		await app.services.auth.signOut(ana.person.token);
		await until(() => codes(ana).every(([code]) => code === CLOSE.notAMember), 'Ana to be out');
		expect([codes(fay), codes(ben)]).toEqual([
			[[], []],
			[[], []]
		]);
	});

	it('is noticed at the next check of sessions after it expires', async () => {
		const [, ana] = await everybody();
		const store = openSqlite(join(dataDir, 'groundwork.sqlite'));
		await store.extendSession(hashToken(ana.person.token), Date.now() - 1);
		await store.close();
		await app.services.auth.signOut('of nobody');
		await until(() => codes(ana).every(([code]) => code === CLOSE.notAMember), 'Ana to be out');
	});
});
