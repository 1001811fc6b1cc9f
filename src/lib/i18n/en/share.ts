import { format } from './format.ts';

const { moment, number, plural } = format;

/** Link, code and access. */
export const share = {
	title: 'Share this board',
	fetching: 'Fetching the link…',
	failed: 'The link could not be fetched. Check your connection and open this again.',
	link: {
		title: 'Link',
		label: 'Link of the board',
		/** After the link, by the way people can join. */
		byLink: {
			open: 'Whoever opens it gives a name, picks a function and takes part.',
			approval: 'Whoever opens it gives a name and waits until a facilitator lets them in.',
			closed: 'It lets in nobody new at the moment.'
		},
		renewing: 'The present link and code stop working at once. People who are on the board stay.'
	},
	code: {
		title: 'Code',
		help: (host: string, until: number) =>
			`Typed on the first page, ${host}. Good until ${moment(until)}.`
	},
	qr: { label: 'QR code of the board’s link', help: 'Show it on the beamer.' },
	facilitators: {
		title: 'Facilitator link',
		help: 'Private: whoever opens it can steer the workshop. Use it on your second device, or hand it to a second facilitator.',
		renewing:
			'The present facilitator link stops working at once. Those who facilitate stay facilitators.'
	},
	renew: 'Renew this link…',
	renewNow: 'Renew the link',

	copy: 'Copy',
	copied: 'Copied',
	copiedSentence: 'Copied.',
	notCopied: 'Your browser does not let the page copy. The text is selected: copy it by hand.',

	joining: {
		title: 'Who may come in?',
		open: { label: 'Everybody with the link', help: 'They are on the board at once.' },
		approval: {
			label: 'Those whom you let in',
			help: 'They wait, and see nothing of the board until then.'
		},
		closed: {
			label: 'Nobody new',
			help: 'People on the board stay. The facilitator link still works.'
		},
		waiting: (people: number) =>
			plural(people, {
				one: `${number(people)} person waits to be let in: see People, at the top of the board.`,
				other: `${number(people)} people wait to be let in: see People, at the top of the board.`
			}),
		comeInToo: 'If you open the board to everybody, they come in too.'
	}
};
