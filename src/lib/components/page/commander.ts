import { getToasts } from '$lib/components/ui/toasts.svelte.ts';
import type { BoardState } from '$lib/state/board.svelte.ts';
import { getBoard } from '$lib/state/context.ts';

/** A command as a component passes it: its id is created when it is sent. */
export type Asked = Parameters<BoardState['command']>[0];

/**
 * Returns a function that sends commands; call `commander` during component setup. If the server rejects a command, a
 * toast gives the reason. Resolves to whether the command was run.
 */
export function commander(): (command: Asked) => Promise<boolean> {
	const board = getBoard();
	const toasts = getToasts();
	return async (command) => {
		const result = await board.command(command);
		if (!result.ok) toasts.show(result.reason, result.quiet ? 'plain' : 'problem');
		return result.ok;
	};
}
