/** The sample group's work on its two chosen problems. */
export const work = {
	frame: {
		why: 'One customer in six does not renew, and each of us names another reason. The contracts of spring come up in nine months: what we change now, they will feel.',
		who: 'The person who keeps a house running: a school, a bakery, a small plant. Forty pumps and valves, some of them old, and nobody else in the house who knows them.',
		tries:
			'To have water and heat without thinking about them, and to know before the first frost that somebody will come.',
		says: '“I do not want to know how you are organised. I want to know who comes.”'
	},
	hopes: {
		sales: 'That I can promise a date without being the only one who knows of it.',
		marketing: 'That we praise what really happened.',
		service: 'That I know what was promised before the door opens.',
		it: 'That we mend one list, and not five.'
	},
	fears: {
		sales: 'That it ends in more fields to fill in.',
		marketing: 'That we get a new slogan for the same mess.',
		service: 'That it is done to us, on a Monday, in the heating season.',
		it: 'That something is bought first and we are asked second.'
	},
	wastes: {
		it: 'Another afternoon on which products are compared.',
		service: 'If those who are not in this room hear nothing of it.'
	},
	/** Answers about each problem. */
	understood: {
		owner: {
			atTheDoor:
				'We hear of a promise when the customer quotes it. Whoever stands at the door feels it first.',
			apology: 'I begin each renewal with an apology for things I never knew.',
			passedOn: 'Because whoever promised it has passed the account on and told nobody.',
			nobodysTask: 'Because passing on is nobody’s task. It happens when a region is cut anew.',
			signatures: 'Because we are paid for signatures, and not for customers who stay.',
			costs: 'The bakery chain in May: eleven shops.',
			wanted:
				'That a customer hears one voice. Each of us keeps a list of our own and is proud of it: that stops us.',
			field:
				'The customer list has a field for the owner. It is filled in for one account in three, and nobody reads it.',
			mondayRound: 'The Monday round. It talks of machines, and never of customers.',
			change:
				'The name in that field has to be worth something: whoever stands there gets the call, and the credit.',
			include: 'Accounting. They print the invoices, and the name belongs on them.',
			firstQuestion: 'The first question at the door is no longer who we are.',
			letter: 'It comes back on the day a welcome letter goes out without a name.'
		},
		handover: {
			wrongPart:
				'The technician who stands before a wall that was to be a door, with the wrong part in her hand.',
			described: 'Because the site was described by somebody who has never mounted a pump.',
			askedLate:
				'Because we are asked about the site when the contract is signed, and then want it done.',
			costs: 'Every third first visit is made twice, and the second one is never friendly.',
			wanted: 'To ask for praise when it is earned: after a first visit that worked.',
			sheet: 'A paper sheet for sites that the old team used. It fits on one page, and it is good.',
			change:
				'We fill it in together while the customer is still on the phone, not afterwards from memory.',
			include: 'Those in the van. If they cannot read it there, it does not exist.',
			access: 'Access is ordered a week before the training.'
		}
	},
	costs: {
		finding: { what: 'finding out who knows the customer', unit: 'hours' },
		visits: { what: 'visits that were promised and not sold', unit: '€' },
		lost: { what: 'contracts that are not renewed for it', unit: 'customers' },
		twice: { what: 'first visits that are made twice', unit: 'hours' },
		parts: { what: 'parts and fuel for the second visit', unit: '€' }
	},
	outcomes: {
		oneName: {
			statement: 'A customer has one name to call, and we know it too.',
			metric: 'customers with a named owner who still works here',
			unit: '% of customers',
			owner: 'Mira Holm',
			how: 'naming one owner at signature, and by a talk between old and new whenever somebody leaves',
			source: 'The customer list, counted on the first Monday of each month',
			readings: {
				twoRegions: 'Two regions have begun.',
				mondayRound: 'The Monday round reads out who has nobody.',
				gone: 'What is left are accounts of people who have gone.'
			}
		},
		calledBack: {
			statement: 'Whoever complains hears from the owner of the account within a working day.',
			metric: 'complaints that the owner answered within one working day',
			unit: '% of complaints',
			owner: 'Jonas Beck',
			how: 'sending each complaint to its owner by name, and by letting owners promise a visit themselves',
			source: 'Thirty complaints a month, drawn by lot and read by two of us',
			readings: {
				heatingSeason: 'Heating season: half of the owners were on the road.',
				promises: 'Better since owners may promise a visit up to €300.'
			}
		},
		firstVisit: {
			statement: 'The first visit works, because the van knows the site.',
			metric: 'first visits that fail for want of details',
			unit: '% of first visits',
			owner: 'Ravi Anand',
			how: 'filling in the one-page sheet together, on the phone with the customer, before the contract is signed',
			source: 'Visit reports, where the technician ticks what was missing',
			readings: {
				aloud: 'The sheet is read aloud on the phone.',
				neverSeen: 'What is left are sites that nobody had ever seen.'
			}
		}
	},
	/** Reasons for disagreeing with an outcome. */
	reasons: {
		calledBack: 'On the road I see nothing until the evening.',
		firstVisit: 'The sheet is our work and the good of others.'
	},
	requirements: {
		twoNames: 'Each account has an owner and a second who stands in.',
		handOn: 'Whoever leaves hands accounts on in a talk with the next owner, before the last day.',
		onPaper: 'Welcome letter and invoice carry the owner’s name.',
		listShows: 'The list shows owner and stand-in first, and which accounts have none.',
		mayPromise: 'An owner may promise up to €300 without asking.',
		byName: 'A complaint goes to its owner by name the same day.',
		whoWaits: 'The owner sees on the road which complaints wait, and since when.',
		askService: 'One technician a week is there for sales to ask.',
		sheet: 'Sales and service fill in the sheet with the customer on the phone, before signature.',
		sheetInVan: 'The sheet can be read in a van without signal.'
	},
	options: {
		ourList: {
			name: 'The customer list that we have',
			motive: 'Nobody sells it to us. IT keeps it and would rather keep one list than five.',
			users: 'Everybody who speaks to customers, and accounting.',
			burden: 'Ten minutes per account once, and the Monday round.',
			gain: 'The call and the credit go to the name in the field.',
			open: 'In the van it is read from a print of the morning.',
			evidence: {
				twoNames: 'The field is there, and room for the second below it.',
				onPaper: 'Accounting can print the field from today on.',
				listShows: 'IT sorted it so in an hour, while we watched.',
				sheetInVan: 'On paper. What changes during the day is missing.'
			}
		},
		phoneFirm: {
			name: 'The case desk of our telephone firm',
			motive: 'Is paid per seat and month, and wants our telephone contract for three more years.',
			users: 'Service first, sales a year later.',
			burden: 'Two days of training, and complaints are typed in twice until invoices are joined.',
			gain: 'Service sees who has called before the phone is picked up.',
			open: 'Who cleans our addresses, and what happens to them when we leave.',
			evidence: {
				onPaper: 'Invoices come from elsewhere; joining them is an offer of its own.',
				listShows: 'Shows the owner, but no stand-in.',
				whoWaits: 'Shown on a phone in our yard.'
			}
		}
	},
	/** Changes since then. */
	changed: {
		handedOn:
			'Accounts are handed on in a talk now. Two customers were told of it by both of us together.',
		letter: 'The welcome letter names the owner. Three customers wrote back to her by name.',
		rightPart: 'The van leaves with the right part, so the afternoons are ours again.'
	},
	rationale:
		'The list that we have can show an owner; nobody filled it in because the name was worth nothing. We make it worth something, fill it, and read it out each Monday. What it cannot do in the van we do on paper until we know that the sheet helps.'
};
