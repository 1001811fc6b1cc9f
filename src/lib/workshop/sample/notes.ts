/** What four functions of a made-up firm for pumps and valves wrote, and how they voted. */
import type { Ballot, NoteKind } from '../types.ts';

export interface SampleNote {
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

export const CLUSTERS: readonly { key: string; title: string; notes: readonly SampleNote[] }[] = [
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

export const LOOSE: readonly SampleNote[] = [
	sales('Our price list is so complicated that I carry my own version of it on paper.'),
	service(
		'New colleagues learn the job by listening in for two weeks; nothing that we know is written down.'
	),
	marketing(
		'We measure how many people open a mail, and have no idea whether anyone was glad of it.'
	)
];

/** Dots of one person: key of a cluster and dots, in pairs. */
export const BALLOTS: Record<string, readonly Ballot[]> = {
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

/** What was said too early, and what became of it: see `SAMPLE_WORK` for the requirements that are named. */
export const PARKED: readonly (SampleNote & {
	rewrittenAs?: string;
	requirement?: string;
	setAside?: string;
})[] = [
	{
		...sales('It should have a button that shows who spoke to the account last.'),
		rewrittenAs: 'Two of us called the same account in one week, with different prices.',
		requirement: 'list-shows'
	},
	{
		...service('We need an app on the phone with the plan of the site.'),
		requirement: 'sheet-in-van'
	},
	{
		...it('Let us buy one CRM for all four of us and be done with it.'),
		setAside: 'It names a remedy and no problem. What it was to change now stands in the outcomes.'
	},
	{
		...marketing('A dashboard with every customer in red, yellow or green.'),
		setAside: 'Nobody could say what they would do on a red day that they do not do today.'
	}
];
