import { readVarString, readVarUint } from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { MESSAGE } from '../workshop/wire.ts';
import { countingSocket } from './counting-socket.ts';
import { SaveLedger } from './save-ledger.ts';

/** Waits before a lost line is tried again: doubled each time, and each spread by half to both sides. */
const FIRST_RETRY_MS = 800;
const LONGEST_RETRY_MS = 5000;
/** y-websocket's own back-off starts so far up that ours is always the shorter one. */
const BACK_OFF_FLOOR = 7;
/**
 * A large document is one message, and a stock provider takes a line for dead that brought none for 30 s. A page
 * that waits for its document gives a slow line this much longer, as the server does.
 */
const PATIENCE_MS = 120_000;
const PATIENCE_PERIOD_MS = 10_000;

export interface LineOptions {
	/** Such as `wss://example.org`. */
	server: string;
	/** Path below the server, such as `live/wall/<board>`. */
	path: string;
	/** Parameters behind `?`. */
	params: Record<string, string>;
	doc: Y.Doc;
	Socket: typeof WebSocket;
	/** From 0 to below 1. Spreads the retries of a whole room. */
	random: () => number;
}
export interface LineEvents {
	/** `synced` or `saved` may be another now. */
	changed(): void;
	/** The connection was lost or could not be made; the line tries again by itself. */
	lost(code: number, reason: string): void;
	/** The server closed for good, with a code of `CLOSE` and a sentence or ''. */
	closed(code: number, reason: string): void;
	/** A message of kind `MESSAGE.stage`. */
	stage(json: string): void;
	/** Others' presence changed. */
	peers(): void;
}

/** One document's connection to the server: a stock provider, with an account of what is saved. */
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
		// A stock provider repeats what it hears of others to the server; a page speaks for itself only.
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

	/** Whether this page has all that the server has. */
	get synced(): boolean {
		return this.#provider.synced;
	}
	/** Whether the server has committed all that this page has. */
	get saved(): boolean {
		return this.#ledger.saved;
	}
	/** Presence of all pages on this document by Yjs client id, this page's own left out. */
	peers(): Map<number, unknown> {
		const peers = new Map<number, unknown>(this.#provider.awareness.getStates());
		peers.delete(this.#provider.awareness.clientID);
		return peers;
	}
	/** Tells the others this page's presence. */
	sendPresence(presence: Readonly<Record<string, unknown>>) {
		this.#provider.awareness.setLocalState(presence);
	}
	connect() {
		clearTimeout(this.#retry);
		this.#provider.connect();
	}
	/** After the server closed for good: at once the first time, later with waits. */
	connectAgain() {
		if (this.#failures <= 1) this.connect();
		else this.retry();
	}
	/** Connects after the wait that a lost connection would have had. */
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
