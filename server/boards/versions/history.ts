/** The history of a board: its commands, told in sentences. */
import { setImmediate } from 'node:timers/promises';
import type { Messages } from '../../../src/lib/i18n/messages.ts';
import type { Stage } from '../../../src/lib/workshop/types.ts';
import {
	didWhat,
	versionWords,
	type Deed,
	type HistoryEntry,
	type Names
} from '../../../src/lib/workshop/board-file/history.ts';
import { MAX_HISTORY } from '../../../src/lib/workshop/board-file/schema.ts';
import { whyNot } from '../../../src/lib/workshop/permissions.ts';
import type { HistoryInfo, HistoryWish, Result } from '../../services.ts';
import type { PlacedCommand, VersionHead } from '../../store/store.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';
import { changesSinceNewest, listVersions } from './versions.ts';

/**
 * Whom a history names: everybody, or on boards that promise not to name people, who facilitates; or nobody but the
 * one who reads what they did.
 */
export type Naming = 'everybody' | 'facilitators' | 'oneself';

/** So many entries are told at once. */
const PAGE = 100;
/** After so many characters of commands, others have their turn: a decision about a full board has 130,000. */
const CHARS_AT_ONCE = 1_000_000;

/** Oldest first, in the words of a catalogue: the last `MAX_HISTORY` and some before them, or with `of` all that this participant did. */
export async function historyOf(
	deps: Deps,
	board: Board,
	naming: Naming,
	messages: Messages,
	of: string | null = null
): Promise<HistoryEntry[]> {
	const teller = await Teller.of(deps, board, naming, messages);
	const entries: HistoryEntry[] = [];
	for (let before: number | null = null; ;) {
		const page = await deps.store.pageOfCommands(board.id, before, PAGE);
		entries.push(...(await teller.tell(page.filter(({ by }) => of === null || by === of))));
		before = page.at(-1)?.position ?? null;
		const isEnough = of === null && entries.length >= MAX_HISTORY;
		if (page.length < PAGE || isEnough) return entries.reverse();
		// Between two pages, others have their turn.
		await setImmediate();
	}
}

/** A part of what the history panel shows. Facilitators only. */
export async function historyInfo(
	deps: Deps,
	board: Board,
	participant: string,
	wish: HistoryWish,
	messages: Messages
): Promise<Result<HistoryInfo>> {
	const role = board.seat(participant)?.role ?? 'observer';
	const reason = whyNot('look', role, board.stage);
	if (reason !== null) return { ok: false, status: 403, reason };
	const none = { rows: [], hasEarlier: false };
	const versions =
		wish.versions === null ? none : await listVersions(deps, board, wish.versions || null);
	const entries = await entriesFor(deps, board, wish.entries, messages);
	const since = wish.versions === '' ? await changesSinceNewest(deps, board) : null;
	return { ok: true, value: { versions, since, entries } };
}

/** Entries of one command that a page may have told already: more than any command has. */
const PARTS = 10_000;

/**
 * A page of entries. A command that brings a history with it is told over several pages: where the next one begins is
 * the command's position, with how many of its entries were told.
 */
async function entriesFor(
	deps: Deps,
	board: Board,
	before: HistoryWish['entries'],
	messages: Messages
): Promise<HistoryInfo['entries']> {
	if (before === null) return { rows: [], earlier: null };
	const [position, told] = before === '' ? [null, 0] : [Math.floor(before / PARTS), before % PARTS];
	const from = position !== null && told > 0 ? position + 1 : position;
	const found = await deps.store.pageOfCommands(board.id, from, PAGE + 1);
	const teller = await Teller.of(deps, board, 'everybody', messages);
	const rows: HistoryEntry[] = [];
	for (const [index, command] of found.entries()) {
		const done = index === 0 && command.position === position ? told : 0;
		const entries = (await teller.tell([command])).slice(done);
		const room = PAGE - rows.length;
		rows.push(...entries.slice(0, room));
		if (entries.length > room) {
			const next = command.position * PARTS + done + room;
			// Nothing of it was told: it begins the next page.
			return { rows, earlier: done + room > 0 ? next : (command.position + 1) * PARTS };
		}
	}
	const last = found.length > PAGE ? (found.at(-1)?.position ?? null) : null;
	return { rows, earlier: last === null ? null : last * PARTS };
}

/** What came with the file or the version that a board was made of. */
interface Recorded {
	kind: 'recorded';
	history: HistoryEntry[];
}

/** Saves a stage with something that was done to the board and is no command. `by` is '' for nobody. */
export async function enter(deps: Deps, stage: Stage, by: string, deed: Deed | Recorded) {
	const [id, at, body] = [deps.makeId(), deps.clock(), JSON.stringify(deed)];
	await deps.store.saveStage(stage, { board: stage.board, id, by, at, kind: deed.kind, body });
}

/** From a position on, a board had so many rounds. */
interface Rounds {
	position: number;
	rounds: number;
}
/**
 * How many rounds the board had after each command that changed it, beside those that it came with. A restore takes
 * those away that came after its version, and opens none again.
 */
async function roundCounts({ store }: Deps, board: string): Promise<Rounds[]> {
	const commands = await store.listCommands(board, ['openRound', 'closeRound', 'restoreVersion']);
	const counts: (Rounds & { revealed: number })[] = [];
	let rounds = 0;
	let revealed = 0;
	for (const { position, kind, body } of commands) {
		if (kind === 'openRound') rounds++;
		if (kind === 'closeRound') revealed = rounds;
		if (kind === 'restoreVersion') {
			const { version } = JSON.parse(body) as { version: string };
			const made = await store.loadCommand(board, version);
			const then = made && counts.findLast((count) => count.position < made.position);
			rounds = revealed = made ? (then?.revealed ?? 0) : revealed;
		}
		counts.push({ position, rounds, revealed });
	}
	return counts;
}

/** Tells commands in sentences. */
class Teller {
	readonly #deps: Deps;
	readonly #board: Board;
	readonly #naming: Naming;
	readonly #messages: Messages;
	readonly #names: ReadonlyMap<string, string>;
	/** How the versions are called, by the commands that made them. */
	readonly #versions: Map<string, string>;
	readonly #rounds: readonly Rounds[];
	/** Characters of commands that were read since others had their turn. */
	#read = 0;

	private constructor(
		deps: Deps,
		board: Board,
		naming: Naming,
		messages: Messages,
		known: { versions: readonly VersionHead[]; rounds: readonly Rounds[] }
	) {
		this.#deps = deps;
		this.#board = board;
		this.#naming = naming;
		this.#messages = messages;
		this.#rounds = known.rounds;
		const people = [...board.newcomers(), ...board.everybody()];
		this.#names = new Map(people.map(({ id, name }) => [id, name]));
		this.#versions = new Map(
			known.versions.map((version) => [version.id, versionWords(version, messages)])
		);
	}
	static async of(deps: Deps, board: Board, naming: Naming, messages: Messages): Promise<Teller> {
		const versions = await deps.store.listVersions(board.id);
		const rounds = await roundCounts(deps, board.id);
		return new Teller(deps, board, naming, messages, { versions, rounds });
	}

	/** In the order given. */
	async tell(commands: readonly PlacedCommand[]): Promise<HistoryEntry[]> {
		const entries: HistoryEntry[] = [];
		for (const command of commands) {
			this.#read += command.body.length;
			if (this.#read > CHARS_AT_ONCE) {
				this.#read = command.body.length;
				await setImmediate();
			}
			entries.push(...(await this.#tell(command)));
		}
		return entries;
	}
	async #tell({ by, at, kind, body, position }: PlacedCommand): Promise<HistoryEntry[]> {
		const deed = JSON.parse(body) as Deed | Recorded;
		// It is told newest first, as all of it.
		if (deed.kind === 'recorded') return deed.history.toReversed();
		// Its end is told, in either way.
		if (deed.kind === 'beginImport') return [];
		if (deed.kind === 'setSelf' && this.#naming === 'facilitators') return [];
		if ('version' in deed) await this.#name(deed.version);
		const { stage } = this.#board;
		const { words } = this.#messages.history.version;
		const names: Names = {
			person: (person) => (this.#naming === 'everybody' ? (this.#names.get(person) ?? '') : ''),
			fn: (fn) => stage.functions.find((one) => one.id === fn)?.name ?? '',
			step: (step) => stage.steps.find((one) => one.id === step)?.title ?? '',
			cluster: (cluster) => this.#titleOf(cluster),
			version: (version) => this.#versions.get(version) ?? words.earlier,
			round: this.#roundAt(position)
		};
		return [{ at, by: this.#whoDid(by), kind, did: didWhat(deed, names, this.#messages) }];
	}

	/** Names those who are not known any more as such; '' for the server. */
	#whoDid(by: string): string {
		return by === '' ? '' : this.#names.get(by) || this.#messages.history.former;
	}
	/** Number of the rounds that the board had after the command at this position. */
	#roundAt(position: number): number {
		// A board that was made of a file came with rounds; all others are counted from there.
		const first = this.#board.stage.rounds.length - (this.#rounds.at(-1)?.rounds ?? 0);
		const then = this.#rounds.findLast((count) => count.position <= position);
		return first + (then?.rounds ?? 0);
	}
	/** A version that gave way to newer ones is still known by the command that made it. */
	async #name(version: string) {
		if (this.#versions.has(version)) return;
		const made = await this.#deps.store.loadCommand(this.#board.id, version);
		const words = made && this.#wordsOf(JSON.parse(made.body) as Deed);
		if (words !== null) this.#versions.set(version, words);
	}
	#wordsOf(deed: Deed): string | null {
		const { steps } = this.#board.stage;
		switch (deed.kind) {
			case 'goToStep': {
				const name = steps.find(({ id }) => id === deed.step)?.title ?? '';
				return versionWords({ reason: 'step', name }, this.#messages);
			}
			case 'keepVersion':
				return versionWords({ reason: 'named', name: deed.name }, this.#messages);
			case 'restoreVersion':
				return versionWords({ reason: 'restore', name: '' }, this.#messages);
			default:
				return null;
		}
	}
	/** As the latest count of dots has it. */
	#titleOf(cluster: string): string {
		const rows = this.#board.stage.rounds.flatMap(({ result }) => result?.clusters ?? []);
		return rows.findLast((row) => row.cluster === cluster)?.title ?? '';
	}
}
