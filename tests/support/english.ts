/** The server's sentences in English: tests compare sentences as people read them. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { say, type Saying } from '../../src/lib/i18n/say.ts';
import type { Boards } from '../../server/services.ts';
import type { Verdict } from '../../server/sync/guard/policy.ts';

export const inEnglish = (saying: Saying): string => say(en, saying);

/** The same service, with its reasons as strings. */
export function speakingEnglish(boards: Boards): Boards {
	return new Proxy(boards, {
		get(service, name, receiver) {
			const method: unknown = Reflect.get(service, name, receiver);
			if (typeof method !== 'function') return method;
			return async (...values: unknown[]) =>
				withReason(await (method as (...values: unknown[]) => unknown)(...values));
		}
	});
}

const withReason = (answer: unknown): unknown =>
	typeof answer === 'object' && answer !== null && 'reason' in answer
		? { ...answer, reason: inEnglish(answer.reason as Saying) }
		: answer;

/** A verdict with its reason as people read it. */
export const verdictInEnglish = (verdict: Verdict) =>
	verdict.kind === 'refuse' ? { ...verdict, reason: inEnglish(verdict.reason) } : verdict;
