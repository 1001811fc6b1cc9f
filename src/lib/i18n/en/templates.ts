/**
 * Workshop templates: their names, and the words of their steps that differ from the initial words of a step's kind.
 */
import type { TemplateId, TemplateWords } from '../../workshop/steps/templates.ts';
import { format } from './format.ts';

const { count } = format;

export const templates = {
	/** Titles of steps in a line, and the number of the steps that follow. */
	way: (titles: readonly string[], more: number) =>
		[...titles, ...(more > 0 ? [count(more, { one: 'more step', other: 'more steps' })] : [])].join(
			' → '
		),
	customersWords: {
		title: 'Customers’ words',
		instruction:
			'Write down what a customer said to you, in their own words. One sentence per note.',
		prompt:
			'“Walk a mile in the customer’s shoes. What did the last one who was annoyed actually say? No names, and no polishing.”'
	},
	ready: {
		'problems-first': {
			title: 'Problems first',
			summary:
				'The whole way: hear the customer and each other, vote, then agree on outcomes and requirements before anybody talks about technology. Two to three hours, in one go or in several.',
			steps: {}
		},
		'quick-align': {
			title: 'Quick align',
			summary: 'Write, cluster, vote: see in half an hour which problem every function shares.',
			steps: {}
		},
		'choosing-a-crm': {
			title: 'Choosing a CRM',
			summary:
				'For groups that were asked which system to buy. It starts with the customers whom they lose, and comes to systems last.',
			steps: {
				frame: {
					instruction:
						'Say why a new CRM came up now, and what customers would notice of it. Then each function says what it hopes for and what it fears.',
					prompt:
						'“A CRM is something that one does, not a box that one owns. Nobody wants a drill; we want the hole. Which hole, and who has to stand next to it?”'
				},
				customersWords: {
					instruction:
						'What did customers say when they felt that we do not know them? Write down their own words. One sentence per note.'
				},
				post: {
					instruction:
						'Where does what we know of a customer fail to travel? Say what happened, and to whom. One problem per note.',
					prompt:
						'“No product names yet, and no features. If you think ‘it needs a field for…’, write down what went wrong last week because nobody knew.”'
				},
				understand: {
					prompt:
						'“We have lists of customers already, perhaps five. What has kept us from using one of them so that it would do? That will still be there when a new one is bought.”'
				},
				outcomes: {
					prompt:
						'“Not ‘one view of the customer’: what will a caller, a lead or a renewal look like when it works? Count that, as it is today.”'
				},
				requirements: {
					prompt:
						'“Who will keep the entries true when nobody is watching, and what do they get for it? People first, then the way of working, and software after both.”'
				},
				technology: {
					instruction:
						'Now systems may be named. Sort the parking lot, ask of each option what moves its provider, and let it show requirement by requirement what it does.',
					prompt:
						'“A provider is moved by the sale. We let them show our requirements, in our order, with our cases. ‘Show us how’, not ‘can you’.”'
				}
			}
		},
		'service-pain-points': {
			title: 'Service pain points',
			summary:
				'What callers and technicians go through, seen by all who cause it: from the customers’ words to outcomes with an owner. About two hours.',
			steps: {
				frame: {
					instruction:
						'Say whose patience is at stake. Choose one kind of customer who needs help, and follow that person through a day.'
				},
				customersWords: {
					instruction:
						'Write down what callers said last week, as they said it. Also what they said before they hung up.'
				},
				post: {
					instruction:
						'Where does help get stuck? Say what happened, to whom, and who found out last. One problem per note.',
					prompt:
						'“Sales, marketing and IT: what do you do in good faith that lands on service’s desk? Service: what do you put up with so long that you no longer mention it?”'
				}
			}
		},
		'last-project': {
			title: 'Why did the last project fail?',
			summary:
				'Looks back without blame: what was hoped for, what happened, and what would have to be different next time. About ninety minutes.',
			steps: {
				frame: {
					title: 'What was hoped for',
					instruction:
						'Say what the last project promised, and to which customer. Then each function says what it hoped for then, and what it fears now.',
					prompt:
						'“Everybody did the best they could with what they knew. We look at what happened, and not for whose fault it was.”'
				},
				post: {
					title: 'What happened',
					instruction:
						'What happened instead? Say it as you saw it from your place: what was decided without you, handed to you, or never used. One thing per note.',
					prompt:
						'“Write alone and in silence. Think of the day on which you noticed that it would not work: what did you see, and whom did you tell?”'
				},
				cluster: {
					title: 'Causes',
					instruction:
						'Put together what has one cause. Name each cause as what went wrong, not as who.'
				},
				vote: {
					instruction:
						'Give your dots to the causes that would spoil the next project as well. Nobody sees which ones you gave them to.'
				},
				outcomes: {
					instruction:
						'Say what will be different next time, and how we shall notice in time. From which number to which, by when, owned by whom.'
				}
			}
		}
	} satisfies Record<TemplateId, TemplateWords>
};
