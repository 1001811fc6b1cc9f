import { capital } from './capital.ts';

const SMALL = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A part of two or more, at the beginning of a sentence: "Three of four outcomes", "All three outcomes". */
export function shareInWords(part: number, whole: number, noun: string): string {
	const [some = '', all = ''] = [part, whole].map((n) => SMALL[n] ?? String(n));
	if (part < whole) return capital(`${some} of ${all} ${noun}`);
	return whole === 2 ? `Both ${noun}` : `All ${all} ${noun}`;
}
