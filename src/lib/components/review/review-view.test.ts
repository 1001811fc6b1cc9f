import { describe, expect, it } from 'vitest';
import { board as en } from '$lib/i18n/en/board.ts';
import type { Status } from '$lib/workshop/outcomes/progress.ts';
import { newsSentence, overdueSentence, reviewDaySentence, reviewHeadline } from './review-view.ts';

describe('reviewHeadline', () => {
	it.each<[Status[], string]>([
		[[], 'How far did we come?'],
		[['unread', 'unmeasurable'], 'Nothing has been measured yet'],
		[['reached'], 'The outcome is reached'],
		[['on track'], 'The outcome is on track'],
		[['behind'], 'The outcome is behind'],
		[['reached', 'on track', 'behind'], 'Two of three outcomes are on track or reached'],
		[['on track', 'behind'], 'One of two outcomes is on track'],
		[['reached', 'reached', 'reached'], 'All three outcomes are reached'],
		[['behind', 'behind'], 'None of two outcomes are on track']
	])('%j', (statuses, headline) => {
		expect(reviewHeadline(statuses)(en)).toBe(headline);
	});
});

it('overdueSentence mentions a past due day unless the outcome is reached', () => {
	expect(overdueSentence('2027-06-30', 'behind', '2027-07-12')?.(en)).toMatch(
		/^It was due 12 days ago/
	);
	expect(overdueSentence('2027-06-30', 'reached', '2027-07-12')).toBeNull();
	expect(overdueSentence('2027-06-30', 'behind', '2027-06-30')).toBeNull();
	expect(overdueSentence('', 'unread', '2027-06-30')).toBeNull();
});
it('reviewDaySentence counts the days until the next review', () => {
	expect(reviewDaySentence('', '2027-06-30')(en)).toBe('No day is set for the next review.');
	expect(reviewDaySentence('2027-06-30', '2027-06-30')(en)).toBe('The next review is today.');
	expect(reviewDaySentence('2027-07-01', '2027-06-30')(en)).toBe(
		'The next review is on 1 July 2027, in 1 day.'
	);
	expect(reviewDaySentence('2027-06-01', '2027-06-30')(en)).toBe(
		'A review was planned for 1 June 2027. When is the next one?'
	);
});
it('newsSentence counts new readings and answers', () => {
	expect(newsSentence(0, 0)).toBeNull();
	expect(newsSentence(2, 0)?.(en)).toBe('New since your last visit: 2 readings.');
	expect(newsSentence(1, 3)?.(en)).toBe('New since your last visit: 1 reading and 3 answers.');
});
