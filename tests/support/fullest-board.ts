/** A board with the most of everything that pages can create. */
import { all as en } from '../../src/lib/i18n/en/all.ts';
import {
	MAX_DEED_CHARS,
	MAX_HISTORY,
	type BoardRecord
} from '../../src/lib/workshop/board-file/schema.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import { sampleRecord } from '../../src/lib/workshop/sample/sample.ts';
import { SYNC_LIMITS as SYNC } from '../../server/sync/limits.ts';

/** Number of rated wordings per outcome: 20,000 reveals in all. */
const WORDINGS = 20;

/** All texts have their maximum length and consist of this letter. */
export function fullestBoard(letter: string): BoardRecord {
	let made = 0;
	const sample = sampleRecord(() => `id${(made += 1)}`, 1_800_000_000_000, en);
	const id = (kind: string, at: number) => `${kind}-${at}`.padStart(36, '0');
	const times = <T>(count: number, make: (at: number) => T) =>
		Array.from({ length: count }, (_, at) => make(at));
	const words = (chars: number) => letter.repeat(chars);
	const one = <T>(items: readonly T[]): T => {
		const [item] = items;
		if (item === undefined) throw new Error('the sample lacks an item');
		return item;
	};
	const { stage } = sample;
	const functions = times(LIMITS.functions, (at) => ({
		...one(stage.functions),
		id: `fn-${at}`,
		name: `Function ${at}`,
		letter: String.fromCharCode(65 + at)
	}));
	const [fn, by] = ['fn-1', id('person', 1)];
	const item = (kind: string, at: number) => ({ id: id(kind, at), archived: false, order: 'a0' });
	const byFn = Object.fromEntries(functions.map(({ id }) => [id, { dots: 100, backers: 100 }]));
	const marks = [10, 10, 10, 10, 10, 10];
	const round = stage.rounds.find(({ result }) => result !== null);
	if (!round?.result) throw new Error('the sample lacks a counted round');
	const { result } = round;
	const cells = SYNC.entriesOfWall / 2 / LIMITS.itemsPerBoard;
	const { noteChars, clusterTitleChars, answerChars, statementChars, lineChars } = LIMITS;
	const shared = words(LIMITS.sharedTextChars);
	return {
		...sample,
		stage: {
			...stage,
			attribution: 'named',
			functions,
			decision: null,
			chosen: times(LIMITS.clustersPerBoard, (at) => id('cluster', at)),
			rounds: times(LIMITS.talliesPerBoard / LIMITS.clustersPerBoard, (nth) => ({
				...round,
				id: id('round', nth),
				result: {
					...result,
					fns: functions.map(({ id }) => ({ fn: id, voters: 100, dots: 100, hidden: false })),
					clusters: times(LIMITS.clustersPerBoard, (at) => ({
						...{ cluster: id('cluster', at), title: words(clusterTitleChars), dots: 100, byFn }
					}))
				}
			})),
			agreements: Object.fromEntries(
				times(LIMITS.itemsPerBoard, (at) => [
					id('outcome', at),
					{
						revealedAt: 1_800_000_000_000,
						wording: id('wording', at),
						fns: functions.map(({ id }) => ({
							...{ fn: id, people: 100, answered: 100, marks, median: 3, hidden: false }
						})),
						marks,
						median: 3
					}
				])
			),
			revealed: Object.fromEntries(
				times(LIMITS.itemsPerBoard, (at) => [
					id('outcome', at),
					Object.fromEntries(times(WORDINGS, (nth) => [id('wording', nth), 3]))
				])
			)
		},
		people: times(LIMITS.peoplePerBoard, (at) => ({
			...{ id: id('person', at), name: words(LIMITS.personNameChars), fn }
		})),
		notes: times(LIMITS.notesKeptPerBoard, (at) => ({
			...one(sample.notes),
			...item('note', at),
			...{ text: words(noteChars), fn, by, x: 12_345.5, y: 12_345.5 },
			...{ cluster: id('cluster', at % LIMITS.clustersPerBoard), requirement: '' }
		})),
		clusters: times(LIMITS.clustersPerBoard, (at) => ({
			...one(sample.clusters),
			...{ id: id('cluster', at), title: words(clusterTitleChars), mergedInto: '' }
		})),
		frame: { why: shared, who: shared, tries: shared, says: shared },
		answers: times(LIMITS.answersKeptPerBoard, (at) => ({
			...one(sample.answers),
			...item('answer', at),
			...{ text: words(answerChars), fn, by, about: id('cluster', 1) }
		})),
		costs: times(LIMITS.itemsPerBoard, (at) => ({
			...one(sample.costs),
			...item('cost', at),
			...{ problem: id('cluster', 1), what: words(lineChars), unit: words(LIMITS.unitChars) }
		})),
		outcomes: times(LIMITS.itemsPerBoard, (at) => ({
			...one(sample.outcomes),
			...item('outcome', at),
			...{ problem: id('cluster', 1), statement: words(statementChars), how: shared },
			...{ metric: words(lineChars), source: words(lineChars) }
		})),
		requirements: times(LIMITS.itemsPerBoard, (at) => ({
			...one(sample.requirements),
			...item('requirement', at),
			...{ outcome: id('outcome', 1), statement: words(statementChars) }
		})),
		options: times(LIMITS.itemsPerBoard, (at) => ({
			...item('option', at),
			...{ name: words(lineChars), motive: shared, users: shared, burden: shared },
			...{ gain: shared, open: shared },
			ratings: Object.fromEntries(times(cells, (nth) => [id('requirement', nth), 'meets'])),
			evidence: Object.fromEntries(
				times(cells, (nth) => [id('requirement', nth), words(LIMITS.reasonChars)])
			)
		})),
		readings: times(LIMITS.itemsPerBoard, (at) => ({
			...one(sample.readings),
			...{ id: id('reading', at), outcome: id('outcome', 1), note: words(LIMITS.reasonChars) }
		})),
		history: times(MAX_HISTORY, () => ({
			...{ at: 1_800_000_000_000, by: words(LIMITS.personNameChars), kind: 'goToStep' },
			did: words(MAX_DEED_CHARS)
		}))
	};
}
