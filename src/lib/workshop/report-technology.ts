/** Options and parked ideas in a report. */
import { parkedNotes } from './groups.ts';
import type { BoardRecord } from './record.ts';
import { requirementsOf } from './report-problem.ts';
import { byOrder, voicing, type Voice } from './report-voices.ts';
import type { Option, Rating, Requirement } from './types.ts';

export const RATING_WORDS: Readonly<Record<Rating, string>> = {
	meets: 'meets it',
	partly: 'partly',
	fails: 'does not',
	unshown: 'not shown'
};

export interface Scorecard {
	options: Option[];
	/** What software must do, and all that an option was held against, in the order of the outcomes. */
	requirements: Requirement[];
}
export interface ParkedIdea extends Voice {
	/** What became of it, as a sentence. */
	fate: string;
}

export function scorecardOf({ options, outcomes, requirements }: BoardRecord): Scorecard {
	const live = <T extends { archived: boolean; order: string; id: string }>(items: readonly T[]) =>
		items.filter(({ archived }) => !archived).sort(byOrder);
	const weighed = live(options);
	const isWeighed = (requirement: Requirement) =>
		requirement.kind === 'software' ||
		weighed.some((option) => ratingOf(option, requirement).rating !== 'unshown');
	return {
		options: weighed,
		requirements: live(outcomes)
			.flatMap(({ id }) => requirementsOf(id, requirements))
			.filter(isWeighed)
	};
}
/** What an option was seen to do for a requirement. */
export const ratingOf = ({ ratings, evidence }: Option, { id }: Requirement) => ({
	rating: Object.hasOwn(ratings, id) ? (ratings[id] ?? 'unshown') : 'unshown',
	evidence: Object.hasOwn(evidence, id) ? (evidence[id] ?? '') : ''
});

/** The parking lot: nothing that was put there is lost. */
export function parkedIdeas(record: BoardRecord): ParkedIdea[] {
	const { voiceOf } = voicing(record);
	const statements = new Map(record.requirements.map(({ id, statement }) => [id, statement]));
	const texts = new Map(record.notes.map(({ id, text }) => [id, text]));
	return parkedNotes(record.notes).map((note) => {
		const requirement = statements.get(note.requirement);
		const problem = texts.get(note.rewrittenAs);
		const fates = [
			problem === undefined ? '' : `Said as a problem: “${problem}”`,
			requirement === undefined ? '' : `Became a part of: ${requirement}`,
			note.setAside === '' ? '' : `Set aside: ${note.setAside}`
		].filter((fate) => fate !== '');
		return { ...voiceOf(note), fate: fates.join(' ') || 'Still waits to be sorted.' };
	});
}
