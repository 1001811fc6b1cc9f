/** The history of a board: its commands as sentences. */
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
import type { PlacedCommand, StoredCommand, VersionHead } from '../../store/store.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';
import { changesSinceNewest, listVersions } from './versions.ts';

/**
 * The people whom a history names. On boards that promise not to name people, these are only the facilitators.
 * `oneself` names only the reader, in the list of their own actions.
 */
export type Naming = 'everybody' | 'facilitators' | 'oneself';

/** Entries per page. */
const PAGE = 100;
/** After reading this many characters of commands, other work can run. A decision about a full board has 130,000. */
const CHARS_AT_ONCE = 1_000_000;

/**
 * Oldest first, in the language of a catalogue. Returns the last `MAX_HISTORY` entries and some before them; with
 * `of`, everything that this participant did.
 */
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
		// Other work can run between two pages.
		await setImmediate();
	}
}

/** One part of the history panel. Facilitators only. */
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

/** Maximum number of a command's entries that earlier pages may have returned: more than any command has. */
const PARTS = 10_000;

/**
 * A page of entries. A command that contains an imported history is spread over several pages. So the start of the
 * next page is the command's position plus the number of its entries that were already returned.
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
			// If none of its entries were returned, it starts the next page.
			return { rows, earlier: done + room > 0 ? next : (command.position + 1) * PARTS };
		}
	}
	const last = found.length > PAGE ? (found.at(-1)?.position ?? null) : null;
	return { rows, earlier: last === null ? null : last * PARTS };
}

/** The history that came with the file or the version from which a board was created. */
interface Recorded {
	kind: 'recorded';
	history: HistoryEntry[];
}

/** Saves a stage with an action that is not a command. `by` is '' for nobody. */
export async function enter(deps: Deps, stage: Stage, by: string, deed: Deed | Recorded) {
	await deps.store.saveStage(stage, commandOf(deps, stage.board, by, deed));
}
/** Turns a deed into a command of the history. */
export const commandOf = (
	deps: Deps,
	board: string,
	by: string,
	deed: Deed | Recorded
): StoredCommand => ({
	...{ board, by, id: deps.makeId(), at: deps.clock() },
	...{ kind: deed.kind, body: JSON.stringify(deed) }
});

/** The number of rounds that a board had from this position on. */
interface Rounds {
	position: number;
	rounds: number;
}
/**
 * The number of rounds that the board had after each command that changed it, not counting rounds that came with
 * the board. A restore removes the rounds that came after its version and reopens none.
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

/** Turns commands into sentences. */
class Teller {
	readonly #deps: Deps;
	readonly #board: Board;
	readonly #naming: Naming;
	readonly #messages: Messages;
	readonly #names: ReadonlyMap<string, string>;
	/** Names of the versions, by the commands that created them. */
	readonly #versions: Map<string, string>;
	readonly #rounds: readonly Rounds[];
	/** Characters of commands read since other work could last run. */
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

	/** In the given order. */
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
		// The imported history is returned newest first, like everything else.
		if (deed.kind === 'recorded') return deed.history.toReversed();
		// The end of the import is in the history, whether it succeeded or not.
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

	/**
	 * The person's name, or the catalogue's words for a former participant if the person is no longer known. '' for
	 * the server.
	 */
	#whoDid(by: string): string {
		return by === '' ? '' : this.#names.get(by) || this.#messages.history.former;
	}
	/** The number of rounds that the board had after the command at this position. */
	#roundAt(position: number): number {
		// A board created from a file already had rounds. Later rounds are numbered after them.
		const first = this.#board.stage.rounds.length - (this.#rounds.at(-1)?.rounds ?? 0);
		const then = this.#rounds.findLast((count) => count.position <= position);
		return first + (then?.rounds ?? 0);
	}
	/** The name of a deleted version can still be found through the command that created it. */
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
	/** The title from the latest count of dots. */
	#titleOf(cluster: string): string {
		const rows = this.#board.stage.rounds.flatMap(({ result }) => result?.clusters ?? []);
		return rows.findLast((row) => row.cluster === cluster)?.title ?? '';
	}
}
