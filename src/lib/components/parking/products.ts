import { LIMITS } from '$lib/workshop/limits.ts';

/** Names from a field with one to a line, each once. */
export function productsOf(text: string): string[] {
	const names = text.split('\n').map((name) => name.trim().replace(/\s+/g, ' '));
	return [...new Set(names.filter((name) => name !== ''))];
}
/** Why a board cannot take these names, as a sentence, or null. */
export function productsProblem(products: readonly string[]): string | null {
	if (products.length > LIMITS.products)
		return `A board takes ${LIMITS.products} names; these are ${products.length}.`;
	const long = products.find((name) => name.length > LIMITS.productChars);
	return long === undefined
		? null
		: `“${long.slice(0, LIMITS.productChars)}…” is longer than ${LIMITS.productChars} characters.`;
}
