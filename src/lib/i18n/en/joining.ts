/** Why the server lets a person in or not. */
import { format } from './format.ts';

const { count, number } = format;

export const joining = {
	badLink:
		'This link opens no board. It may be cut off, or the facilitator has renewed it. Ask for the new one.',
	oldLink: 'This link opens no board any more. Ask the facilitator for a new one.',
	noCode: 'This code opens no board. Check the letters; codes last one day.',
	nameFirst: 'Give a name, so that others know who is here.',
	longName: 'This name is too long.',
	fnFirst: 'Choose a function, or look on.',
	name: 'Enter the name by which the others know you.',
	fn: 'This board has no such function. Choose one of its functions.',
	deleted: 'This board was deleted.',
	full: (most: number) => `This board is full: it takes ${number(most)} people.`,
	fullOfParticipants:
		'This board is full: all seats for participants are taken. Ask the facilitator to make room.',
	takenOff:
		'A facilitator has taken you off this board, so this link does not open it for you. Ask them for another way in.',
	closed: 'The facilitator has closed this board to new people. Ask them to open it again.',
	hadMany: 'This board has had as many people as it takes. Go on with a copy of it.',
	manyWait: (n: number) =>
		`${number(n)} people wait to be let in already. Try again in a few minutes, or tell the facilitator.`,
	/** For a facilitator who lets people in. */
	letIn: {
		nobody: 'None of these people waits any more.',
		full: 'This board is full. Remove somebody first.',
		room: (n: number) =>
			`This board has room for ${count(n, { one: 'more person', other: 'more people' })}.`
	}
};
