/** The sample: a finished board that everybody can open, with notes from four functions. */
import type { Outcome } from '../items/shapes.ts';
import { generateNKeysBetween } from 'fractional-indexing';
import type { AllMessages } from '../../i18n/messages.ts';
import { RECORD_BEGINNING, UNPARKED } from '../defaults.ts';
import { dayAfter, dayOf } from '../days.ts';
import { readyFunctions } from '../functions.ts';
import { tidy, type Point } from '../wall-layout/layout.ts';
import { agreementOf } from '../outcomes/marks.ts';
import { wordingOf } from '../outcomes/check.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import { BALLOTS, clustersIn, looseIn, parkedIn, type SampleNote } from './notes.ts';
import { workIn, type SampleWork } from './work.ts';
import { tally } from '../votes/tally.ts';
import { readyTemplate, stepsOf } from '../steps/templates.ts';
import type { Note, OutcomeAgreement, Round } from '../types.ts';
import type { WallContent } from '../board-file/versions.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Days since the workshop, and days until the group reviews its outcomes again. */
const DAYS_SINCE = 126;
const DAYS_UNTIL_REVIEW = 23;

type Words = Pick<AllMessages, 'functions' | 'sample'>;
/** A finished workshop as plain data. References are keys until a record gives them ids. */
export const sampleIn = ({ functions, sample: { title, purpose, notes } }: Words) => ({
	...{ title, purpose },
	functions: readyFunctions({ functions }),
	smallestGroup: 3,
	dots: 5,
	maxPerCluster: 2,
	clusters: clustersIn(notes),
	loose: looseIn(notes),
	parked: parkedIn(notes),
	ballots: BALLOTS,
	chosen: ['owner', 'handover']
});
type Sample = ReturnType<typeof sampleIn>;

/** Returns the id for a key, '' for the key ''. */
type IdOf = (key: string) => string;

/**
 * The sample as a complete record, in the words of a catalogue: everything is revealed, one round is counted, and two
 * problems are chosen and followed to readings months later. `makeId` returns a new id each time; `now` is in epoch ms.
 * The group is at the Vote step, from which a reader can continue through the steps.
 */
export function sampleRecord(makeId: () => string, now: number, m: AllMessages): BoardRecord {
	const sample = sampleIn(m);
	const made = workIn(m.sample.work);
	const template = readyTemplate(m, 'problems-first');
	const steps = stepsOf(template, makeId).map((step) => ({
		...step,
		revealed: step.kind === 'post'
	}));
	const vote = steps.find(({ kind }) => kind === 'vote');
	if (!vote) throw new Error('the sample needs a Vote step');
	const ids = new Map([['', '']]);
	const idOf: IdOf = (key) => {
		const id = ids.get(key) ?? makeId();
		ids.set(key, id);
		return id;
	};
	const began = now - DAYS_SINCE * DAY_MS;
	const work = sampleWork(made, makeId, idOf, dayOf(began));
	const { decision } = made;
	return {
		format: 'groundwork-board',
		version: 1,
		stage: {
			title: sample.title,
			purpose: sample.purpose,
			createdAt: began,
			attribution: 'function',
			functions: sample.functions.map((fn) => ({ ...fn })),
			smallestGroup: sample.smallestGroup,
			steps,
			currentStep: vote.id,
			...RECORD_BEGINNING,
			rounds: [sampleRound(sample, makeId(), vote.id, idOf, began + 44 * MINUTE_MS)],
			chosen: sample.chosen.map(idOf),
			agreements: agreements(sample, made, work.outcomes, idOf, began + 95 * MINUTE_MS),
			gate: { openedAt: began + 120 * MINUTE_MS, early: null },
			decision: {
				...decision,
				option: idOf(decision.option),
				requirements: work.requirements.map(({ id }) => id),
				leavesOpen: decision.leavesOpen.map(idOf),
				decidedAt: began + 140 * MINUTE_MS
			},
			reviewOn: dayAfter(dayOf(now), DAYS_UNTIL_REVIEW)
		},
		people: [],
		...sampleWall(sample, makeId, idOf),
		...work,
		history: []
	};
}

function sampleWall(
	sample: Sample,
	makeId: () => string,
	idOf: IdOf
): Pick<WallContent, 'notes' | 'clusters'> {
	const clustered = sample.clusters.map(({ key, title, notes }) => ({
		id: idOf(key),
		title,
		notes: notes.map((note) => ({ ...note, id: makeId() }))
	}));
	const loose = sample.loose.map((note) => ({ ...note, id: makeId() }));
	const places = tidy(
		clustered.map(({ id, notes }) => ({ id, texts: notes.map(({ text }) => text) })),
		loose
	);
	const onWall = (
		{ fn, kind, text }: SampleNote,
		id: string,
		place: Point = { x: 0, y: 0 },
		more: Partial<Note> = {}
	): Note => ({
		...{ id, fn, kind, text, by: '', x: place.x, y: place.y, cluster: '', order: '' },
		...UNPARKED,
		archived: false,
		...more
	});
	const inClusters = clustered.flatMap(({ id: cluster, notes }) => {
		const orders = generateNKeysBetween(null, null, notes.length);
		return notes.map((note, index) =>
			onWall(note, note.id, undefined, { cluster, order: orders[index] ?? '' })
		);
	});
	const parked = sample.parked.map(({ rewrittenAs, requirement = '', setAside = '', ...note }) =>
		onWall(note, makeId(), undefined, {
			parked: true,
			rewrittenAs: inClusters.find(({ text }) => text === rewrittenAs)?.id ?? '',
			requirement: idOf(requirement),
			setAside
		})
	);
	return {
		notes: [
			...inClusters,
			...loose.map((note) => onWall(note, note.id, places.notes[note.id])),
			...parked
		],
		clusters: clustered.map(({ id, title }) => ({
			id,
			title,
			x: places.clusters[id]?.x ?? 0,
			y: places.clusters[id]?.y ?? 0,
			archived: false,
			mergedInto: ''
		}))
	};
}

/** Everything besides notes, from the frame to readings. `began` is the day of the workshop. */
function sampleWork(
	{ frame, answers, costs, outcomes, requirements, options }: SampleWork,
	makeId: () => string,
	idOf: IdOf,
	began: string
): Omit<WallContent, 'notes' | 'clusters'> {
	const inOrder = <T>(items: readonly T[]) => {
		const orders = generateNKeysBetween(null, null, items.length);
		return items.map((item, index) => ({ item, order: orders[index] ?? '', archived: false }));
	};
	const byRequirement = <T>(cells: Readonly<Record<string, T>>): Record<string, T> =>
		Object.fromEntries(Object.entries(cells).map(([key, cell]) => [idOf(key), cell]));
	return {
		frame: { ...frame },
		answers: inOrder(answers).map(({ item: { key, about = '', day = 0, ...words }, ...place }) => ({
			...{ id: key === undefined ? makeId() : idOf(key), ...words, about: idOf(about), by: '' },
			day: dayAfter(began, day),
			...place
		})),
		costs: inOrder(costs).map(({ item, ...place }) => ({
			...{ id: makeId(), ...item, problem: idOf(item.problem), ...place }
		})),
		outcomes: inOrder(outcomes).map(
			({
				item: { key, problem, due, marks: _marks, readings: _readings, ...words },
				...place
			}) => ({
				...{ id: idOf(key), ...words, problem: idOf(problem), due: dayAfter(began, due), ...place }
			})
		),
		requirements: inOrder(requirements).map(({ item: { key, outcome, ...words }, ...place }) => ({
			...{ id: idOf(key), ...words, outcome: idOf(outcome), ...place }
		})),
		options: inOrder(options).map(({ item: { key, ratings, evidence, ...words }, ...place }) => ({
			...{ id: idOf(key), ...words, ...place },
			ratings: byRequirement(ratings),
			evidence: byRequirement(evidence)
		})),
		readings: outcomes.flatMap(({ key, readings }) =>
			readings.map(({ day, value, note }) => ({
				...{ id: makeId(), outcome: idOf(key), day: dayAfter(began, day), value, note },
				archived: false
			}))
		)
	};
}

function agreements(
	{ functions, smallestGroup }: Sample,
	work: SampleWork,
	outcomes: readonly Outcome[],
	idOf: IdOf,
	revealedAt: number
): Record<string, OutcomeAgreement> {
	const revealed = work.outcomes.flatMap(({ key, marks }) => {
		const outcome = outcomes.find(({ id }) => id === idOf(key));
		if (!outcome) return [];
		const wording = wordingOf(outcome);
		const seats = Object.entries(marks).flatMap(([fn, given]) =>
			given.map((mark) => ({ fn, mark: { mark, of: wording } }))
		);
		const agreement = agreementOf({ seats, functions, smallestGroup, wording, revealedAt });
		return [[outcome.id, agreement] as const];
	});
	return Object.fromEntries(revealed);
}

function sampleRound(
	sample: Sample,
	id: string,
	stepId: string,
	idOf: IdOf,
	closedAt: number
): Round {
	const ballots = Object.entries(sample.ballots).flatMap(([fn, people]) =>
		people.map((dots) => ({
			fn,
			ballot: Object.fromEntries(Object.entries(dots).map(([key, n]) => [idOf(key), n]))
		}))
	);
	const { dots, maxPerCluster, functions, smallestGroup } = sample;
	const result = tally({
		ballots,
		round: { dots, maxPerCluster },
		clusters: sample.clusters.map(({ key, title }) => ({ id: idOf(key), title })),
		functions,
		smallestGroup,
		closedAt
	});
	const openedAt = closedAt - 5 * MINUTE_MS;
	return { id, stepId, dots, maxPerCluster, openedAt, endsAt: null, status: 'revealed', result };
}
