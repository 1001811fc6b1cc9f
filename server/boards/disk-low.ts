/** What people are told while the disk is nearly full. */
import type { ServerSentence } from '../../src/lib/i18n/messages.ts';

export const diskLow: ServerSentence = ({ requests }) => requests.diskLow;

/** Refuses something new that can wait. Pages tell it by its name. */
export class DiskLow extends Error {
	override name = 'DiskLow';
	constructor() {
		super('the server is short of disk space');
	}
}
