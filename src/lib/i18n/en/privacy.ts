import { format } from './format.ts';

const { count } = format;
const days = (n: number) => count(n, { one: 'day', other: 'days' });

/** The page about stored data. */
export const privacy = {
	title: 'Privacy',
	lede: 'Groundwork stores what a workshop needs, on one server, and sends it to nobody else. This page says what that is, who can read it, and how long it stays.',

	stored: {
		heading: 'What is stored on the server',
		items: [
			'The name that you gave and the function that you picked, for each board you joined.',
			'What you write: notes, answers, comments, dots and ratings, and drafts that you have not posted yet.',
			'Who wrote which note, so that you can change yours later. On boards that show the function only, or nothing, this is never sent to anybody’s browser.',
			'A history of what facilitators did, and earlier versions of the board.',
			'Where facilitators let people in: your name and function, while you are in the waiting room.',
			'Lists of steps that you kept as templates of your own.'
		],
		noAccounts:
			'There are no accounts. No email address, password or profile is asked for. Network addresses are used in memory to slow down attacks, and are not stored.'
	},
	never: {
		heading: 'What never happens',
		items: [
			'No telemetry, no statistics about you, no advertising.',
			'Nothing is loaded from other hosts: no fonts, scripts or pictures.',
			'Logs hold no names, no texts and no links that open a board.'
		]
	},
	readers: {
		heading: 'Who can read it',
		rows: [
			{
				who: 'Only you',
				what: 'Drafts, notes that are not revealed yet, your dots and your ratings. They are not sent to any other participant or facilitator. Of dots and ratings the others get results.'
			},
			{
				who: 'People on the board',
				what: 'Everything on the wall, the list of people, and the report. Whoever has the link can join, unless facilitators let people in one by one or have closed joining.'
			},
			{
				who: 'Facilitators',
				what: 'Also earlier versions and the history. No drafts and no ballots.'
			},
			{
				who: 'Whoever runs this server',
				what: 'Everything in its database and its backups, including drafts, ballots and who wrote what. The program cannot prevent that. If it matters, ask who runs the server.'
			}
		]
	},
	stays: {
		heading: 'How long it stays',
		board: (deletedDays: number, sessionDays: number) =>
			`A board stays on the server until a facilitator deletes it. It can be brought back for ${days(deletedDays)}; after that nothing of it is left on the server. Notes that are taken off the wall are hidden, and can be restored. Your session ends ${days(sessionDays)} after your last visit at the latest.`,
		samples: (n: number) => `Sample boards that nobody changed are deleted after ${days(n)}.`,
		blank: (n: number) => `Boards on which nobody ever wrote are deleted after ${days(n)}.`,
		broughtBack: (n: number) =>
			`Then they can be brought back for ${days(n)}, like any deleted board.`,
		anonymous:
			'On an anonymous board the server deletes its list of who wrote what when the board is archived, or some days after the last words. The board says how many days before you write. From then on nobody can change what they wrote before.',
		waiting:
			'Your entry in a waiting room goes when you are let in. If you are turned away, it stays with the board, so that you can be told. Templates stay until you remove them on the page where you start a workshop.',
		browser:
			'Your browser keeps a copy of the boards that you opened, so that you can go on without a connection. It stays until you sign out or clear the data of this site in your browser.'
	},
	erasing: {
		heading: 'How to have it erased',
		how: 'You can change or withdraw your own notes on the board. A facilitator can delete the board. On the page about <data>your data</data> you see what is kept of you, take it along as a file, or have it erased; what you posted stays for the others, without your name. Whoever runs this server may have backups from before.'
	},
	cookies: {
		heading: 'Cookies',
		about:
			'There are three, all from this site, and none follows you elsewhere. Over https their names begin with <code>__Host-</code>. Signing out (<em>Not you?</em>, on every page) removes the first two, and everything else that this device keeps of you.',
		session: 'Lets this browser back to your seat. It holds a random number and nothing about you.',
		sessionUntil: (n: number) => `Stays at most ${days(n)} after your last visit.`,
		name: 'The name you last joined with, so that you need not type it again.',
		theme: 'Light or dark, if you chose one.',
		oneYear: 'Stays one year.'
	}
};
