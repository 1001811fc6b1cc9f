/**
 * Answers and ratings: nobody receives them too early, and nobody receives more about them than the board
 * declares.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { addItem, itemIds, readItem } from '../../src/lib/wall/items.ts';
import { makeCluster } from '../../src/lib/wall/mutations.ts';
import { wordingOf } from '../../src/lib/workshop/outcomes/check.ts';
import type { Attribution, Step } from '../../src/lib/workshop/types.ts';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';
import { isSaved, until } from './harness.ts';
import {
	expectSecret,
	holds,
	setUp,
	writersOf,
	type Member,
	type Setting
} from './recorded-room.ts';

/** All fields of an answer on the wall. */
const ANSWER_FIELDS = ['text', 'question', 'about', 'fn', 'by', 'day', 'order', 'archived'];
/** Twice the longest time that an answer waits for its turn. */
const TURNS_MS = 12_000;

const addSteps = (steps: Step[]) => {
	const [pattern] = steps;
	if (!pattern) throw new Error('no steps');
	for (const kind of ['understand', 'outcomes', 'review'] as const)
		steps.push({ ...pattern, id: kind, kind });
};
async function room(attribution: Attribution) {
	const setting = await setUp(attribution, addSteps);
	const [fay] = setting.members;
	if (!fay) throw new Error('the room is empty');
	const { wall } = fay.wall;
	makeCluster(wall, 'c1', [], 0, 0, 'Leads get lost');
	await setting.allSaved();
	addItem(wall, 'outcomes', 'outcome-1', { problem: 'c1', statement: 'No lead is lost' });
	await setting.allSaved();
	await setting.give({ kind: 'goToStep', step: 'understand' });
	return { ...setting, fay };
}

/** Everybody answers here, and writes down an answer for the review. */
async function answer({ members, allSaved }: Setting) {
	const secrets = new Map<Member, { now: string; later: string; ids: string[] }>();
	for (const member of members) {
		const ids = [`answer-${randomUUID()}`, `answer-${randomUUID()}`];
		const [here = '', there = ''] = ids;
		const [now, later] = [`Felt: ${randomUUID()}`, `Changed: ${randomUUID()}`];
		secrets.set(member, { now, later, ids });
		const { desk } = member.desk;
		const base = { at: Date.now(), archived: false };
		desk.writeAnswer({
			...base,
			id: there,
			text: later,
			question: 'changed',
			about: '',
			step: 'review'
		});
		desk.writeAnswer({
			...base,
			id: here,
			text: now,
			question: 'felt',
			about: 'c1',
			step: 'understand'
		});
	}
	await allSaved();
	for (const [member, { later, now }] of secrets) {
		await until(() => member.saw(later), 'the second device');
		await until(() => members.every((one) => one.saw(now)), 'the answers');
	}
	return secrets;
}

describe.each<Attribution>(['function', 'anonymous', 'named'])(
	'[S28] answers on a board that is %s',
	(attribution) => {
		it(
			'arrive at the right time, and tell about their writers only what the board declares',
			async () => {
				const setting = await room(attribution);
				const { members, give, newcomer } = setting;
				const secrets = await answer(setting);
				for (const [owner, { later, ids }] of secrets) {
					expectSecret(members, owner, later);
					expectSecret(members, owner, ids[1] ?? '');
				}
				await give({ kind: 'goToStep', step: 'review' });
				// The probe finds them now, in the same frames in which it found none before.
				for (const { later } of secrets.values())
					await until(() => members.every((one) => one.saw(later)), 'what was due later');

				const late = newcomer();
				await until(
					() => isSaved(late.wall) && itemIds(late.wall.wall, 'answers').length === 8,
					'the newcomer'
				);
				for (const { wall } of [late.wall, ...members.map((one) => one.wall)]) {
					const written = writersOf(wall, 'answers');
					expect(new Set(written.map(({ note }) => note)).size).toBe(8);
					expect(new Set(written.map(({ client }) => client)).size).toBe(1);
					for (const { clients } of members) {
						expect(written[0]?.client).not.toBe(clients.wall);
						for (const desk of clients.desks)
							expect([...wall.doc.store.clients.keys()]).not.toContain(desk);
					}
					for (const [{ person }, { ids }] of secrets)
						for (const id of ids) {
							const { fn, by } = readItem(wall, 'answers', id) ?? {};
							expect(fn).toBe(attribution === 'anonymous' ? '' : person.fn);
							expect(by).toBe(attribution === 'named' ? person.participant : '');
							const fields = wall.doc.getMap<Y.Map<unknown>>('answers').get(id);
							expect(new Set(fields?.keys())).toEqual(new Set(ANSWER_FIELDS));
						}
				}
				const shared = members.flatMap(({ wall }) =>
					wall.frames.filter(([kind]) => kind === MESSAGE.sync)
				);
				for (const { person } of members) {
					expect(shared.some((frame) => holds(frame, person.name))).toBe(false);
					expect(shared.some((frame) => holds(frame, person.participant))).toBe(
						attribution === 'named'
					);
				}
			},
			TURNS_MS * 2
		);

		it('ratings stay at the desks: others learn how many people gave one, but not which', async () => {
			const { members, fay, give, allSaved } = await room(attribution);
			await give({ kind: 'goToStep', step: 'outcomes' });
			const outcome = readItem(fay.wall.wall, 'outcomes', 'outcome-1');
			const wording = outcome ? wordingOf(outcome) : '';
			for (const member of members) {
				member.wall.frames.length = 0;
				const { desk } = member.desk;
				desk.setMark('outcome-1', { mark: members.indexOf(member), of: wording });
			}
			await allSaved();
			const all = attribution === 'anonymous' ? { '': 4 } : { marketing: 1, sales: 2, service: 1 };
			const isTold = () =>
				members.every(
					({ wall, stage }) =>
						wall.frames.some(([kind]) => kind === MESSAGE.stage) &&
						JSON.stringify(Object.entries(stage.progress.marked['outcome-1'] ?? {}).sort()) ===
							JSON.stringify(Object.entries(all).sort())
				);
			await until(isTold, 'the counts');
			for (const member of members) {
				// The person's own second device shows what a rating looks like in a frame.
				const { secondDesk, wall, stage } = member;
				await until(() => secondDesk.desk.mark('outcome-1')?.mark === members.indexOf(member));
				expect(secondDesk.frames.some((frame) => holds(frame, 'marks'))).toBe(true);
				expect(wall.frames.some((frame) => holds(frame, 'marks'))).toBe(false);
				expect(wall.frames.some((frame) => holds(frame, wording))).toBe(false);
				expect(stage.agreements).toEqual({});
				const clients = [...member.desk.desk.doc.store.clients.keys()];
				for (const other of members)
					if (other !== member) expect(clients).not.toContain(other.clients.desks[0]);
			}
		});
	}
);
