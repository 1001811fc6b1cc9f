/** The frame of pages, and texts that several features share. */
import type { Attribution, Role } from '../../workshop/types.ts';
import { format } from './format.ts';

const { count } = format;

export const page = {
	/** The name of the program as a link. */
	brand: 'Groundwork, first page',
	firstPage: 'Go to the first page',
	hereAs: 'You are here as <name/>.',
	notYou: 'Not you?',
	signOut: 'Sign out',
	theme: {
		legend: 'Theme',
		light: 'Light',
		system: 'As the system',
		dark: 'Dark'
	},
	footer:
		'Everything you write stays on this server. What is secret is never sent to another page.',
	/** After the name of a board. */
	roles: {
		facilitator: 'you facilitate',
		participant: 'you take part',
		observer: 'you look on'
	} satisfies Record<Role, string>,
	/** The explanation of each attribution, for the person who chooses it and for people who write under it. */
	attributions: {
		function: {
			name: 'Function only',
			forStarter:
				'A note shows the function of its writer and never the name. Right for most groups. Whoever is the only one from a function may be known by it: they are told so, and may post without it.',
			forWriters: 'A note that you post shows your function, never your name.'
		},
		named: {
			name: 'Named',
			forStarter:
				'A note shows its writer’s name and function. Right where people trust each other.',
			forWriters: 'A note that you post shows your name and your function.'
		},
		anonymous: {
			name: 'Anonymous',
			forStarter: 'A note shows neither name nor function. Right where speaking up is risky.',
			forWriters: 'A note that you post shows neither your name nor your function.'
		}
	} satisfies Record<Attribution, { name: string; forStarter: string; forWriters: string }>,
	/** For a page that needs chosen problems when there are none. */
	noProblem: {
		none: 'No problem is chosen yet.',
		how: 'Vote, reveal, and choose on the map those that every function backs.',
		map: 'Look at the map',
		wall: 'Look at the wall'
	},
	/** Why the group meets and for whom, as a card. */
	frameCard: {
		why: 'Why we meet',
		hopesAndFears: 'What we hope for and fear',
		customer: 'Customer: <who/>',
		hopes: (n: number) => count(n, { one: 'hope', other: 'hopes' }),
		fears: (n: number) => count(n, { one: 'fear', other: 'fears' })
	}
};
