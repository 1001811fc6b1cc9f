/** Messages about a page's connection, and about work that the server rejected. */
import { quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { and, count, number, plural } = format;
const dots = (n: number) => count(n, { one: 'dot', other: 'dots' });

/** Work that is kept at a person's own desk, by type. */
interface KeptAtDesk {
	/** The names that somebody gave clusters. */
	names: readonly string[];
	/** Groups of notes without a name. */
	groups: number;
	/** Whether there are words as well. */
	words: boolean;
}
function keptAtDesk({ names, groups, words }: KeptAtDesk): string {
	const [only = ''] = names;
	const parts = [
		names.length === 1 ? `the name ${quoted(only)}` : '',
		names.length > 1 ? `${number(names.length)} names of clusters` : '',
		groups > 0 ? count(groups, { one: 'group of notes', other: 'groups of notes' }) : '',
		words ? 'what you wrote' : ''
	].filter((part) => part !== '');
	const list = and(parts);
	const things = names.length + groups + (words ? 1 : 0);
	return `${list.charAt(0).toUpperCase()}${list.slice(1)} ${plural(things, { one: 'is', other: 'are' })} kept at your desk.`;
}

export const connection = {
	/** While nothing is sent, by problem and by the person's activity. */
	unsent: {
		offline: {
			notes:
				'You are offline. Your notes are kept on this device and are sent when you are back online.',
			dots: 'You are offline. Your dots are kept on this device and are sent when you are back online.',
			outcomes:
				'You are offline. Your words and ratings are kept on this device and are sent when you are back online.',
			anything:
				'You are offline. What you do is kept on this device and is sent when you are back online.'
		},
		away: {
			notes:
				'You are offline, or the server cannot be reached. Your notes are kept on this device and are sent once it can.',
			dots: 'You are offline, or the server cannot be reached. Your dots are kept on this device and are sent once it can.',
			outcomes:
				'You are offline, or the server cannot be reached. Your words and ratings are kept on this device and are sent once it can.',
			anything:
				'You are offline, or the server cannot be reached. What you do is kept on this device and is sent once it can.'
		},
		restarting: {
			notes:
				'The server restarts. Your notes are kept on this device and are sent when it is back, in a moment.',
			dots: 'The server restarts. Your dots are kept on this device and are sent when it is back, in a moment.',
			outcomes:
				'The server restarts. Your words and ratings are kept on this device and are sent when it is back, in a moment.',
			anything:
				'The server restarts. What you do is kept on this device and is sent when it is back, in a moment.'
		}
	},
	/** The same in one line for phones: about 60 characters. */
	unsentInBrief: {
		offline: {
			notes: 'Offline. Your notes are kept here.',
			dots: 'Offline. Your dots are kept here.',
			outcomes: 'Offline. Your words and ratings are kept here.',
			anything: 'Offline. What you do is kept here.'
		},
		away: {
			notes: 'Not connected. Your notes are kept here.',
			dots: 'Not connected. Your dots are kept here.',
			outcomes: 'Not connected. Your words and ratings are kept here.',
			anything: 'Not connected. What you do is kept here.'
		},
		restarting: {
			notes: 'The server restarts. Your notes are kept here.',
			dots: 'The server restarts. Your dots are kept here.',
			outcomes: 'The server restarts. Your words and ratings are kept here.',
			anything: 'The server restarts. What you do is kept here.'
		}
	},
	unsaved:
		'The server cannot save anything now. What you do is kept on this device and is sent until it is saved: keep this page open, and tell your facilitator if this stays.',
	notAMember: 'You are no longer on this board. Ask the facilitator for a link to join again.',
	noBoard: 'This board does not exist any more.',
	deleted:
		'This board was deleted. What you wrote is kept on this device as long as it can be brought back.',
	keptOnDevice: 'What you do is kept on this device.',
	forgotten:
		'The server has deleted its list of who wrote what. What was posted before cannot be changed by its writers any more.',
	outOfReach: 'The server cannot be reached. Check the connection and try again.',
	noClearAnswer: 'The server gave no clear answer. Look at the board before you try again.',

	/** After the server rejected changes of the wall. */
	wallRenewed: {
		refused: 'Your last change on the wall was taken back.',
		broken:
			'This page had a broken copy of the wall. It was thrown away, and you see the true one.',
		newEpoch:
			'The board was set back to an earlier version, which you see now; what you wrote is kept at your desk.'
	},
	keptAtDesk,
	/** After the server rejected changes of one's own desk. */
	deskRenewed: {
		broken: 'This page had a broken copy of your desk.',
		keptOnDevice:
			'Your last changes could not be saved at your desk. They are kept on this device.',
		takenBack: 'Your last change at your desk was taken back.',
		lateRating: 'A rating that came too late does not count.',
		asYouLeft: 'Your notes are at your desk as you left them.'
	},
	lateDots: 'Dots that came too late do not count.',
	ballotFull: (n: number) => `${dots(n)} of this page did not count: your ballot is full.`,
	/** After another page of the same person changed the same thing. */
	otherPage: {
		changed: 'You changed the same on another page meanwhile.',
		gaveDots: 'You gave dots on another page meanwhile.',
		ratingCounts: 'Your rating of that page counts.',
		wordsKept: 'What you wrote is kept at your desk.',
		/** Shown next to one entry of kept work. */
		changedThis: 'You changed this on another page meanwhile.',
		notCounted: (most: number, mostOnOne: number) =>
			`You have ${dots(most)} in this round, at most ${number(mostOnOne)} on one problem, and gave others on another page.`
	},
	/** Why words no longer have a place on the wall. */
	putBack: {
		never: 'This cannot be done again by itself.',
		gone: 'What this belongs to is not on the wall any more.',
		noRoom: 'There is no room for this any more. Copy it, and shorten what stands there.'
	},
	/** Changes by others on the wall, for screen readers. */
	heard: {
		posted: (n: number) => (n === 1 ? 'One note was posted.' : `${number(n)} notes were posted.`),
		moved: (n: number) => (n === 1 ? 'One note was moved.' : `${number(n)} notes were moved.`),
		renamed: (n: number) =>
			n === 1 ? 'One cluster was renamed.' : `${number(n)} clusters were renamed.`
	},
	/** Words that an earlier version left unsaved on this device. */
	unsavedAnswer: 'Your answer',
	unsavedChange: 'Your change of an answer'
};
