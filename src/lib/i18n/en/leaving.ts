/** Signing out, and one's own data. */
import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

export const leaving = {
	signOut: {
		title: 'Sign out on this device',
		heading: 'You are here as <name/>. Not you?',
		dialog: (name: string) => `You are here as ${isolated(name)}. Not you?`,
		/** In place of a name that is not known. */
		somebody: 'somebody',
		how: 'Sign out, and the next person at this device is not taken for <name/>. Everything that this device keeps of <name/> is removed from it.',
		seats:
			'These seats end with it. Their links open them again, but as somebody new: notes that are not posted, dots and ratings stay with the old seat.',
		allSeats:
			'This ends <name/>’s seat on all workshops of this device. The link opens them again, but as somebody new: notes that are not posted, dots and ratings stay with the old seat.',
		facilitated: '<board/> (you facilitate)',
		copyLink:
			'Where nobody else facilitates, open the workshop first and copy the facilitators’ link (Share).',
		saveFirst:
			'If you wrote without a connection, open that workshop first and wait until it says Saved: what has not reached the server goes too.',
		erasesNothing:
			'Signing out erases nothing on the server. To take your data along or have it erased, see <data>your data</data>.',
		unsaved:
			'Not everything that you wrote here has reached the server. Wait until the page says Saved, or it is gone.',
		alone:
			'You are the only facilitator. Copy the facilitators’ link first (Share), or nobody can lead this workshop on.',
		begun: (n: number) =>
			n === 1
				? 'An answer that you began is not posted, and goes too:'
				: `${format.number(n)} answers that you began are not posted, and go too:`,
		more: (n: number) => `and ${format.number(n)} more`,
		failed:
			'The server could not be reached, so you are still signed in and nothing was removed. Try again in a moment.'
	},
	/** For a person whose link led to a seat that this device already had. */
	known: {
		who: 'You are here as <name/>, who came by this device before.',
		me: 'That’s me',
		notMe: 'Not you?'
	},
	data: {
		title: 'Your data',
		nobody:
			'This server knows nobody in this browser. Whatever you wrote with another browser or on another device is shown there.',
		lede: 'This is what the server keeps of you, as this browser knows you. You can take it along, and you can have it erased.',
		where: {
			heading: 'Where you are known',
			nowhere: 'On no workshop. The server keeps your session, and nothing else of you.',
			as: 'as <name/>',
			states: {
				here: '',
				archived: 'archived',
				deleted: 'deleted, can still be brought back',
				removed: 'you were taken off it',
				waiting: 'you asked to come in'
			}
		},
		take: {
			heading: 'Take it along',
			what: 'One JSON file with all that you wrote and chose: your names, notes, answers and drafts, your dots and ratings, and what you did on each workshop. It holds nothing that others wrote.',
			go: 'Download your data'
		},
		erase: {
			heading: 'Have it erased',
			goes: 'Goes at once',
			whatGoes:
				'Your names, seats and sessions; drafts, dots, ratings and all else that only you see; the record that your notes are yours; your templates; what this device keeps. Dots that you spent in an open round are not counted.',
			stays: 'Stays',
			whatStays:
				'What you posted, for the others: as written by your function, or by a “former participant” where notes carry names. Results that were counted, as totals. Your name where somebody typed it into a text, and in files that somebody exported.',
			afterwards: 'Afterwards',
			whatAfterwards:
				'You cannot change what you posted. The links still let you in, as somebody new. Backups of the server hold what they held until they are replaced.',
			alone:
				'Nobody else facilitates <boards/>. Before you can be erased, make somebody else a facilitator there, or delete the workshop.',
			sure: 'I have read what goes and what stays.',
			go: 'Erase my data…',
			failed:
				'The server could not be reached, or could not do it. Try again in a moment: your data is either still here or erased, never half.'
		},
		erasing: {
			title: 'Erase your data for good?',
			what: 'This is done at once and on all your workshops. Nobody can bring it back: not you, not a facilitator, and not whoever runs the server, except from a backup.',
			unsent: 'What has not reached the server from this device goes too.',
			go: 'Erase it now'
		},
		more: 'How long things are kept, and who can read them, is on the page about <privacy>privacy</privacy>.'
	}
};
