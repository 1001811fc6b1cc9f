/** The sample: a finished board, a copy for everybody who opens it. */
import { sampleRecord } from '../../../src/lib/workshop/sample/sample.ts';
import { partsOf } from './record-parts.ts';
import type { Tools } from '../tools.ts';
import { boardFrom } from './transfer.ts';

/** A copy of the sample of the user's own. Returns the board's id. */
export function sampleBoard(tools: Tools, userId: string): Promise<string> {
	const record = sampleRecord(tools.makeId, tools.clock());
	return boardFrom(tools, userId, partsOf(record), undefined, { begun: 'sample' });
}
