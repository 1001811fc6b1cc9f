/** A script for demonstrations: what providers are asked to show, in the words and the order of the group. */
import { isolated } from '../text.ts';
import { requirementsUnder } from '../items/trace.ts';
import type { Outcome, Requirement, Weight } from '../types.ts';

export interface Scene {
	/** Statement of the outcome that it is for. */
	outcome: string;
	/** Musts first. */
	lines: { weight: Weight; text: string }[];
}
const ORDER: readonly Weight[] = ['must', 'should', 'could'];

/** One scene for each outcome that has requirements with words. */
export function demonstration(
	outcomes: readonly Outcome[],
	requirements: readonly Requirement[]
): Scene[] {
	const scenes = outcomes.map(({ id, statement }) => ({
		outcome: statement.trim() || 'An outcome without words',
		lines: requirementsUnder(id, requirements)
			.filter((one) => one.statement.trim() !== '')
			.sort((a, b) => ORDER.indexOf(a.weight) - ORDER.indexOf(b.weight))
			.map((one) => ({
				weight: one.weight,
				text: `Show us how ${isolated(asClause(one.statement))}.`
			}))
	}));
	return scenes.filter(({ lines }) => lines.length > 0);
}

/** As plain text, to be copied into a letter. */
export const demonstrationText = (scenes: readonly Scene[]): string =>
	scenes
		.map(({ outcome, lines }) =>
			[outcome, ...lines.map(({ weight, text }) => `- ${text} (${weight})`)].join('\n')
		)
		.join('\n\n');

/** A sentence as it follows other words; names and abbreviations at its beginning stay as they are. */
function asClause(statement: string): string {
	const bare = statement
		.trim()
		.replace(/\s+/g, ' ')
		.replace(/[.!]+$/, '');
	return /^(The|A|An|Whoever|Whenever|Everybody|Everyone|Each|Every|Nobody|No|When|All|Any|Anybody|Callers?|Customers?|Somebody|Service|Sales|Marketing|It|We|One|Those|People|There|Within|After|Before|If)\b/.test(
		bare
	)
		? bare.charAt(0).toLowerCase() + bare.slice(1)
		: bare;
}
