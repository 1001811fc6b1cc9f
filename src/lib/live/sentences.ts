/** The messages about a page's connection and about work that the server rejected. */
import type { Messages } from '../i18n/messages.ts';
import type { KeptWork } from '../wall/kept.ts';
import type { Renewal } from './channel.ts';

type Words = Messages['connection'];
/** A person's activity on a page, which is kept while the page is not connected. */
export type Doing = keyof Words['unsent']['offline'];
/** The problem of a page that is not online. */
export type Trouble = keyof Words['unsent'] | 'unsaved';

export const troubled = (m: Words, trouble: Trouble): string =>
	trouble === 'unsaved' ? m.unsaved : m.unsent[trouble].anything;

/** A message that fits the activity, and a short form in one line for phones. */
export function inWordsOf(
	m: Words,
	doing: Doing,
	message: string
): { whole: string; brief: string } {
	const troubles = Object.keys(m.unsent) as (keyof Words['unsent'])[];
	const trouble = troubles.find((one) => troubled(m, one) === message);
	if (!trouble) return { whole: message, brief: message };
	return { whole: m.unsent[trouble][doing], brief: m.unsentInBrief[trouble][doing] };
}

/** The message after the wall was renewed: what happened, and where the work is. */
export function wallRenewed(m: Words, { cause, why }: Renewal, kept: readonly KeptWork[]): string {
	return sentences(m.wallRenewed[cause], cause === 'refused' ? why : '', whereKept(m, kept));
}
function whereKept(m: Words, kept: readonly KeptWork[]): string {
	const titles = kept.flatMap((work) => (work.kind === 'cluster' ? [work.title] : []));
	const names = titles.filter((title) => title !== '');
	const words = kept.some(({ kind }) => kind === 'words');
	if (titles.length === 0 && !words) return '';
	return m.keptAtDesk({ names, groups: titles.length - names.length, words });
}

/** The message after the desk was renewed. With `carried`, the written work is at the desk again and is sent again. */
export function deskRenewed(
	m: Words,
	{ cause, why }: Renewal,
	carried: boolean,
	shelved: readonly KeptWork[]
): string {
	const { broken, keptOnDevice, takenBack, lateRating, asYouLeft } = m.deskRenewed;
	const reason = cause === 'refused' ? why : broken;
	if (!carried) return sentences(reason, shelved.length > 0 ? keptOnDevice : takenBack);
	const isLate = shelved.some(({ kind }) => kind === 'mark');
	return sentences(reason, uncounted(m, shelved), isLate ? lateRating : '', asYouLeft);
}

/**
 * The message after dots, ratings or words were replaced by those of another page of the same person, or '' if nothing
 * is left over.
 */
export function gaveWay(m: Words, kept: readonly KeptWork[]): string {
	if (kept.length === 0) return '';
	const { changed, gaveDots, ratingCounts, wordsKept } = m.otherPage;
	return sentences(
		kept.some(({ kind }) => kind !== 'dots') ? changed : gaveDots,
		uncounted(m, kept),
		kept.some(({ kind }) => kind === 'mark') ? ratingCounts : '',
		kept.some(({ kind }) => kind === 'note' || kind === 'answer') ? wordsKept : ''
	);
}

/** Which dots do not count, and why. */
function uncounted(m: Words, kept: readonly KeptWork[]): string {
	const beyond = kept.reduce(
		(sum, work) => (work.kind === 'dots' && work.cluster !== '' ? sum + work.count : sum),
		0
	);
	const isLate = kept.some((work) => work.kind === 'dots' && work.cluster === '');
	return sentences(isLate ? m.lateDots : '', beyond > 0 ? m.ballotFull(beyond) : '');
}

const sentences = (...parts: string[]) => parts.filter(Boolean).join(' ');
