import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Me } from '../../../src/lib/workshop/types.ts';
import { TestWorkshop } from '../../../tests/support/workshop.ts';

type Move =
	| { kind: 'write' | 'edit' | 'takeBack' | 'bringBack'; who: number; note: number }
	| { kind: 'commit'; who: number }
	| { kind: 'restore'; version: number }
	| {
			kind:
				| 'reveal'
				| 'keep'
				| 'silence'
				| 'openWriting'
				| 'cluster'
				| 'post'
				| 'restart'
				| 'break'
				| 'mend';
	  };

const TIMEOUT_MS = 120_000;
const who = fc.nat(2);
const deskMove = fc.record({
	kind: fc.constantFrom(
		'write' as const,
		'edit' as const,
		'takeBack' as const,
		'bringBack' as const
	),
	who,
	note: fc.nat(4)
});
const move: fc.Arbitrary<Move> = fc.oneof(
	{ weight: 6, arbitrary: deskMove },
	{ weight: 4, arbitrary: fc.record({ kind: fc.constant('commit' as const), who }) },
	{
		weight: 2,
		arbitrary: fc.record({ kind: fc.constant('restore' as const), version: fc.nat(2) })
	},
	fc.record({
		kind: fc.constantFrom(
			...([
				'keep',
				'reveal',
				'silence',
				'openWriting',
				'cluster',
				'post',
				'restart',
				'break',
				'mend'
			] as const)
		)
	})
);

async function apply(test: TestWorkshop, fay: Me, people: Me[], move: Move, serial: number) {
	const post = await test.step('post');
	if ('note' in move) {
		const me = people[move.who] as Me;
		const desk = test.live.desk(test.board, me.id);
		const id = `note-${move.who}-${move.note}`;
		if (move.kind === 'write' && !desk.has(id))
			desk.writeNote(id, `${serial}`, 'problem', serial, post);
		if (move.kind === 'edit') desk.editNote(id, `${serial}`, 'customer');
		if (move.kind === 'takeBack') desk.takeBack(id);
		if (move.kind === 'bringBack') desk.takeBack(id, false);
		return;
	}
	switch (move.kind) {
		case 'keep':
			return void (await test.run(fay, { kind: 'keepVersion', name: `After ${serial}` }));
		case 'restore': {
			const version = (await test.store.listVersions(test.board))[move.version]?.id ?? 'none';
			return void (await test.run(fay, { kind: 'restoreVersion', version }));
		}
		case 'commit':
			return test.committed(people[move.who] as Me);
		case 'reveal':
			return void (await test.run(fay, { kind: 'reveal', step: post }));
		case 'silence':
			return test.do(fay, { kind: 'setWriting', step: post, writing: 'silent' });
		case 'openWriting':
			return test.do(fay, { kind: 'setWriting', step: post, writing: 'open' });
		case 'cluster':
		case 'post':
			return test.goTo(fay, move.kind);
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
	'posts every note once and as its desk has it, whatever happened before (P8)',
	async () => {
		let posted = 0;
		let epochs = 0;
		await fc.assert(
			fc.asyncProperty(
				fc.array(move, { minLength: 15, maxLength: 60, size: 'max' }),
				async (moves) => {
					const test = new TestWorkshop();
					const fay = await test.start();
					const people = [fay, await test.join('Ann', 'sales'), await test.join('Bob', 'service')];
					for (const [index, one] of moves.entries()) await apply(test, fay, people, one, index);

					test.live.broken = false;
					await test.goTo(fay, 'post');
					const step = await test.step('post');
					await test.do(fay, { kind: 'setWriting', step, writing: 'open' });
					await test.committed(...people);
					for (let turn = 0; turn < 5; turn++) await test.turn();
					const wall = test.live.wall(test.board);
					const desks = people.map(({ id }) => test.live.desk(test.board, id));
					const wanted = desks.flatMap((desk) => desk.notes()).filter(({ archived }) => !archived);
					const seen = wall.noteIds().flatMap((id) => wall.note(id) ?? []);
					const plain = ({ id, text, kind }: { id: string; text: string; kind: string }) =>
						`${id} ${text} ${kind}`;
					expect(
						seen
							.filter(({ archived }) => !archived)
							.map(plain)
							.toSorted()
					).toEqual(wanted.map(plain).toSorted());
					for (const { id, fn } of seen)
						expect(fn).toBe(['', 'sales', 'service'][Number(id.split('-')[1])]);
					posted += seen.length;
					epochs += (await test.stage()).epoch - 1;
				}
			),
			{ numRuns: 80, seed: 20260504 }
		);
		expect(posted).toBeGreaterThan(200);
		expect(epochs).toBeGreaterThan(40);
	},
	TIMEOUT_MS
);
