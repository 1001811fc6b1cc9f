import type { Asked } from '$lib/components/chrome/commander.ts';
import { getBoard } from '$lib/state/context.ts';
import { commander } from '$lib/components/chrome/commander.ts';
import { count } from '$lib/workshop/text.ts';
import { isShut } from '$lib/workshop/permissions.ts';
import { holdAll } from '$lib/workshop/gate.ts';
import { gateOf } from '$lib/components/gate/gate-of.ts';
import type { Screen } from '$lib/components/chrome/screen.svelte.ts';
import type { Step } from '$lib/workshop/types.ts';

export interface Question {
	title: string;
	description: string;
	action: string;
	command: Asked;
}

/** Moves the group from step to step, and asks first where something would end with it. */
export class Going {
	readonly #board = getBoard();
	readonly #screen: Screen;
	readonly #give = commander();
	#question = $state.raw<Question | null>(null);

	constructor(screen: Screen) {
		this.#screen = screen;
	}

	/** What must be answered before a command is given, or null. */
	get question(): Question | null {
		return this.#question;
	}
	drop() {
		this.#question = null;
	}
	async confirm() {
		const command = this.#question?.command;
		this.#question = null;
		if (command) await this.#give(command);
	}

	/** Before technology stands a gate: while it is shut, it is shown instead. */
	async goTo(step: Step) {
		const round = this.#board.round;
		if (isShut(step, this.#board.stage) && !holdAll(gateOf(this.#board))) {
			this.#screen.open('gate');
			return;
		}
		if (!round) {
			await this.#give({ kind: 'goToStep', step: step.id });
			return;
		}
		this.#question = {
			title: 'A round is open',
			description: `People are voting. Close and reveal the round before the group goes on to ${step.title}.`,
			action: 'Close and reveal',
			command: { kind: 'closeRound', round: round.id }
		};
	}
	async closeRound() {
		const { round, stage } = this.#board;
		if (!round) return;
		const voters = stage.people.filter(({ role, online }) => role !== 'observer' && online);
		const unfinished = voters.filter(({ ready }) => !ready).length;
		const command = { kind: 'closeRound', round: round.id } as const;
		if (unfinished === 0) await this.#give(command);
		else
			this.#question = {
				title: 'Close the round?',
				description: `${count(unfinished, 'person has', 'people have')} not finished. Dots that are spent count; nobody can change theirs afterwards.`,
				action: 'Close and reveal',
				command
			};
	}
	async reveal() {
		await this.#give({ kind: 'reveal', step: this.#board.step.id });
	}
}
