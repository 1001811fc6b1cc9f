import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { number } = format;

/** The bar of a board, its menu, and messages that replace a page. */
export const shell = {
	share: 'Share',
	hideGuide: 'Hide guide',
	showGuide: 'Show guide',
	closeGuide: 'Close the guide',
	wall: 'Wall',
	/** Above rejected changes. */
	atYourDesk: 'Changes at your desk',
	/** On paper. */
	printedMap:
		'The map at <title/>. Notes, outcomes and decisions are in the report, which prints as a whole:',

	title: {
		label: 'Title of the board',
		/** For unsaved words. */
		draft: 'A title for the board',
		rename: 'Rename the board',
		inTheRoom: (present: number, all: number) =>
			`${number(present)} of ${number(all)} functions in the room`
	},
	saved: {
		offline: 'Offline',
		notSaved: 'Not saved',
		/** After one of these, if there is room. */
		kept: ' · kept on this device',
		ended: 'Not connected',
		connecting: 'Connecting…',
		saved: 'Saved',
		saving: 'Saving…'
	},
	untilWhen: 'See until when',
	views: { label: 'Show', map: 'Map', wall: 'Wall' },

	menu: {
		label: 'More',
		board: 'This board',
		share: 'Share…',
		steps: 'Edit the steps…',
		wording: 'Wording check…',
		lock: 'Lock the wall',
		history: 'History…',
		maps: 'Alignment maps of all rounds',
		report: 'Report',
		unarchive: 'Take out of the archive',
		archive: 'Archive the board…',
		delete: 'Delete the board…',
		files: 'Files',
		import: 'Import notes…',
		export: 'Export…',
		you: (name: string) => `You are here as ${isolated(name)}`,
		keys: 'Keys',
		privacy: 'Privacy',
		data: 'Your data',
		signOut: 'Not you? Sign out…'
	},

	loading: {
		offline: 'The wall is not here yet',
		offlineHelp: 'It comes as soon as this page reaches the server. You need not do anything.',
		title: 'Loading the wall…',
		help: 'This board is large, so its notes come a moment after the page.',
		needsScript: 'They need JavaScript. Without it, read the <link>report</link>.'
	},
	notLoaded: 'This page could not be loaded. Nothing was changed.',
	tryAgain: 'Try again'
};
