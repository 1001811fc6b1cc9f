/** Many windows of one person at one desk, honest and not: the desk stays within its limits (P6). */
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ClientOwners } from '../../server/sync/guard/owners.ts';
import { judge, type Verdict } from '../../server/sync/guard/policy.ts';
import { roomy } from '../../server/sync/testing.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import type { Round } from '../../src/lib/workshop/types.ts';
import { testRandom, type Random } from './random.ts';

const SEED = process.env.FUZZ_SEED === undefined ? Date.now() : Number(process.env.FUZZ_SEED);
const GAMES = process.env.FUZZ === 'long' ? 5_000 : 300;
const EVENTS = 40;
const BOUNDS = {
	structs: 10_000,
	ranges: 10_000,
	ids: 100_000,
	entries: { wall: 1e6, desk: 1e6 },
	comparisons: 50_000
};
const CLUSTERS = ['c1', 'c2', 'c3', 'c4'];
const ROUNDS = ['r1', 'r2'];

const roundOf = (id: string, random: Random): Round => ({
	id,
	stepId: 'vote',
	dots: 1 + random.below(6),
	maxPerCluster: 1 + random.below(3),
	openedAt: 0,
	endsAt: null,
	status: 'open',
	result: null
});
const lacking = (from: Desk, to: Desk) =>
	Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc));

/** One change of a window. An `honest` window keeps to the budget that it sees. */
function change(random: Random, desk: Desk, round: Round, honest: boolean) {
	const cluster = random.pick(CLUSTERS);
	const ballot = desk.ballot(round.id);
	const others = Object.entries(ballot).filter(([id]) => id !== cluster);
	const left = round.dots - others.reduce((sum, [, dots]) => sum + dots, 0);
	if (honest) {
		const most = Math.min(left, round.maxPerCluster);
		return desk.spend(round.id, cluster, random.below(Math.max(0, most) + 1));
	}
	random.pick([
		() => desk.spend(random.pick(ROUNDS), cluster, random.below(9)),
		() => desk.spend(round.id, cluster, 1 + random.below(round.maxPerCluster)),
		() => void desk.doc.getMap('ballots').set(round.id, new Y.Map([[cluster, 1]])),
		() => desk.doc.getMap('ballots').delete(round.id),
		() =>
			desk.doc.transact(() => {
				for (const id of CLUSTERS) desk.spend(round.id, id, 1);
			})
	])();
}

function game(random: Random, counts: Record<Verdict['kind'], number>) {
	const round = roundOf(random.pick(ROUNDS), random);
	const server = new Desk();
	const owners = new ClientOwners(new Map(), 1000);
	const honest = random.chance(0.5);
	// One honest window is never refused; each of several may see fewer dots than there are.
	const windows = Array.from({ length: honest ? 1 : 1 + random.below(3) }, () => new Desk());
	for (let event = 0; event < EVENTS; event++) {
		const at = random.below(windows.length);
		const desk = windows[at];
		if (!desk) continue;
		for (let left = 1 + random.below(3); left > 0; left--) change(random, desk, round, honest);
		if (random.chance(0.3)) continue;
		const update = lacking(desk, server);
		const writer = {
			id: 'ann',
			owners,
			refuses: () => null,
			round: () => round,
			whyNoMark: () => null,
			...roomy()
		};
		const verdict = judge('desk', server.doc, update, BOUNDS, writer);
		counts[verdict.kind]++;
		if (honest) expect(verdict).toEqual({ kind: 'apply' });
		if (verdict.kind === 'apply') Y.applyUpdate(server.doc, update);
		else windows[at] = Desk.from(server.encode());
		const all = Object.values(server.ballot(round.id));
		expect(Math.max(0, ...all)).toBeLessThanOrEqual(round.maxPerCluster);
		expect(all.reduce((sum, dots) => sum + dots, 0)).toBeLessThanOrEqual(round.dots);
		for (const id of ROUNDS) if (id !== round.id) expect(server.ballot(id)).toEqual({});
		if (random.chance(0.3)) Y.applyUpdate(desk.doc, lacking(server, desk));
	}
}

it(`[S26] (P6) no desk ever holds more dots than its round gives (${GAMES} games)`, () => {
	const random = testRandom(SEED);
	const counts = { apply: 0, pending: 0, refuse: 0, broken: 0 };
	for (let played = 0; played < GAMES; played++) game(random, counts);
	console.info(`ballots, seed ${SEED}: ${JSON.stringify(counts)}`);
	expect(Math.min(counts.apply, counts.refuse)).toBeGreaterThan(GAMES);
	expect(counts.pending).toBe(0);
}, 600_000);
