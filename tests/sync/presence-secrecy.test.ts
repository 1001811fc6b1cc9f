/** A whole workshop on a real server: what pages receive about where somebody points, drags and writes. */
import { expect, it } from 'vitest';
import { makeCluster } from '../../src/lib/wall/mutations.ts';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';
import { readAwareness, readPageMessage } from '../../server/sync/page-messages.ts';
import { until } from './harness.ts';
import { holds, setUp, type Member } from './recorded-room.ts';

/** A coordinate that can be found in the bytes of a frame. */
const SPOT = 31337;
const CARET = { place: 'outcomes/o1/statement', anchor: 'AAAA', head: 'AAAA' };
const traces = (x: number) => ({
	cursor: { x, y: SPOT },
	drag: { item: 'cluster', id: 'cluster-0', x, y: SPOT },
	caret: CARET
});

/** The presence frames that a page has received since its record was last cleared. */
const heard = ({ wall }: Member) => wall.frames.filter(([kind]) => kind === MESSAGE.awareness);
const statesOf = (member: Member) =>
	heard(member).flatMap((bytes) => {
		const frame = readPageMessage(bytes);
		return frame?.kind === 'awareness' ? readAwareness(frame.update) : [];
	});
function forgetHeard(members: readonly Member[]) {
	for (const { wall } of members)
		wall.frames.splice(0, Infinity, ...wall.frames.filter(([kind]) => kind !== MESSAGE.awareness));
}
/** Moves about, and waits until the server has handled it and everything that it then sends to others. */
async function moveAbout(who: Member, others: readonly Member[]) {
	for (let x = 0; x < 5; x++) who.wall.provider.awareness.setLocalState(traces(SPOT + x));
	for (const member of [who, ...others]) {
		const before = heard(member).length;
		member.wall.provider.ws?.send(new Uint8Array([MESSAGE.queryAwareness]));
		await until(() => heard(member).length > before, 'an answer');
	}
}

it('[B12] [S14] while a round is open, no frame tells others where somebody points, drags or writes, or who finished', async () => {
	const { members, give, stepOf, allSaved } = await setUp('named');
	const [fay, ann, ...rest] = members;
	if (!fay || !ann) throw new Error('nobody is here');
	const others = [fay, ...rest];
	await give({ kind: 'setSmallestGroup', smallestGroup: 3 });
	await give({ kind: 'setWriting', step: stepOf('post'), writing: 'open' });
	fay.desk.desk.writeNote('note-of-fay-1', 'A cause', 'problem', Date.now(), stepOf('post'));
	await until(() => fay.wall.wall.note('note-of-fay-1') !== null, 'the note');
	await give({ kind: 'goToStep', step: stepOf('cluster') });
	makeCluster(fay.wall.wall, 'cluster-0', ['note-of-fay-1'], 0, 0, 'Cause');
	await allSaved();
	await moveAbout(ann, others);
	for (const member of others)
		await until(() => heard(member).some((frame) => holds(frame, String(SPOT))), 'a cursor');

	await give({ kind: 'goToStep', step: stepOf('vote') });
	await give({ kind: 'openRound', dots: 3, maxPerCluster: 3, seconds: null });
	await until(() => members.every(({ stage }) => stage.rounds.length === 1), 'the round');
	const round = fay.stage.rounds[0]?.id ?? '';
	forgetHeard(others);
	await moveAbout(ann, others);
	ann.desk.desk.spend(round, 'cluster-0', 2);
	ann.desk.desk.setReady(round, true);
	await allSaved();
	await moveAbout(ann, others);
	for (const member of others) {
		expect(statesOf(member).length).toBeGreaterThan(0);
		for (const { state } of statesOf(member))
			expect(state).toMatchObject({ cursor: null, drag: null, caret: null });
		for (const told of [String(SPOT), CARET.place])
			expect(member.wall.frames.some((frame) => holds(frame, told))).toBe(false);
		expect(member.stage.people.some(({ ready }) => ready)).toBe(false);
		expect(member.stage.progress.finished).toEqual({});
	}
});
