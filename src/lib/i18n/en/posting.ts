import { format } from './format.ts';

const { number } = format;

/** Limits on posting: each person's share of a board, and the capacity of a desk. */
export const posting = {
	deskFull: {
		notes: (most: number) =>
			`Your desk holds ${number(most)} notes, which is all it can. Take one back first.`,
		answers: (most: number) =>
			`Your desk holds ${number(most)} answers, which is all it can. Take one back first.`
	},
	deskUsedUp: {
		notes: (most: number) =>
			`Your desk has taken ${number(most)} notes by now, which is all it ever can. A facilitator can add for you.`,
		answers: (most: number) =>
			`Your desk has taken ${number(most)} answers by now, which is all it ever can. A facilitator can add for you.`
	},
	boardFull: {
		notes: 'The board is full of notes. Yours are posted as soon as there is room.',
		answers: 'The board is full of answers. Yours are posted as soon as there is room.'
	},
	share: (most: number) =>
		`You have posted ${number(most)} notes and answers, which is one person’s share of a board.`,
	much: 'You have changed as much on this board as one person may. What you change now is kept here, and only you see it.',
	deep: (whys: number) =>
		`A chain of whys ends at the ${number(whys)}th. What goes on from it is kept here, and only you see it.`,
	/** For facilitators. */
	full: {
		notes:
			'This board is full of notes: new ones stay at their writers’ desks. They are posted once others take theirs back, or when you go back to an earlier version in the history.',
		answers:
			'This board is full of answers: new ones stay at their writers’ desks. They are posted once others take theirs back, or when you go back to an earlier version in the history.',
		both: 'This board is full of notes and answers: new ones stay at their writers’ desks. They are posted once others take theirs back, or when you go back to an earlier version in the history.'
	}
};
