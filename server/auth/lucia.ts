/** Sessions by Lucia, kept in our own store. Only this file uses Lucia, so only this file changes if we drop it. */
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { StoreOutage } from '../store/outage.ts';
import type { Store } from '../store/store.ts';

export const SESSION_DAYS = 90;

export interface Sessions {
	/** Starts a session of 90 days under this id. Returns when it expires, in epoch milliseconds. */
	start(userId: string, id: string): Promise<number>;
	/**
	 * Returns the session's user, or null if there is no such session or it has expired. A session past half of its
	 * life is extended to its full length. `expiresAt` is in epoch milliseconds.
	 */
	validate(id: string): Promise<{ userId: string; expiresAt: number; isRenewed: boolean } | null>;
	end(id: string): Promise<void>;
}

/** Lucia reads the system clock itself to start, extend and expire sessions. */
export function createSessions(store: Store): Sessions {
	const lucia = new Lucia(adapter(store), {
		sessionExpiresIn: new TimeSpan(SESSION_DAYS, 'd')
	});
	return {
		async start(userId, id) {
			const { expiresAt } = await lucia.createSession(userId, {}, { sessionId: id });
			return expiresAt.getTime();
		},
		async validate(id) {
			const { session } = await lucia.validateSession(id);
			if (!session) return null;
			const { userId, fresh, expiresAt } = session;
			return { userId, expiresAt: expiresAt.getTime(), isRenewed: fresh };
		},
		end: (id) => store.deleteSession(id)
	};
}

function unlessOutage(error: unknown) {
	if (!(error instanceof StoreOutage)) throw error;
}

function adapter(store: Store): Adapter {
	const fromStore = ({
		id,
		userId,
		expiresAt
	}: {
		id: string;
		userId: string;
		expiresAt: number;
	}) => ({
		id,
		userId,
		expiresAt: new Date(expiresAt),
		attributes: {}
	});
	return {
		async getSessionAndUser(id) {
			const found = await store.loadSession(id);
			if (!found) return [null, null];
			return [fromStore(found.session), { id: found.user.id, attributes: {} }];
		},
		async getUserSessions(userId) {
			return (await store.listSessions(userId)).map(fromStore);
		},
		setSession: ({ id, userId, expiresAt }) =>
			store.createSession({ id, userId, expiresAt: expiresAt.getTime() }),
		// People stay signed in while the store takes no writes. The next request tries both writes again.
		updateSessionExpiration: (id, expiresAt) =>
			store.extendSession(id, expiresAt.getTime()).catch(unlessOutage),
		deleteSession: (id) => store.deleteSession(id).catch(unlessOutage),
		deleteUserSessions: (userId) => store.deleteSessionsOf(userId),
		async deleteExpiredSessions() {
			await store.sweepSessions(Date.now());
		}
	};
}
