import { expect, it } from 'vitest';
import { isBeyondBoards } from './json-size.ts';

const beyond = (json: string) => isBeyondBoards(Buffer.from(json));
const MEGABYTE = 1_000_000;

it.each([
	['lists beside each other', `[${'[],'.repeat(3 * MEGABYTE)}[]]`],
	['objects beside each other', `[${'{},'.repeat(3 * MEGABYTE)}{}]`],
	['numbers', `[${'1,'.repeat(3 * MEGABYTE)}1]`],
	['lists in each other', '['.repeat(1_000)]
])('[O30] a text of more values than a board has is told by its bytes: %s', (_, json) => {
	expect(beyond(json)).toBe(true);
});
it.each([
	['signs in a text', JSON.stringify(['[],{}'.repeat(MEGABYTE)])],
	['quotes and strokes in a text', JSON.stringify(['\\"[,'.repeat(MEGABYTE)])],
	['lists behind each other', JSON.stringify(Array.from({ length: 1_000 }, () => [[]]))]
])('[O30] what a board may have is none: %s', (_, json) => {
	expect(beyond(json)).toBe(false);
});
