/** Creates boards. */
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import { STAGE_BEGINNING } from '../../../src/lib/workshop/defaults.ts';
import type { NewBoard } from '../../../src/lib/workshop/commands.ts';
import { LIMITS } from '../../../src/lib/workshop/limits.ts';
import { beforeGate } from '../../../src/lib/workshop/permissions.ts';
import { functionsProblem } from '../../../src/lib/workshop/functions.ts';
import { defaultSmallestGroup } from '../../../src/lib/workshop/votes/small-groups.ts';
import { stepsOf } from '../../../src/lib/workshop/steps/templates.ts';
import type { Stage } from '../../../src/lib/workshop/types.ts';
import type { EncodedStage, StoredCommand, StoredParticipant } from '../../store/store.ts';
import { renewLink } from '../joining/joining.ts';
import { stepsOfTemplate } from '../own-templates.ts';
import type { Deps } from '../deps.ts';

/**
 * Creates a board from the input of the start page, with texts from `m`. The user becomes its facilitator. Returns
 * its id. Throws if the functions cannot be used on one board or the template is not the user's; the page has
 * checked this before.
 */
export async function createBoard(
	deps: Deps,
	userId: string,
	input: NewBoard,
	m: AllMessages
): Promise<string> {
	if (functionsProblem(input.functions) !== null) throw new Error('these functions cannot be used');
	const template = await stepsOfTemplate(deps, userId, input.template, m);
	if (!template) throw new Error('there is no such template');
	const steps = stepsOf({ steps: template }, deps.makeId);
	const stage: Stage = beforeGate({
		board: deps.makeId(),
		version: 1,
		title: input.title,
		purpose: input.purpose,
		createdAt: deps.clock(),
		attribution: input.attribution,
		functions: input.functions,
		smallestGroup: input.smallestGroup ?? defaultSmallestGroup(input.attribution),
		steps,
		currentStep: steps[0]?.id ?? '',
		...STAGE_BEGINNING,
		epoch: 1,
		begun: 'blank',
		...(input.attribution === 'anonymous'
			? { writersDays: input.writersDays ?? LIMITS.writersDays }
			: {})
	});
	const fn = input.functions.some(({ id }) => id === input.fn) ? input.fn : '';
	await setUp(deps, stage);
	await seatStarter(deps, stage.board, userId, input.name, fn);
	deps.log.info({ board: stage.board }, 'board created');
	return stage.board;
}

/**
 * Stores a board with its links and the first command of its history, then runs `fill` to add its content. Nobody has a
 * seat on it yet.
 */
export async function setUp(
	deps: Deps,
	stage: Stage | EncodedStage,
	first?: StoredCommand,
	fill: () => Promise<void> = async () => {}
) {
	await deps.store.createBoard(stage, first);
	await renewLink(deps, stage.board, 'participant');
	await renewLink(deps, stage.board, 'facilitator');
	await fill();
}

/** The last step for a new board: after it, the board is complete and has an owner. */
export async function seatStarter(
	deps: Deps,
	board: string,
	userId: string,
	name: string,
	fn: string
) {
	const seat: StoredParticipant = {
		id: deps.makeId(),
		board,
		userId,
		name,
		fn,
		role: 'facilitator',
		joinedAt: deps.clock(),
		removedAt: null
	};
	await deps.store.saveParticipant(seat);
}
