import { isComposing } from '$lib/components/ui/composing.ts';
import { goHome } from '$lib/components/ui/focus-home.ts';
import type { BoardUi } from '$lib/components/page/wall/board-ui.svelte.ts';
import type { Item } from '$lib/components/page/wall/drop.ts';
import { shortcutOf, type Shortcut } from './keyboard.ts';
import { readSingleKeys } from './single-keys.ts';

/** Elements that handle keys themselves while they have the focus. */
const OWN_KEYS =
	'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], dialog';
/**
 * Elements in which a single character is a command: elsewhere a person may still be typing after their field is gone.
 */
const ACTED_ON = '[data-board]';
const STEP_IN = 1.25;

/** Runs the shortcut for a key press on the page. Marks a key that it uses as handled. */
export function runKey(ui: BoardUi, event: KeyboardEvent) {
	if (event.defaultPrevented || isComposing(event)) return;
	const target = event.target as Element;
	if (target.closest?.(OWN_KEYS) || ui.focusHome.isTypedOn(event)) return;
	if (ui.moving) return typeAhead(ui, event);
	const letters = target.closest?.(ACTED_ON) ? readSingleKeys() : 'off';
	const shortcut = shortcutOf(event, letters);
	if (!shortcut) return;
	const current = ui.roving.current;
	// On a button, Enter presses the button.
	if (shortcut.does === 'edit' && target.closest('button, a')) return;
	const used =
		'direction' in shortcut ? arrow(ui, shortcut, current) : run(ui, shortcut.does, current);
	if (used) event.preventDefault();
}

/** The move dialog is opening and has no focus yet: the keys are meant for it. */
function typeAhead(ui: BoardUi, event: KeyboardEvent) {
	if (event.ctrlKey || event.metaKey || event.altKey) return;
	event.preventDefault();
	if (event.key === 'Escape') ui.moving = null;
	else ui.typedAhead.press(event.key);
}

function arrow(
	ui: BoardUi,
	{ does, direction }: Extract<Shortcut, { direction: unknown }>,
	current: Item | null
): boolean {
	// When the wall itself has the focus, for example after an item was removed, arrows go into the wall.
	const idle = document.activeElement?.matches(`body, ${ACTED_ON}`) ?? true;
	if (does === 'focus' && (current || idle)) ui.roving.step(direction);
	else if (does === 'nudge' && current) {
		ui.actions.nudge(current, direction);
		void ui.roving.focus(current);
	} else return false;
	return true;
}

function run(
	ui: BoardUi,
	does: Exclude<Shortcut, { direction: unknown }>['does'],
	current: Item | null
): boolean {
	switch (does) {
		case 'undo':
			ui.actions.undo();
			return true;
		case 'redo':
			ui.actions.redo();
			return true;
		case 'write':
			ui.write();
			return true;
		case 'search':
		case 'keys':
			ui.panel = does;
			return true;
		case 'back':
			return back(ui);
		case 'addDot':
		case 'removeDot':
			return dot(ui, does === 'addDot' ? 1 : -1, current);
		default:
			return current !== null && runOn(ui, does, current);
	}
}

/** During a round the keys give dots; otherwise they zoom. */
function dot(ui: BoardUi, delta: 1 | -1, current: Item | null): boolean {
	if (!ui.voting) {
		ui.viewport.zoomBy(delta > 0 ? STEP_IN : 1 / STEP_IN);
		return true;
	}
	if (!current) return false;
	const cluster = current.item === 'cluster' ? current.id : ui.board.wall.homeOf(current.id);
	if (cluster === '') return false;
	ui.actions.spend(cluster, delta);
	return true;
}
function back(ui: BoardUi): boolean {
	if (ui.panel === 'search') ui.closeSearch();
	else if (ui.notices.shown) ui.notices.dismiss();
	else goHome(document.activeElement);
	return true;
}
function runOn(
	ui: BoardUi,
	does: 'menu' | 'moveTo' | 'newCluster' | 'park' | 'edit' | 'takeBack',
	current: Item
): boolean {
	const note = current.item === 'note' ? current.id : null;
	switch (does) {
		case 'menu': {
			const anchor = ui.roving.element(current);
			if (anchor) ui.openMenu(current, anchor);
			return true;
		}
		case 'moveTo':
			ui.askMove(current);
			return true;
		case 'newCluster':
			if (note) ui.newCluster(note);
			return note !== null;
		case 'park':
			if (note) ui.actions.park(note);
			return note !== null;
		case 'edit':
			ui.edit(current);
			return true;
		case 'takeBack':
			if (note) ui.actions.takeBack(note);
			return note !== null;
	}
}
