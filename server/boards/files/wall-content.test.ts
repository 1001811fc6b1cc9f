import * as fc from 'fast-check';
import type { SharedRoot } from '../../../src/lib/workshop/items/shapes.ts';
import { expect, it } from 'vitest';
import { frameText, layFrame, textOf } from '../../../src/lib/wall/items.ts';
import { Wall } from '../../../src/lib/wall/wall.ts';
import { RULES } from '../../../src/lib/workshop/rules.ts';
import { wallContents } from '../../../src/lib/workshop/testing.ts';
import type { WallContent } from '../../../src/lib/workshop/board-file/versions.ts';
import { contentOf, encodedWall, fillWall } from './wall-content.ts';

/** Independent of the order in which items were added. */
const sorted = (content: WallContent) =>
	Object.fromEntries(
		Object.entries(content).map(([list, items]: [string, unknown]) => [
			list,
			Array.isArray(items)
				? (items as { id: string }[]).toSorted((a, b) => (a.id < b.id ? -1 : 1))
				: items
		])
	);

it('[P2] reads back everything that was added to a wall', () => {
	fc.assert(
		fc.property(wallContents, (content) => {
			expect(sorted(contentOf(Wall.from(encodedWall(content))))).toEqual(sorted(content));
		})
	);
});

it('stores texts that several people write together as mergeable text, wherever the table says so', () => {
	fc.assert(
		fc.property(wallContents, (content) => {
			const wall = Wall.from(encodedWall(content));
			for (const { place, path, holds } of RULES) {
				const [root = '', item, field = ''] = path.split('/');
				if (place !== 'wall' || holds !== 'text' || item !== '*') continue;
				for (const { id } of content[root as SharedRoot])
					expect(textOf(wall, root as SharedRoot, id, field)).not.toBeNull();
			}
			for (const key of ['why', 'who', 'tries', 'says'] as const)
				expect(frameText(wall, key)).not.toBeNull();
		})
	);
});

it('fills empty existing texts of a frame, and overwrites nobody’s words', () => {
	const wall = new Wall();
	layFrame(wall, { why: 'Ours' });
	const texts = frameText(wall, 'who');
	const frame = { why: 'Theirs', who: 'Bakers', tries: '', says: '' };
	fillWall(wall, { ...contentOf(new Wall()), frame });
	expect(contentOf(wall).frame).toEqual({ ...frame, why: 'Ours' });
	expect(frameText(wall, 'who')).toBe(texts);
});
