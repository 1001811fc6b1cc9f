/** What the Review page says as a whole. */
import { daysBetween, dayInWords, isDay } from '$lib/workshop/days.ts';
import type { Status } from '$lib/workshop/outcomes/progress.ts';
import { count, shareInWords } from '$lib/workshop/text.ts';

/** Where the group stands, from the statuses of its outcomes. */
export function reviewHeadline(statuses: readonly Status[]): string {
	const many = statuses.length;
	const reached = statuses.filter((status) => status === 'reached').length;
	const well = reached + statuses.filter((status) => status === 'on track').length;
	if (many === 0) return 'How far did we come?';
	if (statuses.every((status) => status === 'unread' || status === 'unmeasurable'))
		return 'Nothing has been measured yet';
	if (many === 1) {
		if (reached === 1) return 'The outcome is reached';
		return well === 1 ? 'The outcome is on track' : 'The outcome is behind';
	}
	const all = reached === 0 ? 'on track' : reached === well ? 'reached' : 'on track or reached';
	return `${shareInWords(well, many, 'outcomes')} ${well === 1 ? 'is' : 'are'} ${all}`;
}

/** That a due day is past and the outcome not reached, said calmly; or ''. */
export function overdueSentence(due: string, status: Status, today: string): string {
	if (!isDay(due) || status === 'reached' || due >= today) return '';
	const days = count(daysBetween(due, today), 'day', 'days');
	return `It was due ${days} ago. Set a new day in the Outcomes step, or say below what changed.`;
}
/** When the group looks again, as a sentence. */
export function reviewDaySentence(reviewOn: string, today: string): string {
	if (!isDay(reviewOn)) return 'No day is set for the next review.';
	const day = dayInWords(reviewOn);
	const days = daysBetween(today, reviewOn);
	if (days === 0) return 'The next review is today.';
	if (days > 0) return `The next review is on ${day}, in ${count(days, 'day', 'days')}.`;
	return `A review was planned for ${day}. When is the next one?`;
}

/** What is new since somebody's last visit, as a sentence, or ''. */
export function newsSentence(readings: number, answers: number): string {
	const parts = [
		readings > 0 ? count(readings, 'reading', 'readings') : '',
		answers > 0 ? count(answers, 'answer', 'answers') : ''
	].filter(Boolean);
	return parts.length === 0 ? '' : `New since your last visit: ${parts.join(' and ')}.`;
}
