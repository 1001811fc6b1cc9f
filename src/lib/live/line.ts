import { readVarString, readVarUint } from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { MESSAGE } from '../workshop/wire.ts';
import { countingSocket } from './counting-socket.ts';
import { SaveLedger } from './save-ledger.ts';

/** Waits before a lost connection is retried: doubled each time, and varied at random by half in both directions. */
const FIRST_RETRY_MS = 800;
const LONGEST_RETRY_MS = 5000;
/** Starts y-websocket's own back-off so high that ours is always shorter. */
const BACK_OFF_FLOOR = 7;
/**
 * A large document is one message, and the stock provider treats a connection as dead if nothing arrived for 30 s. A
 * page that waits for its document gives a slow connection this much longer, as the server does.
 */
const PATIENCE_MS = 120_000;
const PATIENCE_PERIOD_MS = 10_000;

export interface LineOptions {
	/** Such as `wss://example.org`. */
	server: string;
	/** Path below the server, such as `live/wall/<board>`. */
	path: string;
	/** Query parameters. */
	params: Record<string, string>;
	doc: Y.Doc;
	Socket: typeof WebSocket;
	/** From 0 to below 1. Spreads out the retries of all pages of a room. */
	random: () => number;
}
export interface LineEvents {
	/** `synced` or `saved` may have changed. */
	changed(): void;
	/** The connection was lost or failed; the line retries by itself. */
	lost(code: number, reason: string): void;
	/** The server closed the connection for good, with a code from `CLOSE` and a sentence or ''. */
	closed(code: number, reason: string): void;
	/** A message of kind `MESSAGE.stage`. */
	stage(json: string): void;
	/** Presence of others changed. */
	peers(): void;
}

/** One document's connection to the server: the stock provider, plus a record of which changes are saved. */
export class Line {
	readonly #provider: WebsocketProvider;
	readonly #ledger = new SaveLedger();
	readonly #stopWatching: () => void;
	#failures = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#patience: ReturnType<typeof setInterval> | undefined;

	constructor({ server, path, params, doc, Socket, random }: LineOptions, events: LineEvents) {
		const provider = new WebsocketProvider(server, path, doc, {
			connect: false,
			params,
			disableBc: true,
			WebSocketPolyfill: countingSocket(Socket, doc, (message) => {
				this.#ledger.sent(message);
				events.changed();
			})
		});
		this.#provider = provider;
		provider.messageHandlers[MESSAGE.saved] = (_, decoder) => {
			this.#ledger.committed(readVarUint(decoder));
			events.changed();
		};
		provider.messageHandlers[MESSAGE.stage] = (_, decoder) => events.stage(readVarString(decoder));
		provider.on('sync', (synced) => {
			if (synced) this.#failures = 0;
			events.changed();
		});
		provider.on('status', ({ status }) => {
			clearInterval(this.#patience);
			if (status === 'connected') this.#waitPatiently();
		});
		provider.on('connection-close', (event) => {
			this.#ledger.closed();
			const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
			provider.wsUnsuccessfulReconnects = BACK_OFF_FLOOR;
			provider.maxBackoffTime = wait * (0.5 + random());
			if (event === null || provider.shouldReconnect(event, provider))
				events.lost(event?.code ?? 0, event?.reason ?? '');
		});
		provider.on('closed', ({ code, reason }) => events.closed(code, reason));
		// The stock provider sends others' presence back to the server; a page sends only its own.
		const tell = provider._awarenessUpdateHandler;
		provider.awareness.off('update', tell);
		provider.awareness.on('update', (change: unknown, origin: unknown) => {
			if (origin === 'local') tell(change, origin);
		});
		provider.awareness.on('change', () => events.peers());
		const wrote = (_update: Uint8Array, origin: unknown) => {
			if (origin === provider) return;
			if (provider.ws?.readyState !== Socket.OPEN) this.#ledger.kept();
			events.changed();
		};
		doc.on('update', wrote);
		this.#stopWatching = () => doc.off('update', wrote);
	}

	/** Whether this page has everything that the server has. */
	get synced(): boolean {
		return this.#provider.synced;
	}
	/** Whether the server has committed everything that this page has. */
	get saved(): boolean {
		return this.#ledger.saved;
	}
	/** Presence of all other pages on this document, by Yjs client id. */
	peers(): Map<number, unknown> {
		const peers = new Map<number, unknown>(this.#provider.awareness.getStates());
		peers.delete(this.#provider.awareness.clientID);
		return peers;
	}
	/** Sends this page's presence to the others. */
	sendPresence(presence: Readonly<Record<string, unknown>>) {
		this.#provider.awareness.setLocalState(presence);
	}
	connect() {
		clearTimeout(this.#retry);
		this.#provider.connect();
	}
	/** Call it after the server closed the connection for good: connects at once the first time, later after waits. */
	connectAgain() {
		if (this.#failures <= 1) this.connect();
		else this.retry();
	}
	/** Connects after the same wait as after a lost connection. */
	retry() {
		clearTimeout(this.#retry);
		this.#retry = setTimeout(() => this.connect(), this.#provider.maxBackoffTime);
	}
	disconnect() {
		clearTimeout(this.#retry);
		this.#provider.disconnect();
	}
	destroy() {
		clearTimeout(this.#retry);
		clearInterval(this.#patience);
		this.#stopWatching();
		this.#provider.destroy();
		this.#provider.awareness.destroy();
	}

	#waitPatiently() {
		const provider = this.#provider;
		const since = Date.now();
		this.#patience = setInterval(() => {
			if (provider.synced || Date.now() - since > PATIENCE_MS) clearInterval(this.#patience);
			else provider.wsLastMessageReceived = Date.now();
		}, PATIENCE_PERIOD_MS);
	}
}
