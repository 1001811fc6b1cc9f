import { all as en } from '../../../src/lib/i18n/en/all.ts';
import { expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Complete } from './inspect.ts';
import { whyDangling } from './references.ts';

it('[S42] deleting many clusters reads the items that can name them once, not once per cluster', () => {
	const doc = new Y.Doc();
	const answers = doc.getMap<Y.Map<unknown>>('answers');
	for (let at = 0; at < 10; at++) answers.set(`a${at}`, new Y.Map([['about', `other${at}`]]));
	const looks = vi.spyOn(answers._map, 'values');
	const removing = (ids: readonly string[]) => {
		const deletes = ids.map((id) => ({ path: ['clusters', id] })) as unknown as Complete['deletes'];
		return whyDangling('wall', doc, { inserts: [], deletes } as unknown as Complete);
	};
	const many = Array.from({ length: 50 }, (_, at) => `c${at}`);
	expect(removing(many)).toBeNull();
	expect(looks.mock.calls.length).toBe(1);
	expect(removing([...many, 'other3'])?.(en)).toBe('Something is written about this, so it stays.');
});
