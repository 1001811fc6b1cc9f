import { board as en } from '../i18n/en/board.ts';
import * as Y from 'yjs';
import { expect, test } from 'vitest';
import { Desk } from './desk.ts';
import { carryOver, refusedAtDesk } from './refused-desk.ts';

const refusal = { at: 5, why: 'The round is closed.' };
const takes = {
	round: (round: string) => (round === 'open' ? { dots: 5, maxPerCluster: 3 } : null),
	mark: () => true
};

/** A server's desk, and a person's copy of it with work that only the copy has. */
function setUp() {
	const server = new Desk();
	server.writeNote('same', 'said before', 'problem', 1);
	server.writeNote('edited', 'first words', 'problem', 2);
	server.writeNote('back', 'to be taken back', 'problem', 3);
	server.writeNote('to park', 'names a tool', 'problem', 3);
	server.writeNote('to the wall', 'parked before', 'problem', 3, '', { rewrittenAs: '' });
	server.spend('open', 'c1', 2);
	server.spend('open', 'c2', 1);
	server.setReady('post', true);
	const asked = { question: 'felt', about: 'c1', step: 's1', archived: false } as const;
	server.writeAnswer({ ...asked, id: 'answered', text: 'first answer', at: 1 });
	server.setMark('o1', { mark: 2, of: 'x' });
	server.setMark('o2', { mark: 2, of: 'x' });
	const page = Desk.from(server.encode());
	page.writeNote('new', 'written offline', 'customer', 4);
	page.writeNote('gone', 'written and taken back', 'problem', 5);
	page.takeBack('gone');
	page.editNote('edited', 'better words', 'customer');
	page.takeBack('back');
	page.park('to park', true);
	page.park('to the wall', false);
	page.spend('open', 'c1', 1);
	page.spend('open', 'c2', 0);
	page.spend('closed', 'c1', 3);
	page.setReady('open', true);
	page.writeNote('parked', 'a tool', 'problem', 6, 's1', { rewrittenAs: 'new' });
	page.editAnswer('answered', 'better answer', 's2', 7);
	page.writeAnswer({
		...asked,
		id: 'why',
		question: 'why',
		about: 'answered',
		text: 'since',
		at: 8
	});
	page.takeBackAnswer('why', 's2', 9);
	page.setMark('o1', { mark: 5, of: 'y' });
	page.setMark('o2', null);
	page.setComposer('half a thought', 'customer');
	page.kept.add([{ id: '1-1', kind: 'moves', count: 2, ...refusal }]);
	return { server, page };
}

test('[D4] a fresh desk takes over everything that only the old one has', () => {
	const { server, page } = setUp();
	const late = carryOver(page, server, takes, refusal, en);
	expect(server.notes()).toEqual(page.notes());
	expect(server.answers()).toEqual(page.answers());
	expect(server.answers()).toHaveLength(2);
	expect(server.note('parked')).toMatchObject({ parked: true, rewrittenAs: 'new' });
	expect(server.marks()).toEqual(new Map([['o1', { mark: 5, of: 'y' }]]));
	expect(server.ballot('open')).toEqual({ c1: 1 });
	expect(server.ballot('closed')).toEqual({});
	expect(server.isReady('post') && server.isReady('open')).toBe(true);
	expect(server.composer()).toEqual({ text: 'half a thought', kind: 'customer' });
	// Dots that arrived too late stay at the desk as kept work.
	expect(server.kept.list()).toHaveLength(2);
	expect(server.kept.list()).toEqual(expect.arrayContaining([...page.kept.list(), ...late]));
	expect(late).toMatchObject([{ kind: 'dots', count: 3, ...refusal }]);
});

test('[B2] a mark that no longer counts is not carried over and becomes kept work', () => {
	const { server, page } = setUp();
	const before = server.marks();
	const late = carryOver(page, server, { ...takes, mark: () => false }, refusal, en);
	expect(server.marks()).toEqual(before);
	const mark = { kind: 'mark', about: 'o1', ...refusal };
	expect(late).toContainEqual(expect.objectContaining(mark));
	expect(server.kept.list()).toContainEqual(expect.objectContaining(mark));
});

/**
 * Two copies of a desk, with or without dots at the start. The dots of one arrive before the other copy is rejected.
 */
function twoPages(before: Record<string, number> = {}) {
	const server = new Desk();
	for (const [cluster, dots] of Object.entries(before)) server.spend('open', cluster, dots);
	const page = Desk.from(server.encode());
	return { server, page };
}
const beyond = (page: Desk, server: Desk) =>
	carryOver(page, server, takes, refusal, en).map((work) =>
		work.kind === 'dots' ? `${work.count} on ${work.cluster}` : work.kind
	);

test('[S48] the dots of two pages are combined, even if each page started a ballot of its own', () => {
	const { server, page } = twoPages();
	server.spend('open', 'c1', 2);
	page.spend('open', 'c2', 3);
	expect(beyond(page, server)).toEqual([]);
	expect(server.ballot('open')).toEqual({ c1: 2, c2: 3 });
});

test('[S48] dots that do not fit into the ballot are reported by cluster and stored as kept work', () => {
	const { server, page } = twoPages({ c1: 1 });
	server.spend('open', 'c2', 3);
	page.spend('open', 'c3', 3);
	page.spend('open', 'c2', 2);
	page.spend('open', 'c1', 2);
	const late = carryOver(page, server, takes, refusal, en);
	expect(server.ballot('open')).toEqual({ c1: 2, c2: 3 });
	expect(late).toMatchObject([
		{
			kind: 'dots',
			count: 3,
			cluster: 'c3',
			why: 'You have 5 dots in this round, at most 3 on one problem, and gave others on another page.'
		}
	]);
	expect(server.kept.list()).toEqual(late);
	expect(new Set(late.map(({ id }) => id)).size).toBe(late.length);
});

test('[S48] dots from the other page stay, and dots that this page removed or moved after seeing them go', () => {
	const { server, page } = twoPages({ c1: 3, c2: 1 });
	server.spend('open', 'c3', 1);
	page.spend('open', 'c1', 1);
	page.spend('open', 'c2', 0);
	page.spend('open', 'c4', 3);
	expect(beyond(page, server)).toEqual([]);
	expect(server.ballot('open')).toEqual({ c1: 1, c3: 1, c4: 3 });
});

test('[S48] if neither page saw the count of the other for a cluster, the larger count stays', () => {
	const { server, page } = twoPages({ c1: 1 });
	server.spend('open', 'c1', 3);
	page.spend('open', 'c1', 2);
	expect(beyond(page, server)).toEqual([]);
	expect(server.ballot('open')).toEqual({ c1: 3 });
});

test('[S51] dots that the other page lowered or removed after seeing them are not restored', () => {
	const { server, page } = twoPages({ c1: 3, c2: 1 });
	server.spend('open', 'c1', 1);
	server.spend('open', 'c2', 0);
	server.spend('open', 'c3', 3);
	page.spend('open', 'c4', 1);
	expect(beyond(page, server)).toEqual([]);
	expect(server.ballot('open')).toEqual({ c1: 1, c3: 3, c4: 1 });
});

test('[B1] kept work lists only those late dots that the server does not have', () => {
	const server = new Desk();
	server.spend('closed', 'c1', 2);
	const page = Desk.from(server.encode());
	page.spend('closed', 'c1', 3);
	page.spend('closed', 'c2', 1);
	expect(carryOver(page, server, takes, refusal, en)).toMatchObject([{ kind: 'dots', count: 2 }]);
	expect(server.ballot('closed')).toEqual({ c1: 2 });
});

test('[D4] changes that reached the server since then stay', () => {
	const { server, page } = setUp();
	server.editNote('same', 'said better on the phone', 'problem');
	server.writeNote('phone', 'written on the phone', 'problem', 6);
	server.setReady('post', false);
	carryOver(page, server, takes, refusal, en);
	expect(server.note('same')?.text).toBe('said better on the phone');
	expect(server.note('phone')?.text).toBe('written on the phone');
	expect(server.isReady('post')).toBe(false);
});

test('[D4] a copy without changes carries nothing over', () => {
	const server = new Desk();
	server.writeNote('a', 'words', 'problem', 1);
	const page = Desk.from(server.encode());
	server.setComposer('typed on the phone', 'problem');
	const before = Y.encodeStateVector(server.doc);
	expect(carryOver(page, server, takes, refusal, en)).toEqual([]);
	expect(Y.encodeStateVector(server.doc)).toEqual(before);
});

test('[D6] changes that a desk does not take over are listed: every text, and dots by their number', () => {
	const { server, page } = setUp();
	const told = refusedAtDesk(page, server, refusal);
	const texts = told.flatMap((work) => (work.kind === 'note' ? [work.text] : []));
	expect(texts.sort()).toEqual([
		'a tool',
		'better words',
		'half a thought',
		'written and taken back',
		'written offline'
	]);
	expect(told.filter(({ kind }) => kind === 'answer')).toMatchObject([
		{ question: 'felt', about: 'c1', text: 'better answer', ...refusal },
		{ question: 'why', about: 'answered', text: 'since', ...refusal }
	]);
	const dots = told.flatMap((work) => (work.kind === 'dots' ? [work.count] : []));
	// Two dots were removed, three were spent.
	expect(dots.sort()).toEqual([2, 3]);
	expect(told).toContainEqual({ id: '1-1', kind: 'moves', count: 2, ...refusal });
	expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
});
