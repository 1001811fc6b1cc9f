/** Sessions by Lucia over our own store. The one file that knows Lucia: leaving it costs this file. */
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { StoreOutage } from '../store/outage.ts';
import type { Store } from '../store/store.ts';

export const SESSION_DAYS = 90;

export interface Sessions {
	/** Starts a session of 90 days under this id. Returns when it expires, in epoch milliseconds. */
	start(userId: string, id: string): Promise<number>;
	/**
	 * The session's user, or null when there is none or it has expired. A session past half of its
	 * life begins a new one. `expiresAt` is in epoch milliseconds.
	 */
	validate(id: string): Promise<{ userId: string; expiresAt: number; isRenewed: boolean } | null>;
	end(id: string): Promise<void>;
}

/** Lucia reads the machine's clock itself to start, renew and expire. */
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
		// While nothing can be written, people stay signed in: both are tried again at the next request.
		updateSessionExpiration: (id, expiresAt) =>
			store.extendSession(id, expiresAt.getTime()).catch(unlessOutage),
		deleteSession: (id) => store.deleteSession(id).catch(unlessOutage),
		deleteUserSessions: (userId) => store.deleteSessionsOf(userId),
		async deleteExpiredSessions() {
			await store.sweepSessions(Date.now());
		}
	};
}
