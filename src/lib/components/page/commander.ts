import { getToasts } from '$lib/components/ui/toasts.svelte.ts';
import type { BoardState } from '$lib/state/board.svelte.ts';
import { getBoard } from '$lib/state/context.ts';

/** A command as a component asks for it: its id is made when it is sent. */
export type Asked = Parameters<BoardState['command']>[0];

/**
 * Gives commands from a component; call it while the component is set up. What the server refuses is
 * shown as a toast. Resolves to whether the command was run.
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
