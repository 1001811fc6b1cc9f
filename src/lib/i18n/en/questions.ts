/** The questions for people, in the words of pages and reports. */
import type { Frame, Question } from '../../workshop/questions.ts';

export const questions = {
	/** The texts that the group writes together first. */
	frame: {
		why: 'Why do we meet now?',
		who: 'Who is the customer we speak of?',
		tries: 'What do they try to do?',
		says: 'What do they say?'
	} satisfies Record<keyof Frame, string>,
	/** The questions that each person answers for their function. */
	asked: {
		hope: 'What do you hope for?',
		fear: 'What do you fear?',
		waste: 'What would make this a waste of time?',
		felt: 'What makes us less effective here than we need to be? Who feels it first?',
		costs: 'What does it cost us: customers, hours, money, trust?',
		wanted: 'What outcome do we want that we do not get today, and what stops us?',
		have: 'What do we already have (people, habits, tools) that could solve it? What has kept us from using it so?',
		change: 'What would have to change for us to use what we have?',
		include:
			'If we must bring something new in: who must be part of it so that nobody is bypassed, and what must not break?',
		signs: 'How will we know that it is solved? How will we notice that it comes back?',
		why: 'Why is that so?',
		reason: 'Why is your rating low?',
		changed: 'What has changed since?'
	} satisfies Record<Question, string>
};
