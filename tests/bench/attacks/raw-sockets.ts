/** Silent connections, incomplete handshakes, clients that keep connecting without a session, and broken frames. */
import { setTimeout } from 'node:timers/promises';
import type { Attack } from './arena.ts';

const HANGING = 500;
const KNOCKING = 20;
const PAUSE_MS = 20;
const BROKEN_FRAME = Uint8Array.from([0x82, 0xff, 0x7f, 255, 255, 255]);

export const rawSockets: Attack = {
	name: 'sockets that hang or knock',
	async run(arena) {
		const whole = arena.handshake();
		const hanging = Array.from({ length: HANGING }, (_, at) =>
			arena.dial(at % 2 ? whole.slice(0, at % whole.length) : '')
		);
		let opened = HANGING;
		while (!arena.isOver()) {
			const knocking = Array.from({ length: KNOCKING }, (_, at) =>
				arena.dial(at % 3 ? whole : BROKEN_FRAME)
			);
			opened += knocking.length;
			for (const socket of hanging) if (!socket.destroyed) socket.write('x');
			await setTimeout(PAUSE_MS);
			for (const socket of knocking) socket.destroy();
		}
		for (const socket of hanging) socket.destroy();
		return `${opened.toLocaleString('en')} sockets`;
	}
};
