/** The questions for people, one row each. The catalogue contains their words. */

interface QuestionRow {
	/** The list of the wall with the subjects of the question; `nothing` for a question about the meeting itself. */
	readonly about: readonly ('nothing' | 'clusters' | 'answers' | 'outcomes')[];
	/** The set of questions that are asked together, in the order of the rows. */
	readonly set?: 'motives' | 'facilitative';
}

const ROWS = {
	hope: { about: ['nothing'], set: 'motives' },
	fear: { about: ['nothing'], set: 'motives' },
	waste: { about: ['nothing'], set: 'motives' },
	felt: { about: ['clusters'], set: 'facilitative' },
	costs: { about: ['clusters'], set: 'facilitative' },
	wanted: { about: ['clusters'], set: 'facilitative' },
	have: { about: ['clusters'], set: 'facilitative' },
	change: { about: ['clusters'], set: 'facilitative' },
	include: { about: ['clusters'], set: 'facilitative' },
	signs: { about: ['clusters'], set: 'facilitative' },
	/** About a cause: why is that so? It continues from another answer. */
	why: { about: ['answers'] },
	/** The reason for one's low rating. */
	reason: { about: ['outcomes'] },
	/** What changed since the last meeting. */
	changed: { about: ['nothing', 'outcomes'] }
} as const satisfies Record<string, QuestionRow>;

type Rows = typeof ROWS;
export type Question = keyof Rows;
type InSet<S> = { [Q in Question]: Rows[Q] extends { set: S } ? Q : never }[Question];

export const QUESTIONS = Object.keys(ROWS) as Question[];
export const askedAbout = (question: Question): QuestionRow['about'] => ROWS[question].about;

const inSet = <S extends NonNullable<QuestionRow['set']>>(set: S) =>
	QUESTIONS.filter((question) => (ROWS[question] as QuestionRow).set === set) as InSet<S>[];
/** Questions that everybody answers for their function. */
export const MOTIVES = inSet('motives');
/** The facilitative questions about each chosen problem. */
export const FACILITATIVE = inSet('facilitative');

/** The texts that the group writes together first: why it meets, and who the customer is. */
export const FRAME_TEXTS = ['why', 'who', 'tries', 'says'] as const;
export type Frame = Record<(typeof FRAME_TEXTS)[number], string>;
