/** The history of a board and its versions. */
import type { WallChanges } from '../../workshop/board-file/versions.ts';
import { isolated, quoted } from '../../workshop/text.ts';
import type { DecisionKind, Joining, Role } from '../../workshop/types.ts';
import { format } from './format.ts';

const { and, count, day, number } = format;
const notes = (n: number) => count(n, { one: 'note', other: 'notes' });
const clusters = (n: number) => count(n, { one: 'cluster', other: 'clusters' });
const dots = (n: number) => count(n, { one: 'dot', other: 'dots' });
const holds = (ofNotes: number, ofClusters: number) =>
	`${notes(ofNotes)} in ${clusters(ofClusters)}`;

/** Words that somebody gave, or a replacement if they are not known. */
const named = (words: string, otherwise: string) => (words === '' ? otherwise : quoted(words));
/** Some people by name, and the number of the others. */
const people = (names: readonly string[], rest: number) => {
	if (names.length === 0) return rest === 1 ? 'somebody' : `${number(rest)} people`;
	const shown = names.map(isolated);
	return and(rest > 0 ? [...shown, count(rest, { one: 'other', other: 'others' })] : shown);
};
const somebody = (name: string) => isolated(name) || 'somebody';
function duration(seconds: number): string {
	const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
	return and([
		...(minutes > 0 ? [count(minutes, { one: 'minute', other: 'minutes' })] : []),
		...(rest > 0 ? [count(rest, { one: 'second', other: 'seconds' })] : [])
	]);
}
const joining: Record<Joining, string> = {
	open: 'opened the board to everybody with the link',
	approval: 'let people in one by one from then on',
	closed: 'closed the board to new people'
};
const roles: Record<Role, string> = {
	facilitator: 'a facilitator',
	participant: 'a participant',
	observer: 'an observer'
};
const decisions: Record<DecisionKind, string> = {
	work: 'change how we work',
	use: 'use what we have differently',
	new: 'look for something new',
	'not-now': 'not now'
};

/** The noun appears with the first number only. */
function words(noun: (n: number) => string, parts: readonly (readonly [number, string])[]): string {
	return parts
		.filter(([n]) => n > 0)
		.map(([n, verb], index) => `${index === 0 ? noun(n) : number(n)} ${verb}`)
		.join(', ');
}
/** As in "3 notes came, 12 moved; 2 clusters came"; '' if nothing changed. */
function changes(changed: WallChanges): string {
	const ofNotes = words(notes, [
		[changed.notesCame, 'came'],
		[changed.notesWent, 'went'],
		[changed.notesMoved, 'moved'],
		[changed.notesReworded, 'reworded']
	]);
	const ofClusters = words(clusters, [
		[changed.clustersCame, 'came'],
		[changed.clustersWent, 'went'],
		[changed.clustersRenamed, 'renamed']
	]);
	const entries = words(
		(n) => count(n, { one: 'other entry', other: 'other entries' }),
		[[changed.entriesChanged, 'changed']]
	);
	return [ofNotes, ofClusters, entries].filter((part) => part !== '').join('; ');
}

export const history = {
	title: 'History',
	versions: 'Versions',
	deeds: 'What was done',
	fetching: 'Fetching the history…',
	notFetched: 'The history could not be fetched.',
	noSuchPage: 'This page of the history cannot be found.',
	earlier: 'Earlier…',
	fetchingEarlier: 'Fetching…',
	begins: 'This is where the history begins.',
	noDeeds:
		'Nothing was done yet. Each step, round, choice and change of the board is entered here, with who did it and when. What people write and how they vote is not.',
	/** The subject of a `did` text if nobody is named. */
	somebody: 'Somebody',
	/** The same for people who are no longer on the board. */
	former: 'former participant',

	keepAs: 'Keep the board as it is now, as',
	keepExample: 'Before we merge',
	keep: 'Keep',
	noVersions: 'No version is kept yet.',
	whatVersionsAre:
		'One is kept by itself whenever the group goes to another step, and before the board is set back. Keep one yourself before you try something bold, like merging half of the wall: if it does not work out, set the board back. Nobody’s notes are lost on the way; they stay at their writers’ desks.',
	noEarlierVersions: 'No earlier versions are kept.',
	changes,
	/** The differences between the wall and the newest version. */
	since: (changed: WallChanges) => {
		const told = changes(changed);
		return told === ''
			? 'The wall is as in the newest version.'
			: `Since the newest version: ${told}.`;
	},
	noChange: 'the wall did not change',
	holds,

	version: {
		startOf: (step: string) => (step === '' ? 'Start of a step' : `Start of ${isolated(step)}`),
		beforeSetBack: 'Before the board was set back',
		/** The same inside a sentence. */
		words: {
			startOf: (step: string) => `the start of ${named(step, 'a step')}`,
			named: (name: string) => `the version ${quoted(name)}`,
			beforeSetBack: 'what it was before it was set back',
			earlier: 'an earlier version'
		},
		lookAt: 'Look at',
		lookAtThis: (title: string) => `Look at ${title}`,
		setBack: 'Set back…',
		setBackTo: (title: string) => `Set back to ${title}`,
		copy: 'Copy',
		copyHelp:
			'A new board of your own: the same steps, clusters and notes, without people and votes',
		copyThis: (title: string) => `Copy ${title} into a new board`,
		/** `version` is one of `words`. */
		sure: (version: string) => `Set the board back to ${version}?`,
		whatComesBack:
			'Everybody sees the board of that moment at once: notes and clusters, answers, outcomes, requirements, readings and options; the steps and where the group is; votes, chosen problems, ratings and the decision. The title, the people and the links stay. The board as it is now is kept as a version first. Notes that were written since stay at their writers’ desks and can be posted again; all else that was done since is in that version alone.',
		setBackNow: 'Set the board back',
		isSetBack: (version: string) => `The board is set back to ${version}.`,
		gone: 'This version is not kept any more.',
		tooMany: (most: number) =>
			`A board keeps ${number(most)} versions with a name, and this one has them all.`,
		noRoom: 'The versions of this board take all the room that it has for them.',
		unchanged: (newest: string) => `Nothing has changed since the version ${quoted(newest)}.`,
		setBackTooOften:
			'This board was set back many times just now, and the walls from before take much room. Please try again in a quarter of an hour.',
		isCopied: 'The copy is a board of your own. <link>Open it</link>'
	},
	past: {
		heading: (title: string) => `A past version: ${title}`,
		place: (nth: number, all: number) => `<step/>, step ${number(nth)} of ${number(all)}`,
		backToBoard: 'Back to the board',
		about: (ofNotes: number, ofClusters: number) =>
			`${holds(ofNotes, ofClusters)}. You look at the board as it was; nothing can be changed here.`,
		show: 'Show',
		wall: 'Wall',
		results: (rounds: number) => (rounds === 1 ? 'Result of the vote' : 'Results of the votes'),
		notLoaded: 'This version could not be loaded. Nothing was changed.',
		again: 'Try again',
		coming: 'This version is large. It is on its way…',
		empty: 'The wall was empty.'
	},

	/** Deeds, each after a name and before a full stop. Names are '' if they are not known. */
	did: {
		goToStep: (step: string) => `took the group to ${named(step, 'another step')}`,
		writeOpenly: 'let the group write openly',
		writeInSilence: 'let the group write in silence',
		reveal: (step: string) => `revealed the notes of ${named(step, 'a step')}`,
		/** `most`: dots on one problem, `seconds`: duration; null if there is no such limit. */
		openRound: (nth: number, given: number, most: number | null, seconds: number | null) =>
			`opened round ${number(nth)}: ${dots(given)} each${most === null ? '' : `, at most ${number(most)} on one problem`}${seconds === null ? '' : `, for ${duration(seconds)}`}`,
		closeRound: (nth: number) => `closed round ${number(nth)} and revealed its result`,
		choose: (problem: string) => `chose ${named(problem, 'a problem')}`,
		unchoose: (problem: string) => `took back the choice of ${named(problem, 'a problem')}`,
		startTimer: (seconds: number) => `set the timer to ${duration(seconds)}`,
		stopTimer: 'stopped the timer',
		lock: 'locked the wall',
		unlock: 'unlocked the wall',
		rename: (title: string) => `renamed the board to ${quoted(title)}`,
		showEveryFunction: 'let every function be shown in results',
		setSmallestGroup: (voters: number) =>
			`let functions be shown in results from ${number(voters)} voters on`,
		addFunction: (name: string) => `added the function ${quoted(name)}`,
		setRole: (person: string, role: Role) => `made ${somebody(person)} ${roles[role]}`,
		removePerson: (person: string) => `removed ${somebody(person)} from the board`,
		removePeople: (names: readonly string[], rest: number) =>
			`removed ${people(names, rest)} from the board`,
		joining,
		letIn: (names: readonly string[], rest: number) => `let ${people(names, rest)} in`,
		turnAway: (names: readonly string[], rest: number) => `turned ${people(names, rest)} away`,
		renewLink: {
			facilitator: 'renewed the link for facilitators',
			participant: 'renewed the link for participants'
		},
		restoreNote: 'brought a note back to the wall',
		changedThemselves: 'changed their name or function',
		setSelf: (name: string, fn: string) =>
			`goes by ${quoted(name)}${fn === '' ? '' : `, for ${isolated(fn)}`}`,
		keepVersion: (name: string) => `kept the version ${quoted(name)}`,
		restoreVersion: (version: string) => `set the board back to ${version}`,
		copyVersion: (version: string) => `copied ${version} into a new board`,
		openGate: 'opened technology',
		openGateEarly: (reason: string) => `opened technology early, because: ${isolated(reason)}`,
		revealAgreement: 'revealed what people say to an outcome',
		decide: (decision: DecisionKind) => `wrote down the decision: ${decisions[decision]}`,
		setReview: (on: string) => `set the next review to ${day(on)}`,
		takeBackReview: 'took back the date of the next review',
		checkWording: 'let notes that name a tool be asked about',
		letWordingPass: 'let every wording pass',
		addStep: (title: string) => `added the step ${quoted(title)}`,
		repeatStep: (step: string) => `repeated ${named(step, 'a step')}`,
		changeStep: (step: string) => `changed ${named(step, 'a step')}`,
		moveStep: (step: string) => `moved ${named(step, 'a step')}`,
		removeStep: (step: string) => `removed ${named(step, 'a step')}`,
		saveTemplate: (title: string) => `kept the steps as the template ${quoted(title)}`,
		import: (rows: number) => `imported ${notes(rows)}`,
		beginImport: 'began an import',
		archive: 'archived the board',
		unarchive: 'took the board out of the archive',
		deleteBoard: 'deleted the board',
		bringBack: 'brought the deleted board back'
	},
	/** For a new board that was made from a version. */
	madeFromVersion: (title: string) => `made this board from a version of ${quoted(title)}`,
	/** Deeds of no person: separate sentences, to which a full stop is added. */
	happened: {
		takeBackImport: 'The server took back an import that was cut short',
		expire: 'The board expired, since nobody had written on it',
		erase: 'Somebody had all their data erased, and is not on the board any more',
		forgetWriters: 'The server deleted its list of who wrote what'
	}
};
