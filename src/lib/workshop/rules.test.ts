import { SHARED_ROOTS } from './items/shapes.ts';
import { VALUES, isValue } from './values.ts';
import { describe, expect, test } from 'vitest';
import { LIMITS } from './limits.ts';
import { ruleOf, RULES } from './rules.ts';

const text = (length: number) => 'x'.repeat(length);
const GOOD: [keyof typeof VALUES, unknown[]][] = [
	['noteText', ['', 'A problem', text(LIMITS.noteChars)]],
	['noteKind', ['problem', 'customer']],
	['title', ['', text(LIMITS.clusterTitleChars)]],
	['composed', ['', text(LIMITS.composerChars)]],
	['order', ['', 'a0', text(LIMITS.orderChars)]],
	['coordinate', [0, -0.5, LIMITS.coordinate, -LIMITS.coordinate]],
	['time', [0, Date.now(), 8.64e15]],
	['dots', [1, LIMITS.dotsPerPerson]],
	['keptKind', ['cluster', 'moves', 'note', 'dots', 'words', 'answer']],
	['keptNotes', ['', 'n1 n2', text(LIMITS.notesPerKeptWork * (LIMITS.idChars + 1))]],
	['count', [0, 3, LIMITS.notesPerBoard]],
	['why', ['', 'No round is open.', text(LIMITS.whyChars)]],
	['agreement', [0, 1, 5]],
	['flag', [true, false]],
	['reference', ['', 'c1', 'V1StGXR8_Z5jdHi6B-myT']],
	['day', ['', '2027-06-30', '2028-02-29']],
	['amount', [0, -0.5, 38, 1e12, -1e12]],
	['question', ['hope', 'felt', 'why', 'reason', 'changed']],
	['answerText', ['', text(LIMITS.answerChars)]],
	['line', ['', text(LIMITS.lineChars)]],
	['unit', ['', '% of calls', text(LIMITS.unitChars)]],
	['reason', ['', text(LIMITS.reasonChars)]],
	['personName', ['', 'Ravi', text(LIMITS.personNameChars)]],
	['wording', ['', text(LIMITS.idChars)]],
	['direction', ['', 'up', 'down']],
	['requirementKind', ['people', 'process', 'software']],
	['weight', ['must', 'should', 'could']],
	['rating', ['meets', 'partly', 'fails', 'unshown']]
];
const ODD = [undefined, null, NaN, Infinity, -Infinity, {}, [], ['problem'], 1n, new Uint8Array(1)];
const BAD: [keyof typeof VALUES, unknown[]][] = [
	['noteText', [7, true, text(LIMITS.noteChars + 1)]],
	['noteKind', ['', 'solution', 'Problem', '__proto__', 0]],
	['title', [7, text(LIMITS.clusterTitleChars + 1)]],
	['composed', [text(LIMITS.composerChars + 1)]],
	['order', [0, text(LIMITS.orderChars + 1)]],
	['coordinate', ['0', LIMITS.coordinate + 1, -LIMITS.coordinate - 1]],
	['time', [-1, 8.64e15 + 2, '2026-01-01']],
	['dots', [0, -1, 0.5, LIMITS.dotsPerPerson + 1, '1']],
	['keptKind', ['', 'poem', '__proto__', 0]],
	['keptNotes', [7, text(LIMITS.notesPerKeptWork * (LIMITS.idChars + 1) + 1)]],
	['count', [-1, 0.5, LIMITS.notesPerBoard + 1, '1']],
	['why', [7, text(LIMITS.whyChars + 1)]],
	['agreement', [-1, 6, 2.5, '3']],
	['flag', [0, 1, 'true', '']],
	['reference', [7, '../c1', 'a b', '__proto__', 'constructor', 'prototype', text(65)]],
	['day', [20270630, '2027-02-30', '2027-6-1', '30.06.2027', 'tomorrow']],
	['amount', ['38', 1e12 + 1, -1e12 - 1]],
	['question', ['', 'who', '__proto__', 0]],
	['answerText', [7, text(LIMITS.answerChars + 1)]],
	['line', [7, text(LIMITS.lineChars + 1)]],
	['unit', [7, text(LIMITS.unitChars + 1)]],
	['reason', [7, text(LIMITS.reasonChars + 1)]],
	['personName', [7, text(LIMITS.personNameChars + 1)]],
	['wording', [7, text(LIMITS.idChars + 1)]],
	['direction', ['left', 1, '__proto__']],
	['requirementKind', ['', 'tool', '__proto__']],
	['weight', ['', 'wont', '__proto__']],
	['rating', ['', 'meet', '__proto__']]
];

describe('values', () => {
	test.each(GOOD)('%s accepts %j', (name, values) => {
		for (const value of values) expect(isValue(value, name)).toBe(true);
	});
	test.each(BAD)('%s rejects %j', (name, values) => {
		for (const value of [...values, ...ODD]) expect(isValue(value, name)).toBe(false);
	});
	test('have examples here for every form', () => {
		for (const list of [GOOD, BAD])
			expect(list.map(([name]) => name).sort()).toEqual(Object.keys(VALUES).sort());
	});
});

describe('the table', () => {
	test('finds rules by paths with plain ids', () => {
		expect(ruleOf('wall', ['notes', 'n1', 'x'])).toMatchObject({ by: 'move', holds: 'coordinate' });
		expect(ruleOf('wall', ['notes', 'n1', 'text'])).toMatchObject({ by: 'server' });
		expect(ruleOf('wall', ['clusters', 'c1'])).toMatchObject({ holds: 'map', removedBy: 'maker' });
		expect(ruleOf('desk', ['ballots', 'r1', 'c1'])).toMatchObject({ by: 'vote', holds: 'dots' });
		expect(ruleOf('desk', ['composer', 'text'])).toMatchObject({ holds: 'composed' });
	});
	test.each([
		['an unknown root', ['stage', 'locked']],
		['a root alone', ['notes']],
		['an unknown field', ['notes', 'n1', 'colour']],
		['a place in a list', ['notes', null]],
		['a place in a list below', ['notes', 'n1', null]],
		['more below a value', ['notes', 'n1', 'x', 'y']],
		['an asterisk', ['notes', '*', 'x']],
		['an asterisk below', ['clusters', 'c1', '*']],
		['an id with a slash', ['clusters', 'c1/title']],
		['an id that objects inherit', ['clusters', '__proto__']],
		['a root that objects inherit', ['constructor', 'name']],
		['an empty id', ['clusters', '']]
	])('has no rule for %s', (_, path) => {
		expect(ruleOf('wall', path)).toBeNull();
	});
	test('has separate rules for the wall and the desk', () => {
		expect(ruleOf('desk', ['clusters', 'c1'])).toBeNull();
		expect(ruleOf('wall', ['ballots', 'r1'])).toBeNull();
		expect(ruleOf('wall', ['composer', 'text'])).toBeNull();
	});
	const byPages = (root: string) =>
		RULES.filter(({ place, path, by }) => {
			return place === 'wall' && path.startsWith(`${root}/`) && by !== 'server';
		}).map(({ path }) => path);
	test('lets no page write the text, kind, function, writer or archived state of a note on the wall', () => {
		expect(byPages('notes')).toEqual([
			'notes/*/x',
			'notes/*/y',
			'notes/*/cluster',
			'notes/*/order',
			'notes/*/parked',
			'notes/*/requirement',
			'notes/*/setAside'
		]);
	});
	test('lets no page write any part of an answer on the wall', () => {
		expect(byPages('answers')).toEqual([]);
	});
	test('distinguishes positions inside a text from the text, and allows them only in texts', () => {
		const text = { holds: 'text', chars: LIMITS.statementChars, removedBy: 'nobody' };
		expect(ruleOf('wall', ['outcomes', 'o1', 'statement'])).toMatchObject(text);
		expect(ruleOf('wall', ['outcomes', 'o1', 'statement', null])).toMatchObject(text);
		expect(ruleOf('wall', ['frame', 'why', null])).toMatchObject({ by: 'frame', holds: 'text' });
		for (const path of [
			['outcomes', 'o1', 'statement', 'key'],
			['outcomes', 'o1', 'statement', null, null],
			['outcomes', 'o1', 'metric', null],
			['outcomes', 'o1', null],
			['frame', 'why', 'key'],
			['frame', null]
		])
			expect(ruleOf('wall', path)).toBeNull();
	});
	test('lets nobody remove a shared item, its texts, or the reference to its parent', () => {
		const kept = RULES.filter(({ removedBy }) => removedBy === 'nobody');
		for (const { path, holds, names } of kept)
			expect([path, holds === 'map' || holds === 'text' || names !== undefined]).toEqual([
				path,
				true
			]);
		for (const root of SHARED_ROOTS) expect(kept.map(({ path }) => path)).toContain(`${root}/*`);
		expect(kept.filter(({ names }) => names).map(({ path }) => path)).toEqual([
			'costs/*/problem',
			'outcomes/*/problem',
			'requirements/*/outcome',
			'readings/*/outcome'
		]);
		expect(RULES.filter(({ holds }) => holds === 'text')).toEqual(
			kept.filter(({ holds }) => holds === 'text')
		);
	});
	test('lists every path once', () => {
		const paths = RULES.map(({ place, path }) => `${place} ${path}`);
		expect(new Set(paths).size).toBe(paths.length);
	});
});
