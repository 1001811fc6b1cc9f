/** What the history panel asks of the server. Each rejects with a sentence for the person. */
import { resolve } from '$app/paths';
import type { HistoryInfo, HistoryWish } from '../../../../server/services.ts';

const OUT_OF_REACH = 'The server cannot be reached. Check your connection and try again.';

async function ask(address: string, init?: RequestInit): Promise<unknown> {
	const response = await fetch(address, init).catch(() => null);
	if (!response) throw new Error(OUT_OF_REACH);
	const body = (await response.json().catch(() => null)) as { reason?: string } | null;
	if (!response.ok || !body) throw new Error(body?.reason ?? OUT_OF_REACH);
	return body;
}

export async function fetchHistory(board: string, wish: HistoryWish): Promise<HistoryInfo> {
	const { versions, entries } = wish;
	const asked = new URLSearchParams({
		...(versions === null ? {} : { versions }),
		...(entries === null ? {} : { entries: String(entries) })
	});
	const address = resolve('/b/[board]/history', { board });
	return (await ask(`${address}?${asked}`)) as HistoryInfo;
}

/** Makes a new board of a version. Returns its id. */
export async function copyVersion(board: string, version: string): Promise<string> {
	const address = resolve('/b/[board]/history/[version]/copy', { board, version });
	return ((await ask(address, { method: 'POST' })) as { board: string }).board;
}
