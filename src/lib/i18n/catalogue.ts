/** All catalogues, for the server. Each page loads only one: `load.ts`. */
import { all as en } from './en/all.ts';
import type { Locale } from './locales.ts';
import type { AllMessages } from './messages.ts';
import { pseudo } from './pseudo.ts';

const trial = pseudo(en);
const CATALOGUES: Readonly<Record<Locale, AllMessages>> = { en, 'en-XA': trial, 'ar-XB': trial };

export const messagesOf = (locale: Locale): AllMessages => CATALOGUES[locale];
