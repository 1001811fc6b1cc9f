import type { Messages, Sentence } from './messages.ts';

/** A sentence, or one that is in its reader's language already. */
export type Saying = Sentence | string;

/** A sentence in the language of a catalogue. */
export const say = (m: Messages, saying: Saying): string =>
	typeof saying === 'string' ? saying : saying(m);
