/** Writes boards and people straight into a database, for tests without pages and for steps late in a workshop. */
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { hashToken } from '../../server/auth/auth.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import { all as en } from '../../src/lib/i18n/en/all.ts';
import { STAGE_BEGINNING } from '../../src/lib/workshop/defaults.ts';
import { readyFunctions } from '../../src/lib/workshop/functions.ts';
import type { Attribution, Role, Stage, Step } from '../../src/lib/workshop/types.ts';
import { readyTemplate, stepsOf } from '../../src/lib/workshop/steps/templates.ts';

const READY_FUNCTIONS = readyFunctions(en);

export interface SeededPerson {
	participant: string;
	/** Value for the session cookie. */
	token: string;
	name: string;
	fn: string;
	role: Role;
}
export interface SeededBoard {
	board: string;
	stage: Stage;
	link: string;
	people: SeededPerson[];
}

/** As long as a new session: a shorter session would be renewed, and so written, at the first visit. */
const SESSION_MS = 90 * 24 * 3600 * 1000;

/**
 * Creates a board with seats in the database below `dataDir`. A server may be running on it: it reads a board when
 * somebody opens it. `step` is the kind of the group's current step; `change` may adjust the steps before that.
 */
export async function seedBoard(
	dataDir: string,
	options: {
		people: { name: string; fn: string; role: Role }[];
		step?: Step['kind'];
		attribution?: Attribution;
		change?: (steps: Step[]) => void;
	}
): Promise<SeededBoard> {
	const store = openSqlite(join(dataDir, 'groundwork.sqlite'));
	const now = Date.now();
	const board = randomBytes(16).toString('base64url');
	const steps = stepsOf(readyTemplate(en, 'quick-align'), randomUUID);
	options.change?.(steps);
	const current = steps.find(({ kind }) => kind === (options.step ?? 'post'));
	const stage: Stage = {
		board,
		version: 1,
		title: 'Why customers leave us after onboarding',
		purpose: '',
		createdAt: now,
		attribution: options.attribution ?? 'function',
		functions: [...READY_FUNCTIONS],
		smallestGroup: 1,
		steps,
		currentStep: current?.id ?? '',
		...STAGE_BEGINNING,
		epoch: 1
	};
	await store.createBoard(stage);
	const link = randomBytes(16).toString('base64url');
	await store.saveLink({ token: link, board, role: 'participant', createdAt: now });
	const people: SeededPerson[] = [];
	for (const { name, fn, role } of options.people) {
		const userId = randomUUID();
		const token = randomBytes(32).toString('base64url');
		const participant = randomUUID();
		await store.createUser({ id: userId, createdAt: now });
		await store.createSession({ id: hashToken(token), userId, expiresAt: now + SESSION_MS });
		await store.saveParticipant({
			id: participant,
			board,
			userId,
			name,
			fn,
			role,
			joinedAt: now,
			removedAt: null
		});
		people.push({ participant, token, name, fn, role });
	}
	await store.close();
	return { board, stage, link, people };
}
