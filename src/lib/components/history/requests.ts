/** The requests of the history panel. Each rejects with a sentence for the person. */
import { resolve } from '$app/paths';
import type { Messages } from '$lib/i18n/messages.ts';
import type { HistoryInfo, HistoryWish } from '../../../../server/services.ts';

async function ask(
	{ connection: m }: Messages,
	address: string,
	init?: RequestInit
): Promise<unknown> {
	const response = await fetch(address, init).catch(() => null);
	if (!response) throw new Error(m.outOfReach);
	const body = (await response.json().catch(() => null)) as { reason?: string } | null;
	if (!response.ok || !body) throw new Error(body?.reason ?? m.outOfReach);
	return body;
}

export async function fetchHistory(
	m: Messages,
	board: string,
	wish: HistoryWish
): Promise<HistoryInfo> {
	const { versions, entries } = wish;
	const asked = new URLSearchParams({
		...(versions === null ? {} : { versions }),
		...(entries === null ? {} : { entries: String(entries) })
	});
	const address = resolve('/b/[board]/history', { board });
	return (await ask(m, `${address}?${asked}`)) as HistoryInfo;
}

/** Creates a new board from a version. Returns its id. */
export async function copyVersion(m: Messages, board: string, version: string): Promise<string> {
	const address = resolve('/b/[board]/history/[version]/copy', { board, version });
	return ((await ask(m, address, { method: 'POST' })) as { board: string }).board;
}
