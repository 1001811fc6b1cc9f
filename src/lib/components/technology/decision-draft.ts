/** What is chosen in a decision that is not written down yet, as it lies on the device. */
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

/** Reads one. What cannot be read is as it was `before` anything was chosen. */
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
