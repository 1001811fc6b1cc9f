/**
 * A script for demonstrations: the requirements that vendors are asked to show, in the words and the order of the
 * group.
 */
import type { Outcome, Requirement } from '../items/shapes.ts';
import type { Messages } from '../../i18n/messages.ts';
import { requirementsUnder } from '../items/trace.ts';
import type { Weight } from '../types.ts';

export interface Scene {
	/** Statement of the scene's outcome. */
	outcome: string;
	/** Musts first. */
	lines: { weight: Weight; text: string }[];
}
const ORDER: readonly Weight[] = ['must', 'should', 'could'];

/** One scene for each outcome that has requirements with words. */
export function demonstration(
	outcomes: readonly Outcome[],
	requirements: readonly Requirement[],
	m: Messages
): Scene[] {
	const scenes = outcomes.map(({ id, statement }) => ({
		outcome: statement.trim() || m.outcomes.unnamed,
		lines: requirementsUnder(id, requirements)
			.filter((one) => one.statement.trim() !== '')
			.sort((a, b) => ORDER.indexOf(a.weight) - ORDER.indexOf(b.weight))
			.map((one) => ({
				weight: one.weight,
				text: m.technology.demonstration.showUs(one.statement)
			}))
	}));
	return scenes.filter(({ lines }) => lines.length > 0);
}

/** The script as plain text, for copying into a letter. */
export function demonstrationText(
	scenes: readonly Scene[],
	{ requirements: { weights }, technology: { demonstration: says } }: Messages
): string {
	const inWords = ({ weight, text }: Scene['lines'][number]) =>
		`- ${says.withWeight(text, weights[weight])}`;
	return scenes
		.map(({ outcome, lines }) => [outcome, ...lines.map(inWords)].join('\n'))
		.join('\n\n');
}
