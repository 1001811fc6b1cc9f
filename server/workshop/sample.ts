/** The sample: a finished board, a copy for everybody who opens it. */
import { sampleRecord } from '../../src/lib/workshop/sample.ts';
import type { Tools } from './tools.ts';
import { boardFromRecord } from './transfer.ts';

/** A copy of the sample of the user's own. Returns the board's id. */
export function sampleBoard(tools: Tools, userId: string): Promise<string> {
	return boardFromRecord(tools, userId, sampleRecord(tools.makeId, tools.clock()), undefined, {
		begun: 'sample'
	});
}
