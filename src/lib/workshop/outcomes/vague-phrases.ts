/** Finds vague words: times that are not dates, wishes that cannot be counted, and goals that are too broad. */

/** Times that are not dates. */
const VAGUE_TIMES = phrases([
	'as soon as possible',
	'asap',
	'sooner or later',
	'sooner',
	'soon(?:ish)?',
	'shortly',
	'eventually',
	'some ?day',
	'(?:by|in|until|next|this) (?:the )?(?:spring|summer|autumn|winter)',
	'some time',
	'sometime(?: (?:this|next) year)?',
	'in the (?:near|foreseeable) future',
	'in the (?:short|medium|long) (?:term|run)',
	'quickly',
	'in a while',
	'(?:next|this|the coming) year(?:[- ]?ish| or so)?',
	'(?:in )?the coming (?:months|years|weeks)'
]);

/** Wishes that cannot be counted. */
const UNCOUNTABLE = phrases([
	'happ(?:y|ier)',
	'happiness',
	'better',
	'improved?',
	'improving',
	'faster',
	'quicker',
	'easier',
	'simpler',
	'smoother',
	'nicer',
	'friendlier',
	'stronger',
	'smarter',
	'more (?:efficient|effective|productive|professional|modern|transparent|agile|satisfied|engaged|customer[- ]focus(?:s?ed)?)(?:ly)?',
	'(?:more )?satisfied',
	'satisfaction',
	'delight(?:ed)?',
	'excellen(?:t|ce)',
	'world[- ]class',
	'best[- ]in[- ]class',
	'seamless(?:ly)?',
	'streamlined?',
	'optimi[sz]ed?',
	'user[- ]friendly',
	'engagement',
	'synerg(?:y|ies)',
	'quality',
	'efficiency',
	'transparency'
]);

/** Goals that are more than one step can reach. */
const TOO_BROAD = phrases([
	'(?:all|every|any) (?:of )?(?:our |the )?(?:customers?|clients?|users?|callers?|departments?|teams?|process(?:es)?|systems?|problems?)',
	'everything',
	'everybody',
	'everyone',
	'everywhere',
	'the (?:whole|entire) (?:company|organi[sz]ation|business)',
	'company[- ]wide'
]);

function phrases(words: readonly string[]): RegExp {
	return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}
const found = (text: string, words: RegExp): string[] =>
	[...text.matchAll(words)].map(([said]) => said);

/** Words in a text that replace a date, such as "soon", as the writer wrote them. */
export const vagueTimesIn = (text: string) => found(text, VAGUE_TIMES);
/** Words in a text that cannot be counted, such as "happier". */
export const uncountableIn = (text: string) => found(text, UNCOUNTABLE);
/** Goals in a text that are too broad, such as "all customers". */
export const tooBroadIn = (text: string) => found(text, TOO_BROAD);
