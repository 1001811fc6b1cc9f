import { describe, expect, it } from 'vitest';
import { localeOf } from './locales.ts';

describe('the language of a request', () => {
	it.each([
		['no header', undefined, null, 'en'],
		['English with a region', undefined, 'en-US,en;q=0.9', 'en'],
		['languages that we do not have', undefined, 'fi,sv;q=0.8', 'en'],
		['what is no header', undefined, ';;q=,,=*', 'en'],
		['a trial language in the header, which is not offered', undefined, 'en-XA', 'en'],
		['a trial language in the cookie', 'ar-XB', 'en', 'ar-XB'],
		['a cookie that names an inherited field', 'constructor', 'en', 'en']
	])('of %s', (_, cookie, header, expected) => {
		expect(localeOf(cookie, header)).toBe(expected);
	});
});
