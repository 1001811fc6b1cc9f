/** The history of a board, and how versions differ, in words. */
import { dayInWords } from '../days.ts';
import type { Command } from '../commands.ts';
import { kinds } from '../../i18n/en/kinds.ts';
import { count, isolated, listed, quoted } from '../text.ts';
import type { WallChanges } from './versions.ts';
import type { DecisionKind, Joining, VersionReason } from '../types.ts';

/** One thing that was done: "Mira" "opened round 2: 5 dots each". */
export interface HistoryEntry {
	/** Epoch ms. */
	at: number;
	/** A name, or '' where nobody is named. */
	by: string;
	kind: string;
	/** What follows the name. */
	did: string;
}

/** What is entered into the history beside commands. */
export type Deed =
	| Command
	| { kind: 'import'; rows: number }
	/** Of the server itself: a long import begins, or one that was cut short is taken back. */
	| { kind: 'beginImport' }
	| { kind: 'takeBackImport' }
	| { kind: 'copyVersion'; version: string }
	| { kind: 'bringBack' }
	/** Of the server itself: a board that nobody wrote on, somebody who is gone, and who wrote what on an anonymous one. */
	| { kind: 'expire' }
	| { kind: 'erase' }
	| { kind: 'forgetWriters' };

/** What nobody did: told as a sentence of its own. */
const OF_SERVER: ReadonlySet<string> = new Set(['expire', 'erase', 'forgetWriters']);

/** An entry as a sentence in two parts: who, which is '' where nobody did it, and the rest. */
export function toldEntry({ by, kind, did }: HistoryEntry): { who: string; rest: string } {
	return { who: by === '' && !OF_SERVER.has(kind) ? 'Somebody' : by, rest: did };
}

/** How a history calls what its deeds speak of; '' for what it cannot name. */
export interface Names {
	person(id: string): string;
	fn(id: string): string;
	step(id: string): string;
	cluster(id: string): string;
	/** Such as "the start of “Cluster”". */
	version(id: string): string;
	/** Number of the round that the deed is about, from 1. */
	round: number;
}

const ROLES = {
	facilitator: 'a facilitator',
	participant: 'a participant',
	observer: 'an observer'
} as const;
const DECISIONS: Record<DecisionKind, string> = {
	work: 'change how we work',
	use: 'use what we have differently',
	new: 'look for something new',
	'not-now': 'not now'
};
const JOINING: Record<Joining, string> = {
	open: 'opened the board to everybody with the link',
	approval: 'let people in one by one from then on',
	closed: 'closed the board to new people'
};
/** People named one by one before the rest is a number. */
const NAMED = 3;
function peopleOf(ids: readonly string[], names: Names): string {
	const known = ids.map((id) => isolated(names.person(id))).filter((name) => name !== '');
	const shown = known.slice(0, known.length > NAMED + 1 ? NAMED : NAMED + 1);
	const rest = ids.length - shown.length;
	if (shown.length === 0) return rest === 1 ? 'somebody' : `${rest} people`;
	return listed(rest > 0 ? [...shown, count(rest, 'other', 'others')] : shown);
}
const named = (words: string, otherwise: string) => (words === '' ? otherwise : quoted(words));

/** What somebody did, as it follows the name. */
export function didWhat(deed: Deed, names: Names): string {
	switch (deed.kind) {
		case 'goToStep':
			return `took the group to ${named(names.step(deed.step), 'another step')}`;
		case 'setWriting':
			return `let the group write ${deed.writing === 'open' ? 'openly' : 'in silence'}`;
		case 'reveal':
			return `revealed the notes of ${named(names.step(deed.step), 'a step')}`;
		case 'openRound':
			return openedRound(deed, names.round);
		case 'closeRound':
			return `closed round ${names.round} and revealed its result`;
		case 'choose': {
			const problem = named(names.cluster(deed.cluster), 'a problem');
			return deed.chosen ? `chose ${problem}` : `took back the choice of ${problem}`;
		}
		case 'startTimer':
			return `set the timer to ${duration(deed.seconds)}`;
		case 'stopTimer':
			return 'stopped the timer';
		case 'lock':
			return deed.locked ? 'locked the wall' : 'unlocked the wall';
		case 'rename':
			return `renamed the board to ${quoted(deed.title)}`;
		case 'setSmallestGroup':
			return deed.smallestGroup === 1
				? 'let every function be shown in results'
				: `let functions be shown in results from ${deed.smallestGroup} voters on`;
		case 'addFunction':
			return `added the function ${quoted(deed.name)}`;
		case 'setRole':
			return `made ${isolated(names.person(deed.person)) || 'somebody'} ${ROLES[deed.role]}`;
		case 'removePerson':
			return `removed ${isolated(names.person(deed.person)) || 'somebody'} from the board`;
		case 'removePeople':
			return `removed ${peopleOf(deed.people, names)} from the board`;
		case 'setJoining':
			return JOINING[deed.joining];
		case 'letIn':
			return `let ${peopleOf(deed.people, names)} in`;
		case 'turnAway':
			return `turned ${peopleOf(deed.people, names)} away`;
		case 'renewLink':
			return `renewed the link for ${deed.link}s`;
		case 'restoreNote':
			return 'brought a note back to the wall';
		case 'setSelf': {
			const fn = names.fn(deed.fn);
			if (deed.name === '') return 'changed their name or function';
			return `goes by ${quoted(deed.name)}${fn === '' ? '' : `, for ${isolated(fn)}`}`;
		}
		case 'keepVersion':
			return `kept the version ${quoted(deed.name)}`;
		case 'restoreVersion':
			return `set the board back to ${names.version(deed.version)}`;
		case 'openGate':
			return deed.reason === ''
				? 'opened technology'
				: `opened technology early, because: ${isolated(deed.reason)}`;
		case 'revealAgreement':
			return 'revealed what people say to an outcome';
		case 'decide':
			return `wrote down the decision: ${DECISIONS[deed.decision]}`;
		case 'setReview':
			return deed.reviewOn === ''
				? 'took back the date of the next review'
				: `set the next review to ${dayInWords(deed.reviewOn)}`;
		case 'setWordingCheck':
			return deed.checksWording
				? 'let notes that name a tool be asked about'
				: 'let every wording pass';
		case 'addStep':
			return `added the step “${kinds[deed.step].beginning.title}”`;
		case 'repeatStep':
			return `repeated ${named(names.step(deed.step), 'a step')}`;
		case 'changeStep':
			return `changed ${named(deed.title, 'a step')}`;
		case 'moveStep':
			return `moved ${named(names.step(deed.step), 'a step')}`;
		case 'removeStep':
			return `removed ${named(names.step(deed.step), 'a step')}`;
		case 'saveTemplate':
			return `kept the steps as the template ${quoted(deed.title)}`;
		case 'import':
			return `imported ${count(deed.rows, 'note', 'notes')}`;
		case 'beginImport':
			return 'began an import';
		case 'takeBackImport':
			return 'The server took back an import that was cut short';
		case 'archive':
			return deed.archived ? 'archived the board' : 'took the board out of the archive';
		case 'deleteBoard':
			return 'deleted the board';
		case 'bringBack':
			return 'brought the deleted board back';
		case 'expire':
			return 'The board expired, since nobody had written on it';
		case 'erase':
			return 'Somebody had all their data erased, and is not on the board any more';
		case 'forgetWriters':
			return 'The server deleted its list of who wrote what';
		case 'copyVersion':
			return `copied ${names.version(deed.version)} into a new board`;
	}
}

function openedRound(
	{ dots, maxPerCluster, seconds }: Extract<Command, { kind: 'openRound' }>,
	round: number
): string {
	const most = maxPerCluster < dots ? `, at most ${maxPerCluster} on one problem` : '';
	const time = seconds === null ? '' : `, for ${duration(seconds)}`;
	return `opened round ${round}: ${count(dots, 'dot', 'dots')} each${most}${time}`;
}
function duration(seconds: number): string {
	const minutes = Math.floor(seconds / 60);
	const rest = seconds % 60;
	const parts = [
		...(minutes > 0 ? [count(minutes, 'minute', 'minutes')] : []),
		...(rest > 0 ? [count(rest, 'second', 'seconds')] : [])
	];
	return listed(parts);
}

/** What a version is called in a list. `name` is the step's title, or what somebody called it. */
export function versionTitle({ reason, name }: { reason: VersionReason; name: string }): string {
	if (reason === 'step') return name === '' ? 'Start of a step' : `Start of ${isolated(name)}`;
	return reason === 'named' ? name : 'Before the board was set back';
}
/** The same inside a sentence. */
export function versionWords({ reason, name }: { reason: VersionReason; name: string }): string {
	if (reason === 'step') return `the start of ${named(name, 'a step')}`;
	return reason === 'named' ? `the version ${quoted(name)}` : 'what it was before it was set back';
}

/** What changed, as in "3 notes came, 12 moved; 2 clusters came", or '' for nothing. */
export function changesInWords(changes: WallChanges): string {
	const notes = words('note', [
		[changes.notesCame, 'came'],
		[changes.notesWent, 'went'],
		[changes.notesMoved, 'moved'],
		[changes.notesReworded, 'reworded']
	]);
	const clusters = words('cluster', [
		[changes.clustersCame, 'came'],
		[changes.clustersWent, 'went'],
		[changes.clustersRenamed, 'renamed']
	]);
	const entries = changes.entriesChanged;
	const others = entries > 0 ? `${count(entries, 'other entry', 'other entries')} changed` : '';
	return [notes, clusters, others].filter((part) => part !== '').join('; ');
}
/** The noun stands with the first number only. */
function words(noun: string, parts: readonly (readonly [number, string])[]): string {
	return parts
		.filter(([number]) => number > 0)
		.map(([number, verb], index) =>
			index === 0 ? `${count(number, noun, `${noun}s`)} ${verb}` : `${number} ${verb}`
		)
		.join(', ');
}
