import { expect, test } from 'vitest';
import { board as en } from '../../i18n/en/board.ts';
import { didWhat, versionTitle, versionWords, type Deed, type Names } from './history.ts';

const names: Names = {
	person: (id) => (id === 'ana' ? 'Ana' : ''),
	fn: (id) => (id === 'it' ? 'IT' : ''),
	step: (id) => (id === 's2' ? 'Cluster' : ''),
	cluster: (id) => (id === 'c1' ? 'Late leads' : ''),
	version: () => 'the start of “Cluster”',
	round: 2
};
const sentences: [Deed, string][] = [
	[{ kind: 'goToStep', id: 'x', step: 's2' }, 'took the group to “Cluster”'],
	[{ kind: 'goToStep', id: 'x', step: 'gone' }, 'took the group to another step'],
	[{ kind: 'setWriting', id: 'x', step: 's2', writing: 'open' }, 'let the group write openly'],
	[
		{ kind: 'setWriting', id: 'x', step: 's2', writing: 'silent' },
		'let the group write in silence'
	],
	[{ kind: 'reveal', id: 'x', step: 's2' }, 'revealed the notes of “Cluster”'],
	[
		{ kind: 'openRound', id: 'x', dots: 5, maxPerCluster: 5, seconds: null },
		'opened round 2: 5 dots each'
	],
	[
		{ kind: 'openRound', id: 'x', dots: 5, maxPerCluster: 2, seconds: 90 },
		'opened round 2: 5 dots each, at most 2 on one problem, for 1 minute and 30 seconds'
	],
	[{ kind: 'closeRound', id: 'x', round: 'r' }, 'closed round 2 and revealed its result'],
	[{ kind: 'choose', id: 'x', cluster: 'c1', chosen: true }, 'chose “Late leads”'],
	[{ kind: 'choose', id: 'x', cluster: 'c9', chosen: false }, 'took back the choice of a problem'],
	[{ kind: 'startTimer', id: 'x', seconds: 300 }, 'set the timer to 5 minutes'],
	[{ kind: 'stopTimer', id: 'x' }, 'stopped the timer'],
	[{ kind: 'lock', id: 'x', locked: true }, 'locked the wall'],
	[{ kind: 'lock', id: 'x', locked: false }, 'unlocked the wall'],
	[{ kind: 'rename', id: 'x', title: 'New' }, 'renamed the board to “New”'],
	[
		{ kind: 'setSmallestGroup', id: 'x', smallestGroup: 1 },
		'let every function be shown in results'
	],
	[
		{ kind: 'setSmallestGroup', id: 'x', smallestGroup: 4 },
		'let functions be shown in results from 4 voters on'
	],
	[{ kind: 'setRole', id: 'x', person: 'ana', role: 'observer' }, 'made Ana an observer'],
	[{ kind: 'removePerson', id: 'x', person: 'gone' }, 'removed somebody from the board'],
	[
		{ kind: 'removePeople', id: 'x', people: ['ana', 'gone'] },
		'removed Ana and 1 other from the board'
	],
	[{ kind: 'removePeople', id: 'x', people: ['gone', 'away'] }, 'removed 2 people from the board'],
	[{ kind: 'letIn', id: 'x', people: ['ana'] }, 'let Ana in'],
	[{ kind: 'turnAway', id: 'x', people: ['gone'] }, 'turned somebody away'],
	[{ kind: 'setJoining', id: 'x', joining: 'open' }, 'opened the board to everybody with the link'],
	[{ kind: 'setJoining', id: 'x', joining: 'approval' }, 'let people in one by one from then on'],
	[{ kind: 'setJoining', id: 'x', joining: 'closed' }, 'closed the board to new people'],
	[{ kind: 'renewLink', id: 'x', link: 'participant' }, 'renewed the link for participants'],
	[{ kind: 'restoreNote', id: 'x', note: 'n1' }, 'brought a note back to the wall'],
	[{ kind: 'setSelf', id: 'x', name: 'Ana M.', fn: 'it' }, 'goes by “Ana M.”, for IT'],
	[{ kind: 'setSelf', id: 'x', name: 'Ana M.', fn: '' }, 'goes by “Ana M.”'],
	[{ kind: 'keepVersion', id: 'x', name: 'Before lunch' }, 'kept the version “Before lunch”'],
	[
		{ kind: 'restoreVersion', id: 'x', version: 'v' },
		'set the board back to the start of “Cluster”'
	],
	[{ kind: 'addStep', id: 'x', after: '', step: 'outcomes' }, 'added the step “Outcomes”'],
	[{ kind: 'removeStep', id: 'x', step: 'gone' }, 'removed a step'],
	[{ kind: 'saveTemplate', id: 'x', title: 'Our way' }, 'kept the steps as the template “Our way”'],
	[{ kind: 'import', rows: 1 }, 'imported 1 note'],
	[{ kind: 'copyVersion', version: 'v' }, 'copied the start of “Cluster” into a new board']
];
test.each(sentences)('%j reads as a sentence after a name', (deed, sentence) => {
	expect(didWhat(deed, names, en)).toBe(sentence);
});

test('a version has a title, and words for use inside a sentence', () => {
	expect(versionTitle({ reason: 'step', name: 'Vote' }, en)).toBe('Start of Vote');
	expect(versionTitle({ reason: 'named', name: 'Mine' }, en)).toBe('Mine');
	expect(versionTitle({ reason: 'restore', name: '' }, en)).toBe('Before the board was set back');
	expect(versionWords({ reason: 'named', name: 'Mine' }, en)).toBe('the version “Mine”');
});

test('changes are listed in words, with the noun after the first number', () => {
	const none = {
		notesCame: 0,
		notesWent: 0,
		notesMoved: 0,
		notesReworded: 0,
		clustersCame: 0,
		clustersWent: 0,
		clustersRenamed: 0,
		entriesChanged: 0
	};
	const changesInWords = en.history.changes;
	expect(changesInWords(none)).toBe('');
	expect(changesInWords({ ...none, notesMoved: 1 })).toBe('1 note moved');
	expect(changesInWords({ ...none, notesCame: 3, notesMoved: 12, clustersRenamed: 2 })).toBe(
		'3 notes came, 12 moved; 2 clusters renamed'
	);
	expect(changesInWords({ ...none, notesWent: 1, entriesChanged: 4 })).toBe(
		'1 note went; 4 other entries changed'
	);
});
