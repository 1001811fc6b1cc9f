/** The workshop with its live documents and a database file, assembled as in the server, but without pages. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { inEnglish, speakingEnglish } from './english.ts';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { SYNC_LIMITS } from '../../server/sync/limits.ts';
import { createLive } from '../../server/sync/live-server.ts';
import { createBoards } from '../../server/boards/boards.ts';
import { Sweeper } from '../../server/life/sweeper.ts';
import type { Command, NewBoard } from '../../src/lib/workshop/commands.ts';
import { readyFunctions } from '../../src/lib/workshop/functions.ts';
import type { Me, Stage } from '../../src/lib/workshop/types.ts';
import type { CommandDraft } from './workshop.ts';

const READY_FUNCTIONS = readyFunctions(en);

/** A store that can hold back commits of documents. */
function heldStore(inner: Store) {
	let gate: Promise<void> | null = null;
	let open = () => {};
	let waiting = 0;
	const append: Store['append'] = async (updates) => {
		waiting++;
		await gate;
		waiting--;
		return inner.append(updates);
	};
	return {
		store: { ...inner, append },
		hold() {
			gate = new Promise((resolve) => (open = resolve));
		},
		release() {
			gate = null;
			open();
		},
		/** Number of commits that are held back. */
		waiting: () => waiting
	};
}

export type RealWorkshop = Awaited<ReturnType<typeof realWorkshop>>;

/**
 * A cookie `user=<id>` identifies the user. `end` stops everything and deletes the directory; the directory is a new
 * one unless given. `wrap` can wrap the workshop's store.
 */
export async function realWorkshop(
	dir = mkdtempSync(join(tmpdir(), 'groundwork-workshop-')),
	wrap: (store: Store) => Store = (store) => store
) {
	const { store, ...commits } = heldStore(wrap(openSqlite(join(dir, 'groundwork.sqlite'))));
	const log = pino({ level: 'silent' });
	const clock = { now: Date.now() };
	const {
		boards: service,
		hooks,
		lives,
		...workshop
	} = createBoards({
		...{ store, log, live: () => live, clock: () => clock.now, limits: SYNC_LIMITS }
	});
	const boards = speakingEnglish(service);
	const userOf = (request: IncomingMessage) =>
		Promise.resolve(/user=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null);
	const live = createLive({ store, log, hooks: { ...hooks, userOf }, allowedOrigins: null });
	const server = createServer();
	server.on('upgrade', (request, socket, head) => live.upgrade(request, socket, head));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	const sweeper = new Sweeper({
		...{ store, log, boards: lives, clock: () => clock.now, limits: SYNC_LIMITS }
	});
	let running = true;

	const me = async (user: string, board: string): Promise<Me> => {
		const seat = await boards.seat(user, board);
		if (!seat) throw new Error('no seat');
		return seat;
	};
	const join_ = async (board: string, user: string, name: string, fn = 'sales') => {
		const links = await store.listLinks(board);
		const token = links.find(({ role }) => role === 'participant')?.token ?? '';
		await store.createUser({ id: user, createdAt: 0 }).catch(() => undefined);
		const joined = await boards.join(user, token, { name, fn });
		if (!joined.ok) throw new Error(inEnglish(joined.reason));
		return me(user, board);
	};
	return {
		...{ boards, store, live, lives, clock, port, sweeper, workshop, me, commits },
		/** Starts a board for a user, who is created too. */
		async start(user: string, name: string, input: Partial<NewBoard> = {}): Promise<string> {
			await store.createUser({ id: user, createdAt: 0 }).catch(() => undefined);
			return boards.create(
				user,
				{
					...{ title: 'Why customers leave', purpose: '', name, fn: '', attribution: 'function' },
					...{ functions: READY_FUNCTIONS.map((fn) => ({ ...fn })), template: 'problems-first' },
					...{ smallestGroup: 1, ...input }
				},
				en
			);
		},
		join: join_,
		stage: async (board: string) => (await store.loadStage(board)) as Stage,
		async give(user: string, board: string, command: CommandDraft) {
			const id = randomUUID();
			const result = await boards.run(
				await me(user, board),
				board,
				{ ...command, id } as Command,
				en
			);
			if (!result.ok) throw new Error(inEnglish(result.reason));
		},
		/** Ends the server like a stop; the file stays until `end`. */
		async stop() {
			if (!running) return;
			running = false;
			server.close();
			await workshop.close();
			await live.close();
			await workshop.close();
			await store.close();
			server.closeAllConnections();
		},
		/** Returns those of the words that appear anywhere in the database files. */
		inFiles(words: readonly string[]): string[] {
			const bytes = readdirSync(dir).map((file) => readFileSync(join(dir, file)));
			return words.filter((word) => bytes.some((file) => file.includes(word)));
		},
		path: join(dir, 'groundwork.sqlite'),
		dir,
		async end() {
			await this.stop();
			rmSync(dir, { recursive: true });
		}
	};
}
