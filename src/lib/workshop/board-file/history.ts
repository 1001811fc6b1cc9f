/** Words for the history of a board and for the differences between versions. */
import type { Messages } from '../../i18n/messages.ts';
import type { Command } from '../commands.ts';
import type { VersionReason } from '../types.ts';

/** One entry of the history: "Mira" "opened round 2: 5 dots each". */
export interface HistoryEntry {
	/** Epoch ms. */
	at: number;
	/** A name, or '' if nobody is named. */
	by: string;
	kind: string;
	/** The text after the name. */
	did: string;
}

/** What the history records in addition to commands. */
export type Deed =
	| Command
	| { kind: 'import'; rows: number }
	/** Done by the server: a long import begins, or an interrupted one is reverted. */
	| { kind: 'beginImport' }
	| { kind: 'takeBackImport' }
	| { kind: 'copyVersion'; version: string }
	| { kind: 'bringBack' }
	/**
	 * Done by the server: it expires a board that nobody wrote on, erases a person who is gone, or forgets who wrote
	 * what on an anonymous board.
	 */
	| { kind: 'expire' }
	| { kind: 'erase' }
	| { kind: 'forgetWriters' };

/** Deeds of no person: each is a sentence of its own. */
const OF_SERVER: ReadonlySet<string> = new Set(['expire', 'erase', 'forgetWriters']);

/** An entry as a sentence in two parts: the person, '' if nobody did it, and the rest. */
export function toldEntry(
	{ by, kind, did }: HistoryEntry,
	m: Messages
): { who: string; rest: string } {
	return { who: by === '' && !OF_SERVER.has(kind) ? m.history.somebody : by, rest: did };
}

/** Names for everything that deeds mention; '' for anything without a name. */
export interface Names {
	person(id: string): string;
	fn(id: string): string;
	step(id: string): string;
	cluster(id: string): string;
	/** Such as "the start of “Cluster”". */
	version(id: string): string;
	/** Number of the round in the deed, from 1. */
	round: number;
}

/** Number of people who are named before the rest becomes a count. */
const NAMED = 3;
/** The names of the first people, and the number of the others. */
function peopleOf(ids: readonly string[], names: Names): [names: string[], rest: number] {
	const known = ids.map((id) => names.person(id)).filter((name) => name !== '');
	const shown = known.slice(0, known.length > NAMED + 1 ? NAMED : NAMED + 1);
	return [shown, ids.length - shown.length];
}

/** The deed in words that follow the name. */
export function didWhat(deed: Deed, names: Names, { history, kinds }: Messages): string {
	const { did, happened } = history;
	switch (deed.kind) {
		case 'goToStep':
			return did.goToStep(names.step(deed.step));
		case 'setWriting':
			return deed.writing === 'open' ? did.writeOpenly : did.writeInSilence;
		case 'reveal':
			return did.reveal(names.step(deed.step));
		case 'openRound': {
			const { dots, maxPerCluster, seconds } = deed;
			return did.openRound(names.round, dots, maxPerCluster < dots ? maxPerCluster : null, seconds);
		}
		case 'closeRound':
			return did.closeRound(names.round);
		case 'choose': {
			const problem = names.cluster(deed.cluster);
			return deed.chosen ? did.choose(problem) : did.unchoose(problem);
		}
		case 'startTimer':
			return did.startTimer(deed.seconds);
		case 'lock':
			return deed.locked ? did.lock : did.unlock;
		case 'rename':
			return did.rename(deed.title);
		case 'setSmallestGroup':
			return deed.smallestGroup === 1
				? did.showEveryFunction
				: did.setSmallestGroup(deed.smallestGroup);
		case 'addFunction':
			return did.addFunction(deed.name);
		case 'setRole':
			return did.setRole(names.person(deed.person), deed.role);
		case 'removePerson':
			return did.removePerson(names.person(deed.person));
		case 'removePeople':
			return did.removePeople(...peopleOf(deed.people, names));
		case 'setJoining':
			return did.joining[deed.joining];
		case 'letIn':
			return did.letIn(...peopleOf(deed.people, names));
		case 'turnAway':
			return did.turnAway(...peopleOf(deed.people, names));
		case 'renewLink':
			return did.renewLink[deed.link];
		case 'setSelf':
			return deed.name === '' ? did.changedThemselves : did.setSelf(deed.name, names.fn(deed.fn));
		case 'keepVersion':
			return did.keepVersion(deed.name);
		case 'restoreVersion':
			return did.restoreVersion(names.version(deed.version));
		case 'copyVersion':
			return did.copyVersion(names.version(deed.version));
		case 'openGate':
			return deed.reason === '' ? did.openGate : did.openGateEarly(deed.reason);
		case 'decide':
			return did.decide(deed.decision);
		case 'setReview':
			return deed.reviewOn === '' ? did.takeBackReview : did.setReview(deed.reviewOn);
		case 'setWordingCheck':
			return deed.checksWording ? did.checkWording : did.letWordingPass;
		case 'addStep':
			return did.addStep(kinds[deed.step].beginning.title);
		case 'changeStep':
			return did.changeStep(deed.title);
		case 'repeatStep':
		case 'moveStep':
		case 'removeStep':
			return did[deed.kind](names.step(deed.step));
		case 'saveTemplate':
			return did.saveTemplate(deed.title);
		case 'import':
			return did.import(deed.rows);
		case 'archive':
			return deed.archived ? did.archive : did.unarchive;
		case 'stopTimer':
		case 'restoreNote':
		case 'revealAgreement':
		case 'beginImport':
		case 'deleteBoard':
		case 'bringBack':
			return did[deed.kind];
		case 'takeBackImport':
		case 'expire':
		case 'erase':
		case 'forgetWriters':
			return happened[deed.kind];
	}
}

type VersionName = {
	reason: VersionReason;
	/** The step's title, or the name that somebody gave the version. */
	name: string;
};
/** The title of a version in a list. */
export function versionTitle({ reason, name }: VersionName, { history }: Messages): string {
	const { version } = history;
	if (reason === 'step') return version.startOf(name);
	return reason === 'named' ? name : version.beforeSetBack;
}
/** The name of a version inside a sentence. */
export function versionWords({ reason, name }: VersionName, { history }: Messages): string {
	const { words } = history.version;
	if (reason === 'step') return words.startOf(name);
	return reason === 'named' ? words.named(name) : words.beforeSetBack;
}
