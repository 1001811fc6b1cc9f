/** All catalogues, for the server. Pages load one: `load.ts`. */
import { board as en } from './en/board.ts';
import type { Locale } from './locales.ts';
import type { Messages } from './messages.ts';
import { pseudo } from './pseudo.ts';

const trial = pseudo(en);
const CATALOGUES: Readonly<Record<Locale, Messages>> = { en, 'en-XA': trial, 'ar-XB': trial };

export const messagesOf = (locale: Locale): Messages => CATALOGUES[locale];
