/** All attacks of the bench. Write a new one in a file in this folder and add it here. */
import type { Attack } from './arena.ts';
import { FILL_ATTACKS } from './fill.ts';
import { FREEZE_ATTACKS } from './freeze.ts';
import { HTTP_ATTACKS } from './http.ts';
import { joinsOfALargeWall } from './joins.ts';
import { rawSockets } from './raw-sockets.ts';

export const ATTACKS: readonly Attack[] = [
	rawSockets,
	...FREEZE_ATTACKS,
	...FILL_ATTACKS,
	joinsOfALargeWall,
	...HTTP_ATTACKS
];
