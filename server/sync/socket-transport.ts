/** A `ws` socket as a transport, and its signs of life. */
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Connection, Transport } from './connection.ts';

/**
 * `network` is what the socket was made of. Packets are whole frames and `ws` writes its own at once, since
 * nothing is compressed: so both may write to it.
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

/** Hands everything that arrives to the connection until the socket is gone. */
export function listen(socket: WebSocket, connection: Connection) {
	socket.on('message', (data, isBinary) => {
		const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
		// A text message reads as no message of ours.
		connection.receive(isBinary && bytes instanceof Uint8Array ? bytes : new Uint8Array());
	});
	socket.on('close', () => connection.left());
}

/** Watches over all sockets: one that did not answer the last ping is dropped. */
export class Liveness {
	readonly #sockets = new Map<WebSocket, { connection: Connection; answered: boolean }>();
	readonly #timer: NodeJS.Timeout;

	constructor(periodMs: number) {
		this.#timer = setInterval(() => this.#beat(), periodMs).unref();
	}
	watch(socket: WebSocket, connection: Connection) {
		const seen = { connection, answered: true };
		this.#sockets.set(socket, seen);
		// The answer of somebody who waits lies behind all that they have sent.
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
