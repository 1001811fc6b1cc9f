import { afterEach, expect, onTestFinished, test } from 'vitest';
import { keepTranslatedLive } from './translated.ts';

afterEach(() => document.body.replaceChildren());

/** A paragraph whose text is translated in the way Chrome does it. */
async function translated(words: string) {
	onTestFinished(keepTranslatedLive(document.body));
	const paragraph = document.createElement('p');
	const text = document.createTextNode(words);
	paragraph.append(document.createComment(''), text, document.createElement('b'));
	document.body.append(paragraph);
	const font = document.createElement('font');
	font.append(`«${words}»`);
	text.before(font);
	text.remove();
	await Promise.resolve();
	return { paragraph, text, font };
}

test('a translation stays visible beside the text that scripts know', async () => {
	const { paragraph, text } = await translated('3 notes');
	expect(paragraph.textContent).toBe('«3 notes»');
	expect(text.parentNode).toBe(paragraph);
});

test('a text that a script changes replaces its translation and is translated again', async () => {
	const { paragraph, text } = await translated('3 notes');
	text.nodeValue = '4 notes';
	await Promise.resolve();
	expect(paragraph.textContent).toBe('4 notes');
	const next = document.createElement('font');
	next.append('«4 notes»');
	text.before(next);
	text.remove();
	await Promise.resolve();
	expect(paragraph.textContent).toBe('«4 notes»');
	text.nodeValue = '';
	await Promise.resolve();
	expect(paragraph.textContent).toBe('');
});

test('a translation is removed and moved together with its text', async () => {
	const { paragraph, text, font } = await translated('3 notes');
	paragraph.append(text);
	await Promise.resolve();
	expect(paragraph.lastChild).toBe(font);
	text.remove();
	await Promise.resolve();
	expect(font.isConnected).toBe(false);
	expect(paragraph.textContent).toBe('');
});

test('a text comes back when the browser shows the original', async () => {
	const { paragraph, text, font } = await translated('3 notes');
	font.before(text);
	font.remove();
	await Promise.resolve();
	expect(paragraph.textContent).toBe('3 notes');
	text.nodeValue = '4 notes';
	await Promise.resolve();
	expect(paragraph.textContent).toBe('4 notes');
});
