/** Tools for the bench's attacks: open sockets, either from outside or with the attacker's own seat. */
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** A way to harm the people who work in a room. */
export interface Attack {
	/** A short name, as the bench prints it. */
	readonly name: string;
	/** Whether the attack needs the server's pages and not only its sockets. */
	readonly asksPages?: true;
	/** Runs before the measurement starts. */
	prepare?(arena: Arena): Promise<void>;
	/** Attacks until `isOver`. Returns a short summary of how much it did. */
	run(arena: Arena): Promise<string>;
}

/** An address with a session. */
export interface Seat {
	url: string;
	headers: Record<string, string>;
	/** The token that lets people join the board; '' if there is none. */
	link: string;
}
export interface ArenaParts {
	/** The attackers' own seats on the wall: participants first, then observers. */
	participants: readonly Seat[];
	observers: readonly Seat[];
	/** Seats on a board that belongs to the attackers. */
	facilitators: readonly Seat[];
	/** Seats on a board with as much content as boards can have. */
	large: readonly Seat[];
	/** Facilitators of a board with 6,000 notes. */
	full: readonly Seat[];
	/** Steps of the board with 6,000 notes. */
	fullSteps: readonly string[];
	/** Seats on a board whose group writes why it meets, and the initial wall of that board. */
	framed: readonly Seat[];
	framedWall: Uint8Array;
	/** Seats on a board whose group posts notes straight to the wall, and the step of that board. */
	posting: readonly Seat[];
	postStep: string;
	/** The initial wall. */
	wall: Uint8Array;
}

export class Arena {
	readonly #parts: ArenaParts;
	#over = false;

	constructor(parts: ArenaParts) {
		this.#parts = parts;
	}
	/** Makes the attack return soon. */
	end() {
		this.#over = true;
	}
	get participants() {
		return this.#parts.participants;
	}
	get observers() {
		return this.#parts.observers;
	}
	get facilitators() {
		return this.#parts.facilitators;
	}
	get large() {
		return this.#parts.large;
	}
	get full() {
		return this.#parts.full;
	}
	get fullSteps() {
		return this.#parts.fullSteps;
	}
	get framed() {
		return this.#parts.framed;
	}
	get framedWall() {
		return this.#parts.framedWall;
	}
	get posting() {
		return this.#parts.posting;
	}
	get postStep() {
		return this.#parts.postStep;
	}
	get wall() {
		return this.#parts.wall;
	}
	isOver() {
		return this.#over;
	}

	/** Opens a TCP socket, sends these bytes first and reads everything that arrives. */
	dial(text: string | Uint8Array): Socket {
		const { hostname, port } = new URL(this.#first.url);
		const socket = connect(Number(port), hostname);
		socket.on('error', () => {});
		socket.resume();
		socket.write(text);
		return socket;
	}
	/** The complete text of an upgrade request to the wall, with an unknown session. */
	handshake(): string {
		const { host, pathname } = new URL(this.#first.url);
		const lines = [
			`GET ${pathname} HTTP/1.1`,
			`Host: ${host}`,
			`Origin: http://${host}`,
			'Connection: Upgrade',
			'Upgrade: websocket',
			'Sec-WebSocket-Version: 13',
			'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
			`Cookie: groundwork_session=${'x'.repeat(43)}`
		];
		return `${lines.join('\r\n')}\r\n\r\n`;
	}
	get #first(): Seat {
		const [seat] = this.#parts.participants;
		if (!seat) throw new Error('an arena without a seat');
		return seat;
	}
}

/** Opens a socket to a seat's wall or desk; null if the server rejects it. */
export async function enter(
	{ url, headers }: Seat,
	place: 'wall' | 'desk'
): Promise<WebSocket | null> {
	const socket = new WebSocket(url.replace('/live/wall/', `/live/${place}/`), { headers });
	socket.on('error', () => {});
	socket.resume();
	await first(socket, ['open', 'close']);
	return socket.readyState === WebSocket.OPEN ? socket : null;
}
/** Sends one message. Waits until the socket is closed or the server confirms that all earlier changes are saved. */
export async function say(socket: WebSocket, message: Uint8Array): Promise<'closed' | 'answered'> {
	if (socket.readyState !== WebSocket.OPEN) return 'closed';
	const heard = first(socket, ['close', 'message']);
	socket.send(message);
	return (await heard) === 'close' ? 'closed' : 'answered';
}
/** Resolves with the first of these events. `error` does not count, because `close` follows it. */
function first<Name extends 'open' | 'close' | 'message'>(
	socket: WebSocket,
	names: readonly Name[]
): Promise<Name> {
	return new Promise((resolve) => {
		const listeners = names.map((name) => [name, () => settle(name)] as const);
		const settle = (name: Name) => {
			for (const [other, listener] of listeners) socket.off(other, listener);
			resolve(name);
		};
		for (const [name, listener] of listeners) socket.on(name, listener);
	});
}
