import type { Frame, Question } from '$lib/workshop/questions.ts';
import { SHAPES, type SharedRoot } from '$lib/workshop/items/shapes.ts';
import { BoardConnection, liveServer } from '$lib/live/board-connection.ts';
import { Desk } from '$lib/wall/desk.ts';
import { frameText } from '$lib/wall/items.ts';
import { Kept } from '$lib/wall/kept.ts';
import type { Messages } from '$lib/i18n/messages.ts';
import { Wall } from '$lib/wall/wall.ts';
import type { Command, CommandResult } from '$lib/workshop/commands.ts';
import { finishedOf, type Finished } from '$lib/workshop/steps/finished.ts';
import { isShownForGood } from '$lib/workshop/outcomes/marks.ts';
import { currentStep, openRound, whyNot } from '$lib/workshop/permissions.ts';
import type { Action } from '$lib/workshop/actions.ts';
import { countRows, counted, type CountRow } from '$lib/workshop/votes/small-groups.ts';
import type { Counting, Fn, Me, Person, Round, StageView, Step } from '$lib/workshop/types.ts';
import type { BoardPage } from '../../../server/services.ts';
import { sendCommand } from './commands.ts';
import { ConnectionState } from './connection-state.svelte.ts';
import { DeskState } from './desk-state.svelte.ts';
import { Drafts } from './drafts.svelte.ts';
import { newId } from './ids.ts';
import { ItemsState, OptionsState, type ItemsRules } from './items-state.svelte.ts';
import { KeptStage } from './kept-stage.ts';
import { KeptState } from './kept-state.svelte.ts';
import { PresenceState } from './presence-state.svelte.ts';
import { reuse } from './reuse.ts';
import { WallState } from './wall-state.svelte.ts';
import { WordingState } from './wording-state.svelte.ts';
import { clusterTitle } from '$lib/workshop/text.ts';

/** An answer as a page shows it. */
export interface ShownAnswer {
	id: string;
	text: string;
	fn: string;
	by: string;
	day: string;
	mine: boolean;
	/** Whether these words are only at this person's desk, and not on the wall yet. */
	waits: boolean;
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** One board from the point of view of a page. The server and the browser build it from the same data. */
export class BoardState {
	readonly id: string;
	/** The catalogue of the page's language. */
	readonly messages: Messages;
	readonly wall: WallState;
	readonly desk: DeskState;
	readonly presence = new PresenceState();
	readonly connection = new ConnectionState();
	readonly costs = this.#items('costs');
	readonly outcomes = this.#items('outcomes');
	readonly requirements = this.#items('requirements');
	readonly options = new OptionsState(this.#rulesOf('options'));
	readonly readings = this.#items('readings');
	readonly #seat: Me;
	readonly kept: KeptState;
	readonly wording: WordingState;
	readonly drafts: Drafts;
	readonly #documents: { wall: Wall; desk: Desk; shelf: Kept };
	/** Whether the documents were too large to come with the page and are still loading. */
	#awaited: boolean;
	/** A wall that came with the page and is shown once the browser runs. */
	#later: Uint8Array | null;
	#stage: StageView;
	readonly #keptStage: KeptStage;
	/** Whether the stage comes from the device: then the server's next stage replaces it, whatever its version. */
	#isKept = false;
	#viewed = $state<string | null>(null);

	// One derived value for each, so that a push re-runs only the readers of the changed parts.
	readonly #person = $derived.by(() => this.#stage.people.find(({ id }) => id === this.#seat.id));
	readonly #me = $derived.by(() => (this.#person ? meOf(this.#person) : this.#seat));
	readonly #step = $derived.by(() => currentStep(this.#stage));
	readonly #viewedStep = $derived.by(
		() => this.#stage.steps.find(({ id }) => id === this.#viewed) ?? this.#step
	);
	readonly #round = $derived.by(() => openRound(this.#stage));
	readonly #taking = $derived.by(() =>
		this.#stage.people.filter(({ role }) => role !== 'observer')
	);
	readonly #fns = $derived.by(() => this.#stage.functions);
	readonly #looksBack = $derived.by(() => this.#viewedStep.id !== this.#step.id);
	readonly #reasons = new Reasons((action) =>
		this.#looksBack && action !== 'steer' && action !== 'look'
			? this.messages.rules.lookingBack
			: (whyNot(action, this.#me.role, this.#stage)?.(this.messages) ?? null)
	);

	constructor(page: BoardPage, messages: Messages) {
		this.messages = messages;
		this.id = page.stage.board;
		this.#seat = page.me;
		this.#stage = $state.raw(page.stage);
		this.#later = page.drawnLater ? page.wall : null;
		const wall = page.drawnLater ? null : page.wall;
		this.#awaited = $state(wall === null || page.desk === null);
		this.#documents = { wall: Wall.from(wall), desk: Desk.from(page.desk), shelf: new Kept() };
		this.desk = new DeskState(this.#documents.desk);
		this.wall = new WallState(
			this.#documents.wall,
			{
				mayMove: () => this.may('move'),
				mayWeigh: () => this.may('weigh'),
				isMine: (note) => this.desk.isMine(note)
			},
			messages
		);
		this.kept = new KeptState(this.#documents.desk.kept, this.#documents.shelf, this);
		this.wording = new WordingState(this);
		this.drafts = new Drafts(this.id, page.me.id, messages);
		this.#keptStage = new KeptStage(this.id, page.me.id);
	}

	get stage(): StageView {
		return this.#stage;
	}
	get me(): Me {
		return this.#me;
	}
	/** Whether there is nothing to show yet: a large board loads after its page, unless this device has a copy. */
	get loading(): boolean {
		return this.#awaited && this.wall.noteCount === 0 && this.wall.clusterIds.length === 0;
	}
	/** The step of the group. */
	get step(): Step {
		return this.#step;
	}
	/** The step that this page shows: the group's, unless the person looks back. */
	get viewed(): Step {
		return this.#viewedStep;
	}
	set viewed(step: Step) {
		this.#viewed = step.id === this.#stage.currentStep ? null : step.id;
	}
	/** The round that is open for dots now. */
	get round(): Round | null {
		return this.#round;
	}
	/** Number of notes by function id, on the wall and waiting at desks; '' counts notes without a function. */
	get spoken(): Record<string, number> {
		const counts = { ...this.wall.notesByFn };
		for (const [fn, waiting] of Object.entries(this.#stage.progress.waiting))
			counts[fn] = (counts[fn] ?? 0) + waiting;
		return counts;
	}
	/** Titles of the chosen problems on the wall, in the order in which the group chose them. */
	get problems(): { id: string; title: string }[] {
		return this.#stage.chosen
			.map((id) => this.wall.cluster(id))
			.filter((cluster) => cluster !== null)
			.filter(({ archived }) => !archived)
			.map(({ id, title }) => ({ id, title: clusterTitle(title, this.messages) }));
	}
	/** All answers to a question. Own answers that are still at the desk come last. */
	answersTo(question: Question, about = ''): ShownAnswer[] {
		const asks = (one: { question: Question; about: string }) =>
			one.question === question && one.about === about;
		const own = this.desk.answers.filter(asks);
		const ownById = new Map(own.map((one) => [one.id, one]));
		const onWall = this.wall.view.items('answers').filter(asks);
		const posted = onWall.map(({ id, text, fn, by, day }) => {
			const mine = ownById.get(id);
			const waits = mine !== undefined && mine.text !== text;
			return { id, text: mine?.text ?? text, fn, by, day, mine: mine !== undefined, waits };
		});
		const known = new Set(onWall.map(({ id }) => id));
		const waiting = own
			.filter(({ id }) => !known.has(id))
			.map(({ id, text }) => ({ ...this.#bare, id, text, mine: true, waits: true }));
		return [...posted, ...waiting];
	}
	/** A text of the frame that several people write at once. */
	frameText(key: keyof Frame) {
		return frameText(this.wall.view.wall, key);
	}
	/** The function that own notes and answers show, or ''. */
	get signsAs(): string {
		const { attribution } = this.#stage;
		const { fn } = this.#me;
		const leavesOut = attribution === 'function' && this.desk.unsigned(fn) === true;
		return attribution === 'anonymous' || leavesOut ? '' : fn;
	}
	/** The people who take part. */
	get taking(): Person[] {
		return this.#taking;
	}
	/** The rows of counts by function that this board shows. */
	countRows(counting: Counting): CountRow[] {
		const { attribution, functions, progress } = this.#stage;
		const told = attribution === 'anonymous' ? null : new Set(progress.told[counting]);
		return countRows(functions, counted(this.#taking), told, this.messages.votes.together);
	}
	/** Who has finished this step or round, as far as this person may know. */
	get finished(): Finished {
		return finishedOf(this.countRows('finished'), this.#stage.progress.finished);
	}
	fn(id: string): Fn | null {
		return this.#fns.find((fn) => fn.id === id) ?? null;
	}

	/** Whether the board is archived, so that nobody can change it. */
	get archived(): boolean {
		return this.#stage.archivedAt !== undefined;
	}
	may(action: Action): boolean {
		return this.whyNot(action) === null;
	}
	/** Why this person may not do something now, as a sentence, or null. Steering stays possible while looking back. */
	whyNot(action: Action): string | null {
		return this.#reasons[action];
	}
	/** Whether an own note is only at the desk: it was not posted yet, or was restored while nobody could post. */
	noteWaits(noteId: string): boolean {
		return this.desk.holds(noteId) && this.wall.note(noteId)?.archived !== false;
	}

	/** Sends a command under a new id. Never rejects; a failure has a sentence. */
	command(command: DistributiveOmit<Command, 'id'>): Promise<CommandResult> {
		return sendCommand(this.id, { ...command, id: newId() }, this.messages);
	}

	/** Shows a wall that arrives after its page. Throws if the bytes are not a wall. */
	show(wall: Uint8Array) {
		this.#documents.wall = Wall.from(wall);
		this.wall.replace(this.#documents.wall);
		this.#awaited = false;
	}

	/** Opens the offline copies and the sockets. Call it in the browser only. Returns a function that stops this. */
	start(): () => void {
		this.#goOnFromKept();
		const writeStage = () => this.#keptStage.write();
		addEventListener('pagehide', writeStage);
		if (this.#later) this.show(this.#later);
		this.#later = null;
		let stopListening: (() => void) | null = null;
		const connection = new BoardConnection(
			{
				board: this.id,
				messages: this.messages,
				participant: this.#seat.id,
				epoch: this.#stage.epoch,
				deskEpoch: this.#stage.deskEpoch ?? 1,
				server: liveServer(location),
				Socket: WebSocket,
				random: Math.random,
				now: Date.now,
				makeId: newId,
				takes: {
					round: (round) => (this.round?.id === round ? this.round : null),
					mark: (outcome, of) => !isShownForGood(outcome, of, this.#stage)
				},
				...this.#documents
			},
			{
				stage: (stage) => this.#follow(stage),
				status: (status, message) => {
					this.connection.report(status, message);
					this.presence.sendThrough(
						status === 'online' ? (own) => connection.sendPresence(own) : null
					);
					// Before the page is online, all changes are this device's own earlier ones.
					if (status === 'online') stopListening ??= this.wall.listen();
					if (status === 'online') this.#awaited = false;
				},
				saved: (saved) => this.connection.reportSaved(saved),
				peers: (peers) => this.presence.receive(peers),
				freshWall: (wall) => this.wall.replace((this.#documents.wall = wall)),
				freshDesk: (desk) => {
					this.#documents.desk = desk;
					this.desk.replace(desk);
					this.kept.replace(desk.kept);
				}
			}
		);
		connection.start();
		const stopDrafts = this.drafts.follow();
		// The service worker may still be starting, and then knows only the address from which this page was loaded.
		void navigator.serviceWorker?.ready.then(({ active }) =>
			active?.postMessage(location.pathname)
		);
		return () => {
			stopListening?.();
			stopDrafts();
			removeEventListener('pagehide', writeStage);
			writeStage();
			this.presence.sendThrough(null);
			connection.stop();
		};
	}

	/** The author's details that an own answer shows before it is on the wall. */
	get #bare() {
		const { attribution } = this.#stage;
		return { fn: this.signsAs, by: attribution === 'named' ? this.#me.id : '', day: '' };
	}
	#items<R extends SharedRoot>(root: R) {
		return new ItemsState(root, this.#rulesOf(root));
	}
	#rulesOf(root: SharedRoot): ItemsRules {
		return { view: () => this.wall.view, mayWrite: () => this.may(SHAPES[root].by) };
	}
	/** A page that was stored on the device may be older than the group's current step. */
	#goOnFromKept() {
		const kept = this.#keptStage.laterThan(this.#stage);
		if (kept === null) return;
		this.#stage = kept;
		this.#isKept = true;
	}
	#follow(stage: StageView) {
		if (stage.version < this.#stage.version && !this.#isKept) return;
		this.#isKept = false;
		this.#keptStage.keep(stage);
		if (stage.currentStep !== this.#stage.currentStep) this.#viewed = null;
		this.#stage = reuse(this.#stage, stage);
	}
}

const meOf = ({ id, name, fn, role }: Person): Me => ({ id, name, fn, role });

/** Why each action is not possible, or null: one derived value per action. */
class Reasons {
	readonly write: string | null;
	readonly move: string | null;
	readonly vote: string | null;
	readonly frame: string | null;
	readonly answer: string | null;
	readonly cost: string | null;
	readonly aim: string | null;
	readonly require: string | null;
	readonly weigh: string | null;
	readonly measure: string | null;
	readonly agree: string | null;
	readonly keep: string | null;
	readonly steer: string | null;
	readonly look: string | null;

	constructor(why: (action: Action) => string | null) {
		this.write = $derived(why('write'));
		this.move = $derived(why('move'));
		this.vote = $derived(why('vote'));
		this.frame = $derived(why('frame'));
		this.answer = $derived(why('answer'));
		this.cost = $derived(why('cost'));
		this.aim = $derived(why('aim'));
		this.require = $derived(why('require'));
		this.weigh = $derived(why('weigh'));
		this.measure = $derived(why('measure'));
		this.agree = $derived(why('agree'));
		this.keep = $derived(why('keep'));
		this.steer = $derived(why('steer'));
		this.look = $derived(why('look'));
	}
}
