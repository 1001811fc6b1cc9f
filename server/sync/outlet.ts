/**
 * Sends to one socket. A document that is too long for one packet goes out in pieces, each after the network has
 * taken the previous one. So few bytes wait for the socket, however large the board is, and pings can pass in
 * between. Other messages wait until the document is sent.
 */
import { joined, pieces, type Packet, type Piece } from './packet.ts';

export interface Network {
	send(packet: Packet): void;
	/** Calls `taken` later, after the network has taken the whole piece. */
	sendPiece(piece: Piece, taken: () => void): void;
	/** Bytes that were sent and that the network has not taken yet. */
	readonly bufferedAmount: number;
}

export const PIECE_BYTES = 256_000;

export class Outlet {
	readonly #network: Network;
	/** The pieces of the document that is being sent. */
	#pieces: Iterator<Piece, undefined> | null = null;
	#held: Packet[] = [];
	#heldBytes = 0;

	constructor(network: Network) {
		this.#network = network;
	}

	/** Bytes that wait for the network: never a whole document. */
	get waiting() {
		return this.#heldBytes + this.#network.bufferedAmount;
	}
	send(packet: Packet) {
		if (this.#pieces === null) return this.#network.send(packet);
		this.#held.push(packet);
		this.#heldBytes += packet.length;
	}
	/**
	 * Sends messages of any length, each given in parts. Calls `taken` after the network has taken them. Only one
	 * call at a time.
	 */
	sendLong(messages: readonly (readonly Uint8Array[])[], taken: () => void) {
		const all = (this.#pieces = piecesOf(messages));
		const next = () => {
			if (this.#pieces !== all) return;
			const { value } = all.next();
			if (value) return this.#network.sendPiece(value, next);
			this.#pieces = null;
			if (this.#held.length > 0) this.#network.send(joined(...this.#held));
			this.#held = [];
			this.#heldBytes = 0;
			taken();
		};
		next();
	}
	/** Drops everything that is not sent yet. */
	stop() {
		this.#pieces = null;
		this.#held = [];
		this.#heldBytes = 0;
	}
}

function* piecesOf(
	messages: readonly (readonly Uint8Array[])[]
): Generator<Piece, undefined, undefined> {
	for (const parts of messages) yield* pieces(parts, PIECE_BYTES);
}
