/** Options and parked ideas in a report. */
import { parkedNotes } from '../items/groups.ts';
import { byOrder } from '../items/order.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { requirementsOf } from './problem.ts';
import { voicing, type Voice } from './voices.ts';
import { ratingOf, scoreOf, WEIGHT_POINTS } from '../triage/score.ts';
import { count, isolated, quoted } from '../text.ts';
import type { Option, Rating, Requirement } from '../types.ts';

export const RATING_WORDS: Readonly<Record<Rating, string>> = {
	meets: 'meets it',
	partly: 'partly',
	fails: 'does not',
	unshown: 'not shown'
};

export interface Scorecard {
	options: Option[];
	/** All that an option is held against, in the order of the outcomes. */
	requirements: Requirement[];
}
export interface ParkedIdea extends Voice {
	/** What became of it, as a sentence. */
	fate: string;
}

export function scorecardOf({ options, outcomes, requirements }: BoardRecord): Scorecard {
	const live = <T extends { archived: boolean; order: string; id: string }>(items: readonly T[]) =>
		items.filter(({ archived }) => !archived).sort(byOrder);
	return {
		options: live(options),
		requirements: live(outcomes).flatMap(({ id }) => requirementsOf(id, requirements))
	};
}
/** What an option was seen to do for a requirement. */
export const cellOf = (option: Option, { id }: Requirement) => ({
	rating: ratingOf(option, id),
	evidence: (Object.hasOwn(option.evidence, id) ? option.evidence[id] : undefined) ?? ''
});
/** "62 of 100, 1 not shown, fails 1 must", or '' where nothing was asked for. */
export function scoreInWords(option: Option, requirements: readonly Requirement[]): string {
	const { value, unshown, failedMusts } = scoreOf(option, requirements);
	if (value === null) return '';
	const open = unshown > 0 ? `, ${unshown} not shown` : '';
	const musts = failedMusts > 0 ? `, fails ${count(failedMusts, 'must', 'musts')}` : '';
	return `${Math.round(value * 100)} of 100${open}${musts}`;
}
export const WEIGHTS_IN_WORDS = `A must counts ${WEIGHT_POINTS.must}, a should ${WEIGHT_POINTS.should}, a could ${WEIGHT_POINTS.could}; “partly” counts half.`;

/** The parking lot: nothing that was put there is lost. */
export function parkedIdeas(record: BoardRecord): ParkedIdea[] {
	const { voiceOf } = voicing(record);
	const statements = new Map(record.requirements.map(({ id, statement }) => [id, statement]));
	const texts = new Map(record.notes.map(({ id, text }) => [id, text]));
	return parkedNotes(record.notes).map((note) => {
		const requirement = statements.get(note.requirement);
		const problem = texts.get(note.rewrittenAs);
		const fates = [
			problem === undefined ? '' : `Put as a problem: ${quoted(problem)}`,
			requirement === undefined ? '' : `Became part of: ${isolated(requirement)}`,
			note.setAside === '' ? '' : `Dropped: ${isolated(note.setAside)}`
		].filter((fate) => fate !== '');
		return { ...voiceOf(note), fate: fates.join(' ') || 'Not sorted yet.' };
	});
}
