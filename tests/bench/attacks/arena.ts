/** What an attack of the bench can do: open sockets, from outside or on a seat of its own. */
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** A way to harm the people who work in a room. */
export interface Attack {
	/** In a few words, as the bench prints it. */
	readonly name: string;
	/** Whether it needs the server's pages, and not only its sockets. */
	readonly asksPages?: true;
	/** Runs before anything is measured. */
	prepare?(arena: Arena): Promise<void>;
	/** Attacks until `isOver`. Returns in a few words how much it did. */
	run(arena: Arena): Promise<string>;
}

/** An address with a session. */
export interface Seat {
	url: string;
	headers: Record<string, string>;
	/** The token that lets people join the board; '' where there is none. */
	link: string;
}
export interface ArenaParts {
	/** The wall's seats that are the attackers' own: participants first, then observers. */
	participants: readonly Seat[];
	observers: readonly Seat[];
	/** Of a board of the attackers' own. */
	facilitators: readonly Seat[];
	/** Of a board that holds as much as boards do. */
	large: readonly Seat[];
	/** Facilitators of a board of 6,000 notes. */
	full: readonly Seat[];
	/** Steps of that board. */
	fullSteps: readonly string[];
	/** Of a board whose group writes why it meets, and its wall in the beginning. */
	framed: readonly Seat[];
	framedWall: Uint8Array;
	/** Of a board whose group posts notes, which come to the wall at once; and its step. */
	posting: readonly Seat[];
	postStep: string;
	/** The wall as all have it in the beginning. */
	wall: Uint8Array;
}

export class Arena {
	readonly #parts: ArenaParts;
	#over = false;

	constructor(parts: ArenaParts) {
		this.#parts = parts;
	}
	/** The attack returns soon. */
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

	/** A socket of TCP that says these bytes first, and reads what comes. */
	dial(text: string | Uint8Array): Socket {
		const { hostname, port } = new URL(this.#first.url);
		const socket = connect(Number(port), hostname);
		socket.on('error', () => {});
		socket.resume();
		socket.write(text);
		return socket;
	}
	/** The text of an upgrade to the wall, whole, for a session that nobody has. */
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

/** Opens a socket on a seat's wall or desk; null if it is turned away. */
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
/** Sends one message and waits until the socket is closed, or the server says that all before is saved. */
export async function say(socket: WebSocket, message: Uint8Array): Promise<'closed' | 'answered'> {
	if (socket.readyState !== WebSocket.OPEN) return 'closed';
	const heard = first(socket, ['close', 'message']);
	socket.send(message);
	return (await heard) === 'close' ? 'closed' : 'answered';
}
/** The first of these events that comes. An error alone is none: `close` follows it. */
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
