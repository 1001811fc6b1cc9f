/** Business functions: the four built-in ones, their colours, and the checks of a board's functions. */
import type { SiteMessages, SiteSentence } from '../i18n/messages.ts';
import { folded, isVisible } from './clean-text.ts';
import { LIMITS } from './limits.ts';
import { isPlainId } from './text.ts';
import type { Fn, FnColour } from './types.ts';

const READY = ['sales', 'marketing', 'service', 'it'] as const;
/** The functions of a new board, in the language of the person who starts it. */
export const readyFunctions = ({ functions }: Pick<SiteMessages, 'functions'>): Fn[] =>
	READY.map((id) => ({ id, ...functions.ready[id], colour: id }));

/**
 * Hex colours of the functions, and of customers' words, in the light and the dark theme. Each has
 * a contrast of 4.5 or more on the wall, on paper and on a panel, and under paper-coloured text.
 * `fn-colours.css` repeats them for the pages.
 */
export const FN_COLOUR_VALUES: Record<FnColour | 'customer', { light: string; dark: string }> = {
	sales: { light: '#c2410c', dark: '#fb923c' },
	marketing: { light: '#9d2a8e', dark: '#e38bd8' },
	service: { light: '#0f766e', dark: '#4fd1c5' },
	it: { light: '#1d4ed8', dark: '#8fb4ff' },
	violet: { light: '#6d28d9', dark: '#b9a3ff' },
	green: { light: '#3a6b12', dark: '#9bd06a' },
	red: { light: '#b4232a', dark: '#ff938d' },
	cyan: { light: '#0b6787', dark: '#62c9ec' },
	olive: { light: '#666004', dark: '#cfc75a' },
	pink: { light: '#b8155c', dark: '#ff94b9' },
	brown: { light: '#7a481d', dark: '#d9a679' },
	slate: { light: '#4b5563', dark: '#b4bdc9' },
	customer: { light: '#955806', dark: '#eab84e' }
};
const COLOURS = Object.keys(FN_COLOUR_VALUES).filter((key) => key !== 'customer') as FnColour[];

/**
 * A letter for a new function: its first letter, or else another of its letters, or else any unused one. `taken` are
 * the letters in use; case does not matter. Always one or two characters.
 */
export function suggestLetter(name: string, taken: readonly string[]): string {
	const used = new Set(taken.map(folded));
	const words = name.toUpperCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const first = words.map((word) => [...word][0] ?? '');
	const letters = [...words.join('')].filter((letter) => letter.length === 1);
	const pairs = letters.slice(1).map((letter) => (letters[0] ?? '') + letter);
	const others = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
	const free = [...first, ...letters, ...pairs, ...others].find(
		(mark) => mark !== '' && mark.length <= LIMITS.fnLetterChars && !used.has(folded(mark))
	);
	return free ?? '?';
}

/** The first unused colour, or the least used one if all are in use. */
export function nextColour(taken: readonly FnColour[]): FnColour {
	const uses = (colour: FnColour) => taken.filter((one) => one === colour).length;
	return COLOURS.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best));
}

/** The functions plus a new one of this name, with an unused letter and colour. */
export function withFunction(fns: readonly Fn[], id: string, name: string): Fn[] {
	const letter = suggestLetter(
		name,
		fns.map((fn) => fn.letter)
	);
	return [...fns, { id, name, letter, colour: nextColour(fns.map((fn) => fn.colour)) }];
}

/** Why these functions cannot be on one board, for the person who sets it up, or null if they can. */
export function functionsProblem(fns: readonly Fn[]): SiteSentence | null {
	if (fns.length === 0) return ({ functions }) => functions.problems.none;
	if (fns.length > LIMITS.functions)
		return ({ functions }) => functions.problems.tooMany(LIMITS.functions);
	for (const fn of fns) {
		const problem = functionProblem(fn);
		if (problem !== null) return problem;
	}
	const twinName = twin(fns, ({ name }) => name);
	if (twinName) return ({ functions }) => functions.problems.sameName(twinName.name);
	const twinLetter = twin(fns, ({ letter }) => letter);
	if (twinLetter)
		return ({ functions }) => functions.problems.sameLetter(twinLetter.letter, twinLetter.name);
	const twinId = twin(fns, ({ id }) => id);
	return twinId ? ({ functions }) => functions.problems.twice(twinId.name) : null;
}
function functionProblem({ id, name, letter }: Fn): SiteSentence | null {
	if (!isVisible(name)) return ({ functions }) => functions.problems.unnamed;
	if (name.length > LIMITS.fnNameChars)
		return ({ functions }) => functions.problems.longName(name, LIMITS.fnNameChars);
	if (!isVisible(letter)) return ({ functions }) => functions.problems.noLetter(name);
	if (letter.length > LIMITS.fnLetterChars)
		return ({ functions }) => functions.problems.longLetter(name, LIMITS.fnLetterChars);
	return isPlainId(id) ? null : ({ functions }) => functions.problems.unusable(name);
}

/** The first function whose value equals that of an earlier one. */
function twin(fns: readonly Fn[], valueOf: (fn: Fn) => string): Fn | undefined {
	return fns.find((fn, index) =>
		fns.slice(0, index).some((earlier) => folded(valueOf(earlier)) === folded(valueOf(fn)))
	);
}
