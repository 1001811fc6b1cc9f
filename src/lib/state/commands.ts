import type { Command, CommandResult } from '$lib/workshop/commands.ts';

const OUT_OF_REACH: CommandResult = {
	ok: false,
	status: 409,
	reason: 'The server cannot be reached. Check the connection and try again.'
};
const UNCLEAR: CommandResult = {
	ok: false,
	status: 409,
	reason: 'The server gave no clear answer. Look at the board before you try again.'
};

const isResult = (body: unknown): body is CommandResult =>
	typeof body === 'object' && body !== null && 'ok' in body;

/**
 * Sends a command to a board. It is sent a second time after a network error: the server runs an id
 * only once. Never rejects.
 */
export async function sendCommand(
	board: string,
	command: Command,
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
	if (response === null) return OUT_OF_REACH;
	const body: unknown = await response.json().catch(() => null);
	return isResult(body) ? body : UNCLEAR;
}
