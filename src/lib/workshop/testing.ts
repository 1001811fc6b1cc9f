/** Random contents of walls, for tests. */
import fc from 'fast-check';
import { VALUES } from './values.ts';
import { ITEM_ROOTS } from './items/shapes.ts';
import { RULES, type Rule } from './rules.ts';
import type { WallContent } from './board-file/versions.ts';

const LISTS = ['notes', 'clusters', ...ITEM_ROOTS] as const;
type Ids = Readonly<Record<string, readonly string[]>>;

/** The kinds of items that reference fields refer to; these walls have no names of people. */
const NAMED: Readonly<Record<string, string>> = {
	cluster: 'clusters',
	rewrittenAs: 'notes',
	about: 'outcomes'
};
const LONGEST = 40;
const words = fc.string({ maxLength: LONGEST });
const fieldOf = ({ path }: Rule) => path.split('/').at(-1) ?? '';

function valueOf(rule: Rule, ids: Ids): fc.Arbitrary<unknown> {
	const { holds, names } = rule;
	if (names) return fc.constantFrom('', ...(ids[names] ?? []));
	if (holds === 'order') return fc.constantFrom('', 'a0', 'a1', 'a1V');
	if (holds === 'noteText' || holds === 'answerText') return words.map((text) => `.${text}`);
	if (holds === 'text' || holds === 'map') return words;
	const form = VALUES[holds];
	if (form === 'flag') return fc.boolean();
	if (form === 'day') return fc.constantFrom('', '2027-06-30', '2028-02-29');
	if (form === 'idOrNone') return fc.constantFrom('', ...(ids[NAMED[fieldOf(rule)] ?? ''] ?? []));
	if ('oneOf' in form) return fc.constantFrom(...form.oneOf);
	if ('text' in form) return fc.string({ maxLength: Math.min(form.text, LONGEST) });
	const [min, max] = form.number;
	// Without -0, because JSON does not have it.
	const number = fc.double({ min, max, noNaN: true }).map((n) => n + 0);
	return holds === 'amount' ? fc.option(number) : number;
}

/** The rules of the fields in a root. */
const fieldsOf = (root: string) =>
	RULES.filter(({ place, path }) => place === 'wall' && path.startsWith(`${root}/*/`));
function itemOf(root: string, id: string, ids: Ids): fc.Arbitrary<unknown> {
	const fields = fieldsOf(root).map((rule) => [fieldOf(rule), valueOf(rule, ids)] as const);
	const requirement = fc.constantFrom('', ...(ids.requirements ?? []));
	const cells = (value: fc.Arbitrary<string>) =>
		fc.dictionary(requirement, value).map(({ '': _, ...known }) => known);
	const maps = {
		ratings: cells(fc.constantFrom('meets', 'partly', 'fails', 'unshown')),
		evidence: cells(words)
	};
	return fc.record({
		...(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>),
		id: fc.constant(id),
		...(root === 'options' ? maps : {}),
		// If clusters are merged in a circle, one of them becomes live again.
		...(root === 'clusters' ? { mergedInto: fc.constant('') } : {})
	});
}

/** Everything that a wall can hold: every field in the rules table, with any value that the field accepts. */
export const wallContents: fc.Arbitrary<WallContent> = fc
	.array(fc.nat({ max: 3 }), { minLength: LISTS.length, maxLength: LISTS.length })
	.chain((counts) => {
		const ids: Ids = Object.fromEntries(
			LISTS.map((list, at) => [
				list,
				Array.from({ length: counts[at] ?? 0 }, (_, index) => `${list}-${index}`)
			])
		);
		const lists = LISTS.map((list) => [
			list,
			fc.tuple(...(ids[list] ?? []).map((id) => itemOf(list, id, ids)))
		]);
		const frame = fc.record({ why: words, who: words, tries: words, says: words });
		return fc.record({
			...(Object.fromEntries(lists) as Record<string, fc.Arbitrary<unknown>>),
			frame
		}) as fc.Arbitrary<unknown> as fc.Arbitrary<WallContent>;
	});
