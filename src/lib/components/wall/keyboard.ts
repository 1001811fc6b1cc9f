/** Keys of the board, as names of what they do. */
import type { Direction } from '$lib/components/page/wall/neighbour.ts';

export type Shortcut =
	| { does: 'focus'; direction: Direction }
	| { does: 'nudge'; direction: Direction }
	| { does: 'undo' | 'redo' | 'write' | 'search' | 'keys' | 'back' }
	| {
			does:
				'menu' | 'moveTo' | 'newCluster' | 'park' | 'edit' | 'takeBack' | 'addDot' | 'removeDot';
	  };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

const ARROWS: Record<string, Direction> = {
	ArrowLeft: 'left',
	ArrowRight: 'right',
	ArrowUp: 'up',
	ArrowDown: 'down'
};
const PLAIN: Record<string, Exclude<Shortcut, { direction: Direction }>['does']> = {
	Enter: 'edit',
	Delete: 'takeBack',
	Backspace: 'takeBack',
	Escape: 'back',
	ContextMenu: 'menu'
};
/** Keys made of one character. People who talk to their computer can switch these off (WCAG 2.1.4). */
const LETTERS: Record<string, Exclude<Shortcut, { direction: Direction }>['does']> = {
	n: 'write',
	'/': 'search',
	'?': 'keys',
	m: 'moveTo',
	c: 'newCluster',
	p: 'park',
	'+': 'addDot',
	'=': 'addDot',
	'-': 'removeDot'
};

/** What a key press asks for, or null. `letters` says whether one-character keys are on. */
export function shortcutOf(event: Pressed, letters: 'on' | 'off' = 'on'): Shortcut | null {
	const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
	if (event.ctrlKey || event.metaKey) {
		if (event.altKey) return null;
		if (key === 'z') return { does: event.shiftKey ? 'redo' : 'undo' };
		return key === 'y' && event.ctrlKey ? { does: 'redo' } : null;
	}
	if (event.altKey) return null;
	const direction = ARROWS[key];
	if (direction) return { does: event.shiftKey ? 'nudge' : 'focus', direction };
	if (key === 'F10' && event.shiftKey) return { does: 'menu' };
	const does = PLAIN[key] ?? (letters === 'on' ? LETTERS[key] : undefined);
	return does ? { does } : null;
}

/** What the keys dialog lists, in the order of a workshop. */
export const KEYS: readonly { keys: readonly string[]; does: string }[] = [
	{ keys: ['N'], does: 'Write a new note' },
	{ keys: ['←', '↑', '↓', '→'], does: 'Move between notes and clusters' },
	{ keys: ['Enter'], does: 'Edit your own note, or name the cluster' },
	{ keys: ['M'], does: 'Move the note or cluster to…' },
	{ keys: ['C'], does: 'Make a new cluster with the note' },
	{ keys: ['P'], does: 'Put the note into the parking lot' },
	{ keys: ['Shift', '←↑↓→'], does: 'Move a loose note or a cluster' },
	{ keys: ['Delete'], does: 'Take back your own note' },
	{ keys: ['+', '−'], does: 'Give the cluster a dot, or take one back' },
	{ keys: ['/'], does: 'Search the wall' },
	{ keys: ['Shift', 'F10'], does: 'All actions for the note or cluster' },
	{ keys: ['Ctrl', 'Z'], does: 'Undo your last move (⌘ Z on a Mac)' },
	{ keys: ['Ctrl', 'Shift', 'Z'], does: 'Redo it' },
	{ keys: ['Space', 'drag'], does: 'Pan the wall from anywhere' },
	{ keys: ['Ctrl', 'wheel'], does: 'Zoom at the pointer' },
	{ keys: ['Esc'], does: 'Back' },
	{ keys: ['?'], does: 'Show these keys' }
];
