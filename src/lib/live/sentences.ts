/** What a page says about its connection, and about work that the server did not take. */
import type { KeptWork } from '../wall/kept.ts';
import { count, quoted } from '../workshop/text.ts';
import type { Renewal } from './channel.ts';

/** What somebody does on a page, which is kept while it is not connected. */
export type Doing = 'notes' | 'dots' | 'outcomes' | 'anything';
const KEPT_ON_DEVICE: Readonly<Record<Doing, string>> = {
	notes: 'Your notes are',
	dots: 'Your dots are',
	outcomes: 'Your words and ratings are',
	anything: 'What you do is'
};
/** While nothing is sent: what is kept, and a line of a few words for a phone. */
const UNSENT = {
	offline: {
		why: 'You are offline.',
		until: 'sent when you are back online.',
		brief: 'Offline.'
	},
	away: {
		why: 'You are offline, or the server cannot be reached.',
		until: 'sent once it can.',
		brief: 'Not connected.'
	},
	restarting: {
		why: 'The server restarts.',
		until: 'sent when it is back, in a moment.',
		brief: 'The server restarts.'
	}
} as const;
const unsent = (trouble: keyof typeof UNSENT, doing: Doing) => {
	const { why, until } = UNSENT[trouble];
	const kept = KEPT_ON_DEVICE[doing];
	return `${why} ${kept} kept on this device and ${kept.endsWith(' is') ? 'is' : 'are'} ${until}`;
};

export const SENTENCES = {
	offline: unsent('offline', 'anything'),
	away: unsent('away', 'anything'),
	restarting: unsent('restarting', 'anything'),
	unsaved:
		'The server cannot save anything now. What you do is kept on this device and is sent until it is saved: keep this page open, and tell your facilitator if this stays.',
	notAMember: 'You are no longer on this board. Ask the facilitator for a link to join again.',
	noBoard: 'This board does not exist any more.',
	deleted:
		'This board was deleted. What you wrote is kept on this device as long as it can be brought back.'
} as const;

/** A message in the words of what somebody does, and the same in one line of a phone. */
export function inWordsOf(doing: Doing, message: string): { whole: string; brief: string } {
	const troubles = Object.keys(UNSENT) as (keyof typeof UNSENT)[];
	const trouble = troubles.find((one) => SENTENCES[one] === message);
	if (!trouble) return { whole: message, brief: message };
	const brief = `${UNSENT[trouble].brief} ${KEPT_ON_DEVICE[doing]} kept here.`;
	return { whole: unsent(trouble, doing), brief };
}

const WALL_CAUSES = {
	refused: 'Your last change on the wall was taken back.',
	broken: 'This page had a broken copy of the wall. It was thrown away, and you see the true one.',
	newEpoch:
		'The board was set back to an earlier version, which you see now; what you wrote is kept at your desk.'
} as const;

/** After the wall was renewed: what happened, and where the work is. */
export function wallRenewed({ cause, why }: Renewal, kept: readonly KeptWork[]): string {
	return sentences(WALL_CAUSES[cause], cause === 'refused' ? why : '', whereKept(kept));
}
function whereKept(kept: readonly KeptWork[]): string {
	const clusters = kept.filter((work) => work.kind === 'cluster');
	const names = clusters.filter(({ title }) => title !== '');
	const groups = clusters.length - names.length;
	const words = kept.filter(({ kind }) => kind === 'words').length;
	const [only] = names;
	const parts = [
		names.length === 1 && only ? `the name ${quoted(only.title)}` : '',
		names.length > 1 ? `${names.length} names of clusters` : '',
		groups > 0 ? count(groups, 'group of notes', 'groups of notes') : '',
		words > 0 ? 'what you wrote' : ''
	].filter(Boolean);
	if (parts.length === 0) return '';
	const verb = names.length + groups + Math.min(words, 1) === 1 ? 'is' : 'are';
	const list = parts.join(' and ');
	return `${list.charAt(0).toUpperCase()}${list.slice(1)} ${verb} kept at your desk.`;
}

/** After the desk was renewed. `carried`: what was written is at the desk again, and is sent again. */
export function deskRenewed(
	{ cause, why }: Renewal,
	carried: boolean,
	shelved: readonly KeptWork[]
): string {
	const reason = cause === 'refused' ? why : 'This page had a broken copy of your desk.';
	if (!carried)
		return sentences(
			reason,
			shelved.length > 0
				? 'Your last changes could not be saved at your desk. They are kept on this device.'
				: 'Your last change at your desk was taken back.'
		);
	return sentences(
		reason,
		uncounted(shelved),
		shelved.some(({ kind }) => kind === 'mark')
			? 'A rating that came too late does not count.'
			: '',
		'Your notes are at your desk as you left them.'
	);
}

/** After dots, ratings or words gave way to those of another page of the same person, or '' where nothing is left over. */
export function gaveWay(kept: readonly KeptWork[]): string {
	if (kept.length === 0) return '';
	return sentences(
		kept.some(({ kind }) => kind !== 'dots')
			? 'You changed the same on another page meanwhile.'
			: 'You gave dots on another page meanwhile.',
		uncounted(kept),
		kept.some(({ kind }) => kind === 'mark') ? 'Your rating of that page counts.' : '',
		kept.some(({ kind }) => kind === 'note' || kind === 'answer')
			? 'What you wrote is kept at your desk.'
			: ''
	);
}

/** Which dots do not count, and why. */
function uncounted(kept: readonly KeptWork[]): string {
	const beyond = kept.reduce(
		(sum, work) => (work.kind === 'dots' && work.cluster !== '' ? sum + work.count : sum),
		0
	);
	return sentences(
		kept.some((work) => work.kind === 'dots' && work.cluster === '')
			? 'Dots that came too late do not count.'
			: '',
		beyond > 0
			? `${count(beyond, 'dot', 'dots')} of this page did not count: your ballot is full.`
			: ''
	);
}

const sentences = (...parts: string[]) => parts.filter(Boolean).join(' ');
