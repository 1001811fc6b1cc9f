import { isolated, quoted } from '../../workshop/text.ts';
import { called } from './clusters.ts';
import { format } from './format.ts';

const { count, number } = format;
const notes = (n: number) => count(n, { one: 'note', other: 'notes' });
const clusters = (n: number) => count(n, { one: 'cluster', other: 'clusters' });
const dots = (n: number) => count(n, { one: 'dot', other: 'dots' });

/** The wall and its list: viewing, moving, keys and menus. */
export const wall = {
	heading: 'Notes on the wall',
	loose: 'Not in a cluster yet',
	/** A person whose name is not known. */
	somebody: 'Somebody',
	/** Beside a note that two people hold. */
	movesToo: (name: string) => `${isolated(name) || 'Somebody'} moves it too`,

	empty: {
		heading: 'The wall is empty. What belongs here?',
		good: {
			note: 'Callers repeat their whole story to every person they reach.',
			title: 'A problem',
			why: 'It says what happens, and who feels it.'
		},
		bad: {
			note: 'The CRM needs a button that exports quotes.',
			title: 'Not yet a problem',
			why: 'It names a tool. What goes wrong today because the button is missing?'
		}
	},
	shown: {
		label: 'How the board is shown',
		desk: 'My notes',
		wall: 'Wall',
		list: 'List'
	},
	zoom: {
		label: 'View of the wall',
		out: 'Zoom out',
		in: 'Zoom in',
		percent: (n: number) => `${number(n)}%`,
		fit: 'Fit',
		undo: 'Undo your last move',
		undoTitle: 'Undo (Ctrl Z)',
		redo: 'Redo',
		redoTitle: 'Redo (Ctrl Shift Z)'
	},
	search: {
		label: 'Search the notes',
		close: 'Close the search'
	},
	vote: {
		label: 'Your vote',
		left: (left: number, all: number) => `${number(left)} of ${dots(all)} left`,
		rules: (most: number) => `Nobody sees your dots. At most ${number(most)} on one cluster.`
	},
	printed: {
		/** Followed by the address of the report. */
		about: (n: number, inClusters: number) =>
			`The wall at <step/>: ${notes(n)} in ${clusters(inClusters)}. Votes, outcomes and decisions are in the report, which prints as a whole:`,
		loose: 'Notes outside clusters',
		empty: 'Nothing is on the wall yet.'
	},

	/** Destinations of a note or a cluster. */
	move: {
		note: 'Move the note to…',
		cluster: (title: string) => `Merge ${quoted(title)} into…`,
		findOrName: 'Find a cluster, or name a new one',
		find: 'Find a cluster',
		clusters: 'Clusters',
		fresh: (name: string) => (name === '' ? 'New cluster' : `New cluster ${quoted(name)}`),
		out: 'Out of the cluster',
		none: 'There is no other cluster with these words.'
	},

	menu: {
		nothing: 'There is nothing to do here.',
		moveTo: 'Move to…',
		newCluster: 'New cluster with this note',
		edit: 'Edit',
		giveDot: 'Give a dot',
		takeBackDot: 'Take back a dot',
		rename: 'Rename',
		mergeInto: 'Merge into…',
		split: 'Split up',
		move: { left: 'Move left', right: 'Move right', up: 'Move up', down: 'Move down' },
		/** In a cluster, which has an order. */
		earlier: 'Earlier in the cluster',
		later: 'Later in the cluster'
	},

	/** Completed actions, and reasons why others failed. */
	said: {
		merged: (from: string, into: string) => `You merged ${called(from)} into ${called(into)}.`,
		inCluster: (title: string) => `The note is in ${called(title)}.`,
		onOpenWall: 'The note lies on the open wall.',
		newCluster: 'You made a new cluster. Name it as a problem.',
		split: (title: string, n: number) =>
			`You split up ${called(title)}. ${count(n, { one: 'note lies', other: 'notes lie' })} on the open wall.`,
		named: (title: string) =>
			title === '' ? 'The cluster has no name now.' : `The cluster is named ${isolated(title)}.`,
		place: (place: number, of: number) => `Note ${number(place)} of ${number(of)}.`,
		changed: 'Your note is changed.',
		postedHere: 'Your note belongs to this step now.',
		notYoursToTakeBack: 'Only its writer can take a note back.',
		notYoursToChange: 'Only its writer can change a note.',
		tookBack: 'You took your note back.',
		tookAllBack: (n: number) => `You took ${notes(n)} back.`,
		putBack: (n: number) => `${count(n, { one: 'note is', other: 'notes are' })} put back.`,
		parked: 'The note is in the parking lot.',
		noNotes: 'No note lies in this cluster. Nobody votes on a name alone.',
		spent: (given: number, title: string, left: number) =>
			`${dots(given)} for ${called(title)}. ${dots(left)} left.`,
		gaveNone: (title: string) => `You gave no dot to ${called(title)}.`,
		allSpent: 'All your dots are spent. Take one back to give it to another cluster.',
		mostDots: (most: number) => `A cluster takes at most ${dots(most)} of yours.`,
		nothingToUndo: 'There is no move of yours to undo.',
		moveUndone: 'Your last move is undone.',
		moveRedone: 'Your move is done again.',
		cancelled: 'Put back.',
		held: (name: string) => `${isolated(name) || 'Somebody else'} is moving this just now.`
	},
	notice: {
		undo: 'Undo',
		takeBack: 'Take back',
		undone: 'Undone.',
		dismiss: 'Dismiss'
	},

	keys: {
		heading: 'Keys',
		about:
			'Everything on the wall can be done without a mouse. Keys of one letter work while the focus is on the wall or list.',
		single: 'Keys of one letter work on their own. Switch them off if you speak to your computer.',
		/** Names of keys on a keyboard; letters and signs stay unchanged. */
		names: {
			enter: 'Enter',
			shift: 'Shift',
			ctrl: 'Ctrl',
			delete: 'Delete',
			space: 'Space',
			escape: 'Esc',
			drag: 'drag',
			wheel: 'wheel'
		},
		does: {
			write: 'Write a new note',
			focus: 'Move between notes and clusters',
			edit: 'Edit your own note, or name the cluster',
			moveTo: 'Move the note or cluster to…',
			newCluster: 'Make a new cluster with the note',
			park: 'Put the note into the parking lot',
			nudge: 'Move a loose note or a cluster',
			takeBack: 'Take back your own note',
			dots: 'Give the cluster a dot, or take one back',
			search: 'Search the wall',
			menu: 'All actions for the note or cluster',
			undo: 'Undo your last move (⌘ Z on a Mac)',
			redo: 'Redo it',
			pan: 'Pan the wall from anywhere',
			zoom: 'Zoom at the pointer',
			back: 'Back',
			keys: 'Show these keys'
		}
	}
};
