/** The first page. */
import { format } from './format.ts';

export const home = {
	title: 'Groundwork · agree on the problem first',
	description:
		'A live workshop board on which teams agree on their problems before anybody talks about technology.',
	left: '<b>You have signed out.</b> This device keeps nothing of you. The link of a workshop opens it for the next person.',
	erased:
		'<b>Your data is erased.</b> The server and this device keep nothing of you any more. What you posted stays on its workshops, without your name.',
	needsLink:
		'<b>You need the link of that board.</b> We don’t know this device yet. Open the link from your invitation, or type the six-letter code below.',
	heading: 'Agree on the problem before anybody says software.',
	lede: 'Groundwork is a live board on which sales, marketing, service and IT write what is wrong, put it together, and vote in secret, so that you see which problems every function shares.',
	start: 'Start a workshop',
	sample: 'Open the sample',
	code: {
		label: 'Somebody gave you a code?',
		example: 'ABCDEF',
		join: 'Join'
	},
	how: [
		'<b>Write in silence.</b> Nobody is led by the loudest voice.',
		'<b>Put it together.</b> What has one cause becomes one named problem.',
		'<b>Vote in secret.</b> See what all functions back, and where one differs.'
	],
	mine: {
		heading: 'Your workshops',
		since: (day: string) => `since ${format.day(day)}`,
		deleted: 'deleted, can still be brought back',
		archived: 'archived'
	},
	/** A picture of a board: notes, and what each function backs. */
	preview: {
		sales: 'After the contract is signed I never hear whether the customer succeeded.',
		service: 'Callers repeat their whole story to every person they reach.',
		customer: '“I had to explain the same fault three times.”',
		customersWords: 'Customer’s words',
		problem: 'Problem',
		owner: { title: 'Nobody knows who owns the customer', agreement: 'All agree' },
		leads: { title: 'Leads arrive too late to matter', agreement: 'Service differs' },
		share: (percent: number) => `${format.number(percent)} %`,
		caption: 'From notes written in silence to what every function backs.'
	}
};
