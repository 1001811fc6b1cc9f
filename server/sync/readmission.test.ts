import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Me } from '../../src/lib/workshop/types.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { Readmission } from './readmission.ts';
import type { Admission } from './upgrade.ts';

const ann: Me = { id: 'ann', name: 'Ann', fn: 'sales', role: 'participant' };
const seated = (me: Me): Admission => ({ kind: 'seated', me });
const noSeat = () => 'No seat.';
const out: Admission = { kind: 'turnedAway', code: CLOSE.notAMember, reason: noSeat };

let readmission: Readmission;
const failed = vi.fn();
beforeEach(() => {
	vi.useFakeTimers();
	readmission = new Readmission(1000, failed);
});
afterEach(() => {
	readmission.stop();
	failed.mockReset();
	vi.useRealTimers();
});

function letIn(answer: () => Promise<Admission>) {
	const socket = { me: ann, close: vi.fn() };
	readmission.watch(socket, answer);
	return socket;
}

describe('[S29] a socket that was let in', () => {
	it('stays open while its session and its seat stay the same', async () => {
		const socket = letIn(() => Promise.resolve(seated({ ...ann })));
		await vi.advanceTimersByTimeAsync(5000);
		expect(socket.close).not.toHaveBeenCalled();
	});
	it('is closed after its session ends, at the next check or on request', async () => {
		let answer = seated(ann);
		const socket = letIn(() => Promise.resolve(answer));
		await vi.advanceTimersByTimeAsync(999);
		answer = out;
		expect(socket.close).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1);
		expect(socket.close).toHaveBeenCalledWith(CLOSE.notAMember, noSeat);
		const other = letIn(() => Promise.resolve(answer));
		await readmission.askAll();
		expect(other.close).toHaveBeenCalledWith(CLOSE.notAMember, noSeat);
	});
	it.each([{ role: 'observer' as const }, { fn: 'it' }, { name: 'Anne' }])(
		'is closed for a new join if the seat became %j while it connected',
		async (change) => {
			const socket = letIn(() => Promise.resolve(seated({ ...ann, ...change })));
			await vi.advanceTimersByTimeAsync(0);
			expect(socket.close).toHaveBeenCalledWith(CLOSE.rejoin);
		}
	);
	it('is left alone after it closes, and while the store does not answer', async () => {
		const gone = letIn(() => Promise.resolve(out));
		readmission.forget(gone);
		const socket = letIn(() => Promise.reject(new Error('the store is away')));
		await vi.advanceTimersByTimeAsync(1000);
		expect(gone.close).not.toHaveBeenCalled();
		expect(socket.close).not.toHaveBeenCalled();
		expect(failed).toHaveBeenCalledTimes(2);
	});
});
