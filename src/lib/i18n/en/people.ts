import { isolated } from '../../workshop/text.ts';
import { format } from './format.ts';

const { count, number, plural } = format;
const persons = (n: number) => count(n, { one: 'person', other: 'people' });

/** The people on the board. */
export const people = {
	title: 'People',
	/** The name for people who are no longer on a board. */
	former: 'former participant',
	faces: (here: number) => `People: ${persons(here)} here`,
	facesAndWaiting: (here: number, waiting: number) =>
		plural(waiting, {
			one: `People: ${persons(here)} here, ${number(waiting)} person waits to be let in`,
			other: `People: ${persons(here)} here, ${number(waiting)} people wait to be let in`
		}),
	more: (n: number) => `+${number(n)}`,
	notLoaded: 'The list of people could not be loaded. Try again when you are back online.',
	absent: (functions: readonly string[]) =>
		`Nobody is here from ${functions.map(isolated).join(', ')}.`,
	you: '(you)',
	facilitator: 'Facilitator',
	observer: 'Observer',
	finished: 'finished',
	notHere: 'not here now',
	change: 'Change',
	actions: (name: string) => `Actions for ${isolated(name)}`,
	make: {
		facilitator: 'Make facilitator',
		participant: 'Make participant',
		observer: 'Make observer'
	},
	removePerson: 'Remove from the board…',
	removing: {
		several: 'Remove several…',
		question: (name: string) => `Remove ${isolated(name)}?`,
		what: 'They leave the board at once. What they posted stays on the wall; notes that still wait at their desk and dots in an open round do not count. Renew the link too, so that they cannot join under another name.',
		action: 'Remove',
		who: 'Who leaves the board?',
		everybody: 'Everybody but you',
		none: 'Remove …',
		ask: (n: number) => `Remove ${persons(n)}…`,
		questionMany: (n: number) => `Remove ${persons(n)}?`,
		whatMany:
			'They leave the board at once. What they posted stays on the wall; notes that still wait at their desks and dots in an open round do not count. Renew the link or close the board to new people too, so that they cannot join under other names.',
		actionMany: (n: number) => `Remove ${persons(n)}`
	},
	self: {
		name: 'Your name',
		fn: 'Your function',
		onlyFacilitates: 'None: I facilitate only',
		looksOn: 'None: I look on',
		keep: 'Keep'
	},
	waiting: {
		title: (n: number) =>
			plural(n, {
				one: `${number(n)} person waits to be let in`,
				other: `${number(n)} people wait to be let in`
			}),
		told: (n: number) =>
			plural(n, {
				one: `${number(n)} person waits to be let in.`,
				other: `${number(n)} people wait to be let in.`
			}),
		letIn: 'Let in',
		letNameIn: (name: string) => `Let ${isolated(name)} in`,
		letAllIn: 'Let all in',
		turnAway: 'Turn away',
		turnNameAway: (name: string) => `Turn ${isolated(name)} away`,
		turnAllAway: 'Turn all away',
		didLetIn: (name: string) => `You let ${isolated(name)} in.`,
		didLetManyIn: (n: number) => `You let ${persons(n)} in.`,
		didTurnAway: (name: string) => `You turned ${isolated(name)} away.`,
		didTurnManyAway: (n: number) => `You turned ${persons(n)} away.`,
		turnedAway: (n: number) => `Turned away: ${number(n)}`
	}
};
