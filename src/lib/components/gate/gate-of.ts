import type { BoardState } from '$lib/state/board.svelte.ts';
import { gateConditions, type GateCondition } from '$lib/workshop/gate/gate.ts';

/** The current conditions of the gate. */
export function gateOf(board: BoardState): GateCondition[] {
	const { functions, people, rounds, agreements } = board.stage;
	return gateConditions({
		functions,
		people,
		rounds,
		agreements,
		problems: board.problems,
		outcomes: board.outcomes.all,
		requirements: board.requirements.all
	});
}
