import type { AllMessages, ServerSentence } from './messages.ts';

/** A sentence of the server, or one that is in its reader's language already. */
export type Saying = ServerSentence | string;

/** A sentence in the language of a catalogue. */
export const say = (m: AllMessages, saying: Saying): string =>
	typeof saying === 'string' ? saying : saying(m);
