import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addItem, readItem } from '../../src/lib/wall/items.ts';
import { wordingOf } from '../../src/lib/workshop/outcomes/check.ts';
import type { Me, Progress } from '../../src/lib/workshop/types.ts';
import { TestWorkshop, reportFor, value } from '../../tests/support/workshop.ts';

const FNS = ['sales', 'service', 'it', 'marketing'] as const;

/** A board in its Outcomes step with one outcome and these people. The facilitator represents Sales. */
async function rating(fns: readonly string[]) {
	const test = new TestWorkshop();
	const fay = await test.start({ fn: 'sales', smallestGroup: 3, template: 'problems-first' });
	const people: Me[] = [];
	for (const [at, fn] of fns.entries()) people.push(await test.join(`P${at}`, fn));
	addItem(test.live.wall(test.board), 'outcomes', 'outcome-1', {
		problem: 'c-1',
		statement: 'Fewer callers explain their case twice'
	});
	await test.goTo(fay, 'outcomes');
	const outcome = readItem(test.live.wall(test.board), 'outcomes', 'outcome-1');
	if (!outcome) throw new Error('no outcome');
	const of = wordingOf(outcome);
	const step = (await test.stage()).currentStep;
	return {
		test,
		fay,
		people,
		async mark(who: Me, mark: number | null = 4) {
			const given = mark === null ? null : { mark, of };
			test.live.desk(test.board, who.id).setMark('outcome-1', given);
			await test.committed(who);
		},
		async finish(who: Me, isReady = true) {
			test.live.desk(test.board, who.id).setReady(step, isReady);
			await test.committed(who);
		},
		told(): Pick<Progress, 'marked' | 'finished'> {
			const { marked, finished } = test.hooks.stageView(test.board, fay).progress;
			return { marked, finished };
		}
	};
}
type Rating = Awaited<ReturnType<typeof rating>>;

it('[B17] removing the only member of a small function does not reveal the others’ ratings by function', async () => {
	const room = await rating(['sales', 'sales', 'it', 'service', 'service', 'service']);
	const [ann, bob, ida] = room.people as [Me, Me, Me];
	for (const who of [room.fay, ann, bob, ida]) {
		await room.mark(who);
		await room.finish(who);
	}
	const before = room.told();
	expect(before.marked).toEqual({ 'outcome-1': { '': 4 } });
	await room.test.do(room.fay, { kind: 'removePerson', person: ida.id });
	expect(room.told()).toEqual(before);
	room.test.restart();
	await room.test.boards.page(room.fay, room.test.board);
	expect(room.told(), 'nor does a restart').toEqual(before);
});

it('[B7] erasing people or making them observers changes no number that shows how they answered', async () => {
	const room = await rating(['service', 'service', 'it', 'it', 'marketing']);
	const { test, fay, people } = room;
	const [ann, bob, cat, dan, eve] = people as [Me, Me, Me, Me, Me];
	for (const who of [ann, cat, eve]) {
		test.live.desk(test.board, who.id).setConsent(who.fn, true);
		await test.committed(who);
	}
	const agreed = () => test.hooks.stageView(test.board, fay).progress.agreed;
	expect(agreed()).toEqual({ asked: 6, agreed: 3 });
	for (const { id: person } of [ann, bob])
		await test.do(fay, { kind: 'setRole', person, role: 'observer' });
	expect(agreed()).toEqual({ asked: 6, agreed: 3 });
	for (const { id } of [cat, dan]) {
		const seat = (await test.store.listParticipants(test.board)).find((one) => one.id === id);
		value(await test.boards.erase(seat?.userId ?? ''));
	}
	expect(agreed()).toEqual({ asked: 6, agreed: 3 });
});

/** Events on a board other than ratings. `who` and `fn` are taken modulo the number of people and functions. */
const event = fc.record({
	kind: fc.constantFrom('join', 'remove', 'role', 'function', 'erase', 'step', 'restart', 'mark'),
	who: fc.nat({ max: 20 }),
	fn: fc.constantFrom(...FNS),
	mark: fc.option(fc.integer({ min: 0, max: 5 }), { nil: null, freq: 4 })
});
type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** Runs the event if it is allowed. Returns whether a person did it for themselves. */
async function happen({ kind, who, fn, mark }: Event, room: Rating, erased: Set<string>) {
	const { test, fay } = room;
	const here = room.people.filter(({ id }) => !erased.has(id));
	const one = here[who % Math.max(1, here.length)];
	if (kind === 'join') room.people.push(await test.join(`J${room.people.length}`, fn));
	if (kind === 'step')
		for (const step of ['requirements', 'outcomes'] as const) await test.goTo(fay, step);
	// Erased data is known until then. Afterwards nobody is told by function what it was.
	if (kind === 'restart' && erased.size === 0) {
		test.restart();
		await test.boards.page(fay, test.board);
	}
	if (!one) return false;
	if (kind === 'remove') await test.run(fay, { kind: 'removePerson', person: one.id });
	if (kind === 'role') {
		await test.run(fay, { kind: 'setRole', person: one.id, role: 'observer' });
		await test.run(fay, { kind: 'setRole', person: one.id, role: 'participant' });
	}
	if (kind === 'function') await test.run(one, { kind: 'setSelf', name: one.name, fn });
	if (kind === 'erase') {
		const seat = (await test.store.listParticipants(test.board)).find(({ id }) => id === one.id);
		value(await test.boards.erase(seat?.userId ?? ''));
		erased.add(one.id);
	}
	if (kind !== 'mark') return false;
	const isHere = test.hooks.stageView(test.board, fay).people.some(({ id }) => id === one.id);
	if (isHere) await room.mark(one, mark);
	return isHere;
}
const numbers = ({ marked }: Pick<Progress, 'marked'>) => Object.values(marked['outcome-1'] ?? {});

const differing = (before: Pick<Progress, 'marked'>, now: Pick<Progress, 'marked'>) => {
	const [a = {}, b = {}] = [before.marked['outcome-1'], now.marked['outcome-1']];
	return [...FNS, ''].filter((fn) => a[fn] !== b[fn]).length;
};

it('[B17] no two views of a board differ by what one person did, whoever joins, leaves or changes', async () => {
	let told = 0;
	let held = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom(...FNS), { minLength: 3, maxLength: 9 }),
			fc.array(event, { minLength: 4, maxLength: 14 }),
			async (fns, events) => {
				const room = await rating(fns);
				const erased = new Set<string>();
				for (const who of [room.fay, ...room.people]) await room.mark(who);
				let before = room.told();
				for (const event of events) {
					const isOwn = await happen(event, room, erased);
					const now = room.told();
					if (!isOwn) expect(now.marked, event.kind).toEqual(before.marked);
					expect(differing(before, now), 'a person counts in one number').toBeLessThanOrEqual(1);
					for (const count of numbers(now)) expect(count).toBeGreaterThanOrEqual(3);
					told += numbers(now).length;
					held++;
					before = now;
				}
			}
		),
		{ numRuns: 40 }
	);
	expect(told, 'the histories tell something').toBeGreaterThan(held / 2);
}, 60_000);

it('[B17] a counted round and revealed ratings look the same to everybody, whoever leaves or changes afterwards', async () => {
	const room = await rating(['sales', 'sales', 'service', 'service', 'service', 'it']);
	const { test, fay, people } = room;
	for (const who of [fay, ...people]) await room.mark(who);
	await test.do(fay, { kind: 'revealAgreement', outcome: 'outcome-1' });
	const said = async () => {
		const view = test.hooks.stageView(test.board, fay);
		const json = value(await test.boards.export(fay, test.board, 'json')).body;
		const file = JSON.parse(json) as { stage?: { agreements?: unknown }; agreements?: unknown };
		const { problems, votes } = await reportFor(test, fay);
		return {
			view: view.agreements,
			file: file.stage?.agreements ?? file.agreements,
			problems,
			votes
		};
	};
	const before = await said();
	expect(before.view['outcome-1']?.fns.filter(({ hidden }) => hidden).length).toBeGreaterThan(1);
	const ida = people[5];
	const dan = people[4];
	if (!ida || !dan) throw new Error('nobody');
	await test.do(fay, { kind: 'removePerson', person: ida.id });
	await test.run(dan, { kind: 'setSelf', name: 'Dan', fn: 'sales' });
	expect(await said()).toEqual(before);
	await test.join('Zoe', 'it');
	expect(await said()).toEqual(before);
});
