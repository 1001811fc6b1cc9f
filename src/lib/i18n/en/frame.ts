import { isolated } from '../../workshop/text.ts';

/** The Frame step. */
export const frame = {
	heading: 'Why we meet, and for whom',
	lead: 'You will see this in every later step. You write the first two parts together; the others are for your function.',
	whyPlaceholder: 'What happened that this cannot wait?',
	customer: 'The customer in view',
	/** What a customer could be like. */
	examples: {
		who: 'A family that moves house and wants its contract to move with it',
		tries: 'Tell us once, and have everybody know',
		says: '“I told you that last week.”'
	},
	waste: {
		nothingSaid: 'Nothing was said.',
		placeholder: 'Say it now, while it can still be changed…'
	},

	motives: {
		heading: 'What each function hopes for and fears',
		anonymous: 'What we hope for and fear',
		placeholders: { hope: 'We hope that…', fear: 'We fear that…' },
		withoutFunction: 'Without a function',
		/** Of one function's answers. */
		of: (fn: string, question: string) => `${isolated(fn)}: ${question}`,
		nothingYet: 'Nothing said yet'
	}
};
