/** The result of a command: the new stage and what else has to be done. */
import type { ServerSentence } from '../../../src/lib/i18n/messages.ts';
import type { Stage, VersionReason } from '../../../src/lib/workshop/types.ts';
import type { StoredLink, StoredNewcomer, StoredParticipant } from '../../store/store.ts';
import type { UnpackedVersion } from '../versions/versions.ts';

/** What has to happen in addition to the new stage. */
export type Effect =
	/** `close` is the code of `CLOSE` with which the person's sockets are closed. */
	| { kind: 'saveSeat'; seat: StoredParticipant; close: number }
	/** A newcomer gets this seat, which has the newcomer's id. */
	| { kind: 'seatNewcomer'; seat: StoredParticipant }
	| { kind: 'saveNewcomer'; newcomer: StoredNewcomer }
	| { kind: 'dropNewcomer'; newcomer: string }
	| { kind: 'renewLink'; role: StoredLink['role'] }
	| { kind: 'restoreNote'; note: string }
	/** Saves the wall together with this stage as a version. */
	| { kind: 'keepVersion'; reason: VersionReason; name: string; stage: Stage }
	/** Saves the current board as a version and starts a new epoch with the given version. */
	| { kind: 'beginEpoch'; version: UnpackedVersion }
	/** Saves the list of steps as a template of the person who asked. */
	| { kind: 'saveTemplate'; title: string }
	/** Closes everybody's sockets: the board is deleted. */
	| { kind: 'leave' }
	/** Makes the server forget who wrote what. */
	| { kind: 'forgetWriters' }
	/** Posts what waits for the current step, and the notes of another step if one is named. */
	| { kind: 'post'; step?: string };

export type Applied =
	| { ok: true; stage: Stage; effects: Effect[] }
	| { ok: false; status: 400 | 403 | 404 | 409; reason: ServerSentence; quiet?: true };

type Refusal = Extract<Applied, { ok: false }>;

/** A refusal, with a sentence for the person who asked. */
export const refused = (status: Refusal['status'], reason: ServerSentence): Refusal => ({
	ok: false,
	status,
	reason
});
/** A refusal because somebody else was faster. Nothing is wrong, and the page says so without alarm. */
export const overtaken = (reason: ServerSentence): Refusal => ({
	...refused(409, reason),
	quiet: true
});
export const done = (stage: Stage, ...effects: Effect[]): Applied => ({ ok: true, stage, effects });
