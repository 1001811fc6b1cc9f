/** Many desks give dots and ratings until the moment when they are counted, and after it. */
import type { Outcome } from '../../src/lib/workshop/items/shapes.ts';
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { openSqlite } from '../../server/store/sqlite.ts';
import { SYNC_LIMITS } from '../../server/sync/limits.ts';
import { createLive } from '../../server/sync/live-server.ts';
import { createBoards } from '../../server/boards/boards.ts';
import { addItem, readItem } from '../../src/lib/wall/items.ts';
import { addNote, makeCluster } from '../../src/lib/wall/mutations.ts';
import type { Command } from '../../src/lib/workshop/commands.ts';
import { readyFunctions } from '../../src/lib/workshop/functions.ts';
import { wordingOf } from '../../src/lib/workshop/outcomes/check.ts';
import type { Me, Stage } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { value } from '../support/workshop.ts';
import { atDesk, headersOf, isSaved, noteOf, until } from './harness.ts';
import { fuzzSeed, testRandom, type Random } from './random.ts';

const READY_FUNCTIONS = readyFunctions(en);

const SEED = fuzzSeed();
const DESKS = 50;
const BALLOTS = 1000;
const CLUSTERS = ['c-data', 'c-late', 'c-story'];
const TERMS = { dots: 20, maxPerCluster: 20 };

// Each y-websocket provider listens for the end of the process.
process.setMaxListeners(2 * DESKS);
const ends: (() => unknown)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).reverse()) await end();
});

type Page = ReturnType<typeof atDesk>;
interface Voter {
	me: Me;
	page: Page;
}

/** A board in its Vote step with clusters, and a page for each of many people. */
async function crowd() {
	const dir = mkdtempSync(join(tmpdir(), 'groundwork-counting-'));
	ends.push(() => rmSync(dir, { recursive: true }));
	const store = openSqlite(join(dir, 'groundwork.sqlite'));
	const log = pino({ level: 'silent' });
	const { boards, hooks, ...workshop } = createBoards({
		...{ store, log, live: () => live },
		clock: Date.now
	});
	const userOf = (request: IncomingMessage) =>
		Promise.resolve(/user=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null);
	const live = createLive({
		...{ store, log, hooks: { ...hooks, userOf }, allowedOrigins: null },
		// Everybody comes back after each of twenty rounds, within seconds.
		limits: { ...SYNC_LIMITS, upgradesPerSecond: 10_000, upgradesAtOnce: 10_000 }
	});
	const server = createServer();
	server.on('upgrade', (request, socket, head) => live.upgrade(request, socket, head));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	ends.push(async () => {
		server.close();
		await live.close();
		await workshop.close();
		await store.close();
	});

	await store.createUser({ id: 'fay', createdAt: 0 });
	const board = await boards.create(
		'fay',
		{
			...{
				title: 'Why customers leave',
				purpose: '',
				name: 'Fay',
				fn: '',
				attribution: 'function'
			},
			...{ functions: READY_FUNCTIONS.map((fn) => ({ ...fn })), template: 'problems-first' }
		},
		en
	);
	const fay = (await boards.seat('fay', board))!;
	const stage = async () => (await store.loadStage(board)) as Stage;
	let commands = 0;
	const give = async (command: Omit<Command, 'id'>) => {
		const result = await boards.run(
			fay,
			board,
			{ ...command, id: `c${++commands}` } as Command,
			en
		);
		expect(result).toMatchObject({ ok: true });
	};
	await live.writeWall(board, (wall) => {
		for (const id of CLUSTERS) {
			addNote(wall, noteOf(`note-of-${id}`));
			makeCluster(wall, id, [`note-of-${id}`], 0, 0, id);
		}
	});
	const step = (await stage()).steps.find(({ kind }) => kind === 'vote')?.id ?? '';
	await give({ kind: 'goToStep', step } as Command);
	const [link] = (await store.listLinks(board)).filter(({ role }) => role === 'participant');
	const openPage = (user: string): Page =>
		atDesk(port, user, { board, headers: headersOf(port, user) });
	const voters: Voter[] = [];
	for (let at = 0; at < DESKS; at++) {
		const user = `user-${at}`;
		await store.createUser({ id: user, createdAt: 0 });
		const fn = READY_FUNCTIONS[at % READY_FUNCTIONS.length]?.id ?? '';
		value(await boards.join(user, link?.token ?? '', { name: user, fn }));
		const me = (await boards.seat(user, board))!;
		voters.push({ me, page: openPage(user) });
	}
	/** Refused pages start from a fresh document, as real pages do. */
	async function back() {
		for (const [at, voter] of voters.entries()) {
			if (voter.page.closes.length === 0) continue;
			voter.page.stop();
			voter.page = openPage(`user-${at}`);
		}
		await until(() => voters.every(({ page }) => isSaved(page)), 'all pages');
	}
	ends.push(() => voters.forEach(({ page }) => page.stop()));
	await back();
	const atServer = <T>(read: Parameters<typeof live.readDesk<T>>[2]) =>
		Promise.all(voters.map(({ me }) => live.readDesk(board, me.id, read)));
	return { board, live, voters, give, stage, back, atServer };
}
/** Everything that the page sent is durable, or the page was told why not. */
const isTold = ({ page }: Voter) => page.closes.length > 0 || isSaved(page);
const refusals = (voters: readonly Voter[]) =>
	voters.flatMap(({ page }) => page.closes).map(({ code, reason }) => `${code} ${reason}`);

/** Lets everybody do something in random order, and starts the count somewhere in between. */
async function spread(
	voters: readonly Voter[],
	random: Random,
	act: (voter: Voter) => void,
	count: () => Promise<void>
) {
	const turns = Array.from({ length: 4 * voters.length }, () => random.pick(voters));
	const from = random.below(turns.length);
	let counted: Promise<void> | undefined;
	for (const [at, voter] of turns.entries()) {
		if (at === from) counted = count();
		// A refused page has stopped.
		if (voter.page.closes.length === 0) act(voter);
		if (random.chance(0.3)) await setImmediate();
	}
	await counted;
	await until(() => voters.every(isTold), 'all to be told');
}

it(
	`[B1] of ${BALLOTS} ballots every acknowledged dot is counted, or refused in words (FUZZ_SEED=${SEED})`,
	{ timeout: 300_000 },
	async () => {
		const random = testRandom(SEED);
		const { voters, give, stage, back, atServer } = await crowd();
		let late = 0;
		for (let ballots = 0; ballots < BALLOTS; ballots += voters.length) {
			await give({ kind: 'openRound', ...TERMS, seconds: 60 } as Command);
			const round = (await stage()).rounds.at(-1)?.id ?? '';
			const spend = ({ page: { desk } }: Voter) => {
				const cluster = random.pick(CLUSTERS);
				desk.spend(round, cluster, (desk.ballot(round)[cluster] ?? 0) + 1);
			};
			for (const voter of voters) spend(voter);
			await spread(voters, random, spend, () => give({ kind: 'closeRound', round } as Command));
			const kept = await atServer((desk) => desk.ballot(round));
			const result = (await stage()).rounds.at(-1)?.result;
			for (const cluster of CLUSTERS) {
				const acknowledged = kept.reduce((sum, ballot) => sum + (ballot[cluster] ?? 0), 0);
				const counted = result?.clusters.find((one) => one.cluster === cluster)?.dots;
				expect(counted, `${cluster} in round ${round}`).toBe(acknowledged);
			}
			for (const [at, { page }] of voters.entries())
				if (page.closes.length === 0) expect(page.desk.ballot(round)).toEqual(kept[at]);
			for (const refusal of refusals(voters))
				expect(refusal).toMatch(
					new RegExp(
						`^${CLOSE.refused} (The round is being counted|No round is open|The round is closed)\\.$`
					)
				);
			late += refusals(voters).length;
			await back();
		}
		// Some changes came after the count began.
		expect(late).toBeGreaterThan(0);
	}
);

it(
	`[B2] every acknowledged mark is in the reveal, or is refused in words (FUZZ_SEED=${SEED})`,
	{ timeout: 120_000 },
	async () => {
		const random = testRandom(SEED);
		const { board, live, voters, give, stage, back, atServer } = await crowd();
		await give({ kind: 'setSmallestGroup', smallestGroup: 3 } as Command);
		for (let nth = 0; nth < 6; nth++) {
			const id = `outcome-${nth}`;
			await live.writeWall(board, (wall) =>
				addItem(wall, 'outcomes', id, { problem: 'c-data', statement: `Nobody waits ${nth}` })
			);
			const of = await live.readWall(board, (wall) =>
				wordingOf(readItem(wall, 'outcomes', id) as Outcome)
			);
			const mark = ({ page: { desk } }: Voter) => desk.setMark(id, { mark: random.below(6), of });
			for (const voter of voters.slice(0, 5)) mark(voter);
			await until(() => voters.every(({ page }) => isSaved(page)), 'enough marks');
			await spread(voters, random, mark, () =>
				give({ kind: 'revealAgreement', outcome: id } as Command)
			);
			const kept = await atServer((desk) => desk.mark(id)?.mark);
			const counts = [0, 1, 2, 3, 4, 5].map((one) => kept.filter((mark) => mark === one).length);
			expect((await stage()).agreements[id]?.marks).toEqual(counts);
			for (const refusal of refusals(voters))
				expect(refusal).toMatch(
					new RegExp(`^${CLOSE.refused} .*(being revealed|revealed already)\\.$`)
				);
			await back();
		}
	}
);
