import type { Asked } from '$lib/components/page/commander.ts';
import type { Messages } from '$lib/i18n/messages.ts';
import { getBoard } from '$lib/state/context.ts';
import { commander } from '$lib/components/page/commander.ts';
import { unfinishedSentence } from '$lib/workshop/steps/finished.ts';
import { isShut, postsAtOnce } from '$lib/workshop/permissions.ts';
import { holdAll } from '$lib/workshop/gate/gate.ts';
import { gateOf } from '$lib/components/gate/gate-of.ts';
import type { Screen } from '$lib/components/page/screen.svelte.ts';
import type { Step } from '$lib/workshop/types.ts';

interface Answer {
	action: string;
	/** Sent one after the other, as long as each succeeds. */
	commands: readonly Asked[];
}
export interface Question extends Answer {
	title: string;
	description: string;
	other?: Answer;
}

/** Moves the group from step to step, and first asks if the move would end something. */
export class Going {
	readonly #board = getBoard();
	readonly #m: Messages['steps'] = this.#board.messages.steps;
	readonly #screen: Screen;
	readonly #give = commander();
	#question = $state.raw<Question | null>(null);

	constructor(screen: Screen) {
		this.#screen = screen;
	}

	/** The question to answer before the commands are sent, or null. */
	get question(): Question | null {
		return this.#question;
	}
	drop() {
		this.#question = null;
	}
	confirm(): Promise<void> {
		return this.#answer(this.#question);
	}
	confirmOther(): Promise<void> {
		return this.#answer(this.#question?.other);
	}
	async #answer(answer: Answer | null | undefined) {
		this.#question = null;
		for (const command of answer?.commands ?? []) if (!(await this.#give(command))) return;
	}

	/** A gate guards technology: while it is locked, the gate is shown instead. */
	async goTo(step: Step) {
		const round = this.#board.round;
		if (isShut(step, this.#board.stage) && !holdAll(gateOf(this.#board))) {
			this.#screen.open('gate');
			return;
		}
		const go = { kind: 'goToStep', step: step.id, from: this.#board.step.id } as const;
		const hidden = this.hiddenNotes;
		if (round)
			this.#question = {
				title: this.#m.closing.roundIsOpen,
				description: this.#m.closing.beforeNext(step.title),
				action: this.#m.closing.action,
				commands: [{ kind: 'closeRound', round: round.id }]
			};
		else if (hidden > 0) this.#question = this.#askToReveal(hidden, step, go);
		else await this.#give(go);
	}
	async closeRound() {
		const { round, stage, finished } = this.#board;
		if (!round) return;
		const unfinished = unfinishedSentence(finished, stage.smallestGroup);
		const command = { kind: 'closeRound', round: round.id } as const;
		if (unfinished === null) await this.#give(command);
		else
			this.#question = {
				title: this.#m.closing.question,
				description: `${unfinished(this.#board.messages)} ${this.#m.closing.spentDots}`,
				action: this.#m.closing.action,
				commands: [command]
			};
	}
	async reveal(step: string = this.#board.step.id) {
		await this.#give({ kind: 'reveal', step });
	}

	/** Number of notes that the group wrote in silence in its current step and that nobody has seen yet. */
	get hiddenNotes(): number {
		const { step, stage } = this.#board;
		if (step.kind !== 'post' || postsAtOnce(step)) return 0;
		return Object.values(stage.progress.waiting).reduce((sum, notes) => sum + notes, 0);
	}
	#askToReveal(hidden: number, next: Step, go: Asked): Question {
		const { id } = this.#board.step;
		const m = this.#m.reveal;
		return {
			title: m.stillHidden(hidden),
			description: m.before(hidden, next.title),
			action: m.first,
			commands: [{ kind: 'reveal', step: id }, go],
			other: { action: m.goOn, commands: [go] }
		};
	}
}
