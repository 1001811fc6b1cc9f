/** Presence of others on the board. */
import type { Presence } from '../workshop/wire.ts';

export type Peer = Presence & { client: number };

/** Presence by Yjs client id, without invalid states and without the pages of participant `me`. */
export function peersIn(states: ReadonlyMap<number, unknown>, me: string): Peer[] {
	const peers: Peer[] = [];
	for (const [client, state] of states)
		if (isPresence(state) && state.who.id !== me)
			peers.push({
				who: state.who,
				cursor: state.cursor,
				drag: state.drag,
				caret: state.caret,
				client
			});
	return peers;
}

function isPresence(state: unknown): state is Presence {
	if (typeof state !== 'object' || state === null) return false;
	const { who, cursor, drag, caret } = state as Partial<Record<keyof Presence, unknown>>;
	const isRecord = (value: unknown) => typeof value === 'object' && value !== null;
	const isRecordOrNull = (value: unknown) => typeof value === 'object';
	return isRecord(who) && [cursor, drag, caret].every(isRecordOrNull);
}
