/** Puts the parts of the server together. This is the only file that does so. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { createAuth, readSessionToken } from './auth/auth.ts';
import type { Config } from './config.ts';
import { Disk } from './life/disk.ts';
import { Sweeper } from './life/sweeper.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { Answers } from './requests/answers.ts';
import { createBudgets } from './requests/budgets.ts';
import { PageTurns } from './requests/page-turns.ts';
import { createDoor } from './requests/door.ts';
import { originAdvice } from './requests/origin.ts';
import { createOperations } from './operations.ts';
import { Readiness } from './readiness.ts';
import type { Services } from './services.ts';
import { lockData } from './store/data-lock.ts';
import { openInThread } from './store/in-thread.ts';
import { watchOutages } from './store/outage.ts';
import { finishRestore } from './store/restoring.ts';
import type { Store } from './store/store.ts';
import { createLive } from './sync/live-server.ts';
import type { Live } from './sync/live.ts';
import { createBoards } from './boards/boards.ts';
import { later } from './boards/heavy/lanes.ts';
import { HeavyProcesses } from './boards/heavy/processes.ts';

export interface App {
	services: Services;
	/** Takes over an HTTP upgrade below /live/. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
	/** Answers health checks and metrics. Returns false, having done nothing, for any other path. */
	operate(request: IncomingMessage, response: ServerResponse): boolean;
	/** Rejects a request that no page should get. Returns false, having answered nothing, for any other request. */
	refuse(request: IncomingMessage, response: ServerResponse): boolean;
	/** Tells whoever asks that the server accepts no new people. */
	beginStop(): void;
	readonly stopping: boolean;
	/** Commits unsaved changes, closes the live sockets and then the store. */
	close(): Promise<void>;
}

/**
 * Locks the data directory, opens the store and puts the server together. Does not listen yet. `clock` returns
 * epoch milliseconds, `random` returns numbers from 0 to below 1. Throws an Error with a readable message if the
 * data cannot be used.
 */
export function createApp(
	config: Config,
	chance: { clock?: () => number; random?: () => number } = {}
): App {
	const unlock = lockData(config.dataDir);
	try {
		return openApp(config, unlock, chance);
	} catch (error) {
		unlock();
		throw error;
	}
}

function openApp(
	config: Config,
	unlock: () => void,
	{ clock = Date.now, ...chance }: { clock?: () => number; random?: () => number }
): App {
	const log = createLog(config.logLevel);
	const database = join(config.dataDir, 'groundwork.sqlite');
	// This comes before anything is opened: opening would create an empty database if a restore stopped between its
	// renames.
	if (finishRestore(config.dataDir)) log.warn('a restore that was cut off was finished');
	const uptime = () => performance.now();
	const watched = watchOutages(openInThread(database, { clock }), uptime);
	const { store } = watched;
	const disk = new Disk({
		path: config.dataDir,
		reserveBytes: config.limits.diskReserveBytes,
		periodMs: config.limits.diskCheckMs,
		log,
		onChange: () => workshop.announceAll()
	});
	const readiness = new Readiness(
		watched,
		uptime,
		() => live.isFull,
		() => disk.low
	);
	const auth = createAuth(store, clock);

	// Boards write to the live documents, and the live documents ask the boards who may write. Both exist before
	// either is used.
	const heavy = new HeavyProcesses({ laterMs: config.limits.laterWorkMs });
	const workshop = createBoards({
		...{ store, live: (): Live => live, heavy, log, clock, limits: config.limits },
		diskLow: () => disk.low,
		...chance
	});
	const sweeper = new Sweeper({ store, boards: workshop.lives, log, clock, limits: config.limits });
	const metrics = createMetrics(
		() => live.gauges(),
		database,
		() => readiness.roomFailed(),
		() => ({
			...{ ...sweeper.stock, freeBytes: disk.freeBytes },
			reserveBytes: config.limits.diskReserveBytes
		})
	);
	const live = createLive({
		store,
		log,
		meter: metrics.meter,
		limits: config.limits,
		work: {
			cut: (stored) => heavy.run('cut', stored),
			fold: (given) => heavy.run('fold', given, later())
		},
		allowedOrigins: config.origin === null ? null : [config.origin],
		foreignOrigin: originAdvice(log, config.origin),
		hooks: {
			...workshop.hooks,
			async userOf(request) {
				const token = readSessionToken(request.headers.cookie);
				return token === null ? null : ((await auth.validate(token))?.userId ?? null);
			}
		}
	});
	const budgets = createBudgets(config.limits, uptime, metrics.overBudget);
	const answers = new Answers(config.limits, uptime);
	sweeper.start();

	return {
		services: {
			auth: {
				...auth,
				async signOut(token) {
					await auth.signOut(token);
					await live.sessionsEnded();
				}
			},
			boards: workshop.boards,
			frameAncestors: config.frameAncestors,
			budgets,
			pageTurns: new PageTurns(uptime),
			answers,
			expiry: { sampleDays: config.limits.sampleDays, blankDays: config.limits.blankDays },
			log
		},
		upgrade: (request, socket, head) => live.upgrade(request, socket, head),
		operate: createOperations({
			alive: () => canRead(store),
			readiness,
			metrics,
			metricsToken: config.metricsToken,
			behindProxy: config.origin !== null
		}),
		refuse: createDoor({
			publicOrigin: config.origin,
			proxies: config.proxies,
			budgets,
			answers,
			limits: config.limits,
			now: uptime,
			log
		}),
		beginStop: () => readiness.stop(),
		get stopping() {
			return readiness.stopping;
		},
		async close() {
			readiness.stop();
			disk.stop();
			await sweeper.stop();
			// Desks post their committed changes while walls can still be written, and we wait for the commits that
			// follow.
			await workshop.close();
			await live.close();
			await workshop.close();
			await heavy.close();
			await store.close();
			unlock();
		}
	};
}

const canRead = (store: Store) =>
	store.hasCommand('', '').then(
		() => true,
		() => false
	);
