/** Pages offer exactly what the server accepts: both are asked in every state that a board can be in. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { ClientOwners } from '../../server/sync/guard/owners.ts';
import { judge, type Verdict } from '../../server/sync/guard/policy.ts';
import { roomy } from '../../server/sync/testing.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import {
	addItem,
	changeItem,
	frameText,
	layFrame,
	rate,
	textOf
} from '../../src/lib/wall/items.ts';
import {
	addCluster,
	addNote,
	arrange,
	createUndo,
	makeCluster,
	mergeClusters,
	moveCluster,
	moveNote,
	putInCluster,
	renameCluster,
	splitCluster
} from '../../src/lib/wall/mutations.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { currentStep, postsAtOnce, whyNot } from '../../src/lib/workshop/permissions.ts';
import { CONDITIONS, RULES, type DocumentKind } from '../../src/lib/workshop/rules.ts';
import {
	STEP_KIND_NAMES,
	type StepKind,
	type Writing
} from '../../src/lib/workshop/steps/kinds.ts';
import type { Action } from '../../src/lib/workshop/actions.ts';
import type { DeskAnswer, Me, Role, Stage } from '../../src/lib/workshop/types.ts';
import { TestWorkshop } from '../support/workshop.ts';
import { noteOf } from './harness.ts';

const ROLES: readonly Role[] = ['facilitator', 'participant', 'observer'];
/** The step kinds in which writing, the lock and rounds make a difference to somebody; then all others. */
const KINDS: readonly StepKind[] = ['post', 'cluster', 'vote'];
const TOGETHER_KINDS = STEP_KIND_NAMES.filter((kind) => !KINDS.includes(kind));
const WRITINGS: readonly Writing[] = ['silent', 'open'];
const BOTH = [false, true];
const BOUNDS = {
	structs: 10_000,
	ranges: 10_000,
	ids: 100_000,
	entries: { wall: 1e6, desk: 1e6 },
	comparisons: 50_000
};
const ROUND = 'round1';

interface State {
	kind: StepKind;
	writing: Writing;
	revealed: boolean;
	locked: boolean;
	voting: boolean;
	gate: 'open' | 'shut';
}
const STATES: State[] = [
	...KINDS.flatMap((kind) =>
		WRITINGS.flatMap((writing) =>
			BOTH.flatMap((revealed) =>
				BOTH.flatMap((locked) =>
					BOTH.map((voting) => ({ kind, writing, revealed, locked, voting, gate: 'shut' as const }))
				)
			)
		)
	),
	...TOGETHER_KINDS.flatMap((kind) =>
		BOTH.flatMap((locked) =>
			(['open', 'shut'] as const).map((gate) => {
				const at = { kind, writing: 'silent' as const, revealed: false };
				return { ...at, locked, voting: locked, gate };
			})
		)
	)
];
const nameOf = ({ kind, writing, revealed, locked, voting, gate }: State) =>
	[
		`${kind} step`,
		`${writing} writing`,
		revealed && 'revealed',
		locked && 'locked',
		voting && 'a round open',
		`gate ${gate}`
	]
		.filter(Boolean)
		.join(', ');

function stageIn(stage: Stage, state: State): Stage {
	const { kind, writing, revealed, locked, voting, gate } = state;
	const [pattern] = stage.steps;
	if (!pattern) throw new Error('the template has no steps');
	const step = { ...pattern, id: 'here', kind, writing, revealed };
	const steps = [...stage.steps, step];
	const round = {
		id: ROUND,
		stepId: step.id,
		dots: 3,
		maxPerCluster: 2,
		openedAt: 0,
		endsAt: null,
		status: voting ? ('open' as const) : ('revealed' as const),
		result: null
	};
	const open = gate === 'open' ? { openedAt: 0, early: null } : null;
	return { ...stage, steps, currentStep: step.id, locked, rounds: [round], gate: open };
}

const ANSWER: DeskAnswer = {
	...{ id: 'answer-0001', text: 'We lose time', question: 'hope', about: '' },
	...{ at: 1, step: 'here', archived: false }
};
/** Everything that a person can do on the wall, each as a page does it. */
const MOVES: Record<string, (wall: Wall) => void> = {
	move: (wall) => moveNote(wall, 'note-0001', 5, 5),
	put: (wall) => putInCluster(wall, 'note-0001', 'c1'),
	make: (wall) => makeCluster(wall, 'c9', ['note-0001'], 1, 1, 'New'),
	rename: (wall) => renameCluster(wall, 'c1', 'Renamed'),
	moveCluster: (wall) => moveCluster(wall, 'c1', 7, 7),
	merge: (wall) => mergeClusters(wall, 'c2', 'c1'),
	split: (wall) => splitCluster(wall, 'c1', {}),
	arrange: (wall) => arrange(wall, { 'note-0001': { x: 1, y: 2 } }, { c1: { x: 3, y: 4 } }),
	undo: (wall) => {
		const undo = createUndo(wall);
		makeCluster(wall, 'c9', ['note-0001'], 1, 1);
		undo.undo();
	}
};
/** Content that people write together, as pages write it. */
const TOGETHER: Partial<Record<Action, (wall: Wall) => void>> = {
	frame: (wall) => frameText(wall, 'why')?.insert(0, 'We meet because '),
	cost: (wall) => addItem(wall, 'costs', 'k1', { problem: 'c1', amount: 3 }),
	aim: (wall) => textOf(wall, 'outcomes', 'o1', 'statement')?.insert(0, 'Words '),
	require: (wall) => changeItem(wall, 'requirements', 'q1', { weight: 'could' }),
	weigh: (wall) => rate(wall, 'p1', 'q1', 'meets'),
	measure: (wall) => addItem(wall, 'readings', 'r1', { outcome: 'o1', value: 7 })
};
const KEEPS: Record<string, (desk: Desk) => void> = {
	draft: (desk) => desk.writeNote('note-0002', 'A problem', 'problem', 1),
	composer: (desk) => desk.setComposer('half a thought', 'customer'),
	ready: (desk) => desk.setReady('step', true),
	mark: (desk) => desk.setMark('outcome1', { mark: 3, of: 'a wording' }),
	answer: (desk) => desk.writeAnswer(ANSWER)
};
const VOTES: Record<string, (desk: Desk) => void> = {
	spend: (desk) => desk.spend(ROUND, 'c1', 1)
};

/** The server's verdict on one change of a page. */
function verdictOn(
	test: TestWorkshop,
	me: Me,
	place: DocumentKind,
	doc: Y.Doc,
	change: () => void
): Verdict {
	const server = new Y.Doc();
	Y.applyUpdate(server, Y.encodeStateAsUpdate(doc));
	const before = Y.encodeStateVector(doc);
	change();
	return judge(place, server, Y.encodeStateAsUpdate(doc, before), BOUNDS, {
		id: me.id,
		owners: new ClientOwners(new Map(), 10),
		refuses: (actions) => test.workshop.hooks.refuses(test.board, me, actions),
		round: () => test.hooks.openRound(test.board),
		whyNoMark: (outcome, of) => test.hooks.whyNoMark(test.board, outcome, of),
		...roomy()
	});
}
const wallVerdict = (test: TestWorkshop, me: Me, change: (wall: Wall) => void) => {
	const made = new Wall();
	addNote(made, noteOf('note-0001'));
	for (const id of ['c1', 'c2'])
		addCluster(made, { id, title: id, x: 0, y: 0, archived: false, mergedInto: '' });
	layFrame(made);
	addItem(made, 'outcomes', 'o1', { problem: 'c1' });
	addItem(made, 'requirements', 'q1', { outcome: 'o1' });
	addItem(made, 'options', 'p1', {});
	const page = Wall.from(made.encode());
	return verdictOn(test, me, 'wall', page.doc, () => change(page));
};
const deskVerdict = (test: TestWorkshop, me: Me, change: (desk: Desk) => void) => {
	const page = new Desk();
	return verdictOn(test, me, 'desk', page.doc, () => change(page));
};

/** A board in this state, as after a restart of the server, with one person of each role. */
async function boardIn(state: State) {
	const test = new TestWorkshop();
	const facilitator = await test.start();
	const participant = await test.join('Ann', 'sales');
	const observer = await test.join('Eve', '');
	const stage = stageIn(await test.stage(), state);
	const command = { board: test.board, id: 'set', by: '', at: 0, kind: 'rename', body: '{}' };
	await test.store.saveStage(stage, command);
	test.restart();
	// Opens the board.
	await test.boards.page(facilitator, test.board);
	return { test, stage, people: { facilitator, participant, observer } };
}
const asVerdict = (reason: ServerSentence | null): Verdict =>
	reason === null ? { kind: 'apply' } : { kind: 'refuse', reason };

describe('[S27] pages offer everybody exactly what the server accepts', () => {
	it.each(STATES.map((state) => [nameOf(state), state] as const))('%s', async (_, state) => {
		const { test, stage, people } = await boardIn(state);
		for (const role of ROLES) await expectAlike(test, stage, people[role], role);
	});
});

async function expectAlike(test: TestWorkshop, stage: Stage, me: Me, role: Role) {
	expect(me.role).toBe(role);
	const offered = (action: Action) => asVerdict(whyNot(action, role, stage));
	for (const [name, change] of Object.entries(MOVES))
		expect(wallVerdict(test, me, change), name).toEqual(offered('move'));
	for (const [action, change] of Object.entries(TOGETHER))
		expect(wallVerdict(test, me, change), action).toEqual(offered(action as Action));
	for (const [name, change] of Object.entries(KEEPS))
		expect(deskVerdict(test, me, change), name).toEqual(offered('keep'));
	const agrees = (desk: Desk) => desk.setConsent('sales', true);
	expect(deskVerdict(test, me, agrees), 'agree').toEqual(offered('agree'));
	for (const [name, change] of Object.entries(VOTES))
		expect(deskVerdict(test, me, change), name).toEqual(offered('vote'));

	const note = `note-of-${role}`;
	await test.write(me, note, 'A problem', 'problem', stage.currentStep);
	const goesToTheWall = whyNot('write', role, stage) === null && postsAtOnce(currentStep(stage));
	expect(test.note(note) !== null, 'write').toBe(goesToTheWall);

	const answer = `answer-of-${role}`;
	await test.answer(me, answer, 'That leads stay');
	const isThere = test.answers().some(({ id }) => id === answer);
	expect(isThere, 'answer').toBe(whyNot('answer', role, stage) === null);

	const looked = await test.boards.history(me, test.board, { versions: '', entries: null }, en);
	expect(looked.ok, 'look').toBe(whyNot('look', role, stage) === null);

	const { ok } = await test.run(me, { kind: 'rename', title: 'Another title' });
	expect(ok, 'steer').toBe(whyNot('steer', role, stage) === null);
}

it('[S27] every action of the rules table was tested above', () => {
	const asked = [
		...Object.keys(TOGETHER),
		'agree',
		'answer',
		'keep',
		'look',
		'move',
		'steer',
		'vote',
		'write'
	];
	expect(Object.keys(CONDITIONS).sort()).toEqual(asked.sort());
	const actions = new Set(RULES.map(({ by }) => by));
	const written = [
		...Object.keys(TOGETHER),
		'agree',
		'everybody',
		'keep',
		'move',
		'server',
		'vote'
	];
	expect([...actions].sort()).toEqual(written.sort());
});
