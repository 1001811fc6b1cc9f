/** What becomes of a stage, and what else has to be done. */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import type { Stage, VersionReason } from '../../../src/lib/workshop/types.ts';
import type { StoredLink, StoredNewcomer, StoredParticipant } from '../../store/store.ts';
import type { UnpackedVersion } from '../versions/versions.ts';

/** What has to happen beside the new stage. */
export type Effect =
	/** `close` is the code of `CLOSE` with which the person's sockets end. */
	| { kind: 'saveSeat'; seat: StoredParticipant; close: number }
	/** A newcomer gets this seat, which has the newcomer's id. */
	| { kind: 'seatNewcomer'; seat: StoredParticipant }
	| { kind: 'saveNewcomer'; newcomer: StoredNewcomer }
	| { kind: 'dropNewcomer'; newcomer: string }
	| { kind: 'renewLink'; role: StoredLink['role'] }
	| { kind: 'restoreNote'; note: string }
	/** The wall is kept together with this stage. */
	| { kind: 'keepVersion'; reason: VersionReason; name: string; stage: Stage }
	/** The board as it is is kept, and goes over to a new epoch, which begins with this version. */
	| { kind: 'beginEpoch'; version: UnpackedVersion }
	/** The list of steps becomes a template of the one who asked. */
	| { kind: 'saveTemplate'; title: string }
	/** Everybody's sockets end: the board is deleted. */
	| { kind: 'leave' }
	/** The server forgets who wrote what. */
	| { kind: 'forgetWriters' }
	/** What waits for the step where the group is goes to the wall, and the notes of another step if one is named. */
	| { kind: 'post'; step?: string };

export type Applied =
	| { ok: true; stage: Stage; effects: Effect[] }
	| { ok: false; status: 400 | 403 | 404 | 409; reason: ServerSentence; quiet?: true };

type Refusal = Extract<Applied, { ok: false }>;

/** Not done, with a sentence for the one who asked. */
export const refused = (status: Refusal['status'], reason: ServerSentence): Refusal => ({
	ok: false,
	status,
	reason
});
/** Not done, because somebody else was faster: all is well, and the page says so without alarm. */
export const overtaken = (reason: ServerSentence): Refusal => ({
	...refused(409, reason),
	quiet: true
});
export const done = (stage: Stage, ...effects: Effect[]): Applied => ({ ok: true, stage, effects });
