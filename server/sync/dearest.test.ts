/** The dearest messages that the server takes, of each kind, on a wall of many notes: counted in looks at its structs. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addItem, frameText, layFrame } from '../../src/lib/wall/items.ts';
import { addNote, makeCluster } from '../../src/lib/wall/mutations.ts';
import { note } from '../../src/lib/wall/testing.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { ClientOwners } from './client-owners.ts';
import { boundsOf, LIMITS } from './limits.ts';
import { judge } from './policy.ts';
import { roomy } from './testing.ts';

const NOTES = 2_000;
const LOOKS = 120;
const { updateStructs, updateRanges } = LIMITS;
const times = (count: number) => Array.from({ length: count }, (_, at) => at);

function setUp(prepare: (page: Wall) => void = () => {}) {
	const server = new Wall();
	server.doc.transact(() => {
		for (const at of times(NOTES)) addNote(server, note(`note-${at}`));
		layFrame(server, { why: 'x'.repeat(500) });
	});
	const page = new Wall();
	Y.applyUpdate(page.doc, Y.encodeStateAsUpdate(server.doc));
	prepare(page);
	const has = Y.encodeStateVector(page.doc);
	Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(page.doc));
	const owners = new ClientOwners(new Map([[page.doc.clientID, 'ann']]), 100);
	return { server, page, has, owners };
}
type SetUp = ReturnType<typeof setUp>;

/** What the page wrote since, as one message; judged and applied, with all looks at stored structs counted. */
function take({ server, owners }: SetUp, update: Uint8Array) {
	let looks = 0;
	const { clients } = server.doc.store;
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
	const writer = {
		...{ id: 'ann', owners, refuses: () => null, round: () => null, whyNoMark: () => null },
		...roomy(),
		charge: (comparisons: number) => void (charged = comparisons)
	};
	const verdict = judge('wall', server.doc, update, boundsOf(LIMITS), writer);
	if (verdict.kind === 'apply') Y.applyUpdate(server.doc, update);
	return { verdict, looks, charged };
}
function written(setUp: SetUp, write: (page: Wall) => void): Uint8Array {
	const updates: Uint8Array[] = [];
	setUp.page.doc.on('update', (update: Uint8Array) => updates.push(update));
	setUp.page.doc.transact(() => write(setUp.page));
	return updates[0] ?? new Uint8Array();
}
const move = (page: Wall, count: number) => {
	for (const at of times(count))
		page.notes.get(`note-${at % NOTES}`)?.set(at < NOTES ? 'x' : 'y', at + 0.5);
};

describe('[S50] the dearest message costs in proportion to what it brings:', () => {
	const KINDS: [kind: string, prepare: (page: Wall) => void, write: (page: Wall) => void][] = [
		['moves of as many notes as it may name', () => {}, (page) => move(page, updateStructs)],
		[
			'moves of what the same person moved many times before',
			(page) => {
				for (const _ of times(20)) page.doc.transact(() => move(page, updateStructs));
			},
			(page) => move(page, updateStructs)
		],
		[
			'clusters with their fields',
			() => {},
			(page) => {
				for (const at of times(40))
					makeCluster(page, `cluster-${at}`, [`note-${at}`], at, 0, 'Late');
			}
		],
		[
			'words at many places of a text',
			() => {},
			(page) => {
				for (const at of times(90)) frameText(page, 'why')?.insert(at * 6, 'y');
			}
		],
		[
			'deletes at many places of a text',
			() => {},
			(page) => {
				for (const at of times(120)) frameText(page, 'why')?.delete(499 - at * 4, 1);
			}
		],
		[
			'costs with all that belongs to them',
			() => {},
			(page) => {
				for (const at of times(40))
					addItem(page, 'costs', `cost-${at}`, { problem: 'c', amount: at });
			}
		]
	];
	it.each(KINDS)('%s', (_, prepare, write) => {
		const made = setUp((page) => {
			page.doc.transact(() => makeCluster(page, 'c', ['note-0'], 0, 0, 'Late'));
			prepare(page);
		});
		const update = written(made, write);
		const { structs, ds } = Y.decodeUpdate(update);
		const ranges = [...ds.clients.values()].flat().length;
		const { verdict, looks, charged } = take(made, update);
		expect(verdict.kind).toBe('apply');
		expect(looks).toBeLessThanOrEqual(LOOKS * (structs.length + ranges));
		expect(charged).toBeLessThanOrEqual(LIMITS.updateComparisons);
		expect(made.server.doc.getMap('notes').size).toBe(NOTES);
	});

	it('and one that brings more is refused before anything stored is looked at', () => {
		const made = setUp();
		const more = written(made, (page) => move(page, updateStructs + 1));
		const { verdict, looks } = take(made, more);
		expect(verdict).toMatchObject({ kind: 'refuse' });
		expect(looks).toBe(0);
		expect(updateRanges).toBeLessThanOrEqual(1_000);
	});
});
