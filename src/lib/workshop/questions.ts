/** What people are asked; the catalogue says it in words. */
import type { Frame, Question } from './types.ts';

/** What the group writes together before anything else, in order. */
export const FRAME_TEXTS = [
	'why',
	'who',
	'tries',
	'says'
] as const satisfies readonly (keyof Frame)[];

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
