/** Words that say less than they seem to: times that are no dates, wishes that nobody can count, too much at once. */

/** Times that are no dates. */
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

/** Wishes without anything to count. */
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

/** More than one step can reach. */
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

/** What a text gives instead of a date, such as "soon", in the writer's own words. */
export const vagueTimesIn = (text: string) => found(text, VAGUE_TIMES);
/** Words of a text that nobody can count, such as "happier". */
export const uncountableIn = (text: string) => found(text, UNCOUNTABLE);
/** What a text asks too much of, such as "all customers". */
export const tooBroadIn = (text: string) => found(text, TOO_BROAD);
