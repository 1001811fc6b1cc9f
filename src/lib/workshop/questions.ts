/** What people are asked, in the words in which pages and reports ask it. */
import { questions } from '../i18n/en/questions.ts';
import type { Question } from './types.ts';

/** What the group writes together before anything else. */
export const FRAME_QUESTIONS = questions.frame;

/** Asked of everybody, for their function. */
export const MOTIVES = ['hope', 'fear', 'waste'] as const satisfies readonly Question[];

/** The facilitative questions, asked of each chosen problem in this order. */
export const FACILITATIVE = [
	'felt',
	'costs',
	'wanted',
	'have',
	'change',
	'include',
	'signs'
] as const satisfies readonly Question[];

export const QUESTION_WORDS = questions.asked;
