import { board as en } from '../i18n/en/board.ts';
import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import type { KeptWork } from './kept.ts';
import { addItem, changeItem, frameText, layFrame, rate, readItem, textOf } from './items.ts';
import { addCluster, addNote } from './mutations.ts';
import { refusedOnWall } from './refused-wall.ts';
import { note } from './testing.ts';
import { knownTo } from './unseen.ts';
import { Wall } from './wall.ts';
import { putWords, whyNoPlace } from './put-back-words.ts';

const refusal = { at: 5, why: 'Outcomes are written in the Outcomes step.' };

/** A server's wall with a problem, an outcome and an option, and a person's copy of it. */
function setUp() {
	const server = new Wall();
	layFrame(server, { why: 'Customers leave' });
	addCluster(server, { id: 'c1', title: '', x: 0, y: 0, archived: false, mergedInto: '' });
	addNote(server, note('n1'));
	addItem(server, 'outcomes', 'o1', { problem: 'c1', statement: 'Nobody explains twice' });
	addItem(server, 'requirements', 'q1', { outcome: 'o1' });
	addItem(server, 'options', 'p1', {});
	return { server, page: Wall.from(server.encode()) };
}
const statement = (wall: Wall, id = 'o1') => {
	const text = textOf(wall, 'outcomes', id, 'statement');
	if (!text) throw new Error('there is no such text');
	return text;
};
const told = (page: Wall, server: Wall) =>
	refusedOnWall(page, server, knownTo(server.doc), refusal);
const isWords = (work: KeptWork) => work.kind === 'words';
const words = (page: Wall, server: Wall) => told(page, server).filter(isWords);

describe('[W16] words in texts that the server never received', () => {
	test('are listed stretch by stretch, with the text before them', () => {
		const { server, page } = setUp();
		statement(page).insert(0, 'In sales, ');
		for (const letter of ' any more') statement(page).insert(statement(page).length, letter);
		frameText(page, 'why')?.insert('Customers'.length, ' of ours');
		expect(words(page, server)).toMatchObject([
			{ place: 'outcomes/o1/statement', text: 'In sales, ', before: '', about: 'c1', ...refusal },
			{ text: ' any more', before: 'In sales, Nobody explains twice' },
			{ place: 'frame/why', text: ' of ours', before: 'Customers', about: '' }
		]);
	});
	test('are listed as their writer left them, and are left out if their writer removed them', () => {
		const { server, page } = setUp();
		const text = statement(page);
		text.insert(0, 'Whether or nor, ');
		text.delete(0, 'Whether or nor, '.length);
		text.insert(0, 'Soon nobodx ');
		text.delete(10, 1);
		text.insert(10, 'y');
		expect(words(page, server)).toMatchObject([{ text: 'Soon nobody ' }]);
	});
	test('are listed from the first character that the server does not have', () => {
		const { server, page } = setUp();
		statement(page).insert(0, 'In sa');
		Y.applyUpdate(server.doc, page.encode());
		statement(page).insert(5, 'les, ');
		statement(server).insert(statement(server).length, ' at all');
		expect(words(page, server)).toMatchObject([{ text: 'les, ', before: 'In sa' }]);
	});
});

describe('[W16] fields that the server never received', () => {
	test('are listed with their last value, numbers and days too', () => {
		const { server, page } = setUp();
		changeItem(page, 'outcomes', 'o1', { metric: 'calls', due: '2027-06-30' });
		changeItem(page, 'outcomes', 'o1', { metric: 'calls a week', target: 15 });
		changeItem(page, 'requirements', 'q1', { kind: 'process' });
		rate(page, 'p1', 'q1', 'meets');
		page.notes.get('n1')?.set('setAside', 'Not our problem');
		expect(words(page, server).map((work) => isWords(work) && [work.place, work.text])).toEqual([
			['outcomes/o1/metric', 'calls a week'],
			['outcomes/o1/due', '2027-06-30'],
			['outcomes/o1/target', '15'],
			['requirements/q1/kind', 'process'],
			['ratings/p1/q1', 'meets'],
			['notes/n1/setAside', 'Not our problem']
		]);
	});
	test('are listed for a new item without its initial values', () => {
		const { server, page } = setUp();
		addItem(page, 'requirements', 'q2', { outcome: 'o1', statement: 'Calls are logged' });
		addItem(page, 'requirements', 'q3', { outcome: 'o1' });
		expect(told(page, server)).toMatchObject([
			{ place: 'requirements/q2/statement', text: 'Calls are logged', about: 'o1' }
		]);
	});
	test('stay in the list if somebody else overwrote them, and are left out if the wall shows them', () => {
		const { server, page } = setUp();
		page.doc.clientID = 1;
		changeItem(page, 'outcomes', 'o1', { metric: 'calls a week' });
		changeItem(server, 'outcomes', 'o1', { metric: 'letters' });
		const known = knownTo(server.doc);
		const before = new Map([1, server.doc.clientID].map((client) => [client, known(client)]));
		Y.applyUpdate(page.doc, server.encode());
		expect(readItem(page, 'outcomes', 'o1')?.metric).toBe('letters');
		const unknown = (client: number) => before.get(client) ?? 0;
		expect(refusedOnWall(page, server, unknown, refusal)).toMatchObject([{ text: 'calls a week' }]);
		changeItem(server, 'outcomes', 'o1', { metric: 'calls a week' });
		expect(refusedOnWall(page, server, unknown, refusal)).toEqual([]);
	});
	test('are absent for a copy without changes, and equal changes have equal ids', () => {
		const { server, page } = setUp();
		statement(server).insert(0, 'In sales, ');
		expect(told(page, server)).toEqual([]);
		statement(page).insert(0, 'At first ');
		changeItem(page, 'outcomes', 'o1', { metric: 'calls' });
		const ids = told(page, server).map(({ id }) => id);
		expect(new Set(ids).size).toBe(2);
		expect(told(Wall.from(page.encode()), server).map(({ id }) => id)).toEqual(ids);
	});
});

describe('[W17] restored words return', () => {
	const again = (page: Wall, server: Wall) => {
		for (const work of words(page, server)) if (isWords(work)) putWords(server, work);
	};
	test('to their old place, even between the words of others', () => {
		const { server, page } = setUp();
		statement(page).insert('Nobody'.length, ' of ours');
		statement(page).insert(statement(page).length, ' any more');
		frameText(page, 'who')?.insert(0, 'Callers');
		statement(server).insert(0, 'In sales: ');
		again(page, server);
		expect(statement(server).toJSON()).toBe('In sales: Nobody of ours explains twice any more');
		expect(frameText(server, 'who')?.toJSON()).toBe('Callers');
	});
	test('to the end if the text before them is gone', () => {
		const { server, page } = setUp();
		statement(page).insert(statement(page).length, ' any more');
		statement(server).delete(0, statement(server).length);
		statement(server).insert(0, 'Everybody is known');
		again(page, server);
		expect(statement(server).toJSON()).toBe('Everybody is known any more');
	});
	test('together with their item, once, and with fields of each type', () => {
		const { server, page } = setUp();
		const outcome = { problem: 'c1', metric: 'calls', statement: 'Known', how: 'By asking' };
		addItem(page, 'outcomes', 'o2', { ...outcome, due: '2027-06-30', baseline: 38 });
		again(page, server);
		const fields = { ...outcome, due: '2027-06-30', baseline: 38 };
		expect(readItem(server, 'outcomes', 'o2')).toMatchObject(fields);
		changeItem(page, 'requirements', 'q1', { weight: 'could' });
		rate(page, 'p1', 'q1', 'meets');
		again(page, server);
		expect(readItem(server, 'requirements', 'q1')?.weight).toBe('could');
		expect(readItem(server, 'options', 'p1')?.ratings).toEqual({ q1: 'meets' });
	});
	test('nowhere if they have no place, and the wall says why', () => {
		const { server } = setUp();
		const at = (place: string, fields: { about?: string; text?: string } = {}) => {
			const work = { place, about: '', before: '', text: 'Words', ...fields };
			const before = server.encode();
			putWords(server, work);
			expect(server.encode()).toEqual(before);
			return whyNoPlace(server, work)?.(en);
		};
		expect(at('outcomes/o9/statement', { about: 'c9' })).toContain('not on the wall any more');
		expect(at('evidence/p9/q1')).toContain('not on the wall any more');
		expect(at('notes/n9/setAside')).toContain('not on the wall any more');
		expect(at('outcomes/o1/statement', { text: 'x'.repeat(500) })).toContain('no room');
		for (const odd of ['', 'answers/a1/text', 'notes/n1/text', 'outcomes/o1', '__proto__/x/y'])
			expect(at(odd)).toContain('cannot be done again');
	});
});
