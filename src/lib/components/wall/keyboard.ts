/** Maps keys on the board to names of actions. */
import type { Messages } from '$lib/i18n/messages.ts';
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
/** Keys made of one character. People who use speech input can switch these off (WCAG 2.1.4). */
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

/** The action for a key press, or null. `letters` says whether one-character keys are on. */
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

type Words = Messages['wall']['keys'];
type NamedKey = keyof Words['names'];
type Key =
	| NamedKey
	| 'C'
	| 'M'
	| 'N'
	| 'P'
	| 'Z'
	| 'F10'
	| '+'
	| '−'
	| '/'
	| '?'
	| '←'
	| '↑'
	| '↓'
	| '→'
	| '←↑↓→';

/** The list in the keys dialog, in the order of a workshop. */
export const KEYS: readonly { keys: readonly Key[]; does: keyof Words['does'] }[] = [
	{ keys: ['N'], does: 'write' },
	{ keys: ['←', '↑', '↓', '→'], does: 'focus' },
	{ keys: ['enter'], does: 'edit' },
	{ keys: ['M'], does: 'moveTo' },
	{ keys: ['C'], does: 'newCluster' },
	{ keys: ['P'], does: 'park' },
	{ keys: ['shift', '←↑↓→'], does: 'nudge' },
	{ keys: ['delete'], does: 'takeBack' },
	{ keys: ['+', '−'], does: 'dots' },
	{ keys: ['/'], does: 'search' },
	{ keys: ['shift', 'F10'], does: 'menu' },
	{ keys: ['ctrl', 'Z'], does: 'undo' },
	{ keys: ['ctrl', 'shift', 'Z'], does: 'redo' },
	{ keys: ['space', 'drag'], does: 'pan' },
	{ keys: ['ctrl', 'wheel'], does: 'zoom' },
	{ keys: ['escape'], does: 'back' },
	{ keys: ['?'], does: 'keys' }
];

/** The name of a key as printed on a keyboard. */
export const keyName = (key: Key, { names }: Words): string =>
	Object.hasOwn(names, key) ? names[key as NamedKey] : key;
