import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all as en } from '../../i18n/en/all.ts';
import { say } from '../../i18n/say.ts';
import { guessColumns } from '../import/columns.ts';
import { readTable } from '../import/table.ts';
import { toImportRows } from '../import/rows.ts';
import { LIMITS } from '../limits.ts';
import { frameOf, NOTHING_WRITTEN } from '../defaults.ts';
import { groupedNotes } from '../items/groups.ts';
import { parseRecord, writeRecord } from './record.ts';
import { notesCsv, requirementsCsv, scorecardCsv } from '../report/tables.ts';
import type { OutcomeAgreement } from '../types.ts';
import type { BoardRecord } from './schema.ts';
import { sampleRecord } from '../sample/sample.ts';
import { wallContents } from '../testing.ts';

function sample(): BoardRecord {
	let next = 0;
	return sampleRecord(() => `id${(next += 1)}`, 1_800_000_000_000, en);
}
/** The sample board after one change, written to a file and read back. */
function reread(change: (record: BoardRecord) => void) {
	const record = sample();
	change(record);
	return parseRecord(JSON.stringify(record));
}
const first = <T>(items: T[]): T => {
	const [item] = items;
	if (item === undefined) throw new Error('the sample lacks an item');
	return item;
};
const many = <T>(items: T[], length: number) =>
	Array.from({ length }, (_, index) => ({ ...first(items), id: `many-${index}` }));
const decisionOf = ({ stage }: BoardRecord) => {
	if (!stage.decision) throw new Error('the sample lacks a decision');
	return stage.decision;
};
const firstAgreement = ({ stage }: BoardRecord) => first(Object.values(stage.agreements));
const resultOf = ({ stage }: BoardRecord) => {
	const { result } = first(stage.rounds);
	if (!result) throw new Error('the sample lacks a result');
	return result;
};

const SPLIT: OutcomeAgreement = {
	revealedAt: 1_800_000_000_000,
	wording: 'abc123',
	fns: [
		{ fn: 'sales', people: 3, answered: 3, marks: [0, 0, 0, 1, 1, 1], median: 4, hidden: false },
		{ fn: 'it', people: 1, answered: 1, marks: [], median: null, hidden: true }
	],
	marks: [0, 0, 1, 1, 1, 1],
	median: 3.5
};

describe('parseRecord', () => {
	test('reads back a complete written board', () => {
		expect(parseRecord(writeRecord(sample()))).toEqual({ ok: true, record: sample() });
		expect(parseRecord('\ufeff' + writeRecord(sample())).ok).toBe(true);
	});
	test('[H15] rejects more results of rounds than pages can receive with each change', () => {
		const rounds = (tallies: number) =>
			reread((record) => {
				const result = resultOf(record);
				const clusters = many(result.clusters, tallies / 5);
				record.stage.rounds = many(record.stage.rounds, 5).map((round) => ({
					...round,
					result: { ...result, clusters }
				}));
			}).ok;
		expect(rounds(LIMITS.talliesPerBoard)).toBe(true);
		expect(rounds(LIMITS.talliesPerBoard + 5)).toBe(false);
	});
	test('reads a named board with its writers', () => {
		const parsed = reread((record) => {
			record.stage.attribution = 'named';
			record.people = [{ id: 'ana', name: 'Ana', fn: 'sales' }];
			first(record.notes).by = 'ana';
		});
		expect(parsed.ok).toBe(true);
	});

	test('[P10] reads back any wall that is possible on a board', () => {
		fc.assert(
			fc.property(wallContents, (content) => {
				const { stage } = sample();
				const outcome = content.outcomes[0]?.id;
				const agreements = outcome ? { [outcome]: SPLIT } : {};
				const bare = { ...stage, chosen: [], rounds: [], decision: null, agreements };
				const record: BoardRecord = { ...sample(), ...content, stage: bare };
				expect(parseRecord(writeRecord(record))).toEqual({ ok: true, record });
			})
		);
	});
	test('reads an old file that has only notes and votes', () => {
		const whole = JSON.parse(writeRecord(sample())) as Record<string, object>;
		for (const part of ['frame', 'answers', 'costs', 'outcomes', 'requirements', 'options'])
			Reflect.deleteProperty(whole, part);
		for (const part of ['agreements', 'gate', 'decision', 'reviewOn', 'checksWording', 'products'])
			Reflect.deleteProperty(whole.stage ?? {}, part);
		const bare = sample().notes.map(({ parked: _, setAside: _why, ...note }) => note);
		const notes = bare.map((note) => ({ ...note, requirement: '' }));
		expect(parseRecord(JSON.stringify({ ...whole, notes, readings: [] }))).toMatchObject({
			ok: true,
			record: {
				...NOTHING_WRITTEN,
				frame: frameOf(sample().stage.purpose),
				stage: { gate: null, decision: null, checksWording: true }
			}
		});
	});

	const broken: [string, (record: BoardRecord) => unknown, string][] = [
		['another format', (r) => Object.assign(r, { format: 'x' }), 'format'],
		['a later version', (r) => Object.assign(r, { version: 2 }), 'version'],
		['no step', (r) => (r.stage.steps = []), 'stage.steps'],
		['a long note', (r) => (first(r.notes).text = 'x'.repeat(501)), 'notes.0.text'],
		['an empty note', (r) => (first(r.notes).text = ' '), 'notes.0.text'],
		['a place that is far off', (r) => (first(r.notes).x = 1e6), 'notes.0.x'],
		['an order that is no order', (r) => (first(r.notes).order = '!'), 'notes.0.order'],
		['an id that objects inherit', (r) => (first(r.notes).id = '__proto__'), 'notes.0.id'],
		['an id with markup', (r) => (first(r.clusters).id = '<b>'), 'clusters.0.id'],
		['half a dot', (r) => (resultOf(r).dots = 0.5), 'result.dots'],
		['one note twice', (r) => r.notes.push({ ...first(r.notes) }), 'two notes'],
		['one step twice', (r) => r.stage.steps.push({ ...first(r.stage.steps) }), 'two steps'],
		['two functions with one letter', (r) => (first(r.stage.functions).letter = 'M'), 'letter'],
		['an unknown current step', (r) => (r.stage.currentStep = 'gone'), 'a step that'],
		['a round of an unknown step', (r) => (first(r.stage.rounds).stepId = 'gone'), 'a step that'],
		['a note of an unknown function', (r) => (first(r.notes).fn = 'gone'), 'a function that'],
		[
			'a count of an unknown function',
			(r) => (first(resultOf(r).fns).fn = 'gone'),
			'a function that'
		],
		['a note in an unknown cluster', (r) => (first(r.notes).cluster = 'gone'), 'a cluster that'],
		[
			'a merge into an unknown cluster',
			(r) => (first(r.clusters).mergedInto = 'gone'),
			'a cluster that'
		],
		['a chosen unknown cluster', (r) => r.stage.chosen.push('gone'), 'a cluster that'],
		['a cluster chosen twice', (r) => r.stage.chosen.push(first(r.stage.chosen)), 'chosen twice'],
		[
			'a cost of an unknown problem',
			(r) => (first(r.costs).problem = 'gone'),
			'a cluster that the board does not have'
		],
		['an outcome of an unknown problem', (r) => (first(r.outcomes).problem = 'gone'), 'a cluster'],
		[
			'a requirement of an unknown outcome',
			(r) => (first(r.requirements).outcome = 'gone'),
			'an outcome that'
		],
		['a reading of an unknown outcome', (r) => (first(r.readings).outcome = 'gone'), 'an outcome'],
		['an answer about nothing there', (r) => (first(r.answers).about = 'gone'), ', an answer or'],
		['an answer of an unknown function', (r) => (first(r.answers).fn = 'gone'), 'a function'],
		['an answer by an unlisted person', (r) => (first(r.answers).by = 'gone'), 'a person whom'],
		[
			'a parked note under an unknown requirement',
			(r) => (first(r.notes).requirement = 'gone'),
			'a requirement that'
		],
		['a rating of nothing', (r) => (first(r.options).ratings.gone = 'meets'), 'a requirement'],
		[
			'an agreement on an unknown outcome',
			(r) => (r.stage.agreements.gone = SPLIT),
			'an outcome that'
		],
		['a decision for an unknown option', (r) => (decisionOf(r).option = 'gone'), 'an option that'],
		[
			'a decision on unknown requirements',
			(r) => decisionOf(r).requirements.push('gone'),
			'a requirement that'
		],
		['one outcome twice', (r) => r.outcomes.push({ ...first(r.outcomes) }), 'two outcomes'],
		['a day that does not exist', (r) => (first(r.readings).day = '2027-02-30'), 'readings.0.day'],
		['an amount beyond counting', (r) => (first(r.costs).amount = 1e13), 'costs.0.amount'],
		['a mark beyond five', (r) => firstAgreement(r).marks.push(1), 'marks'],
		['a long statement', (r) => (first(r.outcomes).statement = 'x'.repeat(501)), 'statement'],
		[
			'too many answers',
			(r) => (r.answers = many(r.answers, LIMITS.answersKeptPerBoard + 1)),
			'answers'
		],
		[
			'functions of answers on a board that promised to keep them',
			(r) => (r.stage.attribution = 'anonymous'),
			'promises not to'
		],
		['a note by an unlisted person', (r) => (first(r.notes).by = 'gone'), 'a person whom'],
		[
			'people on a board that promised not to name them',
			(r) => r.people.push({ id: 'ana', name: 'Ana', fn: 'sales' }),
			'promises not to'
		],
		['a revealed round without a count', (r) => (first(r.stage.rounds).result = null), 'neither'],
		['an open round with a count', (r) => (first(r.stage.rounds).status = 'open'), 'neither'],
		[
			'two open rounds',
			(r) => {
				const open = { ...first(r.stage.rounds), status: 'open' as const, result: null };
				r.stage.rounds = [open, { ...open, id: 'other' }];
			},
			'two open'
		]
	];
	test.each(broken)('rejects %s and says so', (_, change, part) => {
		const parsed = reread(change);
		expect(parsed.ok ? 'accepted' : say(en, parsed.reason)).toContain(part);
	});

	test('[V14] reads the file of the largest board, in the script that needs the most bytes', () => {
		const record = sample();
		const words = '語'.repeat(LIMITS.noteChars);
		const [note, answer] = [record.notes[0], record.answers[0]];
		if (!note || !answer) throw new Error('a sample without words');
		const id = (n: number) => String(n).padStart(36, '0');
		const largest = {
			...record,
			notes: Array.from({ length: LIMITS.notesKeptPerBoard }, (_, n) => ({
				...{ ...note, id: id(n), text: words, archived: n >= LIMITS.notesPerBoard }
			})),
			answers: Array.from({ length: LIMITS.answersKeptPerBoard }, (_, n) => ({
				...{ ...answer, id: id(n), text: words, archived: n >= LIMITS.answersPerBoard }
			}))
		};
		const json = writeRecord(largest);
		expect(Buffer.byteLength(json)).toBeLessThan(LIMITS.boardFileBytes);
		const parsed = parseRecord(json);
		expect(parsed.ok || parsed.reason).toBe(true);
		if (parsed.ok) expect(parsed.record.notes.length).toBe(LIMITS.notesKeptPerBoard);
	});

	test('[P5] returns a board or a sentence for any text', () => {
		for (const json of ['', '{', 'null', '[]', '{"format":"groundwork-board"}', '"x"'])
			expect(parseRecord(json).ok).toBe(false);
		expect(parseRecord(' '.repeat(LIMITS.boardFileBytes + 1))).toMatchObject({ ok: false });
		fc.assert(
			fc.property(fc.json(), (json) => {
				expect(parseRecord(json).ok).toBe(false);
			})
		);
	});
	test('[P5] returns a board or a sentence for any damage to a board', () => {
		const leaves: [object, string][] = [];
		const walk = (node: unknown) => {
			if (typeof node !== 'object' || node === null) return;
			for (const [key, value] of Object.entries(node)) {
				leaves.push([node, key]);
				walk(value);
			}
		};
		const record = sample();
		walk(record);
		const at = fc.integer({ min: 0, max: leaves.length - 1 });
		fc.assert(
			fc.property(at, fc.jsonValue(), (index, value) => {
				const [node, key] = leaves[index] ?? [{}, ''];
				const before = Reflect.get(node, key) as unknown;
				Reflect.set(node, key, value);
				const parsed = parseRecord(JSON.stringify(record));
				Reflect.set(node, key, before);
				expect(parsed.ok ? 'a record' : say(en, parsed.reason)).toMatch(/\w/);
			})
		);
	});
});

test('a file never tells more about a writer than the board promised', () => {
	const record = sample();
	record.stage.attribution = 'anonymous';
	record.people = [{ id: 'ana', name: 'Ana', fn: 'sales' }];
	for (const item of [first(record.notes), first(record.answers)]) item.by = 'ana';
	const { notes, answers } = JSON.parse(writeRecord(record)) as BoardRecord;
	expect([...notes, ...answers].filter(({ fn, by }) => fn !== '' || by !== '')).toEqual([]);
});
test('[P10] writing a file removes references to missing items', () => {
	const lists = ['outcomes', 'requirements', 'options', 'answers', 'clusters'] as const;
	fc.assert(
		fc.property(fc.subarray([...lists]), fc.boolean(), (gone, half) => {
			const record = sample();
			for (const list of gone) record[list].splice(half ? 1 : 0);
			const parsed = parseRecord(
				writeRecord({ ...record, stage: { ...record.stage, rounds: [] } })
			);
			expect(parsed.ok ? '' : parsed.reason).toBe('');
		})
	);
});

test('[P10] writing a file repairs invalid values that pages left on the wall', () => {
	const odd = fc.record({
		x: fc.double({ noNaN: true, min: -1e9, max: 1e9 }),
		by: fc.constantFrom('', 'gone'),
		cluster: fc.constantFrom('', 'gone', 'id5'),
		order: fc.oneof(fc.string(), fc.constantFrom('a0', '', 'a'.repeat(300)))
	});
	fc.assert(
		fc.property(odd, fc.string({ maxLength: 300 }), (change, title) => {
			const record = sample();
			Object.assign(first(record.notes), change);
			Object.assign(first(record.clusters), { title, mergedInto: change.by, y: change.x });
			const parsed = parseRecord(writeRecord(record));
			expect(parsed.ok ? '' : parsed.reason).toBe('');
		})
	);
});

describe('groupedNotes', () => {
	test('follows merges, leaves archived notes out, and keeps the order inside a cluster', () => {
		const record = sample();
		const [into, from, other] = record.clusters;
		if (!into || !from || !other) throw new Error('the sample lacks clusters');
		from.archived = true;
		from.mergedInto = into.id;
		const groups = () => new Map(groupedNotes(record).map((group) => [group.cluster, group.notes]));
		const merged = groups().get(into) ?? [];
		expect(merged).toHaveLength(12);
		expect(merged.map(({ order }) => order)).toEqual(merged.map(({ order }) => order).sort());
		expect(groups().has(from)).toBe(false);
		first(record.notes).archived = true;
		expect(groups().get(into)).toHaveLength(11);
		expect(groups().get(null)).toHaveLength(3);
	});
	test('puts the notes of a dissolved cluster, or of clusters merged in a circle, outside clusters', () => {
		const record = sample();
		const [a, b] = record.clusters;
		if (!a || !b) throw new Error('the sample lacks clusters');
		Object.assign(a, { archived: true, mergedInto: b.id });
		Object.assign(b, { archived: true, mergedInto: a.id });
		expect(groupedNotes(record).at(-1)).toMatchObject({ cluster: null });
		expect(groupedNotes(record).at(-1)?.notes).toHaveLength(3 + 12);
	});
});

describe('notesCsv', () => {
	test('has one row for each note, which the import understands', () => {
		const table = readTable(notesCsv(sample(), en));
		expect(table.header).toEqual([
			...['Text', 'Kind', 'Function', 'Cluster', 'Dots of its cluster in round 1']
		]);
		const { rows, skipped } = toImportRows(table, guessColumns(table));
		expect(skipped).toEqual([]);
		expect(rows).toHaveLength(40);
		expect(rows[0]).toEqual({
			text: 'After the contract is signed I never hear whether the customer succeeded.',
			fn: 'Sales',
			cluster: 'Nobody knows who owns the customer'
		});
		expect(table.rows[0]?.[4]).toBe('26');
		expect(table.rows.at(-1)?.slice(3)).toEqual(['', '']);
	});
	test('names writers on named boards only', () => {
		const record = sample();
		record.people = [{ id: 'ana', name: 'Ana', fn: 'sales' }];
		first(record.notes).by = 'ana';
		expect(notesCsv(record, en)).not.toContain('Ana');
		record.stage.attribution = 'named';
		expect(readTable(notesCsv(record, en)).rows[0]?.[3]).toBe('Ana');
	});
	test('[P10] holds no formula', () => {
		const record = sample();
		first(record.notes).text = '=HYPERLINK("https://example.org")';
		expect(notesCsv(record, en)).toContain(`"'=HYPERLINK`);
	});
});

describe('requirementsCsv', () => {
	test('has one row for each requirement, with its outcome and problem', () => {
		const { header, rows } = readTable(requirementsCsv(sample(), en));
		expect(header).toEqual([
			...['Number', 'Requirement', 'Kind', 'Weight', 'Outcome', 'Measured', 'Problem']
		]);
		expect(rows).toHaveLength(10);
		expect(rows[0]?.slice(0, 5)).toEqual([
			'1.1',
			'Each account has an owner and a second who stands in.',
			'people',
			'must',
			'A customer has one name to call, and we know it too.'
		]);
		expect(rows.at(-1)?.[6]).toBe('The handover loses what was promised');
		const kinds = rows.map(([number, , kind]) => `${number?.[0]} ${kind}`);
		expect(kinds).toEqual(kinds.toSorted((a, b) => order(a) - order(b)));
		function order(kind: string) {
			return Number(kind[0]) * 9 + ['people', 'process', 'software'].indexOf(kind.slice(2));
		}
	});
});
describe('scorecardCsv', () => {
	test('has every option against every requirement, with its score', () => {
		const { header, rows } = readTable(scorecardCsv(sample(), en));
		expect(header.slice(4)).toEqual([
			'The customer list that we have',
			'The customer list that we have: seen',
			'The case desk of our telephone firm',
			'The case desk of our telephone firm: seen'
		]);
		expect(rows).toHaveLength(10 + 1 + 5);
		const list = rows.find(([, requirement]) => requirement?.startsWith('The list shows'));
		expect(list?.slice(4)).toEqual([
			'meets it',
			'IT sorted it so in an hour, while we watched.',
			'partly',
			'Shows the owner, but no stand-in.'
		]);
		expect(rows[10]?.[1]).toBe('Score');
		expect(rows[10]?.[4]).toMatch(/^\d\d of 100, 2 not shown$/);
		expect(rows[10]?.[6]).toMatch(/^\d\d of 100, 4 not shown, fails 1 must$/);
		expect(rows.at(-5)?.[6]).toContain('wants our telephone contract');
	});
	test('[P10] holds no formula', () => {
		const record = sample();
		first(record.options).name = '=1+1';
		first(record.options).motive = '@SUM(A1)';
		first(record.requirements).statement = '+cmd';
		const cells = readTable(scorecardCsv(record, en));
		expect([cells.header, ...cells.rows].flat().filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
		expect(requirementsCsv(record, en)).toContain(`'+cmd`);
	});
});
