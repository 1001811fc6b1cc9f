import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { ClientOwners } from './owners.ts';

function setUp(stored: ReadonlyMap<number, string> = new Map(), most = 3) {
	const doc = new Y.Doc();
	const owners = new ClientOwners(stored, most);
	return {
		doc,
		owners,
		claim: (clients: number[], participant: string) => owners.claim(doc, clients, participant),
		reserve: (client: number, participant: string) => owners.reserve(doc, client, participant)
	};
}

it('[S21] a Yjs client belongs to the first participant who writes under it', () => {
	const { claim, owners } = setUp();
	expect(claim([1, 2], 'ann')).toBe('claimed');
	expect(claim([3, 1], 'bob')).toBe('taken');
	expect(claim([2], 'ann')).toBe('claimed');
	// A rejected claim does not claim a part either.
	expect(owners.ownerOf(3)).toBeNull();
	expect(claim([3], 'ann')).toBe('claimed');
});

it('[S21] each first write is handed out once, to be stored', () => {
	const { claim, owners } = setUp(new Map([[1, 'ann']]));
	claim([1, 2], 'ann');
	claim([2], 'ann');
	expect(owners.takeFresh()).toEqual([{ client: 2, participant: 'ann' }]);
	expect(owners.takeFresh()).toEqual([]);
	expect(claim([1], 'bob')).toBe('taken');
});

it('[S21] a client stays with the participant who used it first in presence, and a write stores the owner', () => {
	const { claim, reserve, owners } = setUp();
	expect(reserve(1, 'ann')).toBe(true);
	expect(reserve(1, 'ann')).toBe(true);
	expect(reserve(1, 'bob')).toBe(false);
	expect(claim([1], 'bob')).toBe('taken');
	expect(owners.takeFresh()).toEqual([]);
	expect(claim([1], 'ann')).toBe('claimed');
	expect(owners.takeFresh()).toEqual([{ client: 1, participant: 'ann' }]);
});

it('[S21] clients of servers belong to nobody', () => {
	const { doc, claim, reserve } = setUp();
	expect(claim([doc.clientID], 'ann')).toBe('taken');
	doc.getMap('notes').set('n1', 'text');
	const earlier = doc.clientID;
	doc.clientID = earlier + 1;
	expect(claim([earlier], 'ann')).toBe('taken');
	expect(reserve(earlier, 'ann')).toBe(false);
});

it('[S21] a participant can own only a limited number of clients', () => {
	const { claim, reserve } = setUp(new Map([[1, 'ann']]), 3);
	expect(claim([2, 3, 4], 'ann')).toBe('tooMany');
	expect(claim([2], 'ann')).toBe('claimed');
	expect(reserve(3, 'ann')).toBe(true);
	expect(reserve(4, 'ann')).toBe(false);
	expect(claim([4], 'ann')).toBe('tooMany');
	expect(claim([1, 2, 3], 'ann')).toBe('claimed');
	expect(claim([4], 'bob')).toBe('claimed');
});
