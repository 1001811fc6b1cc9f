import { expect, test } from 'vitest';
import { begunAnew, bringAlong } from './desk-anew.ts';
import { Desk } from './desk.ts';

const refusal = { at: 5, why: 'The list is gone.' };
const asked = { question: 'felt', about: 'c1', step: 's1', at: 1, archived: false } as const;

/** A desk with three kinds of words: on the wall now, on the wall earlier, and never posted. */
function setUp() {
	const desk = new Desk();
	desk.writeNote('on-wall', 'As posted', 'problem', 1, 's1');
	desk.writeNote('reworded', 'Changed and not posted', 'customer', 2, 's1');
	desk.writeNote('was-posted', 'Set back', 'problem', 3, 's1');
	desk.writeNote('never-seen', 'A draft', 'problem', 4, 's2');
	desk.writeNote('gone', 'A draft taken back', 'problem', 5, 's2');
	desk.takeBack('gone');
	desk.writeNote('parked', 'A tool', 'problem', 6, 's2', { rewrittenAs: 'on-wall' });
	desk.writeNote('parked-two', 'A tool', 'problem', 7, 's2', { rewrittenAs: 'was-posted' });
	desk.writeAnswer({ ...asked, id: 'answer-on-wall', text: 'An answer' });
	desk.writeAnswer({ ...asked, id: 'answer-draft', text: 'An unposted answer' });
	desk.setMark('o1', { mark: 4, of: 'x' });
	desk.spend('r1', 'c1', 2);
	desk.setReady('s1', true);
	desk.setConsent('it', true);
	desk.setUnsigned('it', true);
	desk.setComposer('Half a sentence', 'customer');
	desk.kept.add([{ id: 'k1', kind: 'moves', count: 2, ...refusal }]);
	desk.setVisit(9);
	return desk;
}
const texts = new Map([
	['on-wall', 'As posted'],
	['reworded', 'As it stands'],
	['answer-on-wall', 'An answer']
]);
const textOf = (id: string) => texts.get(id) ?? null;
const wasPosted = (id: string) => texts.has(id) || id === 'was-posted';
function ids() {
	let made = 0;
	return () => `made-${++made}`;
}

test('[L17] a renewed desk keeps everything that was not posted, and no id of anything that was', () => {
	const fresh = begunAnew(setUp(), { textOf, wasPosted }, ids(), refusal);
	expect(fresh.notes().map(({ id, text, archived }) => [id, text, archived])).toEqual([
		['made-1', 'Set back', false],
		['never-seen', 'A draft', false],
		['gone', 'A draft taken back', true],
		['parked', 'A tool', false],
		['parked-two', 'A tool', false]
	]);
	expect(fresh.note('parked')?.rewrittenAs).toBe('');
	expect(fresh.note('parked-two')?.rewrittenAs).toBe('made-1');
	expect(fresh.answers().map(({ id }) => id)).toEqual(['answer-draft']);
	expect(fresh.mark('o1')).toEqual({ mark: 4, of: 'x' });
	expect(fresh.ballot('r1')).toEqual({ c1: 2 });
	expect(fresh.isReady('s1')).toBe(true);
	expect([fresh.consent('it'), fresh.unsigned('it')]).toEqual([true, true]);
	expect(fresh.composer()).toEqual({ text: 'Half a sentence', kind: 'customer' });
	expect(fresh.visitedAt()).toBe(9);
	const bytes = Buffer.from(fresh.encode());
	for (const id of ['on-wall', 'reworded', 'was-posted', 'answer-on-wall'])
		expect(bytes.includes(id), id).toBe(false);
});
test('[L17] an unposted change of a posted note becomes an entry of kept work', () => {
	const fresh = begunAnew(setUp(), { textOf, wasPosted }, ids(), refusal);
	expect(fresh.kept.list()).toMatchObject([
		{ kind: 'moves', count: 2 },
		{ kind: 'note', text: 'Changed and not posted', noteKind: 'customer', why: refusal.why }
	]);
});

test('[L18] an old copy adds only work that neither the new desk nor the wall has', () => {
	const old = setUp();
	const fresh = begunAnew(old, { textOf, wasPosted }, ids(), refusal);
	old.writeNote('offline', 'Written in the tunnel', 'problem', 8, 's2');
	old.writeNote('offline-gone', 'Taken back in the tunnel', 'problem', 8, 's2');
	old.takeBack('offline-gone');
	old.writeAnswer({ ...asked, id: 'answer-offline', text: 'Answered in the tunnel' });
	const before = { notes: fresh.notes(), kept: fresh.kept.list() };
	bringAlong(old, fresh, textOf, ids(), refusal);
	expect(fresh.notes().map(({ text }) => text)).toEqual([
		...before.notes.map(({ text }) => text),
		'Written in the tunnel'
	]);
	expect(fresh.answers().map(({ text }) => text)).toEqual([
		'An unposted answer',
		'Answered in the tunnel'
	]);
	expect(fresh.kept.list()).toEqual(before.kept);
	expect(fresh.composer().text).toBe('Half a sentence');
	// A second window adds nothing twice.
	const notes = fresh.notes();
	bringAlong(old, fresh, textOf, ids(), refusal);
	expect(fresh.notes()).toEqual(notes);
});
test('[L18] the composer text of an old copy moves over if the new desk has none', () => {
	const fresh = new Desk();
	bringAlong(setUp(), fresh, textOf, ids(), refusal);
	expect(fresh.composer().text).toBe('Half a sentence');
});
test('[L18] if both desks have different words for one item, the new desk keeps its own and stores the others as kept work', () => {
	const [old, makeId] = [setUp(), ids()];
	const fresh = begunAnew(old, { textOf, wasPosted }, makeId, refusal);
	old.editNote('never-seen', 'Changed in the tunnel', 'customer');
	old.editAnswer('answer-draft', 'Answered better in the tunnel', 's1', 9);
	const before = { notes: fresh.notes(), answers: fresh.answers(), kept: fresh.kept.list() };
	for (let window = 0; window < 2; window++) bringAlong(old, fresh, textOf, makeId, refusal);
	expect(fresh.notes()).toEqual(before.notes);
	expect(fresh.answers()).toEqual(before.answers);
	expect(fresh.kept.list().slice(before.kept.length)).toMatchObject([
		{ kind: 'note', text: 'Changed in the tunnel', noteKind: 'customer', why: refusal.why },
		{ kind: 'answer', text: 'Answered better in the tunnel', about: 'c1', why: refusal.why }
	]);
});
test('[L18] an old copy never overwrites a note that was changed at the new desk', () => {
	const [old, makeId] = [setUp(), ids()];
	const fresh = begunAnew(old, { textOf, wasPosted }, makeId, refusal);
	fresh.editNote('never-seen', 'A better draft', 'problem');
	bringAlong(old, fresh, textOf, makeId, refusal);
	expect(fresh.note('never-seen')?.text).toBe('A better draft');
	expect(fresh.kept.list()).toContainEqual(
		expect.objectContaining({ kind: 'note', text: 'A draft' })
	);
});
test('[L18] a sentence that was continued offline replaces its beginning in the composer of the new desk', () => {
	const [old, makeId] = [setUp(), ids()];
	const fresh = begunAnew(old, { textOf, wasPosted }, makeId, refusal);
	old.setComposer('Half a sentence, and its end', 'customer');
	bringAlong(old, fresh, textOf, makeId, refusal);
	expect(fresh.composer().text).toBe('Half a sentence, and its end');
});
test('[L18] different text from an old composer becomes kept work, and the new composer keeps its own', () => {
	const [old, makeId] = [setUp(), ids()];
	const fresh = begunAnew(old, { textOf, wasPosted }, makeId, refusal);
	fresh.setComposer('Something else', 'problem');
	for (let window = 0; window < 2; window++) bringAlong(old, fresh, textOf, makeId, refusal);
	expect(fresh.composer().text).toBe('Something else');
	expect(fresh.kept.list().filter((work) => work.kind === 'note')).toMatchObject([
		{ text: 'Changed and not posted' },
		{ text: 'Half a sentence', noteKind: 'customer', why: refusal.why }
	]);
});
