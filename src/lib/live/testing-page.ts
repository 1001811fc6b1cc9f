/** A page's connection without a browser, for tests. */
import { expect, vi } from 'vitest';
import { board as en } from '../i18n/en/board.ts';
import { Desk } from '../wall/desk.ts';
import { Kept } from '../wall/kept.ts';
import { Wall } from '../wall/wall.ts';
import { BoardConnection, type Status } from './board-connection.ts';
import type { Peer } from './peers.ts';
import { FakeServer } from './testing.ts';

export const WALL = '/live/wall/b1';
export const DESK = '/live/desk/b1';

/** How long `vi.waitFor`, which advances fake clocks, waits on a busy machine. */
export const PATIENCE = { timeout: 30_000 };

/** Pages of one browser, and their server. */
export class TestBrowser {
	readonly page = new EventTarget();
	readonly server = new FakeServer();
	readonly #stops: (() => void)[] = [];

	constructor() {
		vi.stubGlobal('addEventListener', this.page.addEventListener.bind(this.page));
		vi.stubGlobal('navigator', { onLine: true });
	}
	/** Opens a page and returns what it shows. */
	open({
		wall = new Wall(),
		desk = new Desk(),
		random = () => 0
	}: { wall?: Wall; desk?: Desk; random?: () => number } = {}) {
		const seen = {
			wall,
			desk,
			shelf: new Kept(),
			status: 'connecting' as Status,
			message: '',
			saved: false,
			stages: [] as unknown[],
			peers: [] as Peer[],
			statuses: [] as Status[],
			messages: [] as string[]
		};
		let made = 0;
		const connection = new BoardConnection(
			{
				board: 'b1',
				messages: en,
				participant: 'me',
				epoch: 1,
				deskEpoch: 1,
				makeId: () => `made-${++made}`,
				wall,
				desk,
				shelf: seen.shelf,
				takes: {
					round: (round) => (round === 'open' ? { dots: 5, maxPerCluster: 3 } : null),
					mark: () => true
				},
				server: 'ws://example.org',
				Socket: this.server.Socket,
				random,
				now: () => 7
			},
			{
				stage: (stage) => seen.stages.push(stage),
				status: (status, message) => {
					Object.assign(seen, { status, message });
					seen.statuses.push(status);
					seen.messages.push(message);
				},
				saved: (saved) => (seen.saved = saved),
				peers: (peers) => (seen.peers = peers),
				freshWall: (fresh) => (seen.wall = fresh),
				freshDesk: (fresh) => (seen.desk = fresh)
			}
		);
		connection.start();
		this.#stops.push(() => connection.stop());
		return seen;
	}
	async online(wall?: Wall, desk?: Desk) {
		const seen = this.open({ ...(wall && { wall }), ...(desk && { desk }) });
		await expect.poll(() => seen.status).toBe('online');
		return seen;
	}
	close() {
		for (const stop of this.#stops) stop();
		vi.unstubAllGlobals();
		vi.useRealTimers();
	}
}
