/** Options and parked ideas in a report. */
import type { Option, Requirement } from '../items/shapes.ts';
import type { Messages, ReportMessages } from '../../i18n/messages.ts';
import { parkedNotes } from '../items/groups.ts';
import { byOrder } from '../items/order.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { requirementsOf } from './problem.ts';
import { voicing, type Voice } from './voices.ts';
import { ratingOf, scoreOf, WEIGHT_POINTS } from '../triage/score.ts';

/** The questions about an option, in reading order. */
export const OPTION_PARTS = ['motive', 'users', 'burden', 'gain', 'open'] as const;

export interface Scorecard {
	options: Option[];
	/** All requirements that the option is compared with, in the order of the outcomes. */
	requirements: Requirement[];
}
export interface ParkedIdea extends Voice {
	/**
	 * The result for the idea: the problem that it was reworded as, the requirement that it belongs to, or why it was
	 * dropped.
	 */
	fate: { problem: string | null; requirement: string | null; dropped: string };
}

export function scorecardOf({ options, outcomes, requirements }: BoardRecord): Scorecard {
	const live = <T extends { archived: boolean; order: string; id: string }>(items: readonly T[]) =>
		items.filter(({ archived }) => !archived).sort(byOrder);
	return {
		options: live(options),
		requirements: live(outcomes).flatMap(({ id }) => requirementsOf(id, requirements))
	};
}
/** The rating of an option for a requirement, with the evidence. */
export const cellOf = (option: Option, { id }: Requirement) => ({
	rating: ratingOf(option, id),
	evidence: (Object.hasOwn(option.evidence, id) ? option.evidence[id] : undefined) ?? ''
});
/** "62 of 100, 1 not shown, fails 1 must", or '' if there are no requirements. */
export function scoreInWords(
	option: Option,
	requirements: readonly Requirement[],
	{ technology }: Messages
): string {
	const { value, unshown, failedMusts } = scoreOf(option, requirements);
	return value === null ? '' : technology.score(Math.round(value * 100), unshown, failedMusts);
}
export const weightsInWords = ({ technology }: Messages): string =>
	technology.weightsCount(WEIGHT_POINTS.must, WEIGHT_POINTS.should, WEIGHT_POINTS.could);

/** The parking lot: the report lists every idea in it. */
export function parkedIdeas(record: BoardRecord): ParkedIdea[] {
	const { voiceOf } = voicing(record);
	const statements = new Map(record.requirements.map(({ id, statement }) => [id, statement]));
	const texts = new Map(record.notes.map(({ id, text }) => [id, text]));
	return parkedNotes(record.notes).map((note) => {
		const requirement = statements.get(note.requirement) ?? null;
		const problem = texts.get(note.rewrittenAs) ?? null;
		return { ...voiceOf(note), fate: { problem, requirement, dropped: note.setAside } };
	});
}
/** The result for an idea, as sentences. */
export function fateInWords({ fate }: ParkedIdea, { report: { parking } }: ReportMessages): string {
	const { problem, requirement, dropped } = fate;
	const fates = [
		problem === null ? '' : parking.asProblem(problem),
		requirement === null ? '' : parking.inRequirement(requirement),
		dropped === '' ? '' : parking.dropped(dropped)
	].filter((sentence) => sentence !== '');
	return fates.join(' ') || parking.unsorted;
}
