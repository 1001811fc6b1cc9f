import type { MenuEntry } from '$lib/components/ui/menu-entry.ts';
import type { BoardUi } from '$lib/components/page/wall/board-ui.svelte.ts';
import type { Item } from '$lib/components/page/wall/drop.ts';
import type { Direction } from '$lib/components/page/wall/neighbour.ts';

const WAYS: readonly [Direction, string][] = [
	['left', '←'],
	['right', '→'],
	['up', '↑'],
	['down', '↓']
];

/** Everything that a person may do with a note or cluster now; if that is nothing, a sentence says why. */
export function itemEntries(ui: BoardUi, item: Item): MenuEntry[] {
	const entries = item.item === 'note' ? noteEntries(ui, item) : clusterEntries(ui, item);
	return entries.length > 0
		? entries
		: [{ heading: ui.board.whyNot('move') ?? ui.board.messages.wall.menu.nothing }];
}

function noteEntries(ui: BoardUi, item: Item): MenuEntry[] {
	const { actions, board } = ui;
	const { notes, wall } = board.messages;
	const { id } = item;
	const asked = questionEntries(ui, id);
	const park = actions.parking.whyNot(id) === null ? [parkEntry(ui, id)] : [];
	const entries = asked.length > 0 ? [...asked, ...park, 'divider' as const] : [];
	if (board.may('move')) {
		const home = board.wall.homeOf(id);
		entries.push(
			{ label: wall.menu.moveTo, hint: 'M', run: () => ui.askMove(item) },
			{ label: wall.menu.newCluster, hint: 'C', run: () => ui.newCluster(id) }
		);
		if (home !== '') entries.push({ label: wall.move.out, run: () => actions.leaveCluster(id) });
		entries.push(...wayEntries(ui, item, home === '' ? WAYS : WAYS.slice(0, 2)));
	}
	if (asked.length === 0) entries.push(...park);
	if (actions.mayChange(id))
		entries.push(
			{ label: wall.menu.edit, hint: wall.keys.names.enter, run: () => ui.edit(item) },
			{
				label: notes.takeBack,
				hint: wall.keys.names.delete,
				tone: 'danger',
				run: () => actions.takeBack(id)
			}
		);
	return entries;
}
const parkEntry = ({ actions, board }: BoardUi, id: string): MenuEntry => ({
	label: board.messages.composer.wording.park,
	hint: 'P',
	run: () => actions.park(id)
});
/** The question about a note that names a tool, and the answers besides parking it. */
function questionEntries(ui: BoardUi, id: string): MenuEntry[] {
	const { actions, board } = ui;
	const { wording } = board.messages.composer;
	const note = board.wall.note(id);
	const question = note && board.wording.askOf(note);
	if (!question) return [];
	const entries: MenuEntry[] = [{ heading: question.question(board.messages) }];
	if (actions.mayChange(id)) entries.push({ label: wording.rewrite, run: () => ui.rewrite(id) });
	if (board.desk.isMine(id) || board.may('steer'))
		entries.push({ label: wording.isProblem, run: () => board.wording.accept(id) });
	return entries;
}

function clusterEntries(ui: BoardUi, item: Item): MenuEntry[] {
	const { actions, board } = ui;
	const { menu, keys } = board.messages.wall;
	const { id } = item;
	const entries: MenuEntry[] = [];
	if (ui.voting && board.may('vote'))
		entries.push(
			{ label: menu.giveDot, hint: '+', run: () => actions.spend(id, 1) },
			{ label: menu.takeBackDot, hint: '−', run: () => actions.spend(id, -1) }
		);
	if (board.may('move'))
		entries.push(
			{ label: menu.rename, hint: keys.names.enter, run: () => ui.edit(item) },
			{ label: menu.mergeInto, hint: 'M', run: () => ui.askMove(item) },
			{ label: menu.split, run: () => actions.split(id) },
			...wayEntries(ui, item, WAYS)
		);
	return entries;
}

/**
 * Moving up, down, left or right makes sense only on the wall; in a cluster, left and right change the order in every
 * view.
 */
function wayEntries(ui: BoardUi, item: Item, ways: typeof WAYS): MenuEntry[] {
	const inCluster = item.item === 'note' && ui.board.wall.homeOf(item.id) !== '';
	if (!ui.onWall && !inCluster) return [];
	const { menu, keys } = ui.board.messages.wall;
	const names = inCluster ? { ...menu.move, left: menu.earlier, right: menu.later } : menu.move;
	const moves = ways.map(([way, arrow]) => ({
		label: names[way],
		hint: `${keys.names.shift} ${arrow}`,
		run: () => ui.actions.nudge(item, way)
	}));
	return ['divider', ...moves, 'divider'];
}
