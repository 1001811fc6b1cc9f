import type { Sentence } from '$lib/i18n/messages.ts';
import { LIMITS } from '$lib/workshop/limits.ts';

/** Names from a field with one name per line, without duplicates. */
export function productsOf(text: string): string[] {
	const names = text.split('\n').map((name) => name.trim().replace(/\s+/g, ' '));
	return [...new Set(names.filter((name) => name !== ''))];
}
/** Why a board cannot accept these names, as a sentence, or null. */
export function productsProblem(products: readonly string[]): Sentence | null {
	if (products.length > LIMITS.products)
		return (m) => m.parking.wording.tooMany(LIMITS.products, products.length);
	const long = products.find((name) => name.length > LIMITS.productChars);
	if (long === undefined) return null;
	const most = LIMITS.productChars;
	return (m) => m.parking.wording.tooLong(long.slice(0, most), most);
}
