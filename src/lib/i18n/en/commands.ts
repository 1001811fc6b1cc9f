import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { number } = format;

/** Messages about the success or failure of a command. */
export const commands = {
	notSaved: 'The server could not save this. Try again in a moment.',

	noStep: 'This board has no such step.',
	noPostStep: 'This board has no such Post step.',
	stepGone: 'This step is not on the board any more.',
	groupIsAt: (step: string) => `The group is at ${isolated(step)} already.`,
	revealed: (step: string) => `The notes of ${isolated(step)} are on the wall already.`,
	shut: (step: string) => `${isolated(step)} stays shut until its gate is open.`,
	/** Actions that have to wait until the open round is closed. */
	roundIsOpen: {
		step: 'A round is open. Close it before the group moves to another step.',
		version: 'A round is open. Close it before you set the board back.',
		notes: 'A round is open. Close it before you reveal notes.',
		round: 'A round is open already. Close it before you open another.',
		archive: 'A round is open. Close it before you archive the board.'
	},

	noRound: 'This board has no such round.',
	closed: 'This round is closed already.',
	roundInVote: 'A round opens in the Vote step.',
	importing: 'An import is not finished. Complete it, or try again in a minute.',
	noCluster: 'There is no cluster to vote on yet. Go back and put some notes together.',
	tooManyResults:
		'This board holds as many results as it takes. Put clusters together, or go on with a copy of it.',
	clusterGone: 'This cluster is not on the wall any more.',
	countingRound: 'The round is being counted.',
	countingResults: 'Results are being counted.',
	revealingRatings: 'These ratings are being revealed.',
	ratingsRevealed: 'The ratings of this wording are revealed already.',
	smallerGroup: (smallest: number) =>
		`People vote and rate on the promise that no group below ${number(smallest)} is shown. It cannot be made smaller before the reveal.`,

	noNote: 'This note is not on the wall.',
	wallFull: (most: number) =>
		`The board shows ${number(most)} notes, the most that it takes. Another one has to be taken back before this one returns.`,
	versionGone: 'This version is not kept any more.',
	otherTitle: 'This is not the title of the board. Nothing was deleted.',

	notOnBoard: 'This person is not on the board.',
	noneOnBoard: 'None of these people is on the board any more.',
	needsFacilitator: 'A board needs a facilitator. Make somebody else one first.',
	chooseFunction: 'Choose the function that you stand for here.',
	noFunction: 'This board has no such function.',
	/** On a board that hides small groups. */
	standingStays:
		'There are dots or ratings that are not revealed yet. The function and the role stay as they are until the reveal, or until they are taken back.',
	/** Mentions no single person, because it is secret who has voted. */
	nobodyLooksOn:
		'While a round is open, or ratings are not revealed yet, everybody who takes part goes on taking part. Reveal them first, or remove the person.',

	sayWhyEarly: 'Not all conditions hold yet. To open technology early, say why.',
	outcomeGone: 'This outcome is not on the wall any more.',
	ratingsRevealedOnce:
		'The ratings of this wording are revealed already. A second total would show what single people said.',
	tooFewRatings: (smallest: number) =>
		`Fewer than ${number(smallest)} people have marked this wording. This board shows no smaller group.`,
	optionGone: 'This option is not on the wall any more.',
	requirementGone: 'A requirement is not on the wall any more. Look again, and decide then.',
	problemGone: 'A problem is not chosen any more. Look again, and decide then.'
};
