/** A board page with the data that the server would send, for tests. */
import { NO_PROGRESS, STAGE_BEGINNING } from '$lib/workshop/defaults.ts';
import { addNote } from '$lib/wall/mutations.ts';
import { Desk } from '$lib/wall/desk.ts';
import { note } from '$lib/wall/testing.ts';
import { Wall } from '$lib/wall/wall.ts';
import type { Round, StageView, Step } from '$lib/workshop/types.ts';
import type { BoardPage } from '../../../server/services.ts';

export const step = (id: string, fields: Partial<Step> = {}): Step => ({
	id,
	kind: 'cluster',
	title: id,
	instruction: '',
	prompt: '',
	minutes: 10,
	noteKind: 'problem',
	writing: 'silent',
	revealed: false,
	...fields
});
export const round = (fields: Partial<Round> = {}): Round => ({
	id: 'r1',
	stepId: 'vote',
	dots: 3,
	maxPerCluster: 2,
	openedAt: 0,
	endsAt: null,
	status: 'open',
	result: null,
	...fields
});
export const stage = (fields: Partial<StageView> = {}): StageView => ({
	board: 'b1',
	version: 1,
	title: 'A board',
	purpose: '',
	createdAt: 0,
	attribution: 'function',
	functions: [{ id: 'sales', name: 'Sales', letter: 'S', colour: 'sales' }],
	smallestGroup: 1,
	steps: [step('post', { kind: 'post' }), step('cluster'), step('vote', { kind: 'vote' })],
	currentStep: 'cluster',
	...STAGE_BEGINNING,
	epoch: 1,
	people: [{ id: 'me', name: 'Ada', fn: 'sales', role: 'participant', online: true, ready: false }],
	newcomers: [],
	unposted: { notes: null, answers: null },
	full: [],
	progress: NO_PROGRESS,
	now: 0,
	...fields
});

/** A page with `notes` loose notes (`n0`, `n1`, …). */
export function page(notes = 0, fields: Partial<StageView> = {}): BoardPage {
	const wall = new Wall();
	for (let nth = 0; nth < notes; nth += 1) addNote(wall, note(`n${nth}`));
	return {
		me: { id: 'me', name: 'Ada', fn: 'sales', role: 'participant' },
		stage: stage(fields),
		wall: wall.encode(),
		desk: new Desk().encode(),
		drawnLater: false
	};
}
