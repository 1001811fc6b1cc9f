import { UNPARKED } from '../../../src/lib/workshop/defaults.ts';
import { describe, expect, it, vi } from 'vitest';
import { addNote, makeCluster } from '../../../src/lib/wall/mutations.ts';
import type { Box } from '../../../src/lib/workshop/wall-layout/layout.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { FakeLive } from '../../../tests/support/fake-live.ts';
import { TestWorkshop } from '../../../tests/support/workshop.ts';
import { seededRandom } from '../../../tests/support/random.ts';
import { boxesOf } from './boxes.ts';
import type { Attribution, Me } from '../../../src/lib/workshop/types.ts';

async function room(attribution: Attribution = 'function', writing: 'silent' | 'open' = 'silent') {
	const test = new TestWorkshop();
	const fay = await test.start({ attribution });
	const ann = await test.join('Ann', 'sales');
	const bob = await test.join('Bob', 'service');
	const step = await test.step('post');
	if (writing === 'open') await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
	return { test, fay, ann, bob, step };
}

const boxesOverlap = (boxes: readonly Box[]) =>
	boxes.some((a, index) =>
		boxes
			.slice(index + 1)
			.some(
				(b) =>
					a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
			)
	);

/** The ids of the Post steps. The group is in the first one. */
async function postSteps(test: TestWorkshop, fay: Me): Promise<string[]> {
	const steps = (await test.stage()).steps.filter(({ kind }) => kind === 'post');
	await test.do(fay, { kind: 'goToStep', step: steps[0]?.id ?? '' });
	return steps.map(({ id }) => id);
}

describe('[S60] a desk', () => {
	it('is read again only if something changed that the board uses', async () => {
		const test = new TestWorkshop();
		await test.start();
		const ann = await test.join('Ann', 'sales');
		await test.committed(ann);
		const read = vi.spyOn(test.live, 'readDesk');
		const committed = async (...roots: string[]) => {
			const told = test.hooks.deskCommitted(test.board, ann.id, new Set(roots));
			await test.workshop.close();
			return told.length > 0;
		};
		expect(await committed('composer', 'visit', 'ballots', 'kept')).toBe(false);
		expect(read).not.toHaveBeenCalled();
		expect(await committed('composer', 'ready')).toBe(true);
		expect(read).toHaveBeenCalledOnce();
	});
});

describe('silent writing', () => {
	it('keeps notes at their desks until the reveal and shows only counts', async () => {
		const { test, fay, ann, bob, step } = await room();
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		await test.write(ann, 'note-ann-2', 'Nobody calls back');
		await test.write(bob, 'note-bob-1', 'Callers repeat themselves');
		expect(test.texts()).toEqual([]);
		const { progress } = test.hooks.stageView(test.board, bob);
		expect(progress.waiting).toEqual({ sales: 2, service: 1 });

		await test.do(fay, { kind: 'reveal', step });
		expect(test.texts().toSorted()).toEqual([
			'Callers repeat themselves',
			'Leads arrive late',
			'Nobody calls back'
		]);
		expect(test.live.writes).toBe(1);
		expect(test.hooks.stageView(test.board, bob).progress.waiting).toEqual({});
	});

	it('[V13] reveals many notes in short writes, which pages receive together', async () => {
		const { test, fay, ann, bob, step } = await room();
		for (const { id } of [ann, bob])
			for (let n = 0; n < 200; n++)
				test.live.desk(test.board, id).writeNote(`${id}-${n}`, `${id} ${n}`, 'problem', n, step);
		await test.committed(ann, bob);
		const wall = test.live.wall(test.board);
		const written: string[][] = [];
		wall.onChange(({ posted }) => written.push([...posted]));
		test.heavyWork.length = 0;
		await test.do(fay, { kind: 'reveal', step });
		expect(written.map(({ length }) => length)).toEqual([120, 120, 120, 40]);
		expect(test.live.together).toEqual([4]);
		expect(test.heavyWork).toContain('placesOn');
		expect(boxesOverlap(boxesOf(wall))).toBe(false);
		// Each of them mixes the writers.
		for (const ids of written) expect(new Set(ids.map((id) => id.split('-')[0])).size).toBe(2);
	});

	it('mixes the writers in the places and in the order of the document', async () => {
		const { test, fay, ann, bob, step } = await room();
		for (let n = 0; n < 20; n++) {
			await test.write(ann, `note-ann-${n}`, `a${n}`);
			await test.write(bob, `note-bob-${n}`, `b${n}`);
		}
		await test.do(fay, { kind: 'reveal', step });
		const writers = test.texts().map((text) => text.charAt(0));
		expect(writers).toHaveLength(40);
		const changes = writers.filter((writer, index) => index > 0 && writer !== writers[index - 1]);
		expect(changes.length).toBeGreaterThan(8);
		expect(changes.length).toBeLessThan(39);
		const inA = test.texts().filter((text) => text.startsWith('a'));
		expect(inA).not.toEqual(Array.from({ length: 20 }, (_, n) => `a${n}`));
	});

	it('places the revealed notes without overlaps', async () => {
		const { test, fay, ann, bob, step } = await room();
		for (let n = 0; n < 15; n++) {
			await test.write(ann, `note-ann-${n}`, `a${n}`);
			await test.write(bob, `note-bob-${n}`, `b${n}`);
		}
		await test.do(fay, { kind: 'reveal', step });
		const wall = test.live.wall(test.board);
		const places = wall.noteIds().map((id) => `${wall.note(id)?.x},${wall.note(id)?.y}`);
		expect(new Set(places).size).toBe(30);
	});

	it('sends parked ideas to the parking lot without a place, with the note that replaces them', async () => {
		const { test, fay, ann, bob, step } = await room('anonymous');
		await test.write(bob, 'note-bob-1', 'Nobody calls back');
		await test.write(ann, 'note-ann-1', 'I type every quote again');
		const desk = test.live.desk(test.board, ann.id);
		const said = { rewrittenAs: 'note-ann-1' };
		desk.writeNote('note-ann-2', 'A button for quotes', 'problem', test.now, step, said);
		await test.committed(ann);
		await test.do(fay, { kind: 'reveal', step });
		const wall = test.live.wall(test.board);
		expect(wall.parked()).toMatchObject([
			{ text: 'A button for quotes', rewrittenAs: 'note-ann-1', fn: '', by: '' }
		]);
		const lying = wall.grouped().get('') ?? [];
		expect(lying.map(({ text }) => text).sort()).toEqual([
			'I type every quote again',
			'Nobody calls back'
		]);
	});

	it('keeps notes of an unrevealed step at the desk and posts them when writing opens again', async () => {
		const { test, fay, ann, step } = await room();
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		await test.goTo(fay, 'cluster');
		expect(test.texts()).toEqual([]);
		await test.write(ann, 'note-ann-2', 'Written too late');
		expect(test.texts()).toEqual([]);
		await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
		expect(test.texts()).toEqual([]);
		await test.goTo(fay, 'post');
		expect(test.texts()).toEqual(['Leads arrive late', 'Written too late']);
	});

	it('[J11] reveals exactly the notes of a step that the group left', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ template: 'problems-first' });
		const ann = await test.join('Ann', 'sales');
		const bob = await test.join('Bob', 'it');
		const [words = '', problems = ''] = await postSteps(test, fay);
		await test.write(ann, 'note-ann-1', 'They never call back', 'customer', words);
		await test.write(bob, 'note-bob-1', 'I have asked three times', 'customer', words);
		await test.do(fay, { kind: 'goToStep', step: problems });
		await test.write(ann, 'note-ann-2', 'Leads arrive late', 'problem', problems);
		const left = (me: typeof ann) => test.hooks.stageView(test.board, me).progress.unrevealed;
		expect(left(fay)).toEqual({ [words]: 2 });
		expect(left(ann)).toEqual({});
		await test.do(fay, { kind: 'reveal', step: words });
		expect(test.texts().sort()).toEqual(['I have asked three times', 'They never call back']);
		expect(left(fay)).toEqual({});
		expect(await test.stage()).toMatchObject({ currentStep: problems });
		expect(test.hooks.stageView(test.board, ann).progress.waiting).toEqual({ sales: 1 });

		await test.goTo(fay, 'cluster');
		expect(left(fay)).toEqual({ [problems]: 1 });
		await test.do(fay, { kind: 'reveal', step: problems });
		expect(test.texts()).toContain('Leads arrive late');
	});

	it('[J11] reveals late notes of a step that was left after its reveal, but nothing while a round is open', async () => {
		const { test, fay, ann, bob, step } = await room();
		await test.write(bob, 'note-bob-1', 'Nobody calls back');
		await test.do(fay, { kind: 'reveal', step });
		await test.goTo(fay, 'cluster');
		await test.write(ann, 'note-ann-1', 'Written in a tunnel');
		expect(test.texts()).toEqual(['Nobody calls back']);
		expect(test.hooks.stageView(test.board, fay).progress.unrevealed).toEqual({ [step]: 1 });
		makeCluster(test.live.wall(test.board), 'c-late', ['note-bob-1'], 0, 0, 'Late');
		await test.goTo(fay, 'vote');
		await test.do(fay, { kind: 'openRound', dots: 3, maxPerCluster: 2, seconds: null });
		expect(await test.run(fay, { kind: 'reveal', step })).toMatchObject({
			ok: false,
			reason: 'A round is open. Close it before you reveal notes.'
		});
		const [round] = (await test.stage()).rounds;
		await test.do(fay, { kind: 'closeRound', round: round?.id ?? '' });
		test.restart();
		await test.committed(ann);
		await test.do(fay, { kind: 'reveal', step });
		expect(test.texts()).toEqual(['Nobody calls back', 'Written in a tunnel']);
	});

	it('[J11] offers to reveal a step that was left again if the first reveal was not saved', async () => {
		const { test, fay, ann, step } = await room();
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		await test.goTo(fay, 'cluster');
		test.live.writeWallTogether = () => Promise.reject(new Error('not saved'));
		await test.do(fay, { kind: 'reveal', step });
		expect(test.texts()).toEqual([]);
		expect(test.hooks.stageView(test.board, fay).progress.unrevealed).toEqual({ [step]: 1 });
		test.live.writeWallTogether = FakeLive.prototype.writeWallTogether;
		await test.do(fay, { kind: 'reveal', step });
		expect(test.texts()).toEqual(['Leads arrive late']);
	});

	it('posts a draft only in its own step or where its writer puts it', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ template: 'problems-first' });
		const ann = await test.join('Ann', 'sales');
		const [words = '', problems = ''] = await postSteps(test, fay);
		await test.write(ann, 'note-ann-1', 'They never call back', 'customer', words);
		await test.write(ann, 'note-ann-2', 'I have asked three times', 'customer', words);
		await test.do(fay, { kind: 'goToStep', step: problems });
		await test.do(fay, { kind: 'setWriting', step: problems, writing: 'open' });
		await test.write(ann, 'note-ann-3', 'Leads arrive late', 'problem', problems);
		test.restart();
		await test.committed(ann);
		expect(test.texts()).toEqual(['Leads arrive late']);
		expect(test.hooks.stageView(test.board, ann).progress.waiting).toEqual({});

		test.live.desk(test.board, ann.id).postIn('note-ann-2', problems);
		await test.committed(ann);
		expect(test.texts()).toEqual(['Leads arrive late', 'I have asked three times']);

		await test.do(fay, { kind: 'goToStep', step: words });
		expect(test.hooks.stageView(test.board, ann).progress.waiting).toEqual({ sales: 1 });
		expect(test.texts()).not.toContain('They never call back');
		await test.do(fay, { kind: 'reveal', step: words });
		expect(test.texts()).toContain('They never call back');
	});

	it('posts a change made in silence only in its own step', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ template: 'problems-first' });
		const ann = await test.join('Ann', 'sales');
		const [words = '', problems = ''] = await postSteps(test, fay);
		await test.write(ann, 'note-ann-1', 'They never call back', 'customer', words);
		await test.do(fay, { kind: 'reveal', step: words });
		await test.do(fay, { kind: 'setWriting', step: words, writing: 'open' });
		await test.do(fay, { kind: 'setWriting', step: words, writing: 'silent' });
		const desk = test.live.desk(test.board, ann.id);
		desk.editNote('note-ann-1', 'They hang up on me', 'customer');
		await test.committed(ann);
		await test.do(fay, { kind: 'goToStep', step: problems });
		await test.do(fay, { kind: 'setWriting', step: problems, writing: 'open' });
		await test.committed(ann);
		expect(test.texts()).toEqual(['They never call back']);
		desk.takeBack('note-ann-1');
		await test.committed(ann);
		expect(test.note('note-ann-1'), 'what is taken back goes at once').toMatchObject({
			archived: true,
			text: 'They never call back'
		});
	});

	it('keeps edits at the desk while a later step is silent', async () => {
		const { test, fay, ann, step } = await room('function', 'open');
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		await test.do(fay, { kind: 'setWriting', step, writing: 'silent' });
		test.live.desk(test.board, ann.id).editNote('note-ann-1', 'Leads never arrive', 'problem');
		await test.committed(ann);
		expect(test.texts()).toEqual(['Leads arrive late']);
		expect(
			test.hooks.stageView(test.board, fay).progress.waiting,
			'as it waits for the reveal'
		).toEqual({
			sales: 1
		});
		await test.do(fay, { kind: 'reveal', step });
		expect(test.texts()).toEqual(['Leads never arrive']);
		expect(test.hooks.stageView(test.board, fay).progress.waiting).toEqual({});
	});

	it('[J12] removes a note from the wall at once when its writer takes it back, and puts it back', async () => {
		const { test, fay, ann, step } = await room();
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		await test.do(fay, { kind: 'reveal', step });
		await test.goTo(fay, 'cluster');
		await test.do(fay, { kind: 'goToStep', step });
		await test.write(ann, 'note-ann-2', 'Nobody calls back');
		const desk = test.live.desk(test.board, ann.id);
		desk.takeBack('note-ann-1');
		await test.committed(ann);
		expect(test.note('note-ann-1')).toMatchObject({ archived: true });
		desk.takeBack('note-ann-1', false);
		await test.committed(ann);
		expect(test.note('note-ann-1')).toMatchObject({ archived: false });
		expect(test.texts(), 'what is new waits').toEqual(['Leads arrive late']);
	});
});

describe('open writing', () => {
	it('posts a note once, however often its desk is processed (P8)', async () => {
		const { test, ann } = await room('function', 'open');
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		const before = test.live.wall(test.board).encode();
		await test.committed(ann, ann);
		test.restart();
		await test.committed(ann);
		expect(test.live.wall(test.board).encode()).toEqual(before);
		expect(test.live.writes).toBe(1);
	});

	it('posts changes, and takes notes back and puts them back', async () => {
		const { test, ann } = await room('function', 'open');
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		const desk = test.live.desk(test.board, ann.id);
		desk.editNote('note-ann-1', 'Leads are lost', 'customer');
		await test.committed(ann);
		expect(test.note('note-ann-1')).toMatchObject({ text: 'Leads are lost', kind: 'customer' });
		desk.takeBack('note-ann-1');
		await test.committed(ann);
		expect(test.note('note-ann-1')?.archived).toBe(true);
		desk.takeBack('note-ann-1', false);
		await test.committed(ann);
		expect(test.note('note-ann-1')?.archived).toBe(false);
	});

	it.each(['function', 'anonymous'] as const)(
		'posts several new notes of one desk one at a time, in random order: %s',
		async (attribution) => {
			const { test, ann, bob } = await room(attribution, 'open');
			const step = await test.step('post');
			const desk = test.live.desk(test.board, ann.id);
			for (let n = 0; n < 8; n++) desk.writeNote(`note-ann-${n}`, `a${n}`, 'problem', n, step);
			await test.committed(ann);
			await test.committed(ann);
			expect(test.texts()).toHaveLength(1);
			for (let n = 0; n < 7; n++) {
				await test.write(bob, `note-bob-${n}`, `b${n}`);
				await test.turn();
			}
			const texts = test.texts();
			expect(texts.map((text) => text.charAt(0)).join('')).toBe('abababababababa'.slice(0, 15));
			const ofAnn = texts.filter((text) => text.startsWith('a'));
			expect(ofAnn.toSorted()).toEqual(Array.from({ length: 8 }, (_, n) => `a${n}`));
			expect(ofAnn).not.toEqual(ofAnn.toSorted());
			await test.turn();
			expect(test.texts()).toEqual(texts);
		}
	);

	it('does not post a note whose turn comes after the end of the step; changes need no turn', async () => {
		const { test, fay, ann } = await room('function', 'open');
		const step = await test.step('post');
		const desk = test.live.desk(test.board, ann.id);
		for (let n = 0; n < 2; n++) desk.writeNote(`note-ann-${n}`, `a${n}`, 'problem', n, step);
		await test.committed(ann);
		const [first = ''] = test.live.wall(test.board).noteIds();
		desk.editNote(first, 'changed', 'problem');
		await test.committed(ann);
		expect(test.texts()).toEqual(['changed']);
		await test.goTo(fay, 'cluster');
		await test.turn();
		expect(test.texts()).toEqual(['changed']);
	});

	it('posts pasted notes at once on a named board, in their order', async () => {
		const { test, ann } = await room('named', 'open');
		const step = await test.step('post');
		const desk = test.live.desk(test.board, ann.id);
		for (let n = 0; n < 4; n++) desk.writeNote(`note-ann-${n}`, `a${n}`, 'problem', n, step);
		await test.committed(ann);
		expect(test.texts()).toEqual(['a0', 'a1', 'a2', 'a3']);
	});

	it('keeps the place and the cluster that a note got in the meantime', async () => {
		const { test, ann } = await room('function', 'open');
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		test.live.wall(test.board).notes.get('note-ann-1')?.set('x', 4321);
		await test.write(ann, 'note-ann-2', 'Nobody calls back');
		expect(test.note('note-ann-1')?.x).toBe(4321);
	});

	it('ignores an observer’s desk', async () => {
		const { test } = await room('function', 'open');
		const eve = await test.join('Eve', '');
		await test.write(eve, 'note-eve-1', 'I only look on');
		expect(test.texts()).toEqual([]);
		expect(test.hooks.stageView(test.board, eve).progress.waiting).toEqual({});
	});
});

describe('attribution', () => {
	const expected = {
		named: { fn: 'sales', hasWriter: true },
		function: { fn: 'sales', hasWriter: false },
		anonymous: { fn: '', hasWriter: false }
	};
	for (const attribution of ['named', 'function', 'anonymous'] as const) {
		it(`is the server's to write: ${attribution}`, async () => {
			const { test, ann } = await room(attribution, 'open');
			await test.write(ann, 'note-ann-1', 'Leads arrive late');
			const { fn, hasWriter } = expected[attribution];
			expect(test.note('note-ann-1')).toMatchObject({ fn, by: hasWriter ? ann.id : '' });
			const bytes = Buffer.from(test.live.wall(test.board).encode()).toString('latin1');
			expect(bytes.includes(ann.id)).toBe(hasWriter);
		});
	}

	it('counts an anonymous room as a whole', async () => {
		const { test, fay, ann, bob } = await room('anonymous');
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		await test.write(bob, 'note-bob-1', 'Callers repeat themselves');
		for (const me of [fay, ann])
			expect(test.hooks.stageView(test.board, me).progress.waiting).toEqual({ '': 2 });
	});
});

describe('a hostile desk', () => {
	it('cannot change notes of others', async () => {
		const { test, ann, bob } = await room('function', 'open');
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		await test.write(bob, 'note-ann-1', 'Mine now');
		expect(test.note('note-ann-1')).toMatchObject({ text: 'Leads arrive late', fn: 'sales' });
		test.live.desk(test.board, bob.id).takeBack('note-ann-1');
		await test.committed(bob);
		expect(test.note('note-ann-1')?.archived).toBe(false);
	});

	it('cannot change imported notes', async () => {
		const { test, fay, bob } = await room('function', 'open');
		const rows = [{ text: 'From the table', fn: '', cluster: '' }];
		const table = JSON.stringify({ id: 'import-1', kind: 'problem', rows });
		await test.boards.importRows(fay, test.board, table);
		const [id = ''] = test.live.wall(test.board).noteIds();
		await test.write(bob, id, 'Mine now');
		expect(test.texts()).toEqual(['From the table']);
	});

	it('cannot post a second note with an id that another desk claims in the same turn', async () => {
		const { test, fay, ann, bob, step } = await room();
		await test.write(ann, 'note-same', 'First');
		await test.write(bob, 'note-same', 'Second');
		await test.do(fay, { kind: 'reveal', step });
		const author = (await test.store.listAuthors(test.board)).get('note-same');
		expect(test.texts()).toEqual([author === ann.id ? 'First' : 'Second']);
	});

	it('cannot put malformed ids on the wall', async () => {
		const { test, ann } = await room('function', 'open');
		const odd = ['constructor', '__proto__', 'short', 'with space', 'x'.repeat(65), 'a/b/c/d/e/f'];
		for (const id of odd) await test.write(ann, id, 'Odd');
		await test.write(ann, 'note-ann-1', 'Plain');
		expect(test.texts()).toEqual(['Plain']);
		expect(test.hooks.stageView(test.board, ann).progress.waiting).toEqual({});
	});

	it('does not fill the board beyond its limit', async () => {
		const { test, ann } = await room('function', 'open');
		const wall = test.live.wall(test.board);

		const random = seededRandom(7);
		const blank = {
			kind: 'problem',
			fn: '',
			by: '',
			cluster: '',
			order: '',
			...UNPARKED,
			archived: false
		} as const;
		wall.doc.transact(() => {
			for (let n = 0; n < LIMITS.notesPerBoard - 1; n++)
				addNote(wall, { ...blank, id: `filler-${n}`, text: 'x', x: random(), y: random() });
		});
		await test.write(ann, 'note-ann-1', 'The last one');
		await test.write(ann, 'note-ann-2', 'One too many');
		expect(test.texts().filter((text) => text !== 'x')).toEqual(['The last one']);
		expect(test.hooks.stageView(test.board, ann).progress.waiting).toEqual({ sales: 1 });
	});
});

describe('after a failure', () => {
	it('completes a reveal that a crash interrupted', async () => {
		const { test, fay, ann, step } = await room();
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		test.live.broken = true;
		expect((await test.run(fay, { kind: 'reveal', step })).ok).toBe(true);
		expect(test.texts()).toEqual([]);
		test.live.broken = false;
		test.restart();
		await test.boards.page(ann, test.board);
		expect(test.texts()).toEqual(['Leads arrive late']);
	});

	it('posts with the next change at a desk', async () => {
		const { test, ann, bob } = await room('function', 'open');
		test.live.broken = true;
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		test.live.broken = false;
		await test.write(bob, 'note-bob-1', 'Callers repeat themselves');
		expect(test.texts().toSorted()).toEqual(['Callers repeat themselves', 'Leads arrive late']);
		expect(test.note('note-ann-1')?.fn).toBe('sales');
	});

	it('completes a reveal when pages reconnect', async () => {
		const { test, fay, ann, step } = await room();
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		test.live.broken = true;
		await test.do(fay, { kind: 'reveal', step });
		test.live.broken = false;
		test.hooks.presenceChanged(test.board);
		await test.workshop.close();
		expect(test.texts()).toEqual(['Leads arrive late']);
	});

	it('never logs what people wrote', async () => {
		const { test, ann } = await room('function', 'open');
		test.live.broken = true;
		await test.write(ann, 'note-ann-1', 'Leads arrive late');
		expect(test.logged.length).toBeGreaterThan(0);
		expect(test.logged.join('')).not.toContain('Leads arrive late');
	});
});

describe('the only person in a function', () => {
	it('[B11] learns this from the link, and can post without the function: the desk says so, and the server leaves it out', async () => {
		const test = new TestWorkshop();
		await test.start();
		const link = async () => (await test.boards.findInvitation(await test.token()))?.emptyFns;
		expect(await link()).toContain('it');
		const ivo = await test.join('Ivo', 'it');
		expect(await link()).not.toContain('it');
		const fay = await test.me('user-1');
		const step = await test.step('post');
		await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
		test.live.desk(test.board, ivo.id).setUnsigned('it', true);
		await test.write(ivo, 'note-quiet', 'Nobody tests what we ship');
		test.live.desk(test.board, ivo.id).setUnsigned('it', false);
		await test.write(ivo, 'note-signed', 'Every change breaks the interface');
		expect(test.note('note-quiet')).toMatchObject({ fn: '', by: '' });
		expect(test.note('note-signed')).toMatchObject({ fn: 'it', by: '' });
	});
	it('[B11] posts with the function anyway if notes show names', async () => {
		const test = new TestWorkshop();
		const fay = await test.start({ attribution: 'named' });
		const ivo = await test.join('Ivo', 'it');
		test.live.desk(test.board, ivo.id).setUnsigned('it', true);
		await test.write(ivo, 'note-named', 'Nobody tests what we ship');
		await test.do(fay, { kind: 'reveal', step: await test.step('post') });
		expect(test.note('note-named')).toMatchObject({ fn: 'it', by: ivo.id });
	});
});
