import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanLine, cleanText, folded, isVisible } from './clean-text.ts';

it.each([
	['  spaces around ', 'spaces around'],
	['Orders\u00a0are typed\u202ftwice', 'Orders are typed twice'],
	['\u200bSales\u200b', 'Sales'],
	['Pru\u0308fung', 'Pr\u00fcfung'],
	['two\r\nlines\rand\u2028three', 'two\nlines\nand\nthree'],
	['one\u0000 two\u0007', 'one two'],
	['soft\u00adhyphen', 'softhyphen'],
	['left\u202eright', 'leftright'],
	['می\u200cخواهم', 'می\u200cخواهم'],
	['👩\u200d🔧 fixes it', '👩\u200d🔧 fixes it'],
	['\u200d', ''],
	['a \u200d\u200eb\u200c\u200c', 'a b'],
	['a\u200c\u200db', 'a\u200c\u200db']
])('cleans %j', (text, clean) => {
	expect(cleanText(text)).toBe(clean);
});
it('cleaning a text twice gives the same result and keeps visible characters', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const once = cleanText(text.toWellFormed());
			expect(cleanText(once)).toBe(once);
			expect(isVisible(text.toWellFormed())).toBe(isVisible(once));
		})
	);
});
it.each(['', ' \u00a0\u2060', '\u3164', '\u2800', '\u200b\u200d', '\u0301', '\ufe0f'])(
	'finds nothing visible in %j',
	(text) => expect(isVisible(text)).toBe(false)
);
it('compares names without regard to case, spaces and widths of letters', () => {
	expect(folded(' ＳＡＬＥＳ\u00a0 team ')).toBe(folded('sales team'));
	expect(cleanLine('a\n b')).toBe('a b');
});
it('[H15] checks each of a million joiners only once', () => {
	const joiners = '\u200c'.repeat(1_000_000);
	expect(cleanText(`x${joiners}x`)).toHaveLength(joiners.length + 2);
	expect(cleanText(`x${joiners} x`)).toBe('x x');
});
