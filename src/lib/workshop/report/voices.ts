/** People's own words, in the form in which a report quotes them. */
import type { Question } from '../questions.ts';
import type { Answer } from '../items/shapes.ts';
import type { ReportMessages } from '../../i18n/messages.ts';
import { byOrder } from '../items/order.ts';
import { isolated } from '../text.ts';
import type { BoardRecord } from '../board-file/schema.ts';
import type { Fn, Note } from '../types.ts';

/** One person's words. */
export interface Voice {
	text: string;
	/** Whether these are a customer's words, reported by a person of that function. */
	isCustomer: boolean;
	fn: Fn | null;
	/** '' if nobody is named. */
	name: string;
	/** The day of an answer, '' for notes. */
	day: string;
	/** Five whys: the answers to “why is that so?”, one after the other. */
	whys: Voice[];
}
/** The source of the words, in brief: "Ana, Sales", or "Customer’s words, written down by Ana, Sales"; or ''. */
export function whose(
	{ isCustomer, ...voice }: Pick<Voice, 'isCustomer' | 'name' | 'fn'>,
	m: ReportMessages
): string {
	const writer = writerOf(voice, m);
	if (!isCustomer) return writer;
	return writer === '' ? m.notes.customersWords : m.report.voices.customerBy(writer);
}
/** "Ana, Sales", or the known part of it; '' if nothing is known. */
export function writerOf(
	{ name, fn }: Pick<Voice, 'name' | 'fn'>,
	{ report }: ReportMessages
): string {
	if (name === '' || !fn) return isolated(name || (fn?.name ?? ''));
	return report.voices.writer(name, fn.name);
}
/** A customer's words in quotation marks, unless they already have some; all other words unchanged. */
export const inQuotes = (
	{ text, isCustomer }: Pick<Voice, 'text' | 'isCustomer'>,
	{ report }: ReportMessages
): string => (isCustomer && !/^["“„«]/.test(text) ? report.voices.inQuotes(text) : text);
/** A question and its answers. */
export interface Asked {
	question: Question;
	voices: Voice[];
}

export function voicing(record: BoardRecord) {
	const fns = new Map(record.stage.functions.map((fn) => [fn.id, fn]));
	const names = new Map(record.people.map(({ id, name }) => [id, name]));
	const voiceOf = ({ text, kind, fn, by }: Note): Voice => ({
		text,
		isCustomer: kind === 'customer',
		fn: fns.get(fn) ?? null,
		name: names.get(by) ?? '',
		day: '',
		whys: []
	});
	const given = Map.groupBy(
		record.answers.filter(({ archived }) => !archived).sort(byOrder),
		({ question, about }) => `${question} ${about}`
	);
	const givenTo = (question: Question, about: string) => given.get(`${question} ${about}`) ?? [];
	const alone = ({ text, fn, by, day }: Answer): Voice => ({
		text,
		isCustomer: false,
		fn: fns.get(fn) ?? null,
		name: names.get(by) ?? '',
		day,
		whys: []
	});
	const answered = (answer: Answer): Voice => ({
		...alone(answer),
		whys: whysBehind(answer.id).map(alone)
	});
	/** All answers that continue from an answer, the nearest first. */
	const whysBehind = (about: string): Answer[] => {
		const found = new Map<string, Answer>();
		const ahead = givenTo('why', about).toReversed();
		for (let one = ahead.pop(); one; one = ahead.pop()) {
			if (one.id === about || found.has(one.id)) continue;
			found.set(one.id, one);
			ahead.push(...givenTo('why', one.id).toReversed());
		}
		return [...found.values()];
	};
	/** The questions about an item with their answers, without unanswered questions. */
	const asked = (questions: readonly Question[], about: string): Asked[] =>
		questions
			.map((question) => ({
				question,
				voices: givenTo(question, about).map(answered)
			}))
			.filter(({ voices }) => voices.length > 0);
	return { voiceOf, asked };
}
