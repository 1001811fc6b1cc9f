/** The person who sends an update to a document. */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import type { Action } from '../../../src/lib/workshop/actions.ts';
import type { Round } from '../../../src/lib/workshop/types.ts';
import type { ClientOwners } from './owners.ts';
import type { RoomLeft, Shares } from './shares.ts';

export interface Writer {
	/** Participant id. */
	readonly id: string;
	/** Which participant owns each Yjs client id in this document. */
	readonly owners: ClientOwners;
	/** Why the person may not do all of these actions now, as a sentence; otherwise null. */
	refuses(actions: readonly Action[]): ServerSentence | null;
	/** The round that accepts dots now. */
	round(): Round | null;
	/**
	 * Why the server does not accept a rating of this outcome now, as a sentence; otherwise null. `of` is null if
	 * the person takes a rating back.
	 */
	whyNoMark(outcome: string, of: string | null): ServerSentence | null;
	/** How much each participant has added to this document so far. */
	readonly shares: Shares;
	/** How much the person may still add. */
	readonly room: RoomLeft;
	/** Receives the work of an update, in comparisons (see `work.ts`), whether or not the update is applied. */
	charge(comparisons: number): void;
}
