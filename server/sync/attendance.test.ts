import { expect, it } from 'vitest';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { Attendance, type Attendee } from './attendance.ts';
import { SYNC_LIMITS } from './limits.ts';

const socketOf = (id: string, kind: 'wall' | 'desk' = 'wall', board = 'b'): Attendee => ({
	board,
	kind,
	me: { id, name: id, fn: '', role: 'participant' },
	close: () => {}
});

it('[S10] reports somebody as present from their first socket until their last one closes', () => {
	const changes: string[] = [];
	const attendance = new Attendance<Attendee>(
		SYNC_LIMITS,
		() => 0,
		(board) => changes.push(board)
	);
	const [wall, desk] = [socketOf('ann'), socketOf('ann', 'desk')];
	for (const socket of [wall, desk, socketOf('bob'), socketOf('eve', 'wall', 'other')])
		attendance.enter(socket);
	expect(changes).toEqual(['b', 'b', 'other']);
	expect(attendance.online('b')).toEqual(new Set(['ann', 'bob']));
	expect(attendance.sockets('b', 'ann')).toEqual([wall, desk]);
	attendance.leave(wall);
	attendance.leave(wall);
	expect(attendance.online('b').has('ann')).toBe(true);
	attendance.leave(desk);
	expect(attendance.online('b')).toEqual(new Set(['bob']));
	expect(changes).toHaveLength(4);
	expect(attendance.all()).toHaveLength(2);
});

it('[S18] limits the windows of a participant', () => {
	const attendance = new Attendance(
		{ ...SYNC_LIMITS, socketsPerParticipant: 2 },
		() => 0,
		() => {}
	);
	const sockets = [1, 2, 3].map(() => socketOf('ann'));
	expect(sockets.map((socket) => attendance.enter(socket).kind)).toEqual([
		'entered',
		'entered',
		'full'
	]);
	expect(attendance.enter(socketOf('bob')).kind).toBe('entered');
	for (const socket of sockets) attendance.leave(socket);
	expect(attendance.online('b')).toEqual(new Set(['bob']));
});

it('[S18] limits the sockets of a board, whoever opens them', () => {
	const attendance = new Attendance(
		{ ...SYNC_LIMITS, socketsPerBoard: 2 },
		() => 0,
		() => {}
	);
	const [ann, bob, eve] = [socketOf('ann'), socketOf('bob'), socketOf('eve')];
	expect([ann, bob, eve].map((socket) => attendance.enter(socket).kind)).toEqual([
		'entered',
		'entered',
		'full'
	]);
	expect(attendance.enter(socketOf('eve', 'wall', 'other')).kind).toBe('entered');
	attendance.leave(eve);
	attendance.leave(ann);
	expect(attendance.enter(eve).kind).toBe('entered');
	expect(attendance.online('b')).toEqual(new Set(['bob', 'eve']));
});

it('[S55] lets everybody on a full board open a fair number of windows', () => {
	const closed: string[] = [];
	const attendance = new Attendance<Attendee>(
		SYNC_LIMITS,
		() => 0,
		() => {}
	);
	const enter = (id: string) => {
		const socket = socketOf(id);
		socket.close = () => {
			closed.push(id);
			attendance.leave(socket);
		};
		return attendance.enter(socket).kind;
	};
	const { socketsPerBoard, socketsPerParticipant } = SYNC_LIMITS;
	for (let n = 0; n < socketsPerBoard; n++) enter(`crowd-${Math.floor(n / socketsPerParticipant)}`);
	expect(attendance.all()).toHaveLength(socketsPerBoard);
	const assured = socketsPerBoard / LIMITS.peoplePerBoard;
	for (let n = 0; n < LIMITS.peoplePerBoard - 67; n++)
		for (let nth = 0; nth < assured; nth++) expect(enter(`late-${n}`)).toBe('entered');
	expect(enter('late-1'), 'beyond that a full board is full').toBe('full');
	expect(attendance.all()).toHaveLength(socketsPerBoard);
	expect(
		closed.every((id) => id.startsWith('crowd')),
		'whoever has the most gives way'
	).toBe(true);
	for (let n = 0; n < 67; n++)
		expect(attendance.sockets('b', `crowd-${n}`).length).toBeGreaterThanOrEqual(assured);
});

it('[S18] gives a participant who comes back no new allowance', () => {
	let now = 0;
	const limits = { ...SYNC_LIMITS, updatesPerSecond: 1, updatesAtOnce: 3 };
	const attendance = new Attendance(
		limits,
		() => now,
		() => {}
	);
	const takes = (count: number, board = 'b') => {
		const socket = socketOf('ann', 'wall', board);
		const entry = attendance.enter(socket);
		const took = entry.kind === 'entered' && entry.allowance.updates.take(now, count);
		attendance.leave(socket);
		return took;
	};
	expect(takes(3)).toBe(true);
	expect(takes(1)).toBe(false);
	expect(takes(3, 'other')).toBe(true);
	now = 1_000;
	expect([takes(1), takes(1)]).toEqual([true, false]);
	now = 60_000;
	expect(takes(3)).toBe(true);
});
