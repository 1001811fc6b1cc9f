/** English, for pages outside of boards. Boards have this too. */
import { format } from './format.ts';
import { privacy } from './privacy.ts';

export const site = { format, privacy };
