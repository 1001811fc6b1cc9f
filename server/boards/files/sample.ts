/** The sample: a finished board, a copy for everybody who opens it. */
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import { sampleRecord } from '../../../src/lib/workshop/sample/sample.ts';
import { partsOf } from './record-parts.ts';
import type { Deps } from '../deps.ts';
import { boardFrom, nobodyYet } from './transfer.ts';

/** A copy of the sample of the user's own. Returns the board's id. */
export function sampleBoard(deps: Deps, userId: string, messages: AllMessages): Promise<string> {
	const record = sampleRecord(deps.makeId, deps.clock(), messages);
	return boardFrom(deps, userId, partsOf(record), nobodyYet(messages), { begun: 'sample' });
}
