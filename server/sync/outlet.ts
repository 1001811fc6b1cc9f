/**
 * The way out to one socket. A document that is too long for one packet goes out in pieces, the next one when
 * the network took the one before: so what waits for the socket stays small, however large the board is, and
 * pings pass in between. What else is to be sent waits behind it.
 */
import { joined, pieces, type Packet, type Piece } from './packet.ts';

export interface Network {
	send(packet: Packet): void;
	/** `taken` is called, later, once the network took all of the piece. */
	sendPiece(piece: Piece, taken: () => void): void;
	/** Bytes that were sent and not yet taken by the network. */
	readonly bufferedAmount: number;
}

export const PIECE_BYTES = 256_000;

export class Outlet {
	readonly #network: Network;
	/** Pieces of a document that is under way. */
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
	 * Sends messages of any length, each given in parts, and calls `taken` when the network took them. One call at a
	 * time.
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
	/** Lets go of all that is not sent yet. */
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
