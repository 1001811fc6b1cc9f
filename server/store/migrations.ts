/** The schema as numbered steps. Never edit a released step; add another one. */
import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';

const FIRST = `
CREATE TABLE documents (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	seq INTEGER NOT NULL
) STRICT;
CREATE TABLE updates (
	document INTEGER NOT NULL REFERENCES documents (id),
	seq INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshots (
	document INTEGER NOT NULL REFERENCES documents (id),
	seq INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (document, seq)
) STRICT;

CREATE TABLE boards (
	id TEXT PRIMARY KEY,
	stage TEXT NOT NULL
) STRICT;
CREATE TABLE commands (
	position INTEGER PRIMARY KEY,
	board TEXT NOT NULL REFERENCES boards (id),
	id TEXT NOT NULL,
	by TEXT NOT NULL,
	at INTEGER NOT NULL,
	kind TEXT NOT NULL,
	body TEXT NOT NULL,
	UNIQUE (board, id)
) STRICT;
CREATE TABLE authors (
	board TEXT NOT NULL REFERENCES boards (id),
	note TEXT NOT NULL,
	participant TEXT NOT NULL,
	PRIMARY KEY (board, note)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
	id TEXT PRIMARY KEY,
	created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
	id TEXT PRIMARY KEY,
	user TEXT NOT NULL REFERENCES users (id),
	expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE participants (
	id TEXT PRIMARY KEY,
	board TEXT NOT NULL REFERENCES boards (id),
	user TEXT NOT NULL REFERENCES users (id),
	name TEXT NOT NULL,
	fn TEXT NOT NULL,
	role TEXT NOT NULL CHECK (role IN ('facilitator', 'participant', 'observer')),
	joined_at INTEGER NOT NULL,
	removed_at INTEGER,
	UNIQUE (board, user)
) STRICT;
CREATE INDEX participants_by_user ON participants (user);

CREATE TABLE links (
	token TEXT PRIMARY KEY,
	board TEXT NOT NULL REFERENCES boards (id),
	role TEXT NOT NULL CHECK (role IN ('participant', 'facilitator')),
	created_at INTEGER NOT NULL,
	UNIQUE (board, role)
) STRICT;
CREATE TABLE codes (
	code TEXT PRIMARY KEY,
	board TEXT NOT NULL UNIQUE REFERENCES boards (id),
	expires_at INTEGER NOT NULL
) STRICT;
`;

const VERSIONS = `
CREATE TABLE versions (
	position INTEGER PRIMARY KEY,
	board TEXT NOT NULL REFERENCES boards (id),
	id TEXT NOT NULL,
	by TEXT NOT NULL,
	at INTEGER NOT NULL,
	reason TEXT NOT NULL CHECK (reason IN ('step', 'named', 'restore')),
	name TEXT NOT NULL,
	digest TEXT NOT NULL,
	content TEXT NOT NULL,
	UNIQUE (board, id)
) STRICT;
`;

const CLIENT_OWNERS = `
CREATE TABLE client_owners (
	document INTEGER NOT NULL REFERENCES documents (id),
	client INTEGER NOT NULL,
	participant TEXT NOT NULL,
	PRIMARY KEY (document, client)
) STRICT, WITHOUT ROWID;
`;

const TEMPLATES = `
CREATE TABLE templates (
	position INTEGER PRIMARY KEY,
	user TEXT NOT NULL REFERENCES users (id),
	id TEXT NOT NULL,
	title TEXT NOT NULL,
	steps TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	UNIQUE (user, id)
) STRICT;
`;

const PACKED_VERSIONS = `
ALTER TABLE versions ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE versions ADD COLUMN packed BLOB;
CREATE INDEX commands_by_place ON commands (board, position);
`;

const NEWCOMERS = `
CREATE TABLE newcomers (
	id TEXT PRIMARY KEY,
	board TEXT NOT NULL REFERENCES boards (id),
	user TEXT NOT NULL REFERENCES users (id),
	name TEXT NOT NULL,
	fn TEXT NOT NULL,
	asked_at INTEGER NOT NULL,
	declined_at INTEGER,
	UNIQUE (board, user)
) STRICT;
`;

const SHARES = `
CREATE TABLE shares (
	document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
	participant TEXT NOT NULL,
	bytes INTEGER NOT NULL,
	structs INTEGER NOT NULL,
	PRIMARY KEY (document, participant)
) STRICT, WITHOUT ROWID;
`;

/**
 * The times of a board's creation and of its words decide its life. Boards and words from before this step get the
 * time of the migration.
 */
const WRITTEN_AT = `
ALTER TABLE boards ADD COLUMN made_at INTEGER NOT NULL DEFAULT 0;
UPDATE boards SET made_at = unixepoch() * 1000;
ALTER TABLE authors ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
UPDATE authors SET at = unixepoch() * 1000;
`;

/** Marks a user who is being erased: nothing new about them is stored, and the rest is deleted in pieces. */
const ERASED_AT = `
ALTER TABLE users ADD COLUMN erased_at INTEGER;
`;

/**
 * A large snapshot is stored as the pieces of one run, and its row names the run. Pieces that no row names get
 * deleted.
 */
const SNAPSHOT_PIECES = `
ALTER TABLE snapshots ADD COLUMN run INTEGER;
CREATE TABLE snapshot_pieces (
	document INTEGER NOT NULL REFERENCES documents (id),
	run INTEGER NOT NULL,
	nth INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (document, run, nth)
) STRICT;
`;

/** The same for versions. */
const VERSION_PIECES = `
ALTER TABLE versions ADD COLUMN run INTEGER;
CREATE TABLE version_pieces (
	board TEXT NOT NULL REFERENCES boards (id),
	run INTEGER NOT NULL,
	nth INTEGER NOT NULL,
	bytes BLOB NOT NULL,
	PRIMARY KEY (board, run, nth)
) STRICT;
`;

/** Step n migrates from version n to n + 1. */
export const MIGRATIONS: readonly string[] = [
	FIRST,
	VERSIONS,
	CLIENT_OWNERS,
	TEMPLATES,
	PACKED_VERSIONS,
	NEWCOMERS,
	SHARES,
	WRITTEN_AT,
	ERASED_AT,
	SNAPSHOT_PIECES,
	VERSION_PIECES
];

/**
 * Migrates a database to the newest version, each step in its own transaction. Calls `before` with the current
 * version before it changes a database that is not new. Throws, changing nothing, if the database is newer than the
 * last of `steps`. Rethrows the errors of `before`.
 */
export function migrate(
	db: DatabaseSync,
	steps: readonly string[] = MIGRATIONS,
	before: (version: number) => void = () => {}
) {
	const version = versionOf(db);
	if (version > 0 && version < steps.length) before(version);
	while (transaction(db, () => migrateOnce(db, steps)) < steps.length);
}

/** Runs the next step if there is one. Returns the database's version after it. */
function migrateOnce(db: DatabaseSync, steps: readonly string[]): number {
	// This is read inside the transaction: another process may have migrated in the meantime.
	const version = versionOf(db);
	if (version > steps.length)
		throw new Error(
			`This data was written by a newer Groundwork (version ${version}; this program knows ${steps.length}). ` +
				'Start the newer program, or set DATA_DIR to another place.'
		);
	const step = steps[version];
	if (step === undefined) return version;
	db.exec(step);
	db.exec(`PRAGMA user_version = ${version + 1}`);
	return version + 1;
}

const versionOf = (db: DatabaseSync) =>
	Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
