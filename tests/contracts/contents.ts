/** Content that the contract suite puts into a store. */
import { STAGE_BEGINNING } from '../../src/lib/workshop/defaults.ts';
import type { StoredCommand, StoredParticipant, StoredVersion } from '../../server/store/store.ts';
import type { Stage } from '../../src/lib/workshop/types.ts';

export const NOW = Date.now();
export const HOUR_MS = 3_600_000;
export const bytes = (...values: number[]) => new Uint8Array(values);
/** Bytes in which no two pieces are alike. */
export function large(size: number, seed = 1): Uint8Array {
	const made = new Uint8Array(size);
	for (let at = 0, state = seed; at < size; at++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		made[at] = state >>> 24;
	}
	return made;
}
/** Faster than a deep comparison of this many numbers. */
export const same = (one: Uint8Array | null | undefined, other: Uint8Array) =>
	one instanceof Uint8Array && Buffer.from(one).equals(other);

export const stage = (board: string, change: Partial<Stage> = {}): Stage => ({
	board,
	version: 1,
	title: 'Why callers wait',
	purpose: '',
	createdAt: NOW,
	attribution: 'function',
	functions: [{ id: 'sales', name: 'Verkäufe – 販売', letter: 'S', colour: 'sales' }],
	smallestGroup: 1,
	steps: [],
	currentStep: '',
	...STAGE_BEGINNING,
	epoch: 1,
	...change
});
export const command = (id: string, board = 'b1'): StoredCommand => ({
	board,
	id,
	by: 'p1',
	at: NOW,
	kind: 'lock',
	body: JSON.stringify({ kind: 'lock', id, locked: true })
});
export const version = (id: string, change: Partial<StoredVersion> = {}): StoredVersion => ({
	board: 'b1',
	id,
	by: 'p1',
	at: NOW,
	reason: 'step',
	name: '',
	digest: `digest of ${id}`,
	summary: '{"notes":1,"name":"Später – 遅い"}',
	content: new TextEncoder().encode(`packed \0 of ${id}`),
	...change
});
export const seat = (id: string, change: Partial<StoredParticipant> = {}): StoredParticipant => ({
	id,
	board: 'b1',
	userId: 'u1',
	name: 'Ann',
	fn: 'sales',
	role: 'participant',
	joinedAt: NOW,
	removedAt: null,
	...change
});
