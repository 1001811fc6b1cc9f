/** The sample group's work on its two chosen problems. Days count from the workshop. */
import type { Frame, Question } from '../questions.ts';
import type { AllMessages } from '../../i18n/messages.ts';
import type { Direction, Rating, RequirementKind, DecisionKind, Weight } from '../types.ts';

type Words = AllMessages['sample']['work'];

interface SampleAnswer {
	key?: string;
	question: Question;
	/** Key of a cluster, an outcome or another answer. */
	about?: string;
	fn: string;
	text: string;
	day?: number;
}
const says =
	(question: Question, about = '') =>
	(fn: string, text: string, more: Pick<SampleAnswer, 'key' | 'day'> = {}): SampleAnswer => ({
		question,
		about,
		fn,
		text,
		...more
	});

const [hope, fear, waste] = [says('hope'), says('fear'), says('waste')];
const motivesIn = ({ hopes, fears, wastes }: Words): SampleAnswer[] => [
	hope('sales', hopes.sales),
	hope('marketing', hopes.marketing),
	hope('service', hopes.service),
	hope('it', hopes.it),
	fear('sales', fears.sales),
	fear('marketing', fears.marketing),
	fear('service', fears.service),
	fear('it', fears.it),
	waste('it', wastes.it),
	waste('service', wastes.service)
];

const understoodIn = ({ understood: { owner, handover } }: Words): SampleAnswer[] => [
	says('felt', 'owner')('service', owner.atTheDoor, { key: 'at-the-door' }),
	says('felt', 'owner')('sales', owner.apology),
	says('why', 'at-the-door')('sales', owner.passedOn, { key: 'passed-on' }),
	says('why', 'passed-on')('service', owner.nobodysTask, { key: 'nobodys-task' }),
	says('why', 'nobodys-task')('sales', owner.signatures),
	says('costs', 'owner')('sales', owner.costs),
	says('wanted', 'owner')('marketing', owner.wanted),
	says('have', 'owner')('it', owner.field),
	says('have', 'owner')('service', owner.mondayRound),
	says('change', 'owner')('sales', owner.change),
	says('include', 'owner')('it', owner.include),
	says('signs', 'owner')('service', owner.firstQuestion),
	says('signs', 'owner')('marketing', owner.letter),
	says('felt', 'handover')('service', handover.wrongPart, { key: 'wrong-part' }),
	says('why', 'wrong-part')('service', handover.described, { key: 'described' }),
	says('why', 'described')('sales', handover.askedLate),
	says('costs', 'handover')('service', handover.costs),
	says('wanted', 'handover')('marketing', handover.wanted),
	says('have', 'handover')('service', handover.sheet),
	says('change', 'handover')('sales', handover.change),
	says('include', 'handover')('service', handover.include),
	says('signs', 'handover')('it', handover.access)
];

const costsIn = ({ costs }: Words) => [
	{ problem: 'owner', amount: 120, ...costs.finding },
	{ problem: 'owner', amount: 2400, ...costs.visits },
	{ problem: 'owner', amount: 3, ...costs.lost },
	{ problem: 'handover', amount: 190, ...costs.twice },
	{ problem: 'handover', amount: 5200, ...costs.parts }
];

interface SampleOutcome {
	key: string;
	problem: string;
	statement: string;
	metric: string;
	unit: string;
	direction: Direction;
	baseline: number;
	target: number;
	/** Days after the workshop. */
	due: number;
	owner: string;
	how: string;
	source: string;
	/** The mark of each person, by function. */
	marks: Readonly<Record<string, readonly number[]>>;
	readings: readonly { day: number; value: number; note: string }[];
}
const outcomesIn = ({ outcomes: { oneName, calledBack, firstVisit } }: Words): SampleOutcome[] => [
	{
		...oneName,
		key: 'one-name',
		problem: 'owner',
		direction: 'up',
		baseline: 36,
		target: 95,
		due: 270,
		marks: {
			sales: [4, 4, 5, 3, 4, 5],
			marketing: [5, 4, 4, 5],
			service: [5, 5, 4, 4, 5, 3, 4],
			it: [4, 3, 4]
		},
		readings: [
			{ day: 30, value: 47, note: oneName.readings.twoRegions },
			{ day: 61, value: 62, note: '' },
			{ day: 93, value: 74, note: oneName.readings.mondayRound },
			{ day: 121, value: 81, note: oneName.readings.gone }
		]
	},
	{
		...calledBack,
		key: 'called-back',
		problem: 'owner',
		direction: 'up',
		baseline: 31,
		target: 80,
		due: 210,
		marks: {
			sales: [3, 3, 4, 1, 3, 4],
			marketing: [4, 4, 3, 5],
			service: [5, 5, 5, 4, 5, 5, 4],
			it: [3, 4, 3]
		},
		readings: [
			{ day: 33, value: 33, note: '' },
			{ day: 64, value: 39, note: calledBack.readings.heatingSeason },
			{ day: 122, value: 44, note: calledBack.readings.promises }
		]
	},
	{
		...firstVisit,
		key: 'first-visit',
		problem: 'handover',
		direction: 'down',
		baseline: 34,
		target: 12,
		due: 180,
		marks: {
			sales: [3, 4, 2, 4, 3, 4],
			marketing: [4, 4, 4, 5],
			service: [5, 5, 5, 5, 4, 5, 5],
			it: [4, 4, 3]
		},
		readings: [
			{ day: 31, value: 30, note: '' },
			{ day: 62, value: 22, note: firstVisit.readings.aloud },
			{ day: 92, value: 16, note: '' },
			{ day: 120, value: 11, note: firstVisit.readings.neverSeen }
		]
	}
];
const reasonsIn = ({ reasons }: Words): SampleAnswer[] => [
	says('reason', 'called-back')('sales', reasons.calledBack),
	says('reason', 'first-visit')('sales', reasons.firstVisit)
];

interface SampleRequirement {
	key: string;
	outcome: string;
	kind: RequirementKind;
	weight: Weight;
	statement: string;
}
const requires =
	(outcome: string) =>
	(key: string, kind: RequirementKind, weight: Weight, statement: string): SampleRequirement => ({
		key,
		outcome,
		kind,
		weight,
		statement
	});
const [oneName, calledBack, firstVisit] = [
	requires('one-name'),
	requires('called-back'),
	requires('first-visit')
];
const requirementsIn = ({ requirements }: Words): SampleRequirement[] => [
	oneName('two-names', 'people', 'must', requirements.twoNames),
	oneName('hand-on', 'process', 'must', requirements.handOn),
	oneName('on-paper', 'process', 'should', requirements.onPaper),
	oneName('list-shows', 'software', 'should', requirements.listShows),
	calledBack('may-promise', 'people', 'must', requirements.mayPromise),
	calledBack('by-name', 'process', 'must', requirements.byName),
	calledBack('who-waits', 'software', 'could', requirements.whoWaits),
	firstVisit('ask-service', 'people', 'should', requirements.askService),
	firstVisit('sheet', 'process', 'must', requirements.sheet),
	firstVisit('sheet-in-van', 'software', 'must', requirements.sheetInVan)
];

type Cells<T> = Readonly<Record<string, T>>;
interface SampleOption {
	key: string;
	name: string;
	motive: string;
	users: string;
	burden: string;
	gain: string;
	open: string;
	ratings: Cells<Rating>;
	evidence: Cells<string>;
}
const optionsIn = ({ options: { ourList, phoneFirm } }: Words): SampleOption[] => [
	{
		...ourList,
		key: 'our-list',
		ratings: {
			'two-names': 'meets',
			'hand-on': 'partly',
			'on-paper': 'meets',
			'list-shows': 'meets',
			'may-promise': 'unshown',
			'by-name': 'partly',
			'who-waits': 'fails',
			sheet: 'meets',
			'sheet-in-van': 'partly'
		},
		evidence: {
			'two-names': ourList.evidence.twoNames,
			'on-paper': ourList.evidence.onPaper,
			'list-shows': ourList.evidence.listShows,
			'sheet-in-van': ourList.evidence.sheetInVan
		}
	},
	{
		...phoneFirm,
		key: 'phone-firm',
		ratings: {
			'two-names': 'partly',
			'on-paper': 'fails',
			'list-shows': 'partly',
			'by-name': 'meets',
			'who-waits': 'meets',
			sheet: 'fails'
		},
		evidence: {
			'on-paper': phoneFirm.evidence.onPaper,
			'list-shows': phoneFirm.evidence.listShows,
			'who-waits': phoneFirm.evidence.whoWaits
		}
	}
];

const changedIn = ({ changed }: Words): SampleAnswer[] => [
	says('changed')('sales', changed.handedOn, { day: 93 }),
	says('changed')('marketing', changed.letter, { day: 121 }),
	says('changed', 'first-visit')('service', changed.rightPart, { day: 120 })
];

const decisionIn = ({ rationale }: Words): SampleDecision => ({
	kind: 'use',
	rationale,
	option: 'our-list',
	leavesOpen: []
});
interface SampleDecision {
	kind: DecisionKind;
	rationale: string;
	option: string;
	leavesOpen: readonly string[];
}

/** References to clusters, outcomes, answers, requirements and options are keys until a record gives them ids. */
export const workIn = (words: Words) => ({
	frame: words.frame satisfies Frame,
	answers: [...motivesIn(words), ...understoodIn(words), ...reasonsIn(words), ...changedIn(words)],
	costs: costsIn(words),
	outcomes: outcomesIn(words),
	requirements: requirementsIn(words),
	options: optionsIn(words),
	decision: decisionIn(words)
});
export type SampleWork = ReturnType<typeof workIn>;
