/** Records everything that a person's browser receives, to prove that something was never sent. */
import type { BrowserContext, Page } from '@playwright/test';
import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';
import type { StageView } from '../../src/lib/workshop/types.ts';
import { MESSAGE } from '../../src/lib/workshop/wire.ts';

interface Frame {
	path: string;
	payload: Buffer;
}
export interface Frames {
	readonly count: number;
	/** Whether any frame so far contains a text. */
	saw(text: string): boolean;
	/** Whether any frame of the wall's shared document so far contains a text. */
	sawOnWall(text: string): boolean;
	/** The last pushed stage. */
	readonly stage: StageView;
}

/** Records the frames of all sockets that a person's pages open from now on. */
export function recordFrames(person: BrowserContext): Frames {
	const frames: Frame[] = [];
	const record = (page: Page) =>
		page.on('websocket', (socket) => {
			const path = new URL(socket.url()).pathname;
			socket.on('framereceived', ({ payload }) =>
				frames.push({ path, payload: Buffer.from(payload) })
			);
		});
	person.pages().forEach(record);
	person.on('page', record);
	return {
		get count() {
			return frames.length;
		},
		saw: (text) => frames.some(({ payload }) => payload.includes(text)),
		sawOnWall: (text) =>
			frames.some(
				({ path, payload }) =>
					path.startsWith('/live/wall/') && payload[0] === MESSAGE.sync && payload.includes(text)
			),
		get stage() {
			const last = frames.findLast(({ payload }) => payload[0] === MESSAGE.stage);
			if (!last) throw new Error('no stage was pushed');
			const decoder = createDecoder(last.payload);
			readVarUint(decoder);
			return JSON.parse(readVarString(decoder)) as StageView;
		}
	};
}

/** Whether a page's HTML contains a text, either literally or in the bytes of an embedded document. */
export function htmlHolds(html: string, text: string): boolean {
	const base64 = [...html.matchAll(/[A-Za-z0-9+/]{16,}={0,2}/g)].map(([match]) =>
		Buffer.from(match, 'base64')
	);
	const numbers = [...html.matchAll(/\[(\d+(?:,\d+)+)\]/g)].map(([, list = '']) =>
		Buffer.from(list.split(',').map(Number))
	);
	return html.includes(text) || [...base64, ...numbers].some((bytes) => bytes.includes(text));
}
