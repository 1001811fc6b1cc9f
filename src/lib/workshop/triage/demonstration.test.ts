import type { Outcome, Requirement } from '../items/shapes.ts';
import { expect, test } from 'vitest';
import { board as en } from '../../i18n/en/board.ts';
import { demonstration, demonstrationText } from './demonstration.ts';

const outcome = (id: string, statement: string): Outcome => ({
	id,
	problem: 'c1',
	statement,
	metric: '',
	unit: '',
	direction: '',
	baseline: null,
	target: null,
	due: '',
	owner: '',
	how: '',
	source: '',
	order: '',
	archived: false
});
const requirement = (id: string, change: Partial<Requirement>): Requirement => ({
	id,
	outcome: 'o1',
	kind: 'software',
	weight: 'must',
	statement: 'The case is seen by whoever answers.',
	order: '',
	archived: false,
	...change
});

test('lists each requirement under its outcome, musts first', () => {
	const scenes = demonstration(
		[outcome('o1', 'Callers explain once'), outcome('o2', 'Nothing asked')],
		[
			requirement('r1', { weight: 'could', statement: 'IT hears of it' }),
			requirement('r2', {}),
			requirement('r3', { statement: '  ' }),
			requirement('r4', { archived: true })
		],
		en
	);
	expect(scenes).toEqual([
		{
			outcome: 'Callers explain once',
			lines: [
				{ weight: 'must', text: 'Show us how the case is seen by whoever answers.' },
				{ weight: 'could', text: 'Show us how IT hears of it.' }
			]
		}
	]);
	expect(demonstrationText(scenes, en)).toBe(
		'Callers explain once\n- Show us how the case is seen by whoever answers. (must)\n- Show us how IT hears of it. (could)'
	);
});
