import { expect, test } from 'vitest';
import { documentMessage } from './counting-socket.ts';
import { SaveLedger } from './save-ledger.ts';

test('a page without changes has nothing to save', () => {
	expect(new SaveLedger().saved).toBe(true);
});

test('sent changes are saved once as many messages are committed', () => {
	const ledger = new SaveLedger();
	ledger.sent('answer');
	ledger.sent('update');
	ledger.committed(1);
	expect(ledger.saved).toBe(false);
	ledger.committed(2);
	expect(ledger.saved).toBe(true);
});

test('a smaller count that arrives later does not revoke a larger one', () => {
	const ledger = new SaveLedger();
	ledger.sent('update');
	ledger.committed(1);
	ledger.committed(0);
	expect(ledger.saved).toBe(true);
});

test('changes made offline are saved by an answer, not by an update', () => {
	const ledger = new SaveLedger();
	ledger.kept();
	ledger.sent('update');
	ledger.committed(1);
	expect(ledger.saved).toBe(false);
	ledger.sent('answer');
	expect(ledger.saved).toBe(false);
	ledger.committed(2);
	expect(ledger.saved).toBe(true);
});

test('changes that were not committed when a socket closed need an answer on the next one', () => {
	const ledger = new SaveLedger();
	ledger.sent('update');
	ledger.closed();
	expect(ledger.saved).toBe(false);
	ledger.sent('answer');
	ledger.committed(1);
	expect(ledger.saved).toBe(true);
	ledger.closed();
	expect(ledger.saved).toBe(true);
});

test.each([
	['the question for changes', [0, 0, 1, 0], null],
	['an answer', [0, 1, 2, 0, 0], 'answer'],
	['an update', [0, 2, 2, 0, 0], 'update'],
	['presence', [1, 2, 0], null],
	['nothing', [], null]
])('%s is recognised', (_, bytes, expected) => {
	expect(documentMessage(new Uint8Array(bytes))).toBe(expected);
	expect(documentMessage('text')).toBe(null);
});
