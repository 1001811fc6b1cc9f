/** A workshop over a store in memory; a test controls its clock and its random numbers. */
import type { Question } from '../../src/lib/workshop/questions.ts';
import type { Answer } from '../../src/lib/workshop/items/shapes.ts';
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { inEnglish, speakingEnglish } from './english.ts';
import { pino } from 'pino';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Store } from '../../server/store/store.ts';
import { createBoards, type BoardsOptions, type Workshop } from '../../server/boards/boards.ts';
import { heavyHere, type Heavy, type Task } from '../../server/boards/heavy/tasks.ts';
import type { Ran, Result } from '../../server/services.ts';
import type { Command, NewBoard } from '../../src/lib/workshop/commands.ts';
import { readyFunctions } from '../../src/lib/workshop/functions.ts';
import type { Report } from '../../src/lib/workshop/report/report.ts';
import { liveItems } from '../../src/lib/wall/items.ts';
import type { Me, Note, NoteKind, Stage, Step } from '../../src/lib/workshop/types.ts';
import { FakeLive } from './fake-live.ts';
import { seededRandom } from './random.ts';

const READY_FUNCTIONS = readyFunctions(en);

type Draft<T> = T extends unknown ? Omit<T, 'id'> : never;
export type CommandDraft = Draft<Command>;

const START = Date.UTC(2026, 4, 4, 9);

export class TestWorkshop {
	/** Heavy tasks that were run, in order. */
	readonly heavyWork: Task[] = [];
	readonly live: FakeLive;
	readonly store: Store;
	/** Epoch ms; tests move it. */
	now = START;
	board = '';
	/** Log lines, as JSON. */
	readonly logged: string[] = [];
	workshop: Workshop;
	/** Callbacks of pending timers. */
	readonly #later: (() => void)[] = [];
	#commands = 0;
	#users = 0;

	readonly #options: Partial<BoardsOptions>;

	constructor(
		store: Store = openSqlite(':memory:'),
		live = new FakeLive(),
		options: Partial<BoardsOptions> = {}
	) {
		this.#options = options;
		this.store = store;
		this.live = live;
		this.workshop = this.#open();
	}
	get boards() {
		return speakingEnglish(this.workshop.boards);
	}
	get hooks() {
		const { hooks } = this.workshop;
		const refuses: (...asked: Parameters<typeof hooks.refuses>) => string | null = (...asked) => {
			const reason = hooks.refuses(...asked);
			return reason === null ? null : inEnglish(reason);
		};
		return { ...hooks, refuses };
	}
	/** Creates a board from a board file, as the form on the start page does. */
	async fromExport(userId: string, json: string): Promise<Result<string>> {
		const form = new FormData();
		form.set('file', new File([json], 'board.json'));
		const sent = new Response(form);
		const bytes = new Uint8Array(await sent.arrayBuffer());
		const type = sent.headers.get('content-type') ?? '';
		const upload = { bytes, type, locale: 'en' } as const;
		return this.boards.createFromFile(userId, upload, () => Promise.resolve(userId), en);
	}
	/** Simulates a crash: durable data stays, data in memory is lost. */
	restart() {
		this.#later.length = 0;
		this.workshop = this.#open();
	}
	#open(): Workshop {
		const log = pino({}, { write: (line: string) => void this.logged.push(line) });
		const live = () => this.live;
		const clock = () => this.now;
		const later = (_: number, work: () => void) => void this.#later.push(work);
		const random = seededRandom();
		const here = heavyHere();
		const heavy: Heavy = {
			...here,
			run: (task, given) => {
				this.heavyWork.push(task);
				return here.run(task, given);
			}
		};
		const parts = { store: this.store, live, heavy, log, clock, later, random };
		const workshop = createBoards({ ...parts, ...this.#options });
		this.live.store = this.store;
		this.live.epochOf = (board) => workshop.hooks.epoch(board);
		this.live.deskEpochOf = (board) => workshop.hooks.deskEpoch(board);
		return workshop;
	}

	async user(): Promise<string> {
		const id = `user-${++this.#users}`;
		await this.store.createUser({ id, createdAt: this.now });
		return id;
	}
	/** Starts a board; the other methods then use it by default. */
	async start(input: Partial<NewBoard> = {}): Promise<Me> {
		const userId = await this.user();
		this.board = await this.boards.create(
			userId,
			{
				title: 'Why customers leave',
				purpose: '',
				name: 'Fay',
				fn: '',
				functions: READY_FUNCTIONS.map((fn) => ({ ...fn })),
				attribution: 'function',
				// Tests with few people hide no group, unless they ask for it.
				smallestGroup: 1,
				template: 'quick-align',
				...input
			},
			en
		);
		const me = await this.me(userId);
		// The board's initial content counts as nobody's work.
		this.live.writes = 0;
		return me;
	}
	/** Adds steps of these kinds at the end, as if the template had them; their ids are their kinds. */
	async addSteps(...kinds: Step['kind'][]): Promise<void> {
		const stage = await this.stage();
		const [pattern] = stage.steps;
		if (!pattern) throw new Error('no steps');
		const added = kinds.map((kind) => ({ ...pattern, id: kind, kind, title: kind }));
		const next = { ...stage, version: stage.version + 1, steps: [...stage.steps, ...added] };
		const id = `command-${++this.#commands}`;
		const command = { board: this.board, id, by: '', at: this.now, kind: 'addStep', body: '{}' };
		if (!(await this.store.saveStage(next, command))) throw new Error('not saved');
		this.restart();
	}
	async me(userId: string): Promise<Me> {
		const me = await this.boards.seat(userId, this.board);
		if (!me) throw new Error('no seat');
		return me;
	}
	async token(role: 'participant' | 'facilitator' = 'participant'): Promise<string> {
		const link = (await this.store.listLinks(this.board)).find((one) => one.role === role);
		if (!link) throw new Error('no link');
		return link.token;
	}
	async join(name: string, fn: string, userId?: string): Promise<Me> {
		const user = userId ?? (await this.user());
		value(await this.boards.join(user, await this.token(), { name, fn }));
		return this.me(user);
	}

	async stage(): Promise<Stage> {
		const stage = await this.store.loadStage(this.board);
		if (!stage) throw new Error('no board');
		return stage;
	}
	async step(kind: Step['kind']): Promise<string> {
		const step = (await this.stage()).steps.find((one) => one.kind === kind);
		if (!step) throw new Error('no such step');
		return step.id;
	}
	/** Sends a command under a new id, or under the given one. */
	run(me: Me, command: CommandDraft, id = `command-${++this.#commands}`): Promise<Ran> {
		return this.boards.run(me, this.board, { ...command, id } as Command, en);
	}
	/** Sends a command that must succeed. */
	async do(me: Me, command: CommandDraft): Promise<void> {
		const result = await this.run(me, command);
		if (!result.ok) throw new Error(inEnglish(result.reason));
	}
	async goTo(me: Me, kind: Step['kind']): Promise<void> {
		await this.do(me, { kind: 'goToStep', step: await this.step(kind) });
	}

	/** Writes at a desk in a step (the first Post step), and waits until the server has received it. */
	async write(
		me: Me,
		id: string,
		text: string,
		kind: NoteKind = 'problem',
		step?: string
	): Promise<void> {
		const written = step ?? (await this.step('post'));
		this.live.desk(this.board, me.id).writeNote(id, text, kind, this.now, written);
		await this.committed(me);
	}
	/** Answers at a desk in the group's current step, and waits until the server has received it. */
	async answer(
		me: Me,
		id: string,
		text: string,
		question: Question = 'hope',
		about = ''
	): Promise<void> {
		const { currentStep: step } = await this.stage();
		const desk = this.live.desk(this.board, me.id);
		desk.writeAnswer({ id, text, question, about, at: this.now, step, archived: false });
		await this.committed(me);
	}
	/** Visible answers, in order. */
	answers(): Answer[] {
		return liveItems(this.live.wall(this.board), 'answers');
	}
	/** Waits until the server has received a change at desks. */
	async committed(...people: Me[]): Promise<void> {
		for (const { id } of people) this.hooks.deskCommitted(this.board, id, new Set(['notes']));
		await this.workshop.close();
	}
	/** Runs all pending timers. */
	async turn(): Promise<void> {
		for (const work of this.#later.splice(0)) work();
		await this.workshop.close();
	}
	note(id: string): Note | null {
		return this.live.wall(this.board).note(id);
	}
	/** Texts of the visible notes, in the order of the document. */
	texts(): string[] {
		const wall = this.live.wall(this.board);
		const notes = wall.noteIds().map((id) => wall.note(id));
		return notes.flatMap((note) => (note && !note.archived ? [note.text] : []));
	}
}

/** The value of an outcome; fails unless the outcome is good. */
export function value<T>(outcome: Result<T>): T {
	if (!outcome.ok) throw new Error(inEnglish(outcome.reason));
	return outcome.value;
}

/** The report of a board, as a person on it can read it. */
export async function reportFor(test: TestWorkshop, me: Me, board = test.board): Promise<Report> {
	return JSON.parse(value(await test.boards.report(me, board))) as Report;
}
