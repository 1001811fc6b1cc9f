import { expect, it } from 'vitest';
import { ClientOwners } from './client-owners.ts';

it('[S21] a Yjs client is that of the first who writes under it', () => {
	const owners = new ClientOwners();
	expect(owners.claim([1, 2], 'ann')).toBe(true);
	expect(owners.claim([3, 1], 'bob')).toBe(false);
	expect(owners.claim([2], 'ann')).toBe(true);
	// What was refused was not claimed in part.
	expect(owners.claim([3], 'ann')).toBe(true);
});
