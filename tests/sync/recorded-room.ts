/** A workshop of four people on a real server that records everything that each of them receives. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from 'vitest';
import { createApp } from '../../server/app.ts';
import { SESSION_COOKIE } from '../../server/auth/auth.ts';
import { readConfig } from '../../server/config.ts';
import { unseen } from '../../src/lib/wall/unseen.ts';
import type { Wall } from '../../src/lib/wall/wall.ts';
import type { Command } from '../../src/lib/workshop/commands.ts';
import type { Attribution, Role, StageView, Step } from '../../src/lib/workshop/types.ts';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';
import { seedBoard, type SeededPerson } from '../support/seed.ts';
import { atDesk, isSaved, onWall, until, type Line } from './harness.ts';

type Given = Command extends infer One ? (One extends Command ? Omit<One, 'id'> : never) : never;

const ROOM: { name: string; fn: string; role: Role }[] = [
	{ name: 'Facilitating Fay', fn: 'marketing', role: 'facilitator' },
	{ name: 'Selling Ana', fn: 'sales', role: 'participant' },
	{ name: 'Selling Ben', fn: 'sales', role: 'participant' },
	{ name: 'Serving Cleo', fn: 'service', role: 'participant' }
];
// Each y-websocket provider listens for the end of the process.
process.setMaxListeners(100);
const open: (() => unknown)[] = [];
afterEach(async () => {
	for (const stop of open.splice(0).reverse()) await stop();
});

/** One person with a page, and with a second device that shows what the recorder can find. */
export class Member {
	readonly person: SeededPerson;
	readonly wall: ReturnType<typeof onWall>;
	readonly desk: ReturnType<typeof atDesk>;
	readonly secondDesk: ReturnType<typeof atDesk>;

	constructor(port: number, board: string, person: SeededPerson) {
		this.person = person;
		const headers = {
			origin: `http://127.0.0.1:${port}`,
			cookie: `${SESSION_COOKIE}=${person.token}`
		};
		const options = { board, headers };
		this.wall = onWall(port, person.name, { ...options, params: { epoch: '1' } });
		this.desk = atDesk(port, person.name, options);
		this.secondDesk = atDesk(port, person.name, options);
		for (const line of this.lines) open.push(() => line.stop());
	}
	get lines(): Line[] {
		return [this.wall, this.desk, this.secondDesk];
	}
	/** The Yjs clients under which this person writes. */
	get clients() {
		return {
			wall: this.wall.wall.doc.clientID,
			desks: [this.desk.desk.doc.clientID, this.secondDesk.desk.doc.clientID]
		};
	}
	/** Whether anything that this person received contains these words. */
	saw(words: string): boolean {
		return this.lines.some(({ frames }) => frames.some((frame) => holds(frame, words)));
	}
	get stage(): StageView {
		const pushed = this.wall.frames.findLast((frame) => frame[0] === MESSAGE.stage);
		const json = Buffer.from(pushed ?? []).toString();
		return JSON.parse(json.slice(json.indexOf('{'))) as StageView;
	}
}
export const holds = (frame: Uint8Array, words: string) => Buffer.from(frame).includes(words);

export async function setUp(
	attribution: Attribution,
	change: (steps: Step[]) => void = () => undefined
) {
	const dataDir = mkdtempSync(join(tmpdir(), 'groundwork-secrecy-'));
	open.push(() => rmSync(dataDir, { recursive: true }));
	const { board, people, stage } = await seedBoard(dataDir, {
		people: ROOM,
		step: 'post',
		attribution,
		change
	});
	const app = createApp(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }));
	const server = createServer();
	server.on('upgrade', (request, socket, head) => app.upgrade(request, socket, head));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	open.push(async () => {
		server.close();
		await app.close();
	});
	const { port } = server.address() as AddressInfo;
	const members = people.map((person) => new Member(port, board, person));
	const allSaved = () =>
		until(() => members.every(({ lines }) => lines.every(isSaved)), 'all to be saved');
	await allSaved();
	const [fay] = people;
	const give = async (command: Given) => {
		const me = { id: fay?.participant ?? '', name: '', fn: '', role: 'facilitator' as const };
		const full = { ...command, id: randomUUID() } as Command;
		expect(await app.services.boards.run(me, board, full, en)).toMatchObject({ ok: true });
	};
	const stepOf = (kind: Step['kind']) => stage.steps.find((step) => step.kind === kind)?.id ?? '';
	return { members, allSaved, give, stepOf, newcomer: () => new Member(port, board, people[0]!) };
}
export type Setting = Awaited<ReturnType<typeof setUp>>;

/** Only the owner received the words. The owner's second device shows that the recorder can find them. */
export function expectSecret(members: readonly Member[], owner: Member, words: string) {
	expect(owner.saw(words), `${owner.person.name} has “${words}”`).toBe(true);
	for (const other of members)
		if (other !== owner)
			expect(other.saw(words), `${other.person.name} got “${words}”`).toBe(false);
}

/**
 * Who wrote what on a wall, according to its document: the Yjs client of each part of a note, or of another item.
 */
export function writersOf(wall: Wall, root = 'notes') {
	return unseen(wall.doc, () => 0)
		.filter(({ path }) => path[0] === root)
		.map(({ path, client }) => ({ note: path[1] ?? '', field: path[2] ?? null, client }));
}
