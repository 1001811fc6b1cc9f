import fc from 'fast-check';
import type { Question } from '../../../src/lib/workshop/questions.ts';
import { expect, it } from 'vitest';
import { itemIds, readItem } from '../../../src/lib/wall/items.ts';
import { addCluster } from '../../../src/lib/wall/mutations.ts';
import type { Me } from '../../../src/lib/workshop/types.ts';
import { TestWorkshop } from '../../../tests/support/workshop.ts';

const AT_DESK = ['write', 'edit', 'takeBack', 'bringBack'] as const;
const STEPS = ['frame', 'understand', 'requirements'] as const;
const OTHERS = ['keep', 'restart', 'break', 'mend'] as const;
type Move =
	| { kind: (typeof AT_DESK)[number]; who: number; nth: number; about: number }
	| { kind: 'commit'; who: number }
	| { kind: 'restore'; version: number }
	| { kind: 'go'; step: (typeof STEPS)[number] }
	| { kind: (typeof OTHERS)[number] };

const TIMEOUT_MS = 120_000;
const who = fc.nat(2);
const move: fc.Arbitrary<Move> = fc.oneof(
	{
		weight: 8,
		arbitrary: fc.record({
			kind: fc.constantFrom(...AT_DESK),
			who,
			nth: fc.nat(4),
			about: fc.nat(6)
		})
	},
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('commit' as const), who }) },
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constant('go' as const), step: fc.constantFrom(...STEPS) })
	},
	fc.record({ kind: fc.constant('restore' as const), version: fc.nat(3) }),
	fc.record({ kind: fc.constantFrom(...OTHERS) })
);

const idOf = (person: number, nth: number) => `answer-${person}-${nth}`;
/** The first two belong to the group or to the problem. The others continue an earlier one of the same person. */
function questionOf(
	person: number,
	nth: number,
	about: number
): { question: Question; about: string } {
	if (nth > 1) return { question: 'why', about: idOf(person, about % nth) };
	return about % 2 === 0 ? { question: 'hope', about: '' } : { question: 'felt', about: 'c1' };
}

async function apply(test: TestWorkshop, fay: Me, people: Me[], move: Move, serial: number) {
	test.now += 1;
	if ('nth' in move) {
		const desk = test.live.desk(test.board, people[move.who]?.id ?? '');
		const id = idOf(move.who, move.nth);
		const { currentStep: step } = await test.stage();
		if (move.kind === 'write' && desk.answer(id) === null) {
			const words = { id, text: `${serial}`, ...questionOf(move.who, move.nth, move.about) };
			desk.writeAnswer({ ...words, at: test.now, step, archived: false });
		}
		if (move.kind === 'edit') desk.editAnswer(id, `${serial}`, step, test.now);
		if (move.kind === 'takeBack') desk.takeBackAnswer(id, step, test.now);
		if (move.kind === 'bringBack') desk.takeBackAnswer(id, step, test.now, false);
		return;
	}
	switch (move.kind) {
		case 'commit':
			return test.committed(people[move.who] as Me);
		case 'restore': {
			const version = (await test.store.listVersions(test.board))[move.version]?.id ?? 'none';
			return void (await test.run(fay, { kind: 'restoreVersion', version }));
		}
		case 'go':
			return void (await test.run(fay, { kind: 'goToStep', step: move.step }));
		case 'keep':
			return void (await test.run(fay, { kind: 'keepVersion', name: `After ${serial}` }));
		case 'restart':
			return test.restart();
		case 'break':
			test.live.broken = true;
			return;
		case 'mend':
			test.live.broken = false;
	}
}

it(
	'posts every answer once and as its desk has it, whatever happened before (P8)',
	async () => {
		const counts = { posted: 0, chained: 0, epochs: 0 };
		await fc.assert(
			fc.asyncProperty(
				fc.array(move, { minLength: 15, maxLength: 60, size: 'max' }),
				async (moves) => {
					const test = new TestWorkshop();
					const fay = await test.start();
					const people = [fay, await test.join('Ann', 'sales'), await test.join('Bob', 'service')];
					await test.addSteps(...STEPS);
					const cluster = { title: '', x: 0, y: 0, archived: false, mergedInto: '' };
					addCluster(test.live.wall(test.board), { id: 'c1', ...cluster });
					await test.goTo(fay, 'frame');
					for (const [index, one] of moves.entries()) await apply(test, fay, people, one, index);

					test.live.broken = false;
					await test.goTo(fay, 'understand');
					test.now += 1;
					const desks = people.map(({ id }) => test.live.desk(test.board, id));
					// The writers change them once more, so that nothing waits for another step or for them.
					for (const desk of desks)
						for (const { id, text } of desk.answers())
							desk.editAnswer(id, text, 'understand', test.now);
					await test.committed(...people);
					for (let turn = 0; turn < 6; turn++) await test.turn();
					await test.committed(...people);
					const wall = test.live.wall(test.board);
					const stands = ({ question, about }: { question: Question; about: string }) =>
						question !== 'why' || readItem(wall, 'answers', about) !== null;
					const plain = (words: { id: string; text: string }) => `${words.id} ${words.text}`;
					const wanted = desks
						.flatMap((desk) => desk.answers())
						.filter((answer) => !answer.archived && stands(answer));
					expect(test.answers().map(plain).toSorted()).toEqual(wanted.map(plain).toSorted());
					for (const { id, fn, by, question, about } of test.answers()) {
						expect([fn, by]).toEqual([['', 'sales', 'service'][Number(id.split('-')[1])], '']);
						if (question === 'why') expect(itemIds(wall, 'answers')).toContain(about);
						if (question === 'why') counts.chained++;
					}
					counts.posted += test.answers().length;
					counts.epochs += (await test.stage()).epoch - 1;
				}
			),
			{ numRuns: 150, seed: 20260504 }
		);
		expect(counts.posted).toBeGreaterThan(200);
		expect(counts.chained).toBeGreaterThan(30);
		expect(counts.epochs).toBeGreaterThan(40);
	},
	TIMEOUT_MS
);
