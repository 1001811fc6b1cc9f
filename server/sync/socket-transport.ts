/** Uses a `ws` socket as a transport, and checks that sockets are alive. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Connection, Transport } from './connection.ts';

/**
 * `network` is the stream below the socket. Both can write to it: packets are whole frames, and without
 * compression `ws` writes its own frames at once.
 */
export function transportOf(socket: WebSocket, network: Duplex): Transport {
	return {
		send(packet) {
			if (socket.readyState === socket.OPEN) network.write(packet);
		},
		sendPiece(piece, taken) {
			if (socket.readyState !== socket.OPEN) return;
			network.cork();
			for (const part of piece.slice(0, -1)) network.write(part);
			network.write(piece.at(-1), (error) => error ?? taken());
			network.uncork();
		},
		close: (code, reason) => socket.close(code, reason),
		pause: () => socket.pause(),
		resume: () => socket.resume(),
		get bufferedAmount() {
			return socket.bufferedAmount;
		}
	};
}

/** Passes everything that arrives on to the connection until the socket closes. */
export function listen(socket: WebSocket, connection: Connection) {
	socket.on('message', (data, isBinary) => {
		const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
		// An empty message is invalid, so text messages are rejected.
		connection.receive(isBinary && bytes instanceof Uint8Array ? bytes : new Uint8Array());
	});
	socket.on('close', () => connection.left());
}

/** Pings all sockets, and drops a socket that did not answer the last ping. */
export class Liveness {
	readonly #sockets = new Map<WebSocket, { connection: Connection; answered: boolean }>();
	readonly #timer: NodeJS.Timeout;

	constructor(periodMs: number) {
		this.#timer = setInterval(() => this.#beat(), periodMs).unref();
	}
	watch(socket: WebSocket, connection: Connection) {
		const seen = { connection, answered: true };
		this.#sockets.set(socket, seen);
		// The pong of somebody whose messages are waiting comes after all of these, so messages count too.
		for (const sign of ['pong', 'message']) socket.on(sign, () => (seen.answered = true));
		socket.on('close', () => this.#sockets.delete(socket));
	}
	stop() {
		clearInterval(this.#timer);
	}

	#beat() {
		for (const [socket, seen] of this.#sockets) {
			if (!seen.answered) {
				socket.terminate();
				continue;
			}
			seen.answered = false;
			if (socket.readyState !== socket.OPEN) continue;
			socket.ping();
			seen.connection.heartbeat();
		}
	}
}
