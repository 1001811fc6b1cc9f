import type { MenuEntry } from '$lib/components/ui/menu-entry.ts';
import type { BoardUi } from '$lib/components/page/wall/board-ui.svelte.ts';
import type { Item } from '$lib/components/page/wall/drop.ts';
import type { Direction } from '$lib/components/page/wall/neighbour.ts';

const WAYS: readonly [Direction, string, string][] = [
	['left', 'Move left', 'Shift ←'],
	['right', 'Move right', 'Shift →'],
	['up', 'Move up', 'Shift ↑'],
	['down', 'Move down', 'Shift ↓']
];

/** Everything that a person may do to a note or cluster now; a sentence on why not where that is nothing. */
export function itemEntries(ui: BoardUi, item: Item): MenuEntry[] {
	const entries = item.item === 'note' ? noteEntries(ui, item) : clusterEntries(ui, item);
	return entries.length > 0
		? entries
		: [{ heading: ui.board.whyNot('move') ?? 'There is nothing to do here.' }];
}

function noteEntries(ui: BoardUi, item: Item): MenuEntry[] {
	const { actions, board } = ui;
	const { id } = item;
	const asked = questionEntries(ui, id);
	const park = actions.parking.whyNot(id) === null ? [parkEntry(ui, id)] : [];
	const entries = asked.length > 0 ? [...asked, ...park, 'divider' as const] : [];
	if (board.may('move')) {
		const home = board.wall.homeOf(id);
		entries.push(
			{ label: 'Move to…', hint: 'M', run: () => ui.askMove(item) },
			{ label: 'New cluster with this note', hint: 'C', run: () => ui.newCluster(id) }
		);
		if (home !== '')
			entries.push({ label: 'Out of the cluster', run: () => actions.leaveCluster(id) });
		entries.push(...wayEntries(ui, item, home === '' ? WAYS : WAYS.slice(0, 2)));
	}
	if (asked.length === 0) entries.push(...park);
	if (actions.mayChange(id))
		entries.push(
			{ label: 'Edit', hint: 'Enter', run: () => ui.edit(item) },
			{ label: 'Take back', hint: 'Delete', tone: 'danger', run: () => actions.takeBack(id) }
		);
	return entries;
}
const parkEntry = ({ actions }: BoardUi, id: string): MenuEntry => ({
	label: 'Park it',
	hint: 'P',
	run: () => actions.park(id)
});
/** What is asked where a note names a tool, and the answers beside parking it. */
function questionEntries(ui: BoardUi, id: string): MenuEntry[] {
	const { actions, board } = ui;
	const note = board.wall.note(id);
	const question = note && board.wording.askOf(note);
	if (!question) return [];
	const entries: MenuEntry[] = [{ heading: question.question(board.messages) }];
	if (actions.mayChange(id)) entries.push({ label: 'Rewrite', run: () => ui.rewrite(id) });
	if (board.desk.isMine(id) || board.may('steer'))
		entries.push({ label: 'It is a problem', run: () => board.wording.accept(id) });
	return entries;
}

function clusterEntries(ui: BoardUi, item: Item): MenuEntry[] {
	const { actions, board } = ui;
	const { id } = item;
	const entries: MenuEntry[] = [];
	if (ui.voting && board.may('vote'))
		entries.push(
			{ label: 'Give a dot', hint: '+', run: () => actions.spend(id, 1) },
			{ label: 'Take back a dot', hint: '−', run: () => actions.spend(id, -1) }
		);
	if (board.may('move'))
		entries.push(
			{ label: 'Rename', hint: 'Enter', run: () => ui.edit(item) },
			{ label: 'Merge into…', hint: 'M', run: () => ui.askMove(item) },
			{ label: 'Split up', run: () => actions.split(id) },
			...wayEntries(ui, item, WAYS)
		);
	return entries;
}

/** Places mean something on the wall only; in a cluster, left and right change the order everywhere. */
function wayEntries(ui: BoardUi, item: Item, ways: typeof WAYS): MenuEntry[] {
	const inCluster = item.item === 'note' && ui.board.wall.homeOf(item.id) !== '';
	if (!ui.onWall && !inCluster) return [];
	const names = inCluster ? { left: 'Earlier in the cluster', right: 'Later in the cluster' } : {};
	const moves = ways.map(([way, label, hint]) => ({
		label: (names as Partial<Record<Direction, string>>)[way] ?? label,
		hint,
		run: () => ui.actions.nudge(item, way)
	}));
	return ['divider', ...moves, 'divider'];
}
