/** The choices in a decision that is not saved yet, as the device stores them. */
import { DECISION_KINDS } from '$lib/workshop/values.ts';
import type { DecisionKind } from '$lib/workshop/types.ts';

export interface Choice {
	kind: DecisionKind | '';
	option: string;
	requirements: string[];
	leavesOpen: string[];
	/** `YYYY-MM-DD`, or ''. */
	reviewOn: string;
}

/** Parses a stored choice. Unreadable parts keep the value in `before`. */
export function readChoice(stored: string, before: Choice): Choice {
	let read: Partial<Record<keyof Choice, unknown>>;
	try {
		read = Object(JSON.parse(stored)) as typeof read;
	} catch {
		return before;
	}
	const ids = (value: unknown, instead: string[]) =>
		Array.isArray(value) ? value.filter((id) => typeof id === 'string') : instead;
	const words = (value: unknown, instead: string) => (typeof value === 'string' ? value : instead);
	return {
		kind: DECISION_KINDS.find((kind) => kind === read.kind) ?? before.kind,
		option: words(read.option, before.option),
		requirements: ids(read.requirements, before.requirements),
		leavesOpen: ids(read.leavesOpen, before.leavesOpen),
		reviewOn: words(read.reviewOn, before.reviewOn)
	};
}
