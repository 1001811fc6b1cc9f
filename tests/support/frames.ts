/** Everything that a page's sockets receive, to prove what was never sent. */
import type { Page } from '@playwright/test';

/** Starts recording; call it before the page connects. `saw` looks for a text in all frames so far. */
export function recordFrames(page: Page): { saw(text: string): boolean; readonly count: number } {
	const frames: Buffer[] = [];
	page.on('websocket', (socket) => {
		socket.on('framereceived', ({ payload }) => frames.push(Buffer.from(payload)));
	});
	return {
		saw: (text) => frames.some((frame) => frame.includes(text)),
		get count() {
			return frames.length;
		}
	};
}
