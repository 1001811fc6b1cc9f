/** The notes and votes of four functions of a fictional manufacturer of pumps and valves. */
import type { AllMessages } from '../../i18n/messages.ts';
import type { Ballot, NoteKind } from '../types.ts';

type Words = AllMessages['sample']['notes'];

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

interface SampleCluster {
	key: string;
	title: string;
	notes: readonly SampleNote[];
}
export function clustersIn({ clusters }: Words): readonly SampleCluster[] {
	const { owner, handover, story, leads, data, drift, late, campaigns } = clusters;
	return [
		{
			key: 'owner',
			title: owner.title,
			notes: [
				sales(owner.neverHear),
				sales(owner.twoCalled),
				service(owner.weekendVisit),
				marketing(owner.welcomeMail),
				it(owner.whoeverShouts),
				heard('sales', owner.fiveCards)
			]
		},
		{
			key: 'handover',
			title: handover.title,
			notes: [
				service(handover.failedVisits),
				sales(handover.fourMails),
				service(handover.specialTerms),
				marketing(handover.praise),
				it(handover.access),
				heard('service', handover.oneDay)
			]
		},
		{
			key: 'story',
			title: story.title,
			notes: [
				service(story.wholeStory),
				service(story.wroteTwice),
				sales(story.beforeRenewal),
				it(story.copies),
				heard('service', story.threeTimes),
				heard('sales', story.lastLetter)
			]
		},
		{
			key: 'leads',
			title: leads.title,
			notes: [
				sales(leads.weekLater),
				marketing(leads.wentCold),
				sales(leads.fair),
				marketing(leads.poorLeads),
				heard('marketing', leads.quote)
			]
		},
		{
			key: 'data',
			title: data.title,
			notes: [
				it(data.fivePlaces),
				service(data.oldWarehouse),
				marketing(data.doubles),
				it(data.counts)
			]
		},
		{
			key: 'drift',
			title: drift.title,
			notes: [
				service(drift.closedCases),
				service(drift.wrongInvoice),
				sales(drift.bakery),
				heard('service', drift.nothingBig)
			]
		},
		{
			key: 'late',
			title: late.title,
			notes: [it(late.tariff), it(late.surveys), service(late.phoneMenu)]
		},
		{
			key: 'campaigns',
			title: campaigns.title,
			notes: [
				marketing(campaigns.promised),
				sales(campaigns.discount),
				heard('marketing', campaigns.sameDay)
			]
		}
	];
}

export const looseIn = ({ loose }: Words): readonly SampleNote[] => [
	sales(loose.priceList),
	service(loose.listeningIn),
	marketing(loose.opened)
];

/** The dots of one person: cluster keys and numbers of dots, in pairs. */
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

/** Ideas that came too early, and their results: see `requirementsIn` for the requirements they refer to. */
export const parkedIn = ({
	clusters,
	parked
}: Words): readonly (SampleNote & {
	rewrittenAs?: string;
	requirement?: string;
	setAside?: string;
})[] => [
	{
		...sales(parked.button),
		rewrittenAs: clusters.owner.twoCalled,
		requirement: 'list-shows'
	},
	{
		...service(parked.app),
		requirement: 'sheet-in-van'
	},
	{
		...it(parked.oneSystem),
		setAside: parked.whyNoSystem
	},
	{
		...marketing(parked.dashboard),
		setAside: parked.whyNoDashboard
	}
];
