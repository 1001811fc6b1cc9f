/** The sentences at the top of the Review page. */
import type { Sentence } from '$lib/i18n/messages.ts';
import { daysBetween, isDay } from '$lib/workshop/days.ts';
import type { Status } from '$lib/workshop/outcomes/progress.ts';

/** Summarises the statuses of the group's outcomes. */
export function reviewHeadline(statuses: readonly Status[]): Sentence {
	const many = statuses.length;
	const reached = statuses.filter((status) => status === 'reached').length;
	const well = reached + statuses.filter((status) => status === 'on track').length;
	if (many === 0) return (m) => m.review.headline.noOutcome;
	if (statuses.every((status) => status === 'unread' || status === 'unmeasurable'))
		return (m) => m.review.headline.nothing;
	return ({ review: { headline: m } }) => {
		if (many > 1 && reached === 0) return m.someOnTrack(well, many);
		if (many > 1) return reached === well ? m.someReached(well, many) : m.someEither(well, many);
		if (reached === 1) return m.reached;
		return well === 1 ? m.onTrack : m.behind;
	};
}

/** Calmly says that the due day is past and the outcome is not reached; or null. */
export function overdueSentence(due: string, status: Status, today: string): Sentence | null {
	if (!isDay(due) || status === 'reached' || due >= today) return null;
	return (m) => m.review.outcome.overdue(daysBetween(due, today));
}
/** Says when the next review is. */
export function reviewDaySentence(reviewOn: string, today: string): Sentence {
	if (!isDay(reviewOn)) return (m) => m.review.next.noDay;
	const days = daysBetween(today, reviewOn);
	if (days === 0) return (m) => m.review.next.today;
	return ({ review: { next: m } }) => (days > 0 ? m.on(reviewOn, days) : m.past(reviewOn));
}

/** Says what is new since the person's last visit, or null. */
export function newsSentence(readings: number, answers: number): Sentence | null {
	return readings + answers === 0 ? null : (m) => m.review.news(readings, answers);
}
