import fc from 'fast-check';
import type { Question } from '../../../src/lib/workshop/questions.ts';
import { describe, expect, it } from 'vitest';
import { Wall } from '../../../src/lib/wall/wall.ts';
import type { Attribution, DeskAnswer, DeskNote, Stage } from '../../../src/lib/workshop/types.ts';
import { ANSWERS } from './answers.ts';
import { askedBy, type Known } from './asking.ts';
import type { ReadDesk } from './desks.ts';
import { NOTES } from './notes.ts';
import { isNew, type OwnWords, type Sort } from './own-words.ts';
import { plan, type Pace } from './plan.ts';

const PEOPLE = ['ann', 'bob', 'cy'];
const IDS = ['one', 'two', 'three', 'four', 'five', 'six'];
const TODAY = '2027-03-01';

function deskOf(id: string, notes: DeskNote[], answers: DeskAnswer[], unsigned: boolean): ReadDesk {
	const seat = {
		...{ id, board: 'board', userId: id, name: id, fn: 'sales', joinedAt: 0, removedAt: null },
		role: 'participant' as const
	};
	return {
		...{ seat, notes, answers, unsigned, agrees: false },
		...{ ready: new Set<string>(), marked: new Map<string, string>() }
	};
}
const words = {
	id: fc.constantFrom(...IDS),
	text: fc.constantFrom('Leads cool off', 'Notes are lost'),
	at: fc.constant(0),
	step: fc.constantFrom('here', 'here', 'elsewhere'),
	archived: fc.boolean()
};
const note: fc.Arbitrary<DeskNote> = fc.record({
	...words,
	kind: fc.constantFrom('problem' as const, 'customer' as const),
	parked: fc.boolean(),
	rewrittenAs: fc.constant('')
});
const answer: fc.Arbitrary<DeskAnswer> = fc
	.record({ ...words, about: fc.constantFrom('', ...IDS) })
	.map((one) => ({ ...one, question: (one.about === '' ? 'hope' : 'why') satisfies Question }));
const byId = { selector: ({ id }: { id: string }) => id };
const desks = fc.tuple(
	...PEOPLE.map((id) =>
		fc
			.record({
				notes: fc.uniqueArray(note, byId),
				answers: fc.uniqueArray(answer, byId),
				unsigned: fc.boolean()
			})
			.map((desk) => deskOf(id, desk.notes, desk.answers, desk.unsigned))
	)
);
const attribution = fc.constantFrom<Attribution>('named', 'function', 'anonymous');
const pace = fc.constantFrom<Pace>('together', 'in turns');

/** A wall, and what the server knows about it. */
class Workshop<W extends OwnWords> {
	readonly wall = new Wall();
	readonly known: Known & { authors: Map<string, string>; restored: Set<string> };
	readonly #sort: Sort<W>;

	constructor(sort: Sort<W>, attribution: Attribution) {
		this.#sort = sort;
		const stage = { currentStep: 'here', attribution } as Stage;
		this.known = { stage, authors: new Map(), restored: new Set(), turns: new Set(), opens: true };
	}
	plan(desks: readonly ReadDesk[], pace: Pace) {
		const asked = desks.map((desk) => askedBy(this.#sort, this.wall, this.known, desk));
		const counts = this.#sort.counts(this.wall);
		return plan(this.#sort, this.known, asked, counts, pace, () => 0.5);
	}
	publish({ changes, authors }: ReturnType<Workshop<W>['plan']>) {
		for (const { note, participant } of authors) this.known.authors.set(note, participant);
		return this.#sort.write(this.wall, this.known.stage, changes, TODAY);
	}
}

/** Both sorts keep the same rules. */
function keepsItsPromises<W extends OwnWords>(name: string, sort: Sort<W>) {
	describe(`a plan of ${name}`, () => {
		it('posts everything that waits exactly once: a second plan is empty', () => {
			fc.assert(
				fc.property(attribution, desks, desks, (attribution, first, then) => {
					const workshop = new Workshop(sort, attribution);
					for (const now of [first, then]) {
						// Answers of a single person come in turns, and each why comes after the answer that it
						// continues.
						for (let round = 0; round <= IDS.length; round++) {
							const planned = workshop.plan(now, 'together');
							const came = workshop.publish(planned);
							const fresh = planned.changes.filter(isNew).map(({ words }) => words.id);
							expect(came).toEqual(new Set(fresh));
						}
						expect(workshop.plan(now, 'together').changes).toEqual([]);
					}
				})
			);
		});

		it('never changes other people’s words', () => {
			fc.assert(
				fc.property(attribution, pace, desks, desks, (attribution, pace, first, then) => {
					const workshop = new Workshop(sort, attribution);
					workshop.publish(workshop.plan(first, pace));
					const before = new Map(workshop.known.authors);
					const planned = workshop.plan(then, pace);
					workshop.publish(planned);
					for (const [id, author] of before) expect(workshop.known.authors.get(id)).toBe(author);
					for (const { words, seat } of planned.changes)
						expect(workshop.known.authors.get(words.id)).toBe(seat.id);
				})
			);
		});

		it('posts one new item per desk in its turn unless people are named, and lists who waits', () => {
			fc.assert(
				fc.property(attribution, desks, (attribution, all) => {
					const workshop = new Workshop(sort, attribution);
					const planned = workshop.plan(all, 'in turns');
					for (const { seat } of all) {
						const fresh = planned.changes.filter((one) => isNew(one) && one.seat.id === seat.id);
						if (attribution !== 'named') expect(fresh.length).toBeLessThanOrEqual(1);
					}
					if (attribution === 'named') expect(planned.waiting).toEqual([]);
					const turns = new Set(planned.waiting);
					const later = { ...workshop.known, turns };
					const asked = all.map((desk) => askedBy(sort, workshop.wall, later, desk));
					const again = plan(sort, later, asked, { seen: 0, kept: 0 }, 'in turns', () => 0.5);
					for (const { seat, kind } of again.changes)
						if (attribution !== 'named' && isNew({ kind })) expect(turns).not.toContain(seat.id);
				})
			);
		});
	});
}
keepsItsPromises('notes', NOTES);
keepsItsPromises('answers', ANSWERS);

it('never posts a why before the answer that it continues', () => {
	fc.assert(
		fc.property(attribution, desks, (attribution, all) => {
			const workshop = new Workshop(ANSWERS, attribution);
			const order = workshop.plan(all, 'together').changes.map(({ words }) => words);
			for (const [at, { question, about }] of order.entries())
				if (question === 'why') expect(order.slice(0, at).map(({ id }) => id)).toContain(about);
		})
	);
});
