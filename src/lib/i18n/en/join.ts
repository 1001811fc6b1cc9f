/** The page that a link opens, and the waiting room. */
import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { count } = format;

export const join = {
	title: (board: string) => `Join ${isolated(board)}`,
	asked: 'You are asked to a workshop',
	askedToFacilitate: 'You are asked to facilitate',
	people: (n: number) => `${count(n, { one: 'person has', other: 'people have' })} joined`,
	purpose: '<b>Why we meet:</b> <purpose/>',
	closed:
		'The facilitator has closed this board to new people. Ask them to open it, then load this page again.',
	name: 'Your name',
	fn: 'Which function do you speak for?',
	noFn: { name: 'No function', help: 'Facilitate, and speak for none' },
	observer: { name: 'Observer', help: 'Look on, without writing or voting' },
	withoutFn: 'You can post without a function.',
	letIn: 'A facilitator sees your name and lets you in.',
	facilitate: 'Facilitate this workshop',
	ask: 'Ask to join',
	join: 'Join the workshop',
	codeHint: (n: number, letters: string) =>
		`A code has ${format.number(n)} letters, each of them one of ${letters}.`,
	waiting: {
		title: (board: string) => `Waiting for ${isolated(board)}`,
		heading: 'Waiting for a facilitator',
		lede: 'A facilitator sees your name. Keep this page open: it opens the board by itself as soon as you are let in.',
		declined: 'You were not let in',
		declinedLede:
			'A facilitator did not let you in for now. If that is a mistake, talk to them: they can still do it, and this page then opens the board by itself.',
		state: 'You are waiting',
		away: 'The server cannot be reached just now. Your place is kept.',
		stop: 'Stop waiting'
	}
};
