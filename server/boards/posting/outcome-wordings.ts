/** The current wording of outcomes: a rating only counts for the wording that the person rated. */
import { wordingOf } from '../../../src/lib/workshop/outcomes/check.ts';
import { itemIds, readItem } from '../../../src/lib/wall/items.ts';
import type { Wall } from '../../../src/lib/wall/wall.ts';
import type { Board } from '../board.ts';
import type { Deps } from '../deps.ts';

/** Reads the outcomes on the board's wall again. Returns whether any wording changed. */
export async function renewWordings(deps: Deps, board: Board): Promise<boolean> {
	const before = board.wordings;
	const now = await deps.live().readWall(board.id, wordingsOn);
	board.wordings = now;
	return now.size !== before.size || [...now].some(([id, words]) => before.get(id) !== words);
}
function wordingsOn(wall: Wall): Map<string, string> {
	const wordings = new Map<string, string>();
	for (const id of itemIds(wall, 'outcomes')) {
		const outcome = readItem(wall, 'outcomes', id);
		if (outcome && !outcome.archived) wordings.set(id, wordingOf(outcome));
	}
	return wordings;
}
