import { expect, it } from 'vitest';
import { Attendance, type Attendee } from './attendance.ts';
import { LIMITS } from './limits.ts';

const socketOf = (id: string, kind: 'wall' | 'desk' = 'wall', board = 'b'): Attendee => ({
	board,
	kind,
	me: { id, name: id, fn: '', role: 'participant' },
	close: () => {}
});

it('[S10] counts people by their first and last socket', () => {
	const changes: string[] = [];
	const attendance = new Attendance<Attendee>(
		LIMITS,
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

it('[S18] lets a participant open only so many windows', () => {
	const attendance = new Attendance(
		{ ...LIMITS, socketsPerParticipant: 2 },
		() => 0,
		() => {}
	);
	const sockets = [1, 2, 3].map(() => socketOf('ann'));
	expect(sockets.map((socket) => attendance.enter(socket) !== null)).toEqual([true, true, false]);
	expect(attendance.enter(socketOf('bob'))).not.toBeNull();
	for (const socket of sockets) attendance.leave(socket);
	expect(attendance.online('b')).toEqual(new Set(['bob']));
});
