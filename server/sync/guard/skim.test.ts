import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { content, entry, forge } from '../../../tests/sync/forge.ts';
import { ClientOwners } from './owners.ts';
import { boundsOf, SYNC_LIMITS } from '../limits.ts';
import { judge } from './policy.ts';
import { roomy } from '../testing.ts';
import { skim } from './skim.ts';

const MOST = { pieces: 1_000, ranges: 1_000 };
const passes = (update: Uint8Array) => {
	try {
		skim(update, MOST);
		return true;
	} catch {
		return false;
	}
};
const NAME = 'n'.repeat(1_000);
type Write = (encoder: Y.UpdateEncoderV1) => void;
const type =
	(ref: number, name = ''): Write =>
	(encoder) => {
		encoder.writeTypeRef(ref);
		if (name) encoder.writeKey(name);
	};
const json =
	(value: unknown): Write =>
	(encoder) => {
		encoder.writeLen(1);
		encoder.writeAny(value);
	};

/** By the number of the content in Yjs. */
const KINDS: Record<string, { ref: number; write: Write; taken: boolean }> = {
	'1 deleted': { ref: 1, write: (encoder) => encoder.writeLen(3), taken: true },
	'2 JSON': {
		ref: 2,
		write: (encoder) => {
			encoder.writeLen(1);
			encoder.writeString('{"a":1}');
		},
		taken: false
	},
	'3 bytes': { ref: 3, write: (encoder) => encoder.writeBuf(Uint8Array.of(1, 2)), taken: false },
	'4 words': { ref: 4, write: (encoder) => encoder.writeString('words'), taken: true },
	'5 embed': { ref: 5, write: (encoder) => encoder.writeJSON({ a: 1 }), taken: false },
	'6 format': {
		ref: 6,
		write: (encoder) => {
			encoder.writeKey('bold');
			encoder.writeJSON(true);
		},
		taken: false
	},
	'7 list': { ref: 7, write: type(0), taken: false },
	'7 map': { ref: 7, write: type(1), taken: true },
	'7 text': { ref: 7, write: type(2), taken: true },
	'7 XML element': { ref: 7, write: type(3, NAME), taken: false },
	'7 XML fragment': { ref: 7, write: type(4), taken: false },
	'7 XML hook': { ref: 7, write: type(5, NAME), taken: false },
	'7 XML text': { ref: 7, write: type(6), taken: false },
	'7 unknown': { ref: 7, write: type(9), taken: false },
	'8 text': { ref: 8, write: json('x'), taken: true },
	'8 number': { ref: 8, write: json(1.5), taken: true },
	'8 large number': { ref: 8, write: json(1e300), taken: true },
	'8 flag': { ref: 8, write: json(true), taken: true },
	'8 nothing': { ref: 8, write: json(null), taken: false },
	'8 undefined': { ref: 8, write: json(undefined), taken: false },
	'8 object': { ref: 8, write: json({ [NAME]: 1 }), taken: false },
	'8 list': { ref: 8, write: json([1]), taken: false },
	'8 bytes': { ref: 8, write: json(Uint8Array.of(1)), taken: false },
	'8 big number': { ref: 8, write: json(5n), taken: false },
	'9 document': {
		ref: 9,
		write: (encoder) => {
			encoder.writeString(NAME);
			encoder.writeAny({});
		},
		taken: false
	},
	'11 unknown': { ref: 11, write: () => {}, taken: false }
};

describe('[S35] of all kinds of content in Yjs,', () => {
	for (const [name, { ref, write, taken }] of Object.entries(KINDS))
		it(`${name} is ${taken ? 'read' : 'refused'}`, () => {
			expect(passes(forge(7, [content('clusters', 'k', ref, write)]))).toBe(taken);
		});
	it('only maps can replace a cluster', () => {
		const judged = Object.entries(KINDS).map(([name, { ref, write }]) => {
			const doc = new Y.Doc();
			doc.getMap('clusters');
			const update = forge(7, [content('clusters', 'k', ref, write)]);
			const bounds = { ...boundsOf(SYNC_LIMITS), structs: 100 };
			const verdict = judge('wall', doc, update, bounds, {
				id: 'ann',
				owners: new ClientOwners(new Map(), 9),
				refuses: () => null,
				round: () => null,
				whyNoMark: () => null,
				...roomy()
			});
			return [name, verdict.kind];
		});
		const taken = judged.filter(([, kind]) => kind === 'apply').map(([name]) => name);
		expect(taken).toEqual(['1 deleted', '7 map']);
	});
});

describe('[S35] bytes that no check would read', () => {
	const honest = forge(7, [entry('clusters', 'k', 1)], { deletes: [[7, 0, 1]] });
	it('are rejected after the end of an update', () => {
		expect(passes(honest)).toBe(true);
		expect(passes(Uint8Array.of(...honest, 0))).toBe(false);
	});
	it('are rejected if they are fewer than the update announces', () => {
		for (let end = 0; end < honest.length; end++)
			expect(passes(honest.subarray(0, end))).toBe(false);
		const endless = encoding.encode((encoder) => {
			for (const number of [1, 2 ** 50, 7, 0]) encoding.writeVarUint(encoder, number);
		});
		expect(passes(endless)).toBe(false);
	});
});

describe('[S34] the first pass', () => {
	it('stops at the first struct, value or delete range over the limit', () => {
		const many = Array.from({ length: 1_001 }, (_, at) => at);
		expect(
			passes(
				forge(
					7,
					many.map((at) => entry('clusters', 'k', at))
				)
			)
		).toBe(false);
		const values: Write = (encoder) => {
			encoder.writeLen(1_001);
			for (let left = 1_001; left > 0; left--) encoder.writeAny(1);
		};
		expect(passes(forge(7, [content('clusters', 'k', 8, values)]))).toBe(false);
		const deletes = many.map((at) => [at, 0, 1] as const);
		expect(passes(forge(7, [], { deletes }))).toBe(false);
	});
	it('accepts all maps, texts and single values that Yjs writes', () => {
		const doc = new Y.Doc();
		const map = doc.getMap<unknown>('clusters');
		const text = new Y.Text('Größe 🎉');
		doc.transact(() => {
			for (const value of ['words', 'ü', 0, -5, 1.25, 1e300, 2 ** 40, true, false])
				map.set(`k${String(value)}`, value);
			map.set('text', text);
			map.set('map', new Y.Map([['a', 1]]));
		});
		text.delete(2, 3);
		text.insert(1, 'abc');
		map.set('kwords', 'other');
		map.delete('ktrue');
		expect(passes(Y.encodeStateAsUpdate(doc))).toBe(true);
		expect(passes(Y.mergeUpdates([Y.encodeStateAsUpdate(doc), Y.encodeStateAsUpdate(doc)]))).toBe(
			true
		);
	});
});
