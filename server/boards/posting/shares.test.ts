import { describe, expect, it } from 'vitest';
import { board as en } from '../../../src/lib/i18n/en/board.ts';
import { addNote, archiveNote } from '../../../src/lib/wall/mutations.ts';
import { UNPARKED } from '../../../src/lib/workshop/defaults.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import {
	BOARD_BOUNDS,
	freePlaces,
	unpostedInWords,
	whyUnposted
} from '../../../src/lib/workshop/board/shares.ts';
import type { Attribution, Me, Note } from '../../../src/lib/workshop/types.ts';
import { TestWorkshop } from '../../../tests/support/workshop.ts';
import type { BoardsOptions } from '../boards.ts';

async function room(options: Partial<BoardsOptions> = {}, attribution: Attribution = 'function') {
	const test = new TestWorkshop(undefined, undefined, options);
	const fay = await test.start({ attribution });
	await test.do(fay, { kind: 'setWriting', step: await test.step('post'), writing: 'open' });
	const [ann, bob] = [await test.join('Ann', 'sales'), await test.join('Bob', 'it')];
	const view = (me: Me) => test.hooks.stageView(test.board, me);
	/** Adds notes to the wall that belong to nobody here. */
	const fill = (count: number, archived = false) => {
		const wall = test.live.wall(test.board);
		const bare: Omit<Note, 'id'> = {
			...{ text: 'We wait', kind: 'problem', fn: '', by: '', x: 0, y: 0 },
			...{ cluster: '', order: '', ...UNPARKED, archived }
		};
		wall.doc.transact(() => {
			for (let n = 0; n < count; n++) addNote(wall, { id: `other-${archived}-${n}`, ...bare });
		}, wall.origin);
	};
	const turns = async (most: number) => {
		for (let n = 0; n < most; n++) await test.turn();
	};
	return { test, fay, ann, bob, view, fill, turns };
}

describe('[J3] notes that were taken back', () => {
	it('do not use up the room of others', async () => {
		const { test, ann, view, fill } = await room();
		fill(LIMITS.notesPerBoard, true);
		await test.write(ann, 'note-of-ann', 'Leads cool off');
		expect(test.texts()).toEqual(['Leads cool off']);
		expect(view(ann).unposted).toEqual({ notes: null, answers: null });
	});

	it('leave everybody some notes, however often others take theirs back', async () => {
		const { test, fay, ann, fill, view, turns } = await room();
		fill(BOARD_BOUNDS.notes.kept - LIMITS.assuredPerPerson * LIMITS.peoplePerBoard, true);
		for (let n = 0; n <= LIMITS.assuredPerPerson; n++)
			await test.write(ann, `note-of-ann-${n}`, `Problem ${n}`);
		await turns(LIMITS.assuredPerPerson + 2);
		expect(test.texts()).toHaveLength(LIMITS.assuredPerPerson);
		expect(view(ann).unposted.notes).toBe('full');
		expect(view(fay).full).toEqual(['notes']);
	});
});

describe('[J2] the share of a person', () => {
	it('is used up by notes that are posted and taken back, while the board stays open to others', async () => {
		const { test, ann, bob, view } = await room();
		const step = await test.step('post');
		const desk = test.live.desk(test.board, ann.id);
		// Six thousand notes are posted one after the other and each is taken back. Only the share is posted.
		const authors = Array.from({ length: LIMITS.postedPerPerson - 1 }, (_, n) => ({
			note: `early-note-${n}`,
			participant: ann.id
		}));
		await test.store.saveAuthors(test.board, authors);
		test.restart();
		for (const id of ['last-of-share', 'beyond-share']) {
			desk.writeNote(id, id, 'problem', test.now, step);
			await test.committed(ann);
			await test.turn();
			desk.takeBack(id);
			await test.committed(ann);
		}
		desk.takeBack('beyond-share', false);
		await test.committed(ann);
		await test.turn();
		expect(test.note('last-of-share')).toMatchObject({ archived: true });
		expect(test.note('beyond-share')).toBeNull();
		expect(view(ann).unposted.notes).toBe('share');
		// Neither the others nor the facilitator learn whose share is used up.
		expect(view(bob)).toMatchObject({ unposted: { notes: null }, full: [] });
		await test.write(bob, 'note-of-bob', 'The line breaks');
		expect(test.texts()).toEqual(['The line breaks']);
	});

	it.each([
		['one after the other', 'function'],
		['at once', 'named']
	] as const)('covers notes and answers together, posted %s', async (_, attribution) => {
		const { test, fay, ann, bob, view, turns } = await room({}, attribution);
		await test.addSteps('frame');
		await test.goTo(fay, 'frame');
		// Half of them are answers and half are notes, and all were taken back. Two more fit into the share.
		const authors = Array.from({ length: LIMITS.postedPerPerson - 2 }, (_, n) => ({
			note: `early-${n % 2 ? 'note' : 'answer'}-${n}`,
			participant: ann.id
		}));
		await test.store.saveAuthors(test.board, authors);
		test.restart();
		const { currentStep: step } = await test.stage();
		const desk = test.live.desk(test.board, ann.id);
		for (const text of ['first', 'second', 'third']) {
			const answer = { id: `answer-${text}`, text, question: 'hope', about: '', step } as const;
			desk.writeAnswer({ ...answer, at: test.now, archived: false });
		}
		await test.committed(ann);
		await turns(4);
		// Two of the three are posted. Chance decides which, because they are posted one after the other.
		const ids = () => test.answers().map(({ id }) => id);
		const [one = '', other] = ids();
		expect(ids()).toEqual([one, other]);
		expect(view(ann).unposted.answers).toBe('share');
		// Taking words back does not free the share, and neither does time or a restart.
		desk.takeBackAnswer(one, step, test.now);
		await test.committed(ann);
		test.restart();
		await test.committed(ann);
		await turns(4);
		expect(ids()).toEqual([other]);
		await test.write(ann, 'note-beyond-share', 'A note instead');
		await turns(4);
		expect(test.note('note-beyond-share')).toBeNull();
		// Others have their own share and are told nothing.
		await test.answer(bob, 'answer-of-bob', 'That callers are known');
		expect(ids()).toEqual([other, 'answer-of-bob']);
		expect(view(bob)).toMatchObject({ unposted: { answers: null }, full: [] });
		// Words that were posted before may return.
		desk.takeBackAnswer(one, step, test.now, false);
		await test.committed(ann);
		await turns(4);
		expect(ids()).toContain(one);
	});

	it('counts words that were posted before only once, so that they may return', () => {
		const there = { seen: 0, kept: 0 };
		expect(whyUnposted('answers', there, LIMITS.postedPerPerson - 1)).toBeNull();
		expect(whyUnposted('answers', there, LIMITS.postedPerPerson)).toBe('share');
	});
});

describe('[J4] a full board', () => {
	it('keeps the note at its desk, says so, and posts it once there is room', async () => {
		const { test, fay, ann, bob, view, fill, turns } = await room();
		await test.write(bob, 'note-of-bob', 'The line breaks');
		fill(LIMITS.notesPerBoard - 1);
		await test.write(ann, 'note-of-ann', 'Leads cool off');
		expect(test.note('note-of-ann')).toBeNull();
		expect(view(ann).unposted.notes).toBe('full');
		expect(view(bob).unposted.notes).toBeNull();
		expect(view(fay).full).toEqual(['notes']);
		test.live.desk(test.board, bob.id).takeBack('note-of-bob');
		await test.committed(bob);
		await turns(2);
		expect(test.note('note-of-ann')).toMatchObject({ archived: false });
		expect(view(ann).unposted.notes).toBeNull();
		expect(view(fay).full).toEqual([]);
	});

	it('gives nobody another turn until room is made, and then only one at a time', async () => {
		const due: (() => void)[] = [];
		const { test, ann, bob, fill } = await room({ later: (_, work) => void due.push(work) });
		for (const me of [ann, bob]) {
			await test.write(me, `gone-${me.id}`, 'Said too early');
			test.live.desk(test.board, me.id).takeBack(`gone-${me.id}`);
			await test.write(me, `stays-${me.id}`, 'We wait');
			for (const work of due.splice(0)) work();
			await test.workshop.close();
		}
		fill(LIMITS.notesPerBoard);
		for (const me of [ann, bob]) await test.write(me, `late-${me.id}`, 'No room');
		const turns: number[] = [];
		for (let round = 0; round < 4; round++) {
			turns.push(due.length);
			for (const work of due.splice(0)) {
				work();
				await test.workshop.close();
			}
		}
		expect(turns.at(-1)).toBe(0);
		// Two people make room, one after the other. Both who wait get one turn.
		for (const me of [ann, bob]) {
			test.live.desk(test.board, me.id).takeBack(`stays-${me.id}`);
			await test.committed(me);
		}
		expect(due).toHaveLength(2);
	});

	it('puts back no note of a writer beyond the writer’s limit', async () => {
		const { test, ann, fill } = await room();
		await test.write(ann, 'note-of-ann', 'Leads cool off');
		const desk = test.live.desk(test.board, ann.id);
		desk.takeBack('note-of-ann');
		await test.committed(ann);
		fill(LIMITS.notesPerBoard);
		desk.takeBack('note-of-ann', false);
		await test.committed(ann);
		expect(test.note('note-of-ann')).toMatchObject({ archived: true });
		archiveNote(test.live.wall(test.board), 'other-false-0', true);
		await test.committed(ann);
		expect(test.note('note-of-ann')).toMatchObject({ archived: false });
	});

	it('has room for an import only up to the limit for people’s notes', () => {
		const { seen, kept } = BOARD_BOUNDS.notes;
		expect(freePlaces('notes', { seen: seen - 5, kept: seen })).toBe(5);
		expect(freePlaces('notes', { seen: 0, kept })).toBe(0);
	});

	it('explains itself in sentences', () => {
		expect(unpostedInWords('notes', 'full')(en)).toMatch(/full/);
		expect(unpostedInWords('answers', 'share')(en)).toMatch(/share/);
		expect(unpostedInWords('notes', 'much')(en)).toMatch(/changed/);
		expect(unpostedInWords('answers', 'deep')(en)).toMatch(/ends at the 5th/);
	});
});

describe('[S57] changes of posted words', () => {
	const room = async (role: 'participant' | 'facilitator' = 'participant') => {
		const test = new TestWorkshop();
		const fay = await test.start();
		const ann = await test.join('Ann', 'sales');
		if (role === 'facilitator')
			await test.do(fay, { kind: 'setRole', person: ann.id, role: 'facilitator' });
		const step = await test.step('post');
		await test.write(ann, 'note-ann-1', 'First');
		await test.write(ann, 'note-ann-2', 'Second');
		await test.do(fay, { kind: 'reveal', step });
		const change = async (id: string, text: string) => {
			test.live.desk(test.board, ann.id).editNote(id, text, 'problem');
			await test.committed(ann);
			return test.note(id)?.text;
		};
		return { test, fay, ann, change };
	};
	const why = ({ test, ann }: Awaited<ReturnType<typeof room>>) =>
		test.hooks.stageView(test.board, ann).unposted.notes;

	it('each count towards what their writer adds to the wall', async () => {
		const { test, ann, change } = await room();
		const before = test.live.added.get(ann.id) ?? 0;
		for (let n = 0; n < 5; n++) await change('note-ann-1', `Change ${n}`);
		expect((test.live.added.get(ann.id) ?? 0) - before).toBe(10);
	});
	it('stay at the desk with a notice once the share is used up; taking back still works', async () => {
		const at = await room();
		const { test, ann, change } = at;
		test.live.spent.add(ann.id);
		expect(await change('note-ann-1', 'Once more')).toBe('First');
		expect(why(at)).toBe('much');
		test.live.desk(test.board, ann.id).takeBack('note-ann-2');
		await test.committed(ann);
		expect(test.texts()).toEqual(['First']);
		test.live.desk(test.board, ann.id).takeBack('note-ann-2', false);
		await test.committed(ann);
		expect(test.texts(), 'or it could be taken back and put back without end').toEqual(['First']);
	});
	it('of facilitators are not limited', async () => {
		const at = await room('facilitator');
		at.test.live.spent.add(at.ann.id);
		expect(await at.change('note-ann-1', 'Once more')).toBe('Once more');
		expect(why(at)).toBeNull();
	});
});
