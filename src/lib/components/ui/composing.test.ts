import { expect, it } from 'vitest';
import { isComposing } from './composing.ts';

it.each([
	[{ isComposing: false, keyCode: 13 }, false],
	[{ isComposing: true, keyCode: 13 }, true],
	// Safari: the composition has ended, but this key press still belongs to it.
	[{ isComposing: false, keyCode: 229 }, true]
])('a key like %j is part of a composition: %j', (event, is) => {
	expect(isComposing(event as KeyboardEvent)).toBe(is);
});
