/** Boards that are archived or deleted. */
import { LIMITS } from '../../workshop/limits.ts';
import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { count, day } = format;
const days = (n: number) => count(n, { one: 'day', other: 'days' });

export const life = {
	/** On an anonymous board, for its writers. */
	forgets: (afterDays: number) =>
		`So that you can change your words, the server alone knows who wrote what. It deletes that list when the board is archived, and at the latest ${afterDays === 1 ? 'one day' : days(afterDays)} after the last words. From then on you cannot change what you posted.`,
	archived: (since: string) =>
		`<b>Archived</b> on ${day(since)}. You can read everything here, and nothing changes any more.`,
	writersForgotten: 'The server has deleted its list of who wrote what.',
	takeOut: 'Take it out of the archive',
	postedBefore: (since: string) =>
		`What was posted before ${day(since)} cannot be changed by its writers any more: the server has deleted its list of who wrote what.`,
	read: 'OK',
	diskLow:
		'The server is short of disk space. What people write is saved; imports, new boards and versions have to wait. Tell whoever runs this server.',
	archiving: {
		title: 'Archive this board?',
		what: 'Everybody can still read it, and nobody can change it. A facilitator can take it out of the archive again.',
		forgets:
			'The server also deletes its list of who wrote what, for good: nobody can change their own words after that.',
		go: 'Archive the board'
	},
	deleting: {
		title: 'Delete this board?',
		what: `It closes at once for everybody. For ${days(LIMITS.deletedDays)} a facilitator can bring it back; after that, all that was written here is gone for good.`,
		instead:
			'To keep a copy, first export the board from the menu. To keep it readable, archive it instead.',
		type: 'Type the board’s title: <title/>',
		go: 'Delete the board'
	},
	deleted: {
		title: (board: string) => `Deleted: ${isolated(board)}`,
		heading: 'This board was deleted',
		until: (last: string) =>
			`Until ${day(last)} it can be brought back with everything on it. After that, it is gone for good.`,
		byFacilitator: 'Only a facilitator can bring it back: ask yours.',
		bringBack: 'Bring the board back'
	}
};
