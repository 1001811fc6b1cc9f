/** Every attack of the bench: write a new one in a file beside this, and add it here. */
import type { Attack } from './arena.ts';
import { HTTP_ATTACKS } from './http.ts';
import { rawSockets } from './raw-sockets.ts';

export const ATTACKS: readonly Attack[] = [rawSockets, ...HTTP_ATTACKS];
