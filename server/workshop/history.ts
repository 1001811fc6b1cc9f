/** The history of a board: its commands, told in sentences. */
import type { Stage } from '../../src/lib/workshop/types.ts';
import {
	didWhat,
	versionWords,
	type Deed,
	type HistoryEntry
} from '../../src/lib/workshop/history.ts';
import { whyNot } from '../../src/lib/workshop/permissions.ts';
import type { HistoryInfo, Outcome } from '../services.ts';
import type { StoredCommand, VersionHead } from '../store/store.ts';
import type { Board } from './board.ts';
import type { Tools } from './tools.ts';
import { listVersions } from './versions.ts';

/** Whom a history names: everybody, or on boards that promise not to name people, who facilitates. */
export type Naming = 'everybody' | 'facilitators';

/** Oldest first. */
export async function historyOf(
	tools: Tools,
	board: Board,
	naming: Naming
): Promise<HistoryEntry[]> {
	const [commands, versions] = await Promise.all([
		tools.store.listCommands(board.id),
		tools.store.listVersions(board.id)
	]);
	const teller = new Teller(board, versions, naming);
	const counts = roundCounts(commands);
	// A board that was made of a file came with rounds; all others are counted from there.
	const first = board.stage.rounds.length - (counts.at(-1) ?? 0);
	return commands.flatMap((command, at) => teller.tell(command, first + (counts[at] ?? 0)));
}

/** What the history panel shows. Facilitators only. */
export async function historyInfo(
	tools: Tools,
	board: Board,
	participant: string
): Promise<Outcome<HistoryInfo>> {
	const role = board.seat(participant)?.role ?? 'observer';
	const reason = whyNot('steer', role, board.stage);
	if (reason !== null) return { ok: false, status: 403, reason };
	const [listed, entries] = await Promise.all([
		listVersions(tools, board),
		historyOf(tools, board, 'everybody')
	]);
	return { ok: true, value: { ...listed, entries: entries.reverse() } };
}

/** What came with the file or the version that a board was made of. */
interface Recorded {
	kind: 'recorded';
	history: HistoryEntry[];
}

/** Saves a stage with something that was done to the board and is no command. `by` is '' for nobody. */
export async function enter(tools: Tools, stage: Stage, by: string, deed: Deed | Recorded) {
	const [id, at, body] = [tools.makeId(), tools.clock(), JSON.stringify(deed)];
	await tools.store.saveStage(stage, { board: stage.board, id, by, at, kind: deed.kind, body });
}

/**
 * How many rounds the board had after each command, beside those that it came with. A restore takes
 * those away that came after its version, and opens none again.
 */
function roundCounts(commands: readonly StoredCommand[]): number[] {
	const revealedAt = new Map<string, number>();
	let rounds = 0;
	let revealed = 0;
	return commands.map(({ id, kind, body }) => {
		revealedAt.set(id, revealed);
		if (kind === 'openRound') rounds++;
		if (kind === 'closeRound') revealed = rounds;
		if (kind === 'restoreVersion') {
			const { version } = JSON.parse(body) as { version: string };
			rounds = revealed = revealedAt.get(version) ?? revealed;
		}
		return rounds;
	});
}

/** Tells one command after the other; what came before says what a command means. */
class Teller {
	readonly #board: Board;
	readonly #naming: Naming;
	readonly #names: ReadonlyMap<string, string>;
	/** How the versions are called, by the commands that made them. */
	readonly #versions: Map<string, string>;

	constructor(board: Board, versions: readonly VersionHead[], naming: Naming) {
		this.#board = board;
		this.#naming = naming;
		this.#names = new Map(board.everybody().map(({ id, name }) => [id, name]));
		this.#versions = new Map(versions.map((version) => [version.id, versionWords(version)]));
	}

	/** `round` is the number of rounds that the board had afterwards. */
	tell({ id, by, at, kind, body }: StoredCommand, round: number): HistoryEntry[] {
		const deed = JSON.parse(body) as Deed | Recorded;
		if (deed.kind === 'recorded') return deed.history;
		this.#name(id, deed);
		if (deed.kind === 'setSelf' && this.#naming === 'facilitators') return [];
		const { stage } = this.#board;
		const did = didWhat(deed, {
			person: (person) => (this.#naming === 'everybody' ? (this.#names.get(person) ?? '') : ''),
			fn: (fn) => stage.functions.find((one) => one.id === fn)?.name ?? '',
			step: (step) => stage.steps.find((one) => one.id === step)?.title ?? '',
			cluster: (cluster) => this.#titleOf(cluster),
			version: (version) => this.#versions.get(version) ?? 'an earlier version',
			round
		});
		return [{ at, by: this.#names.get(by) ?? '', kind, did }];
	}

	/** A version that gave way to newer ones is still known by the command that made it. */
	#name(id: string, deed: Deed) {
		const words = this.#wordsOf(deed);
		if (words !== null && !this.#versions.has(id)) this.#versions.set(id, words);
	}
	#wordsOf(deed: Deed): string | null {
		const { steps } = this.#board.stage;
		switch (deed.kind) {
			case 'goToStep': {
				const name = steps.find(({ id }) => id === deed.step)?.title ?? '';
				return versionWords({ reason: 'step', name });
			}
			case 'keepVersion':
				return versionWords({ reason: 'named', name: deed.name });
			case 'restoreVersion':
				return versionWords({ reason: 'restore', name: '' });
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
