/** Puts people's answers in order. */
import type { Question } from '../questions.ts';
import type { Answer } from './shapes.ts';
import type { Fn } from '../types.ts';

/** How many times the group asks why: by then, the answer is usually something that people can change. */
export const WHYS = 5;

/** Groups items by function, in the order of the functions; items without one come last. */
export function byFunction<T extends { fn: string }>(
	answers: readonly T[],
	functions: readonly Fn[]
): T[] {
	const place = ({ fn }: T) => {
		const at = functions.findIndex(({ id }) => id === fn);
		return at < 0 ? functions.length : at;
	};
	return [...answers].sort((a, b) => place(a) - place(b));
}

/** Functions with at least one answer, and those without, each in the board's order. */
export function heard(
	answers: readonly { fn: string }[],
	functions: readonly Fn[]
): { heard: Fn[]; unheard: Fn[] } {
	const spoke = new Set(answers.map(({ fn }) => fn));
	return {
		heard: functions.filter(({ id }) => spoke.has(id)),
		unheard: functions.filter(({ id }) => !spoke.has(id))
	};
}

/**
 * Ids of answers to a question that were taken back after others had continued from them: their whys must stay visible.
 * `answers` are the live ones; `find` also finds those that were taken back.
 */
export function takenBackUnderWhys(
	answers: readonly Answer[],
	find: (id: string) => Answer | null,
	question: Question,
	about: string
): string[] {
	const causes = answers.filter((one) => one.question === 'why').map((one) => one.about);
	return [...new Set(causes)].filter((id) => {
		const cause = find(id);
		return cause?.archived === true && cause.question === question && cause.about === about;
	});
}
