/** Metrics for Prometheus. Labels come from short fixed lists and never name a board, a person or a text. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import {
	collectDefaultMetrics,
	Counter,
	Gauge,
	Histogram,
	Registry,
	type CollectFunction
} from 'prom-client';
import type { BudgetKind } from './requests/budgets.ts';
import { NO_STOCK, type Stock } from './life/stock.ts';
import { copiesIn, type Copies } from './store/copies.ts';
import { REFUSALS, type Gauges, type Meter, type Refusal } from './sync/meter.ts';

const SECONDS = 1000;
/** In seconds. A commit takes a fraction of a millisecond on a good disk, and much longer on a busy one. */
const COMMIT_BUCKETS = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2];
const ACK_BUCKETS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

export interface Metrics {
	/** Counts events of the sync engine. */
	meter: Meter;
	/** Counts a request that went over a budget. */
	overBudget(kind: BudgetKind): void;
	/** Returns the current metrics in Prometheus' text format. */
	render(): Promise<string>;
	contentType: string;
}

/** What the store holds according to the sweeper's last round, and the state of the disk. */
export interface Stored extends Stock {
	/** Null if the system cannot tell. */
	freeBytes: number | null;
	/** Disk space kept in reserve. */
	reserveBytes: number;
}
const NOTHING_STORED: Stored = { ...NO_STOCK, freeBytes: null, reserveBytes: 0 };

/**
 * `gauges` is called when the metrics are read. `database` is the path of the SQLite file. `roomFailed` is called
 * for each room that failed.
 */
export function createMetrics(
	gauges: () => Gauges,
	database: string,
	roomFailed: () => void = () => {},
	stored: () => Stored = () => NOTHING_STORED
): Metrics {
	const registry = new Registry();
	const registers = [registry];
	// The default of 10 ms would wake an idle server a hundred times a second.
	collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
	const gauge = (name: string, help: string, read: () => number) =>
		new Gauge({ name, help, registers, collect: setting(read) });

	gauge('groundwork_rooms', 'Documents in memory.', () => gauges().rooms);
	gauge('groundwork_connections', 'Open live sockets.', () => gauges().connections);
	gauge(
		'groundwork_buffered_bytes',
		'Bytes sent and not yet taken by the network.',
		() => gauges().bufferedBytes
	);
	gauge(
		'groundwork_log_bytes',
		'Bytes of updates of documents in memory that are in no snapshot yet.',
		() => gauges().logBytes
	);
	gauge(
		'groundwork_document_memory_bytes',
		'Memory that boards and their documents take, about.',
		() => gauges().memoryBytes
	);
	gauge(
		'groundwork_document_memory_limit_bytes',
		'Memory that they may take before no more boards are loaded.',
		() => gauges().memoryLimitBytes
	);
	gauge('groundwork_database_bytes', 'Size of the database file.', () => sizeOf(database));
	gauge('groundwork_database_wal_bytes', "Size of the database's write-ahead log.", () =>
		sizeOf(`${database}-wal`)
	);
	storedGauges(registers, stored, () => copiesIn(dirname(database)));
	const commits = new Histogram({
		name: 'groundwork_commit_seconds',
		help: 'Time of a group commit to the disk.',
		buckets: COMMIT_BUCKETS,
		registers
	});
	const acks = new Histogram({
		name: 'groundwork_ack_seconds',
		help: 'From the oldest document message of a commit to its acknowledgement.',
		buckets: ACK_BUCKETS,
		registers
	});
	const failures = new Counter({
		name: 'groundwork_commit_failures_total',
		help: 'Group commits that failed: their rooms were dropped and pages send again.',
		registers
	});
	const faults = new Counter({
		name: 'groundwork_room_failures_total',
		help: 'Rooms that broke in the program itself: they were closed and are loaded again.',
		registers
	});
	const overBudget = new Counter({
		name: 'groundwork_over_budget_total',
		help: 'HTTP requests that were told to come back later.',
		labelNames: ['kind'],
		registers
	});
	const { updateReceived, refused } = countedMessages(registers);
	return {
		meter: {
			updateReceived,
			refused,
			committed: (ms) => commits.observe(ms / SECONDS),
			commitFailed: () => failures.inc(),
			roomFailed: () => {
				roomFailed();
				faults.inc();
			},
			acknowledged: (ms) => acks.observe(ms / SECONDS)
		},
		overBudget: (kind) => overBudget.inc({ kind }),
		render: () => registry.metrics(),
		contentType: registry.contentType
	};
}

function storedGauges(registers: Registry[], stored: () => Stored, copies: () => Copies) {
	const labelled = (name: string, help: string, read: () => Record<string, number>) =>
		new Gauge({
			...{ name, help, labelNames: ['what'], registers },
			collect() {
				for (const [what, value] of Object.entries(read())) this.set({ what }, value);
			}
		});
	labelled(
		'groundwork_boards',
		'Boards, as of the last sweep: in use, archived, and deleted ones that can be brought back.',
		() => stored().boards
	);
	labelled(
		'groundwork_stored',
		'Versions, desks, walls of old epochs, entries of the history and authors of notes in the store.',
		() => {
			const { versions, desks, oldEpochs, commands, authors } = stored();
			return { versions, desks, old_epochs: oldEpochs, history: commands, authors };
		}
	);
	labelled('groundwork_stored_bytes', 'Bytes that these take, as of the last sweep.', () => {
		const { versionBytes, deskBytes, oldEpochBytes, wallBytes, ...rest } = stored();
		return {
			...{ versions: versionBytes, desks: deskBytes, old_epochs: oldEpochBytes, walls: wallBytes },
			...{ history: rest.commandBytes, authors: rest.authorBytes }
		};
	});
	labelled('groundwork_copies_bytes', 'Databases that were kept beside the one in use.', () => {
		const { beforeMigration, replaced, beforeRepair } = copies();
		return {
			before_migration: beforeMigration.bytes,
			...{ replaced: replaced.bytes, before_repair: beforeRepair.bytes }
		};
	});
	const plain = (name: string, help: string, read: () => number) =>
		new Gauge({ name, help, registers, collect: setting(read) });
	plain(
		'groundwork_deleted_boards_bytes',
		'Of these bytes, those of deleted boards that can be brought back.',
		() => stored().deletedBytes
	);
	plain(
		'groundwork_boards_expiring_soon',
		'Boards that nobody wrote on and that expire within a week.',
		() => stored().expiringSoon
	);
	plain(
		'groundwork_disk_reserve_bytes',
		'Free disk below which new boards, imports and versions are refused.',
		() => stored().reserveBytes
	);
	new Gauge({
		name: 'groundwork_disk_free_bytes',
		help: 'Free disk where the data lies.',
		registers,
		collect() {
			const { freeBytes } = stored();
			if (freeBytes !== null) this.set(freeBytes);
		}
	});
}

/** These events happen for each message, so they are counted in plain numbers until somebody reads the metrics. */
function countedMessages(registers: Registry[]): Pick<Meter, 'updateReceived' | 'refused'> {
	let updates = 0;
	const refusals = Object.fromEntries(REFUSALS.map((reason) => [reason, 0])) as Record<
		Refusal,
		number
	>;
	new Counter({
		name: 'groundwork_updates_total',
		help: 'Document messages received from pages.',
		registers,
		collect() {
			this.reset();
			this.inc(updates);
		}
	});
	new Counter({
		name: 'groundwork_refusals_total',
		help: 'What was not taken from a page, or why its socket was not opened or kept.',
		labelNames: ['reason'],
		registers,
		collect() {
			this.reset();
			for (const reason of REFUSALS) this.inc({ reason }, refusals[reason]);
		}
	});
	return {
		updateReceived: () => void updates++,
		refused: (reason) => void refusals[reason]++
	};
}

function setting(read: () => number): CollectFunction<Gauge> {
	return function (this: Gauge) {
		this.set(read());
	};
}
const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
