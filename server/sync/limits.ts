/** Every bound of the sync server, in one place. Tests hand in smaller ones. */
export interface SyncLimits {
	/** Bytes of one message. A page that returns after a long time offline sends its work as one. */
	readonly frameBytes: number;
	/** Structs of one update, which bound the work of looking at it. */
	readonly updateStructs: number;
	/** How far one update may advance the clocks of Yjs clients: about one for each keystroke offline. */
	readonly updateIds: number;
	/** Yjs client ids of one participant in one document. A page that writes takes one each time it is loaded. */
	readonly clientsPerParticipant: number;
	/** Document messages per second that a participant may send for long, all sockets together. */
	readonly updatesPerSecond: number;
	/** Document messages that a participant may send at once. Pasting 500 lines makes 500. */
	readonly updatesAtOnce: number;
	/** An ask for the document counts as this many document messages: a page asks once on each socket. */
	readonly askCost: number;
	/** Bytes of a presence message. */
	readonly awarenessBytes: number;
	/** Presence messages per second and participant; pages send 20 for each open tab. */
	readonly awarenessPerSecond: number;
	readonly awarenessAtOnce: number;
	/** Open sockets of one participant on one board. A tab has two. */
	readonly socketsPerParticipant: number;
	/** Bytes that may wait for one slow reader before it is sent away. */
	readonly bufferedBytes: number;
	/** Bytes of a stored wall or desk, beyond which it takes no more writes. */
	readonly wallBytes: number;
	readonly deskBytes: number;
	/** Commits, and with them what is sent out, begin at least so far apart; after a rest at once. */
	readonly commitGapMs: number;
	/** How long presence is gathered into one message. */
	readonly gatherMs: number;
	/** How long changes of the stage are gathered into one push. */
	readonly stageGatherMs: number;
	/** How long a document stays in memory after its last use. */
	readonly unloadMs: number;
	/** Between two signs of life. Pages drop a socket that is silent for 30 s. */
	readonly heartbeatMs: number;
	/** Between two looks at whether the sessions and seats of open sockets still stand. */
	readonly readmitMs: number;
	/** A log shorter than this is not folded into a snapshot while the document is in use. */
	readonly compactBytes: number;
	/** A longer log is folded into a snapshot when the document is unloaded. */
	readonly unloadUpdates: number;
	/** Shutdown closes this many sockets, rests for the pause, and so on. */
	readonly closeSlice: number;
	readonly closePauseMs: number;
	/** How long shutdown waits for sockets to say goodbye. */
	readonly goodbyeMs: number;
}

export const LIMITS: SyncLimits = {
	frameBytes: 2_000_000,
	updateStructs: 50_000,
	updateIds: 10_000_000,
	clientsPerParticipant: 1_000,
	updatesPerSecond: 100,
	updatesAtOnce: 1_000,
	askCost: 20,
	awarenessBytes: 2_000,
	awarenessPerSecond: 100,
	awarenessAtOnce: 200,
	socketsPerParticipant: 24,
	bufferedBytes: 16_000_000,
	wallBytes: 64_000_000,
	deskBytes: 8_000_000,
	commitGapMs: 33,
	gatherMs: 33,
	stageGatherMs: 50,
	unloadMs: 60_000,
	heartbeatMs: 15_000,
	readmitMs: 60_000,
	compactBytes: 64_000,
	unloadUpdates: 100,
	closeSlice: 50,
	closePauseMs: 20,
	goodbyeMs: 1_000
};
