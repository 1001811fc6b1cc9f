/** The message for people while the disk is nearly full. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';

export const diskLow: ServerSentence = ({ requests }) => requests.diskLow;

/** Rejects something new that is not urgent. Pages recognize this error by its name. */
export class DiskLow extends Error {
	override name = 'DiskLow';
	constructor() {
		super('the server is short of disk space');
	}
}
