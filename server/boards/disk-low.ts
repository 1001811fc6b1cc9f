/** What people are told while the disk is nearly full. */

export const DISK_LOW =
	'The server is short of disk space, so nothing new and large is taken now. What people write is saved. Tell whoever runs this server.';

/** Refuses something new that can wait. The message is for the person who asked. */
export class DiskLow extends Error {
	override name = 'DiskLow';
	constructor() {
		super(DISK_LOW);
	}
}
