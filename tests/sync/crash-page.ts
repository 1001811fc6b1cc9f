/** One person's page with y-websocket providers, and a record of what the page can rely on. */
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import { SESSION_COOKIE } from '../../server/auth/auth.ts';
import { Desk } from '../../src/lib/wall/desk.ts';
import { Wall } from '../../src/lib/wall/wall.ts';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';
import type { SeededPerson } from '../support/seed.ts';

/**
 * The values that may be read back for each item: that of the last acknowledged write, or of any later write. An
 * item with one writer cannot have any other value.
 */
export class Ledger {
	acknowledged = 0;
	/** Writes in progress when the server died. */
	unacknowledged = 0;
	/** Acknowledgements of more than was sent. */
	overstated = 0;
	readonly #items = new Map<string, { read: (page: Page) => string; values: string[] }>();

	/**
	 * Records a write that this page is about to make. Call the returned function after the acknowledgement.
	 */
	writes(page: Page, item: string, value: string, read: (page: Page) => string): () => void {
		const entry = this.#items.get(item) ?? { read, values: [read(page)] };
		this.#items.set(item, entry);
		entry.values.push(value);
		return () => {
			entry.values.splice(0, entry.values.indexOf(value));
			this.acknowledged++;
		};
	}
	/** Items with a value that they must not have. Later reads start from the value that is read now. */
	broken(page: Page): string[] {
		const broken: string[] = [];
		for (const [item, entry] of this.#items) {
			const value = entry.read(page);
			if (!entry.values.includes(value))
				broken.push(`${item} is ${value}, not ${entry.values.join(' or ')}`);
			entry.values = [value];
		}
		return broken;
	}
}

/** A connection to a document that knows which of its writes the server has committed. */
class Line {
	readonly provider: WebsocketProvider;
	/** Resolves when the socket is closed and everything that it received is read. */
	readonly closed: Promise<void>;
	readonly #ledger: Ledger;
	#sent = 0;
	/** Why the server closed the socket; '' until then. */
	#end = '';
	readonly #waiting: { number: number; acknowledge: () => void }[] = [];
	#wake: () => void = () => undefined;

	constructor(url: string, path: string, token: string, doc: Wall['doc'], ledger: Ledger) {
		this.#ledger = ledger;
		const gone = Promise.withResolvers<void>();
		this.closed = gone.promise;
		const sent = (frame: Uint8Array) => this.#count(frame);
		const ended = (end: string) => (this.#end = end);
		const received = (frame: Uint8Array) => this.#receive(frame);
		class SeatSocket extends WebSocket {
			constructor(address: string | URL) {
				super(address, { origin: url, headers: { cookie: `${SESSION_COOKIE}=${token}` } });
				this.on('message', (data) => received(new Uint8Array(data as ArrayBuffer)));
				this.on('close', (code, reason) => {
					ended(`${code} ${reason.toString()}`);
					gone.resolve();
				});
			}
			override send(data: Uint8Array) {
				sent(data);
				super.send(data);
			}
		}
		const at = path.lastIndexOf('/');
		this.provider = new WebsocketProvider(
			url.replace('http', 'ws') + path.slice(0, at),
			path.slice(at + 1),
			doc,
			{
				disableBc: true,
				WebSocketPolyfill: SeatSocket as unknown as typeof globalThis.WebSocket
			}
		);
		// A y-websocket provider repeats everybody's presence, which no page of Groundwork does.
		this.provider.awareness.setLocalState(null);
		// These messages are read above, where no frame can be missed; the provider only has to accept them.
		for (const message of [MESSAGE.stage, MESSAGE.saved])
			this.provider.messageHandlers[message] = () => undefined;
	}

	/** Makes a change of one update, and calls `acknowledge` when it is committed. */
	write(change: () => void, acknowledge: () => void) {
		const before = this.#sent;
		change();
		// On a busy machine, a page may think that the server is silent, and hang up itself.
		const hungUp = !this.provider.wsconnected && this.#end === '';
		if (hungUp && this.#sent === before) return void this.#ledger.unacknowledged++;
		if (this.#sent !== before + 1)
			throw new Error(`sent ${this.#sent - before} updates, not 1; ${this.#end}`);
		this.#waiting.push({ number: this.#sent, acknowledge });
	}
	/** Resolves when everything written is acknowledged, or the socket is closed. */
	settled(): Promise<void> {
		if (this.#waiting.length === 0) return Promise.resolve();
		const empty = new Promise<void>((resolve) => (this.#wake = resolve));
		return Promise.race([empty, this.closed]);
	}
	/** Waits for the end of the socket; the provider must not connect again. */
	async end() {
		this.provider.shouldConnect = false;
		await this.closed;
		this.provider.destroy();
		// Its timer would keep the document in memory.
		this.provider.awareness.destroy();
		this.#ledger.unacknowledged += this.#waiting.length;
	}

	#count(frame: Uint8Array) {
		const isDocument = frame[0] === MESSAGE.sync && (frame[1] === 1 || frame[1] === 2);
		if (isDocument) this.#sent++;
	}
	#receive(frame: Uint8Array) {
		const decoder = decoding.createDecoder(frame);
		if (decoding.readVarUint(decoder) !== MESSAGE.saved) return;
		const saved = decoding.readVarUint(decoder);
		if (saved > this.#sent) this.#ledger.overstated++;
		for (let next = this.#waiting[0]; next && next.number <= saved; next = this.#waiting[0]) {
			next.acknowledge();
			this.#waiting.shift();
		}
		if (this.#waiting.length === 0) this.#wake();
	}
}

/** A page without a copy: everything in it came from the server. */
export class Page {
	readonly desk = new Desk();
	readonly wall = new Wall();
	readonly deskLine: Line;
	readonly wallLine: Line;

	constructor(url: string, board: string, { token }: SeededPerson, ledger: Ledger) {
		this.deskLine = new Line(url, `/live/desk/${board}`, token, this.desk.doc, ledger);
		this.wallLine = new Line(url, `/live/wall/${board}`, token, this.wall.doc, ledger);
	}
	get synced(): boolean {
		return this.deskLine.provider.synced && this.wallLine.provider.synced;
	}
	async settled() {
		await Promise.all([this.deskLine.settled(), this.wallLine.settled()]);
	}
	async end() {
		await Promise.all([this.deskLine.end(), this.wallLine.end()]);
	}
}
