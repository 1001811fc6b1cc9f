import { expect, it } from 'vitest';
import { askedAbout, FACILITATIVE, MOTIVES } from './questions.ts';

it('asks each function three questions, and each problem seven', () => {
	expect(MOTIVES).toEqual(['hope', 'fear', 'waste']);
	expect(FACILITATIVE).toHaveLength(7);
	for (const question of FACILITATIVE) expect(askedAbout(question)).toEqual(['clusters']);
});
