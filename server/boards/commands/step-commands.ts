/** Changes of the list of steps: pure functions, like all commands. */
import type { AllMessages } from '../../../src/lib/i18n/messages.ts';
import type { Command } from '../../../src/lib/workshop/commands.ts';
import {
	newStep,
	repeatOf,
	whyNoMore,
	whyNotRemove,
	withStepAt,
	withStepMoved
} from '../../../src/lib/workshop/steps/steps.ts';
import type { Stage, Step } from '../../../src/lib/workshop/types.ts';
import { done, refused, type Applied } from './applied.ts';

type StepCommand = Extract<
	Command,
	{ kind: 'addStep' | 'repeatStep' | 'changeStep' | 'moveStep' | 'removeStep' }
>;

/** What a change needs to know. A new step gets its texts in the language of the person who adds it. */
export interface EditingContext {
	makeId: () => string;
	messages: AllMessages;
}

export function editSteps(
	stage: Stage,
	command: StepCommand,
	{ makeId, messages }: EditingContext
): Applied {
	const named = namedBy(command);
	if (!named.every((id) => stage.steps.some((step) => step.id === id)))
		return refused(404, (m) => m.commands.stepGone);
	switch (command.kind) {
		case 'addStep':
			return withOneMore(stage, command.after, newStep(command.step, makeId(), messages.kinds));
		case 'repeatStep': {
			const repeated = stage.steps
				.filter(({ id }) => id === command.step)
				.map((step) => repeatOf(step, makeId(), stage.steps));
			return repeated[0] ? withOneMore(stage, command.step, repeated[0]) : done(stage);
		}
		case 'changeStep': {
			const { title, instruction, prompt, minutes } = command;
			const change = { title, instruction, prompt, minutes };
			const steps = stage.steps.map((step) =>
				step.id === command.step ? { ...step, ...change } : step
			);
			return done({ ...stage, steps });
		}
		case 'moveStep':
			return done({ ...stage, steps: withStepMoved(stage.steps, command.step, command.after) });
		case 'removeStep': {
			const reason = whyNotRemove(command.step, stage);
			if (reason !== null) return refused(409, reason);
			return done({ ...stage, steps: stage.steps.filter(({ id }) => id !== command.step) });
		}
	}
}

/** Ids of the steps that a command refers to. */
function namedBy(command: StepCommand): string[] {
	const after = 'after' in command && command.after !== '' ? [command.after] : [];
	return command.kind === 'addStep' ? after : [command.step, ...after];
}
function withOneMore(stage: Stage, after: string, step: Step): Applied {
	const reason = whyNoMore(stage.steps);
	if (reason !== null) return refused(409, reason);
	return done({ ...stage, steps: withStepAt(stage.steps, after, step) });
}
