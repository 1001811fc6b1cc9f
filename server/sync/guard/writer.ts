/** Who sends an update to a document. */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import type { Action } from '../../../src/lib/workshop/actions.ts';
import type { Round } from '../../../src/lib/workshop/types.ts';
import type { ClientOwners } from './owners.ts';
import type { RoomLeft, Shares } from './shares.ts';

export interface Writer {
	/** Participant id. */
	readonly id: string;
	/** Who writes under which Yjs client id in this document. */
	readonly owners: ClientOwners;
	/** Why the person may not do all of this now, as a sentence, or null. */
	refuses(actions: readonly Action[]): ServerSentence | null;
	/** The round that takes dots now. */
	round(): Round | null;
	/** Why a mark of this outcome is not taken now, as a sentence, or null; `of` is null where one is taken back. */
	whyNoMark(outcome: string, of: string | null): ServerSentence | null;
	/** What everybody has added to this document so far. */
	readonly shares: Shares;
	/** What the person may add. */
	readonly room: RoomLeft;
	/** Hears how much work an update is, in comparisons (see `work.ts`), whatever becomes of it. */
	charge(comparisons: number): void;
}
