/** Why the server rejects a change or closes a page's connection: at most 120 bytes of UTF-8 each. */
import type { ItemRoot } from '../../workshop/items/shapes.ts';
import { format } from './format.ts';

const { number } = format;

export const sync = {
	noSeat: 'You have no seat on this board.',
	noBoard: 'This board does not exist.',
	deleted: 'This board was deleted.',
	crowded: 'This board is full. Try again when somebody has left.',
	tooManyWindows: 'This board is open in too many windows.',
	notLoaded: 'The board could not be loaded.',
	restarts: 'The server restarts.',
	tooSlow: 'The connection is too slow.',
	tooFast: 'This is too much in a short time.',
	tooMuch: 'This is too much at once.',
	inParts: 'This is too much at once. Please do it in smaller parts.',

	boardFull: 'This board is full and takes nothing new.',
	deskFull: 'Your desk is full and takes nothing new.',
	overShare:
		'You have added as much to this board as one person may. A facilitator can add for you.',
	changedTooOften: 'You have changed this too often.',
	staysNamed: 'Something is written about this, so it stays.',
	tooManyClusters: (most: number) => `A board takes ${number(most)} clusters.`,
	tooManyItems: {
		answers: (most: number) => `A board takes ${number(most)} answers.`,
		costs: (most: number) => `A board takes ${number(most)} costs.`,
		outcomes: (most: number) => `A board takes ${number(most)} outcomes.`,
		requirements: (most: number) => `A board takes ${number(most)} requirements.`,
		options: (most: number) => `A board takes ${number(most)} options.`,
		readings: (most: number) => `A board takes ${number(most)} readings.`
	} satisfies Record<ItemRoot, (most: number) => string>,
	textFull: (most: number) => `This text is full: it holds ${number(most)} characters.`,
	tooManyMarks: (most: number) => `A desk takes ${number(most)} marks.`,
	tooManyEver: (most: number) =>
		`Your desk has taken ${number(most)} things of this kind by now, which is all it ever can.`,
	roundClosed: 'The round is closed.'
};
