/** What people are asked: a row each. The catalogue says it in words. */

interface QuestionRow {
	/** The list of the wall in which that stands which people are asked about; `nothing` for the meeting itself. */
	readonly about: readonly ('nothing' | 'clusters' | 'answers' | 'outcomes')[];
	/** Asked together, in the order of the rows. */
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
	/** Of a cause: why is that so? It goes on from another answer. */
	why: { about: ['answers'] },
	/** Why one's rating is low. */
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
/** Asked of everybody, for their function. */
export const MOTIVES = inSet('motives');
/** The facilitative questions, asked of each chosen problem. */
export const FACILITATIVE = inSet('facilitative');

/** What the group writes together before anything else: why it meets, and who the customer is. */
export const FRAME_TEXTS = ['why', 'who', 'tries', 'says'] as const;
export type Frame = Record<(typeof FRAME_TEXTS)[number], string>;
