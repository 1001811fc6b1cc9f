import { expect, it } from 'vitest';
import { themeOf } from './theme.ts';

const cookies = (values: Record<string, string>) => ({ get: (name: string) => values[name] });

it('[H11] the https theme cookie wins over one from an earlier version', () => {
	const both = { groundwork_theme: 'light', '__Host-groundwork_theme': 'dark' };
	expect(themeOf(cookies(both))).toBe('dark');
	expect(themeOf(cookies({ groundwork_theme: 'light' }))).toBe('light');
	expect(themeOf(cookies({ groundwork_theme: '<script>' }))).toBe('system');
});
