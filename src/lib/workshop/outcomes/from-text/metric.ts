/** Finds the measured quantity of a sentence: the noun phrase before its first number. */
import { amountsIn } from './amounts.ts';
import { LIMITS } from '../../limits.ts';

/** Placeholder for parts that were read already. */
export const TAKEN = '\u0001';

const VERBS = String.raw`(?:cut|reduce|lower|decrease|drop|shrink|halve|shorten|increase|raise|grow|lift|double|improve|bring|get|move|save|reach|keep|sell|sign|see|win)`;
const OPENING = new RegExp(
	String.raw`^(?:(?:we|our goal is to|the goal is to|let us|let's|to|want|aim|need|will|would like|should|must|please)\s+)*(?:${VERBS}(?:\s+|$))?(?:(?:down|up|back)(?:\s+|$))?(?:the\s+)?`,
	'i'
);
/** Words between the measured quantity and its number. */
const LEADING_ON =
	/(?:[\s,:;–—]|(?<=\s)-|→|->|=>|➜|[≤≥<>~(]|(?<![\p{L}\p{N}-])(?:from|to|at|in|for|within|after|is|are|was|were|has|have|currently|today|now|between|about|around|(?:down|up)(?=\s+(?:from|to|by|at)\b)|only|below|under|above|over|(?:less|more|fewer|longer|older) than|at (?:least|most)|no more than|becomes?|go(?:es)?|falls?|drops?|rises?|reduced|cut|takes|should|will|be|it|baseline|target|goal)\b)+$/iu;
/** A text with such a beginning or end names nothing that can be measured. */
const NO_METRIC =
	/^(?:nobody|nothing|none|no|every|each|all|it|they|we|i|you|this|that|these|those|there|as|in|by|with|on|of|top|at|from|than|if|when|while|because|so|but|and|or|per|(?:no |not )?(?:fewer|more|less)|twice|half|at (?:least|most))\b(?!-)|\b(?:of|by|with|for|and|or|the|an?|that|who|which|top|per|in|on|at|to|from|as|than|into|onto|over|under|about|through|via|until|without|against|vs|each|every|out)$/i;
/** Signs of a clause with a verb: "we" before any other word, or a word before "the". */
const CLAUSE = new RegExp(
	String.raw`^\W*(?:we|they|i|you|he|she)\s+(?!(?:want|need|would|will|should|must|aim|${VERBS})\b)|\p{Ll}s\s+(?:the|our|their|its|his|her|my|your|this|these)\s`,
	'iu'
);
/** Verbs that are rarely nouns before a number. After "who" or "that" they only describe a noun. */
const DOING = new RegExp(
	String.raw`(?<![\p{L}\p{N}'’-])(?:bring|brings|brought|drop|drops|dropped|cut|cuts|fall|falls|fell|rise|rises|rose|grow|grows|grew|go|goes|went|get|gets|got|take|takes|took|give|gives|see|sees|saw|know|knows|win|wins|won|lose|loses|sell|sells|reach|reaches|keep|keeps|find|finds|make|makes|send|sends|solve|solves|fix|fixes|become|becomes|stay|stays|leave|leaves|arrive|arrives|handle|handles|pick|picks|pay|pays|raise|raises|reduce|reduces|improve|improves|halve|halves|double|doubles|shrink|shrinks|decrease|decreases|move|moves|hold|holds|serve|serves|reply|respond|responds|train|use|owns|watches|measures|looks|wants|asks|tells|says|trims|pushes|lets|puts|sets|deliver|delivers|ship|ships|send|respond|hire|launch|publish|need|needs|wait|waits|help|helps|does|do|did|is|are|was|were|be|has|have|had|will|should|must|can|may)(?![\p{L}\p{N}'’-])`,
	'iu'
);
/** "Zoe Quinn leads", or a single command such as "answer". */
const PERSON =
	/^\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+)+\s\p{Ll}+s$|^(?:answer|ship|close|visit|call|process|finish|complete|open|start|stop|serve|test|check)$/u;
const WHICH = /\b(?:who|that|which|where|whose)\b/i;
/** After these words, a number belongs to the measured quantity: "within 24 hours", "older than 7 days". */
const PART_OF_IT =
	/\b(?:within|after|above|below|over|under|(?:first|last|next|top)|(?:more|less|fewer|older|younger|longer|shorter|later|larger|smaller|higher|lower) than)\s+$/i;

/**
 * The text before the first number that was read, at `first`, without the words that lead to the number; '' if it is
 * not certainly a noun phrase.
 */
export function metricIn(text: string, first: number): string {
	const head = (text.slice(0, first).split(TAKEN).at(-1) ?? '').replace(/^[\s,.;:]+/, '');
	const said = head.replace(LEADING_ON, '').replace(OPENING, '').trim();
	const isFit = /\p{L}{2}/u.test(said) && said.length <= LIMITS.lineChars;
	return isFit && !isClause(head, said) && !hasOwnNumber(said) ? said : '';
}
function isClause(head: string, said: string): boolean {
	if (NO_METRIC.test(said) || /[.!?;:](?:\s|$)|\bby (?:a|half)\b/.test(said)) return true;
	const [what = ''] = said.split(WHICH);
	return CLAUSE.test(head) || PERSON.test(said) || DOING.test(what);
}
function hasOwnNumber(said: string): boolean {
	const parts = amountsIn(said).filter(({ from }) => PART_OF_IT.test(said.slice(0, from)));
	const others = parts.reduceRight(
		(rest, { from, to }) => rest.slice(0, from) + rest.slice(to),
		said
	);
	return /\d/.test(others);
}
