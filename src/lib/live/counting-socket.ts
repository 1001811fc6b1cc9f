import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { MESSAGE } from '../workshop/wire.ts';

/** What carries document changes: a whole answer to the server's question, or one update. */
export type DocumentMessage = 'answer' | 'update';

/** Which document message a frame is, or null for others. Both headers are one byte long. */
export function documentMessage(frame: unknown): DocumentMessage | null {
	if (!(frame instanceof Uint8Array) || frame[0] !== MESSAGE.sync) return null;
	if (frame[1] === messageYjsSyncStep2) return 'answer';
	return frame[1] === messageYjsUpdate ? 'update' : null;
}

/** A socket class that tells of each document message that it sends. */
export function countingSocket(
	Socket: typeof WebSocket,
	sent: (message: DocumentMessage) => void
): typeof WebSocket {
	return class extends Socket {
		override send(frame: Parameters<WebSocket['send']>[0]) {
			const message = documentMessage(frame);
			super.send(frame);
			if (message !== null) sent(message);
		}
	};
}
