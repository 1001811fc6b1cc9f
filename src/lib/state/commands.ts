import type { Messages } from '$lib/i18n/messages.ts';
import type { Command, CommandResult } from '$lib/workshop/commands.ts';

const failed = (reason: string): CommandResult => ({ ok: false, status: 409, reason });

const isResult = (body: unknown): body is CommandResult =>
	typeof body === 'object' && body !== null && 'ok' in body;

/**
 * Sends a command to a board, and sends it a second time after a network error: the server runs each id only once.
 * Never rejects.
 */
export async function sendCommand(
	board: string,
	command: Command,
	{ connection: m }: Messages,
	fetcher: typeof fetch = fetch
): Promise<CommandResult> {
	const post = () =>
		fetcher(`/b/${board}/commands`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(command)
		});
	const response = await post()
		.catch(post)
		.catch(() => null);
	if (response === null) return failed(m.outOfReach);
	const body: unknown = await response.json().catch(() => null);
	return isResult(body) ? body : failed(m.noClearAnswer);
}
