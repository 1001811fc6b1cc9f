/** What the group of the sample made of the two problems that it chose. Days count from the workshop. */
import type {
	Direction,
	Frame,
	Question,
	Rating,
	RequirementKind,
	DecisionKind,
	Weight
} from '../types.ts';

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

const FRAME: Frame = {
	why: 'One customer in six does not renew, and each of us names another reason. The contracts of spring come up in nine months: what we change now, they will feel.',
	who: 'The person who keeps a house running: a school, a bakery, a small plant. Forty pumps and valves, some of them old, and nobody else in the house who knows them.',
	tries:
		'To have water and heat without thinking about them, and to know before the first frost that somebody will come.',
	says: '“I do not want to know how you are organised. I want to know who comes.”'
};

const [hope, fear, waste] = [says('hope'), says('fear'), says('waste')];
const MOTIVES: readonly SampleAnswer[] = [
	hope('sales', 'That I can promise a date without being the only one who knows of it.'),
	hope('marketing', 'That we praise what really happened.'),
	hope('service', 'That I know what was promised before the door opens.'),
	hope('it', 'That we mend one list, and not five.'),
	fear('sales', 'That it ends in more fields to fill in.'),
	fear('marketing', 'That we get a new slogan for the same mess.'),
	fear('service', 'That it is done to us, on a Monday, in the heating season.'),
	fear('it', 'That something is bought first and we are asked second.'),
	waste('it', 'Another afternoon on which products are compared.'),
	waste('service', 'If those who are not in this room hear nothing of it.')
];

const UNDERSTOOD: readonly SampleAnswer[] = [
	says('felt', 'owner')(
		'service',
		'We hear of a promise when the customer quotes it. Whoever stands at the door feels it first.',
		{ key: 'at-the-door' }
	),
	says('felt', 'owner')('sales', 'I begin each renewal with an apology for things I never knew.'),
	says('why', 'at-the-door')(
		'sales',
		'Because whoever promised it has passed the account on and told nobody.',
		{ key: 'passed-on' }
	),
	says('why', 'passed-on')(
		'service',
		'Because passing on is nobody’s task. It happens when a region is cut anew.',
		{ key: 'nobodys-task' }
	),
	says('why', 'nobodys-task')(
		'sales',
		'Because we are paid for signatures, and not for customers who stay.'
	),
	says('costs', 'owner')('sales', 'The bakery chain in May: eleven shops.'),
	says('wanted', 'owner')(
		'marketing',
		'That a customer hears one voice. Each of us keeps a list of our own and is proud of it: that stops us.'
	),
	says('have', 'owner')(
		'it',
		'The customer list has a field for the owner. It is filled in for one account in three, and nobody reads it.'
	),
	says('have', 'owner')(
		'service',
		'The Monday round. It talks of machines, and never of customers.'
	),
	says('change', 'owner')(
		'sales',
		'The name in that field has to be worth something: whoever stands there gets the call, and the credit.'
	),
	says('include', 'owner')(
		'it',
		'Accounting. They print the invoices, and the name belongs on them.'
	),
	says('signs', 'owner')('service', 'The first question at the door is no longer who we are.'),
	says('signs', 'owner')(
		'marketing',
		'It comes back on the day a welcome letter goes out without a name.'
	),
	says('felt', 'handover')(
		'service',
		'The technician who stands before a wall that was to be a door, with the wrong part in her hand.',
		{ key: 'wrong-part' }
	),
	says('why', 'wrong-part')(
		'service',
		'Because the site was described by somebody who has never mounted a pump.',
		{ key: 'described' }
	),
	says('why', 'described')(
		'sales',
		'Because we are asked about the site when the contract is signed, and then want it done.'
	),
	says('costs', 'handover')(
		'service',
		'Every third first visit is made twice, and the second one is never friendly.'
	),
	says('wanted', 'handover')(
		'marketing',
		'To ask for praise when it is earned: after a first visit that worked.'
	),
	says('have', 'handover')(
		'service',
		'A paper sheet for sites that the old team used. It fits on one page, and it is good.'
	),
	says('change', 'handover')(
		'sales',
		'We fill it in together while the customer is still on the phone, not afterwards from memory.'
	),
	says('include', 'handover')(
		'service',
		'Those in the van. If they cannot read it there, it does not exist.'
	),
	says('signs', 'handover')('it', 'Access is ordered a week before the training.')
];

const COSTS = [
	{ problem: 'owner', what: 'finding out who knows the customer', amount: 120, unit: 'hours' },
	{ problem: 'owner', what: 'visits that were promised and not sold', amount: 2400, unit: '€' },
	{ problem: 'owner', what: 'contracts that are not renewed for it', amount: 3, unit: 'customers' },
	{ problem: 'handover', what: 'first visits that are made twice', amount: 190, unit: 'hours' },
	{ problem: 'handover', what: 'parts and fuel for the second visit', amount: 5200, unit: '€' }
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
	/** What each person gave it, by function. */
	marks: Readonly<Record<string, readonly number[]>>;
	readings: readonly { day: number; value: number; note: string }[];
}
const OUTCOMES: readonly SampleOutcome[] = [
	{
		key: 'one-name',
		problem: 'owner',
		statement: 'A customer has one name to call, and we know it too.',
		metric: 'customers with a named owner who still works here',
		unit: '% of customers',
		direction: 'up',
		baseline: 36,
		target: 95,
		due: 270,
		owner: 'Mira Holm',
		how: 'naming one owner at signature, and by a talk between old and new whenever somebody leaves',
		source: 'The customer list, counted on the first Monday of each month',
		marks: {
			sales: [4, 4, 5, 3, 4, 5],
			marketing: [5, 4, 4, 5],
			service: [5, 5, 4, 4, 5, 3, 4],
			it: [4, 3, 4]
		},
		readings: [
			{ day: 30, value: 47, note: 'Two regions have begun.' },
			{ day: 61, value: 62, note: '' },
			{ day: 93, value: 74, note: 'The Monday round reads out who has nobody.' },
			{ day: 121, value: 81, note: 'What is left are accounts of people who have gone.' }
		]
	},
	{
		key: 'called-back',
		problem: 'owner',
		statement: 'Whoever complains hears from the owner of the account within a working day.',
		metric: 'complaints that the owner answered within one working day',
		unit: '% of complaints',
		direction: 'up',
		baseline: 31,
		target: 80,
		due: 210,
		owner: 'Jonas Beck',
		how: 'sending each complaint to its owner by name, and by letting owners promise a visit themselves',
		source: 'Thirty complaints a month, drawn by lot and read by two of us',
		marks: {
			sales: [3, 3, 4, 1, 3, 4],
			marketing: [4, 4, 3, 5],
			service: [5, 5, 5, 4, 5, 5, 4],
			it: [3, 4, 3]
		},
		readings: [
			{ day: 33, value: 33, note: '' },
			{ day: 64, value: 39, note: 'Heating season: half of the owners were on the road.' },
			{ day: 122, value: 44, note: 'Better since owners may promise a visit up to €300.' }
		]
	},
	{
		key: 'first-visit',
		problem: 'handover',
		statement: 'The first visit works, because the van knows the site.',
		metric: 'first visits that fail for want of details',
		unit: '% of first visits',
		direction: 'down',
		baseline: 34,
		target: 12,
		due: 180,
		owner: 'Ravi Anand',
		how: 'filling in the one-page sheet together, on the phone with the customer, before the contract is signed',
		source: 'Visit reports, where the technician ticks what was missing',
		marks: {
			sales: [3, 4, 2, 4, 3, 4],
			marketing: [4, 4, 4, 5],
			service: [5, 5, 5, 5, 4, 5, 5],
			it: [4, 4, 3]
		},
		readings: [
			{ day: 31, value: 30, note: '' },
			{ day: 62, value: 22, note: 'The sheet is read aloud on the phone.' },
			{ day: 92, value: 16, note: '' },
			{ day: 120, value: 11, note: 'What is left are sites that nobody had ever seen.' }
		]
	}
];
const REASONS: readonly SampleAnswer[] = [
	says('reason', 'called-back')('sales', 'On the road I see nothing until the evening.'),
	says('reason', 'first-visit')('sales', 'The sheet is our work and the good of others.')
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
const REQUIREMENTS: readonly SampleRequirement[] = [
	oneName('two-names', 'people', 'must', 'Each account has an owner and a second who stands in.'),
	oneName(
		'hand-on',
		'process',
		'must',
		'Whoever leaves hands accounts on in a talk with the next owner, before the last day.'
	),
	oneName('on-paper', 'process', 'should', 'Welcome letter and invoice carry the owner’s name.'),
	oneName(
		'list-shows',
		'software',
		'should',
		'The list shows owner and stand-in first, and which accounts have none.'
	),
	calledBack('may-promise', 'people', 'must', 'An owner may promise up to €300 without asking.'),
	calledBack('by-name', 'process', 'must', 'A complaint goes to its owner by name the same day.'),
	calledBack(
		'who-waits',
		'software',
		'could',
		'The owner sees on the road which complaints wait, and since when.'
	),
	firstVisit('ask-service', 'people', 'should', 'One technician a week is there for sales to ask.'),
	firstVisit(
		'sheet',
		'process',
		'must',
		'Sales and service fill in the sheet with the customer on the phone, before signature.'
	),
	firstVisit('sheet-in-van', 'software', 'must', 'The sheet can be read in a van without signal.')
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
const OPTIONS: readonly SampleOption[] = [
	{
		key: 'our-list',
		name: 'The customer list that we have',
		motive: 'Nobody sells it to us. IT keeps it and would rather keep one list than five.',
		users: 'Everybody who speaks to customers, and accounting.',
		burden: 'Ten minutes per account once, and the Monday round.',
		gain: 'The call and the credit go to the name in the field.',
		open: 'In the van it is read from a print of the morning.',
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
			'two-names': 'The field is there, and room for the second below it.',
			'on-paper': 'Accounting can print the field from today on.',
			'list-shows': 'IT sorted it so in an hour, while we watched.',
			'sheet-in-van': 'On paper. What changes during the day is missing.'
		}
	},
	{
		key: 'phone-firm',
		name: 'The case desk of our telephone firm',
		motive: 'Is paid per seat and month, and wants our telephone contract for three more years.',
		users: 'Service first, sales a year later.',
		burden: 'Two days of training, and complaints are typed in twice until invoices are joined.',
		gain: 'Service sees who has called before the phone is picked up.',
		open: 'Who cleans our addresses, and what happens to them when we leave.',
		ratings: {
			'two-names': 'partly',
			'on-paper': 'fails',
			'list-shows': 'partly',
			'by-name': 'meets',
			'who-waits': 'meets',
			sheet: 'fails'
		},
		evidence: {
			'on-paper': 'Invoices come from elsewhere; joining them is an offer of its own.',
			'list-shows': 'Shows the owner, but no stand-in.',
			'who-waits': 'Shown on a phone in our yard.'
		}
	}
];

const CHANGED: readonly SampleAnswer[] = [
	says('changed')(
		'sales',
		'Accounts are handed on in a talk now. Two customers were told of it by both of us together.',
		{ day: 93 }
	),
	says('changed')(
		'marketing',
		'The welcome letter names the owner. Three customers wrote back to her by name.',
		{ day: 121 }
	),
	says('changed', 'first-visit')(
		'service',
		'The van leaves with the right part, so the afternoons are ours again.',
		{ day: 120 }
	)
];

const DECISION: {
	kind: DecisionKind;
	rationale: string;
	option: string;
	leavesOpen: readonly string[];
} = {
	kind: 'use',
	rationale:
		'The list that we have can show an owner; nobody filled it in because the name was worth nothing. We make it worth something, fill it, and read it out each Monday. What it cannot do in the van we do on paper until we know that the sheet helps.',
	option: 'our-list',
	leavesOpen: []
};

/** Clusters, outcomes, answers, requirements and options are named by keys until a record gives them ids. */
export const SAMPLE_WORK = {
	frame: FRAME,
	answers: [...MOTIVES, ...UNDERSTOOD, ...REASONS, ...CHANGED],
	costs: COSTS,
	outcomes: OUTCOMES,
	requirements: REQUIREMENTS,
	options: OPTIONS,
	decision: DECISION
} as const;
