import type { AllMessages, ServerSentence } from './messages.ts';

/** A sentence of the server, or a text that is already in the reader's language. */
export type Saying = ServerSentence | string;

/** The text of a sentence in the language of a catalogue. */
export const say = (m: AllMessages, saying: Saying): string =>
	typeof saying === 'string' ? saying : saying(m);
