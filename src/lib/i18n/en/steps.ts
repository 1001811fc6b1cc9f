import { isolated, quoted } from '../../workshop/text.ts';
import { format } from './format.ts';

const { and, count, number, plural } = format;

/** Steps: the group's way through them, and facilitators' changes of them. */
export const steps = {
	all: 'Steps',
	numbered: (n: number, title: string) => `${number(n)} · ${isolated(title)}`,
	/** If there is little room, <word> is left out. */
	place: (n: number, all: number) => `<word>Step</word> ${number(n)} of ${number(all)} · <title/>`,
	goTo: (title: string) => `Go to ${isolated(title)}`,
	next: 'Next: <title/>',
	finished: 'I’m finished',
	editSteps: 'Edit the steps…',
	state: { shut: 'Shut', here: 'The group is here', done: 'Done', skipped: 'Skipped' },
	/** Read aloud after the title of a step. */
	behindTitle: { shut: ', shut', done: ', done', skipped: ', skipped' },
	lookingBack: {
		where: 'You are looking back at <viewed/>. The group is at <here/>.',
		goBack: 'Return to the group'
	},

	guide: {
		forFacilitators: 'Facilitator guide · <title/>',
		forOthers: (n: number) => `Step ${number(n)} · <title/>`
	},
	spoken: {
		title: 'Who has spoken',
		/** Read aloud after a number. */
		notes: (n: number) => plural(n, { one: 'note', other: 'notes' }),
		unheard: (functions: readonly string[]) => `Not heard from ${and(functions)} yet.`
	},
	controls: {
		writing: 'Writing',
		writings: { silent: 'In silence', open: 'Openly' },
		lock: 'Lock the wall',
		lockHelp: 'Only facilitators move notes',
		tidyUp: 'Tidy up'
	},
	timer: {
		label: 'Timer',
		unit: 'min',
		start: 'Start',
		stop: 'Stop the timer',
		left: 'Time left',
		leftOffline: 'Time left when this page was last online',
		offline: 'The timer stands still here until this page is online again.',
		up: 'Time is up',
		upSentence: 'Time is up.',
		lastMinute: 'Less than one minute is left.'
	},

	reveal: {
		notes: 'Reveal notes',
		left: (n: number) =>
			plural(n, {
				one: `${number(n)} note of <title/> is not revealed.`,
				other: `${number(n)} notes of <title/> are not revealed.`
			}),
		them: (n: number) => plural(n, { one: 'Reveal it', other: 'Reveal them' }),
		stillHidden: (n: number) =>
			plural(n, {
				one: `${number(n)} note is still hidden`,
				other: `${number(n)} notes are still hidden`
			}),
		first: 'Reveal first',
		goOn: 'Go on all the same',
		before: (n: number, next: string) =>
			plural(n, {
				one: `Only its writer can see it. Reveal it before the group goes on to ${isolated(next)}, or go on all the same: you can reveal it in any later step.`,
				other: `Only their writers can see them. Reveal them before the group goes on to ${isolated(next)}, or go on all the same: you can reveal them in any later step.`
			})
	},
	closing: {
		action: 'Close and reveal',
		roundIsOpen: 'A round is open',
		beforeNext: (next: string) =>
			`People are voting. Close and reveal the round before the group goes on to ${isolated(next)}.`,
		question: 'Close the round?',
		unfinished: (people: number) =>
			plural(people, {
				one: `${number(people)} person has not finished.`,
				other: `${number(people)} people have not finished.`
			}),
		/** For boards that hide the numbers of small groups. */
		perhapsUnfinished: 'Not everybody is known to have finished.',
		spentDots: 'Dots that are spent count; nobody can change theirs afterwards.'
	},

	edit: {
		title: 'Edit the steps',
		about: 'Everybody sees each change at once. What people wrote and voted stays.',
		minutes: (n: number) => `${number(n)} min`,
		here: 'the group is here',
		up: (title: string) => `Move ${isolated(title)} up`,
		down: (title: string) => `Move ${isolated(title)} down`,
		change: (title: string) => `Change ${isolated(title)}`,
		repeat: (title: string) => `Repeat ${isolated(title)}`,
		remove: (title: string) => `Remove ${isolated(title)}`,
		moved: (title: string, n: number, all: number) =>
			`${isolated(title)} is step ${number(n)} of ${number(all)} now.`,
		added: (title: string) => `${isolated(title)} is added.`,
		repeated: (title: string) => `${isolated(title)} is repeated.`,
		removed: (title: string) => `${isolated(title)} is removed.`,
		tooMany: (most: number) =>
			`A workshop has at most ${count(most, { one: 'step', other: 'steps' })}. Remove one first.`,
		groupIsHere: 'The group is in this step. Take it to another one before you remove this one.',
		holdsVotes:
			'People voted in this step, and the result belongs to it. Give it another name instead.'
	},
	removing: {
		question: 'Remove <title/>?',
		notes:
			'Notes on the wall stay there. Notes that wait stay at their writers’ desks, and can be posted in another step.',
		work: 'What people did in it stays on the board.',
		action: 'Remove'
	},
	adding: {
		label: 'Add a step',
		kind: (name: string, does: string) => `${name}: ${does}`,
		after: 'After',
		first: 'Nothing: it comes first',
		action: 'Add'
	},
	form: {
		title: 'Title',
		minutes: 'Minutes',
		instruction: 'What the group does',
		instructionHelp: 'The first sentence stands large above the rest.',
		prompt: 'Say this',
		promptHelp: 'Only facilitators see it.',
		keep: 'Keep'
	},
	template: {
		label: 'Save these steps as a template of your own',
		example: 'Our yearly look at service',
		saved: (title: string) =>
			`${quoted(title)} is kept. Choose it when you start your next workshop in this browser.`
	}
};
