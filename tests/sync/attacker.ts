/** A person with a seat whose page may be any program: raw sockets, and updates that no page would send. */
import { once } from 'node:events';
import { expect } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import type { Wall } from '../../src/lib/wall/wall.ts';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';
import { updateFrame } from '../../server/sync/page-messages.ts';
import { BOARD, headersOf, until } from './harness.ts';

/** A raw socket with mallory's session, or with another person's. */
export async function attackerAt(port: number, place: 'wall' | 'desk' = 'wall', user = 'mallory') {
	const url = `ws://127.0.0.1:${port}/live/${place}/${BOARD}`;
	const socket = new WebSocket(url, { headers: headersOf(port, user) });
	const closed = new Promise<number>((resolve) => socket.once('close', resolve));
	const heard: Uint8Array[] = [];
	socket.on('message', (data: Buffer) => heard.push(data));
	socket.on('error', () => {});
	await once(socket, 'open');
	return { socket, closed, heard };
}
/** How the server reacts to this update: the close code, or that it asks for everything again. */
export async function outcomeOf(port: number, update: Uint8Array): Promise<number | 'asked again'> {
	const { socket, closed, heard } = await attackerAt(port);
	socket.send(updateFrame(update));
	const asked = until(() => heard.some(([type, kind]) => type === MESSAGE.sync && kind === 0));
	const outcome = await Promise.race([closed, asked.then(() => 'asked again' as const)]);
	expect(heard.some(([type]) => type === MESSAGE.saved)).toBe(false);
	socket.terminate();
	await closed;
	return outcome;
}
/** The update of one change. */
export function updateOf(wall: Wall, change: (wall: Wall) => void): Uint8Array {
	const before = Y.encodeStateVector(wall.doc);
	wall.doc.transact(() => change(wall));
	return Y.encodeStateAsUpdate(wall.doc, before);
}
