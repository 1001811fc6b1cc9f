/** Attacks on content that people write together: each is rejected as a whole, and the others' words stay. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
	addItem,
	frameText,
	itemIds,
	layFrame,
	rate,
	readFrame,
	readItem,
	textOf
} from '../../src/lib/wall/items.ts';
import { addCluster, addNote } from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { STAGE_BEGINNING } from '../../src/lib/workshop/defaults.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { whyNotAny } from '../../src/lib/workshop/permissions.ts';
import { STEP_KIND_NAMES, type StepKind } from '../../src/lib/workshop/steps/kinds.ts';
import { CLOSE } from '../../src/lib/workshop/wire.ts';
import { outcomeOf, updateOf } from './attacker.ts';
import {
	BOARD,
	FakeWorkshop,
	isSaved,
	noteOf,
	onWall,
	seatOf,
	startServer,
	trickyStore,
	until,
	type PersonOnWall,
	type TestServer
} from './harness.ts';

const steps = STEP_KIND_NAMES.map((kind) => ({
	...{ id: kind, kind, title: '', instruction: '', prompt: '', minutes: 5 },
	...{ noteKind: 'problem' as const, writing: 'silent' as const, revealed: false }
}));
/** A workshop in one step, which uses the rules table. */
class Workshop extends FakeWorkshop {
	step: StepKind | null = null;
	gate: 'open' | 'shut' = 'open';
	override refuses(...[, me, actions]: Parameters<FakeWorkshop['refuses']>) {
		if (this.step === null) return null;
		const gate = this.gate === 'open' ? { openedAt: 1, early: null } : null;
		return whyNotAny(actions, me.role, { ...STAGE_BEGINNING, steps, currentStep: this.step, gate });
	}
}
let workshop: Workshop;
let server: TestServer;
/** Bob keeps working during every attack. */
let bob: PersonOnWall;

const statement = (wall: Wall) => {
	const text = textOf(wall, 'outcomes', 'o1', 'statement');
	if (!text) throw new Error('there is no such text');
	return text;
};
const fieldsOf = (wall: Wall, root: string, id: string) => {
	const fields = wall.doc.getMap(root).get(id);
	if (!(fields instanceof Y.Map)) throw new Error('there is no such item');
	return fields as Y.Map<unknown>;
};
beforeEach(async () => {
	workshop = new Workshop(seatOf('mallory'), seatOf('bob'));
	server = await startServer({ store: trickyStore().store, workshop });
	await server.live.writeWall(BOARD, (wall) => {
		layFrame(wall, { why: 'Customers leave' });
		addNote(wall, noteOf('n1'));
		addCluster(wall, { id: 'c1', title: '', x: 0, y: 0, archived: false, mergedInto: '' });
		addItem(wall, 'outcomes', 'o1', { problem: 'c1', statement: 'Nobody explains twice' });
		addItem(wall, 'requirements', 'q1', { outcome: 'o1' });
		addItem(wall, 'options', 'p1', {});
		addItem(wall, 'answers', 'answer-1', { text: 'We lose time', question: 'felt', about: 'c1' });
	});
	bob = onWall(server.port, 'bob');
	await until(() => isSaved(bob) && itemIds(bob.wall, 'outcomes').length > 0);
});
afterEach(async () => {
	workshop.step = null;
	statement(bob.wall).insert(0, 'Bob goes on: ');
	await until(() => isSaved(bob), 'the other person’s work');
	const { closes } = bob;
	bob.stop();
	const stored = await server.live.readWall(BOARD, (wall) => ({
		outcome: readItem(wall, 'outcomes', 'o1'),
		words: statement(wall).toDelta() as unknown,
		why: readFrame(wall).why,
		answer: readItem(wall, 'answers', 'answer-1'),
		items: (['costs', 'outcomes', 'requirements', 'options', 'readings', 'answers'] as const).map(
			(root) => itemIds(wall, root).join()
		),
		rated: readItem(wall, 'options', 'p1')?.ratings
	}));
	await server.stop();
	expect(closes.filter(({ code }) => code >= 4400)).toEqual([]);
	expect(stored).toMatchObject({
		outcome: { problem: 'c1', metric: '' },
		words: [{ insert: 'Bob goes on: Nobody explains twice' }],
		why: 'Customers leave',
		answer: { text: 'We lose time', fn: '', archived: false },
		items: ['', 'o1', 'q1', 'p1', '', 'answer-1'],
		rated: {}
	});
});

/** How the server reacts to this change from one of mallory's sockets. */
const sends = (change: (wall: Wall) => void) => {
	const wall = Wall.from(bob.wall.encode());
	wall.doc.clientID = 4711;
	return outcomeOf(server.port, updateOf(wall, change));
};
const set = (root: string, id: string, key: string, value: unknown) => (wall: Wall) =>
	void fieldsOf(wall, root, id).set(key, value);
const made = (root: string, fields: Record<string, unknown>) => (wall: Wall) =>
	void wall.doc.getMap(root).set('evil', new Y.Map<unknown>(Object.entries(fields)));

describe('[S31] the server rejects texts', () => {
	const evil: Record<string, (wall: Wall) => void> = {
		'replaced by another': (wall) => set('outcomes', 'o1', 'statement', new Y.Text('Mine'))(wall),
		'replaced by a value': set('outcomes', 'o1', 'statement', 'Mine'),
		removed: (wall) => fieldsOf(wall, 'outcomes', 'o1').delete('statement'),
		'of the frame replaced': (wall) => void wall.doc.getMap('frame').set('why', new Y.Text('Mine')),
		'of the frame removed': (wall) => wall.doc.getMap('frame').delete('why'),
		'with a format': (wall) => statement(wall).format(0, 5, { bold: true }),
		'with a picture': (wall) => statement(wall).insertEmbed(0, { image: 'https://evil.example' }),
		'with a document inside': (wall) => statement(wall).insertEmbed(0, new Y.Doc()),
		'with a list inside': (wall) => statement(wall).insertEmbed(0, new Y.Array()),
		'with keys': (wall) => statement(wall).setAttribute('onclick', 'x'),
		'that are XML': (wall) => {
			const [statement, how] = [new Y.XmlText('x'), new Y.Text()];
			made('outcomes', { problem: 'c1', statement, how })(wall);
		},
		'where a name belongs': set('outcomes', 'o1', 'owner', new Y.Text('x'))
	};
	for (const [name, change] of Object.entries(evil))
		it(name, async () => {
			expect(await sends(change)).toBe(CLOSE.broken);
		});
});

describe('[S32] the server refuses texts and items over their limits:', () => {
	it('a text that is too long, in one piece and in a thousand', async () => {
		const piece = 'x'.repeat(LIMITS.statementChars / 10);
		expect(await sends((wall) => statement(wall).insert(0, piece.repeat(10)))).toBe(CLOSE.refused);
		const pieces = (wall: Wall) => {
			for (let n = 0; n < 1000; n++) statement(wall).insert((n * 7) % 20, 'y');
		};
		expect(await sends(pieces)).toBe(CLOSE.refused);
		const frame = (wall: Wall) => frameText(wall, 'why')?.insert(0, piece.repeat(20));
		expect(await sends(frame)).toBe(CLOSE.refused);
	});
	it('a text that is too long, even if somebody deleted part of the copy that others still have', async () => {
		const wall = Wall.from(bob.wall.encode());
		wall.doc.clientID = 4711;
		// The same delete twice, which must not count twice.
		const cut = updateOf(wall, (copy) => statement(copy).delete(0, 6));
		const grown = updateOf(wall, (copy) =>
			statement(copy).insert(0, 'x'.repeat(LIMITS.statementChars - 14))
		);
		expect(await outcomeOf(server.port, Y.mergeUpdates([cut, cut, grown]))).toBe(CLOSE.refused);
	});
	it('more outcomes in one update than a board may have', async () => {
		const many = (wall: Wall) => {
			for (let n = 0; n <= LIMITS.itemsPerBoard; n++)
				addItem(wall, 'outcomes', `evil${n}`, { problem: 'c1' });
		};
		expect(await sends(many)).toBe(CLOSE.refused);
	});
});

describe('[S33] the server rejects items that would name something missing:', () => {
	const broken: Record<string, (wall: Wall) => void> = {
		'a requirement of no outcome': (wall) =>
			made('requirements', { statement: new Y.Text() })(wall),
		'a requirement of an empty outcome': (wall) =>
			made('requirements', { outcome: '', statement: new Y.Text() })(wall),
		'an outcome without its texts': made('outcomes', { problem: 'c1' }),
		'a requirement that is moved': set('requirements', 'q1', 'outcome', 'o9'),
		'a requirement that is cut off': (wall) =>
			fieldsOf(wall, 'requirements', 'q1').delete('outcome'),
		'an outcome taken from under its requirement': (wall) =>
			wall.doc.getMap('outcomes').delete('o1'),
		'an option’s ratings wiped': (wall) => wall.doc.getMap('ratings').delete('p1'),
		'an option’s evidence replaced': (wall) =>
			void wall.doc.getMap('evidence').set('p1', new Y.Map())
	};
	for (const [name, change] of Object.entries(broken))
		it(name, async () => {
			expect(await sends(change)).toBe(CLOSE.broken);
		});
	const dangling: Record<string, (wall: Wall) => void> = {
		'a requirement of an outcome that is not there': (wall) =>
			addItem(wall, 'requirements', 'evil', { outcome: 'o9' }),
		'an outcome of what is no problem': (wall) =>
			addItem(wall, 'outcomes', 'evil', { problem: 'q1' }),
		'a rating of what is not there': (wall) => rate(wall, 'p1', 'q9', 'meets'),
		'ratings of no option': (wall) => void wall.doc.getMap('ratings').set('p9', new Y.Map()),
		'an idea linked to nothing': set('notes', 'n1', 'requirement', 'q9')
	};
	for (const [name, change] of Object.entries(dangling))
		it(name, async () => {
			expect(await sends(change)).toBe(CLOSE.refused);
		});
});

describe('[S7] the server rejects answers that are', () => {
	const evil: Record<string, (wall: Wall) => void> = {
		forged: (wall) => addItem(wall, 'answers', 'evil', { text: 'Said by all', question: 'felt' }),
		reworded: set('answers', 'answer-1', 'text', 'Never said'),
		'taken from their function': set('answers', 'answer-1', 'fn', 'it'),
		'taken back for their writer': set('answers', 'answer-1', 'archived', true),
		removed: (wall) => wall.doc.getMap('answers').delete('answer-1')
	};
	for (const [name, change] of Object.entries(evil))
		it(name, async () => {
			expect(await sends(change)).toBe(CLOSE.broken);
		});
});

describe('[S6] (P4) at the wrong time, the server refuses', () => {
	const writes: Partial<Record<StepKind, (wall: Wall) => void>> = {
		frame: (wall) => frameText(wall, 'why')?.insert(0, 'Soon '),
		understand: (wall) => addItem(wall, 'costs', 'evil', { problem: 'c1' }),
		outcomes: (wall) => statement(wall).delete(0, 6),
		requirements: (wall) => addItem(wall, 'requirements', 'evil', { outcome: 'o1' }),
		technology: (wall) => rate(wall, 'p1', 'q1', 'meets'),
		review: (wall) => addItem(wall, 'readings', 'evil', { outcome: 'o1' })
	};
	for (const [own, change] of Object.entries(writes))
		it(`what is written in the step of kind ${own}`, async () => {
			for (const step of STEP_KIND_NAMES) {
				if (step === own) continue;
				workshop.step = step;
				expect([step, await sends(change)]).toEqual([step, CLOSE.refused]);
			}
		});
	it('ratings and options while the gate is shut, even in their step', async () => {
		workshop.step = 'technology';
		workshop.gate = 'shut';
		for (const change of [
			(wall: Wall) => rate(wall, 'p1', 'q1', 'meets'),
			(wall: Wall) => addItem(wall, 'options', 'evil', {}),
			set('notes', 'n1', 'requirement', 'q1')
		])
			expect(await sends(change)).toBe(CLOSE.refused);
	});
});
