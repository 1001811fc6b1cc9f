/** The sample: a finished board that everybody may open, with notes of four functions. */
import { NOTHING_WRITTEN, STAGE_BEGINNING, UNPARKED } from './beginning.ts';
import { generateNKeysBetween } from 'fractional-indexing';
import { READY_FUNCTIONS } from './functions.ts';
import { tidy } from './layout.ts';
import type { Place } from './layout.ts';
import type { BoardRecord } from './record.ts';
import { tally } from './tally.ts';
import { TEMPLATES, stepsOf } from './templates.ts';
import type { Ballot, NoteKind, Round } from './types.ts';

const MINUTE_MS = 60_000;

interface SampleNote {
	fn: string;
	kind: NoteKind;
	text: string;
}
const problem = (fn: string) => (text: string) => ({ fn, kind: 'problem', text }) as const;
const heard = (fn: string, text: string): SampleNote => ({ fn, kind: 'customer', text });
const sales = problem('sales');
const marketing = problem('marketing');
const service = problem('service');
const it = problem('it');

const CLUSTERS: readonly { key: string; title: string; notes: readonly SampleNote[] }[] = [
	{
		key: 'owner',
		title: 'Nobody knows who owns the customer',
		notes: [
			sales('After the contract is signed I never hear whether the customer succeeded.'),
			sales('Two of us called the same account in one week, with different prices.'),
			service(
				'Nobody can say who promised the customer a weekend visit, so I pay for it from my budget.'
			),
			marketing(
				'We sent a cheerful welcome mail to a customer whose cellar was under water that morning because of our valve. She forwarded it to the newspaper.'
			),
			it(
				'When a colleague leaves, we hand her accounts to whoever shouts first. Some were with nobody for months.'
			),
			heard(
				'sales',
				'“I have five business cards from your company and still do not know whom to call.”'
			)
		]
	},
	{
		key: 'handover',
		title: 'The handover loses what was promised',
		notes: [
			service(
				'A third of first visits fail because the site details we were given are wrong or missing.'
			),
			sales(
				'I write the same handover mail four times, for four teams, and each asks me back something else.'
			),
			service('Special terms live in somebody’s own inbox.'),
			marketing(
				'We ask customers to praise us in public before their installation even works, because nobody tells us how far it has come.'
			),
			it(
				'Access for new customers is ordered on the morning of the training, so twelve people sit and wait.'
			),
			heard(
				'service',
				'“Your salesman said it would take a day. Your technician said he had never heard of us.”'
			)
		]
	},
	{
		key: 'story',
		title: 'Customers tell their story again and again',
		notes: [
			service('Callers repeat their whole story to every person they reach.'),
			service(
				'I cannot see that the man on the line wrote to us twice last week, so I ask him to write to us.'
			),
			sales(
				'Before each renewal visit I ring three colleagues to learn what went wrong during the year. In May I missed one call, and the customer began with that.'
			),
			it(
				'Half of the tickets that come to us are copies: one fault, reported by phone, by mail and on the site.'
			),
			heard(
				'service',
				'“I had to explain the same fault three times, and then the line went dead.”'
			),
			heard('sales', '“If you read my last letter you would not be asking me this.”')
		]
	},
	{
		key: 'leads',
		title: 'Leads arrive too late to matter',
		notes: [
			sales('Leads reach me a week after the person asked for a call.'),
			marketing(
				'We only learn that a lead went cold at the end of the quarter, when the budget is spent.'
			),
			sales(
				'From the fair in May I got 140 names without a word on what was said at the stand, so I open every call blind and sound like a stranger.'
			),
			marketing(
				'Sales says our leads are poor, but nobody tells us which ones, so we send more of the same.'
			),
			heard(
				'marketing',
				'“I asked for a quote on Monday. The brochure came on Friday. The quote never did.”'
			)
		]
	},
	{
		key: 'data',
		title: 'Nobody trusts what we know about a customer',
		notes: [
			it(
				'Five places hold a customer’s address and none of them is right. We fix one, the others win it back.'
			),
			service(
				'The van drove to the old warehouse again; the customer told us about the move in March.'
			),
			marketing(
				'Every mailing starts with two days of removing doubles by hand, and still 8 % comes back.'
			),
			it('Finance counts 4,100 customers, sales 6,800.')
		]
	},
	{
		key: 'drift',
		title: 'Customers drift away over small things',
		notes: [
			service(
				'We close a case when we have answered, not when it is solved. Quiet customers just leave.'
			),
			service(
				'A wrong invoice takes us three weeks to put right. Meanwhile the reminders go on, each a little ruder, and it is me whom people ring up.'
			),
			sales(
				'I heard that the bakery chain had gone when I saw another firm’s van in front of its shop.'
			),
			heard('service', '“It was nothing big. You were just never nice.”')
		]
	},
	{
		key: 'late',
		title: 'IT hears of changes when they are live',
		notes: [
			it('We found out about the new service tariff from a customer who could not order it.'),
			it(
				'Three departments bought three ways to send surveys. We are asked to mend all of them on a Friday.'
			),
			service(
				'When the phone menu changes, nobody tells us, and we talk callers through one that is gone.'
			)
		]
	},
	{
		key: 'campaigns',
		title: 'Campaign promises are not known inside',
		notes: [
			marketing('Nobody outside marketing can say what we promised in the last campaign.'),
			sales(
				'A customer held up his phone with a discount that I had never seen. I told him it must be a fake. It was ours.'
			),
			heard(
				'marketing',
				'“Your advert says same-day help. Your own hotline laughed when I read it out.”'
			)
		]
	}
];

const LOOSE: readonly SampleNote[] = [
	sales('Our price list is so complicated that I carry my own version of it on paper.'),
	service(
		'New colleagues learn the job by listening in for two weeks; nothing that we know is written down.'
	),
	marketing(
		'We measure how many people open a mail, and have no idea whether anyone was glad of it.'
	)
];

/** Dots of one person: key of a cluster and dots, in pairs. */
const BALLOTS: Record<string, readonly Ballot[]> = {
	sales: [
		{ owner: 2, leads: 2, handover: 1 },
		{ owner: 2, story: 2, leads: 1 },
		{ handover: 2, owner: 1, leads: 1, drift: 1 },
		{ owner: 2, leads: 2, handover: 1 },
		{ story: 2, owner: 1, leads: 1, campaigns: 1 },
		{ handover: 2, owner: 1, leads: 1, data: 1 }
	],
	marketing: [
		{ leads: 2, owner: 2, handover: 1 },
		{ leads: 2, owner: 1, data: 1, story: 1 },
		{ leads: 2, owner: 1, data: 1, drift: 1 },
		{ leads: 2, owner: 1, handover: 1, campaigns: 1 }
	],
	service: [
		{ owner: 2, story: 2, handover: 1 },
		{ story: 2, handover: 2, owner: 1 },
		{ handover: 2, story: 1, data: 1, drift: 1 },
		{ owner: 2, story: 2, data: 1 },
		{ handover: 2, owner: 1, data: 1, drift: 1 },
		{ owner: 2, story: 1, handover: 1, leads: 1 },
		{ owner: 1, story: 1, data: 1, drift: 1, late: 1 }
	],
	it: [
		{ late: 2, data: 1, owner: 1, handover: 1 },
		{ late: 2, data: 1, owner: 1, story: 1 },
		{ late: 1, data: 1, owner: 1, handover: 1, story: 1 }
	]
};

/** A finished workshop as plain data; clusters are named by keys until a record gives them ids. */
export const SAMPLE = {
	title: 'Why customers leave us after the first year',
	purpose:
		'One customer in six does not renew. Before anybody proposes a remedy, we want to agree on what goes wrong, as our customers and the four of us feel it.',
	functions: READY_FUNCTIONS,
	smallestGroup: 3,
	dots: 5,
	maxPerCluster: 2,
	clusters: CLUSTERS,
	loose: LOOSE,
	ballots: BALLOTS,
	chosen: ['owner', 'handover']
} as const;

/**
 * The sample as a complete record: everything revealed, one round counted, two problems chosen.
 * `makeId` gives a new id each time; `now` is in epoch ms, and the workshop took place just before.
 */
export function sampleRecord(makeId: () => string, now: number): BoardRecord {
	const [template] = TEMPLATES;
	if (!template) throw new Error('the sample needs a template');
	const steps = stepsOf(template, makeId).map((step) => ({
		...step,
		revealed: step.kind === 'post'
	}));
	const vote = steps.find(({ kind }) => kind === 'vote');
	if (!vote) throw new Error('the sample needs a Vote step');
	const ids = new Map(SAMPLE.clusters.map(({ key }) => [key, makeId()]));
	const idOf = (key: string) => ids.get(key) ?? '';
	return {
		format: 'groundwork-board',
		version: 1,
		stage: {
			title: SAMPLE.title,
			purpose: SAMPLE.purpose,
			createdAt: now - 50 * MINUTE_MS,
			attribution: 'function',
			functions: SAMPLE.functions.map((fn) => ({ ...fn })),
			smallestGroup: SAMPLE.smallestGroup,
			steps,
			currentStep: vote.id,
			...STAGE_BEGINNING,
			rounds: [sampleRound(makeId(), vote.id, idOf, now)],
			chosen: SAMPLE.chosen.map(idOf)
		},
		people: [],
		...NOTHING_WRITTEN,
		history: [],
		...sampleWall(makeId, idOf)
	};
}

function sampleWall(
	makeId: () => string,
	idOf: (key: string) => string
): Pick<BoardRecord, 'notes' | 'clusters'> {
	const clustered = SAMPLE.clusters.map(({ key, title, notes }) => ({
		id: idOf(key),
		title,
		notes: notes.map((note) => ({ ...note, id: makeId() }))
	}));
	const loose = SAMPLE.loose.map((note) => ({ ...note, id: makeId() }));
	const places = tidy(
		clustered.map(({ id, notes }) => ({ id, texts: notes.map(({ text }) => text) })),
		loose
	);
	const onWall = (
		note: SampleNote & { id: string },
		cluster: string,
		order: string,
		place: Place = { x: 0, y: 0 }
	) => ({ ...note, by: '', x: place.x, y: place.y, cluster, order, ...UNPARKED, archived: false });
	return {
		notes: [
			...clustered.flatMap(({ id, notes }) => {
				const orders = generateNKeysBetween(null, null, notes.length);
				return notes.map((note, index) => onWall(note, id, orders[index] ?? ''));
			}),
			...loose.map((note) => onWall(note, '', '', places.notes[note.id]))
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

function sampleRound(
	id: string,
	stepId: string,
	idOf: (key: string) => string,
	now: number
): Round {
	const ballots = Object.entries(SAMPLE.ballots).flatMap(([fn, people]) =>
		people.map((dots) => ({
			fn,
			ballot: Object.fromEntries(Object.entries(dots).map(([key, n]) => [idOf(key), n]))
		}))
	);
	const { dots, maxPerCluster, functions, smallestGroup } = SAMPLE;
	const closedAt = now - MINUTE_MS;
	const result = tally({
		ballots,
		round: { dots, maxPerCluster },
		clusters: SAMPLE.clusters.map(({ key, title }) => ({ id: idOf(key), title })),
		functions,
		smallestGroup,
		closedAt
	});
	const openedAt = now - 6 * MINUTE_MS;
	return { id, stepId, dots, maxPerCluster, openedAt, endsAt: null, status: 'revealed', result };
}
