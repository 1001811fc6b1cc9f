/** The most expensive messages that the server accepts, measured in looks at its structs. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
	DEAREST,
	messageOf,
	move,
	openWall,
	takeIn,
	type Opened
} from '../../../tests/support/dearest-messages.ts';
import { SYNC_LIMITS } from '../limits.ts';

const NOTES = 2_000;
const LOOKS = 120;
const { updateStructs, updateRanges } = SYNC_LIMITS;

/** Judges and applies a message, and counts all looks at stored structs. */
function count(opened: Opened, update: Uint8Array) {
	let looks = 0;
	const { clients } = opened.server.doc.store;
	for (const [client, structs] of clients)
		clients.set(
			client,
			new Proxy(structs, {
				get(target, key, receiver) {
					if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
					return Reflect.get(target, key, receiver) as unknown;
				}
			})
		);
	let charged = 0;
	const verdict = takeIn(opened, update, (comparisons) => void (charged = comparisons));
	return { verdict, looks, charged };
}

describe('[S50] the most expensive message costs in proportion to its content:', () => {
	it.each(DEAREST)('%s', (_, prepare, write) => {
		const opened = openWall(NOTES, prepare);
		const update = messageOf(opened, write);
		const { structs, ds } = Y.decodeUpdate(update);
		const ranges = [...ds.clients.values()].flat().length;
		const { verdict, looks, charged } = count(opened, update);
		expect(verdict.kind).toBe('apply');
		expect(looks).toBeLessThanOrEqual(LOOKS * (structs.length + ranges));
		expect(charged).toBeLessThanOrEqual(SYNC_LIMITS.updateComparisons);
		expect(opened.server.doc.getMap('notes').size).toBe(NOTES);
	});

	it('and a longer one is rejected before the server looks at anything stored', () => {
		const opened = openWall(NOTES);
		const more = messageOf(opened, (page) => move(page, NOTES, updateStructs + 1));
		const { verdict, looks } = count(opened, more);
		expect(verdict).toMatchObject({ kind: 'refuse' });
		expect(looks).toBe(0);
		expect(updateRanges).toBeLessThanOrEqual(1_000);
	});
});
