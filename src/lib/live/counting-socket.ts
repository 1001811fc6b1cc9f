import { createDecoder, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import type * as Y from 'yjs';
import { MESSAGE } from '../workshop/wire.ts';
import { inPieces } from '../wall/in-pieces.ts';

/** The messages that carry document changes: a full answer to the server's question, or one update. */
export type DocumentMessage = 'answer' | 'update';

/** Length of the header that marks a document message. */
const HEAD_BYTES = 2;

/** The type of document message in a frame, or null for other messages. Both headers are one byte long. */
export function documentMessage(frame: unknown): DocumentMessage | null {
	if (!(frame instanceof Uint8Array) || frame[0] !== MESSAGE.sync) return null;
	if (frame[1] === messageYjsSyncStep2) return 'answer';
	return frame[1] === messageYjsUpdate ? 'update' : null;
}

/**
 * A socket class that sends the changes of a document in pieces that the server accepts (see `inPieces`) and reports
 * each document message. An answer counts as sent with its last piece.
 */
export function countingSocket(
	Socket: typeof WebSocket,
	doc: Y.Doc,
	sent: (message: DocumentMessage) => void
): typeof WebSocket {
	return class extends Socket {
		override send(frame: Parameters<WebSocket['send']>[0]) {
			const message = documentMessage(frame);
			if (message === null) return super.send(frame);
			const pieces = inPieces(doc, updateIn(frame as Uint8Array));
			for (const [at, piece] of pieces.entries()) {
				const kind = at < pieces.length - 1 ? 'update' : message;
				super.send(pieces.length === 1 ? frame : frameOf(kind, piece));
				sent(kind);
			}
		}
	};
}
function updateIn(frame: Uint8Array): Uint8Array {
	return readVarUint8Array(createDecoder(frame.subarray(HEAD_BYTES)));
}
function frameOf(message: DocumentMessage, update: Uint8Array): Uint8Array<ArrayBuffer> {
	const encoder = createEncoder();
	writeVarUint(encoder, MESSAGE.sync);
	writeVarUint(encoder, message === 'answer' ? messageYjsSyncStep2 : messageYjsUpdate);
	writeVarUint8Array(encoder, update);
	return toUint8Array(encoder);
}
