/** English, for boards: all nouns. */
import { rules } from './rules.ts';
import { site } from './site.ts';

export const board = { ...site, rules };
