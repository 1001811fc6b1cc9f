/** The sample: a finished board. Everybody who opens it gets a copy. */
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import { sampleRecord } from '../../../src/lib/workshop/sample/sample.ts';
import { partsOf } from './record-parts.ts';
import type { Deps } from '../deps.ts';
import { boardFrom, nobodyYet } from './transfer.ts';

/** Creates the user's own copy of the sample. Returns the board's id. */
export function sampleBoard(deps: Deps, userId: string, messages: AllMessages): Promise<string> {
	const record = sampleRecord(deps.makeId, deps.clock(), messages);
	return boardFrom(deps, userId, partsOf(record, { begun: 'sample' }), nobodyYet(messages));
}
