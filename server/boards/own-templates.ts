/** Templates: those that come with the program, and those that people kept of their own workshops. */
import { setImmediate } from 'node:timers/promises';
import type { AllMessages, ServerSentence } from '../../src/lib/i18n/messages.ts';
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import {
	draftsOf,
	isReadyTemplate,
	readyTemplate,
	wayOf,
	type OwnTemplate,
	type StepDraft,
	type TemplateHead
} from '../../src/lib/workshop/steps/templates.ts';
import type { Stage } from '../../src/lib/workshop/types.ts';
import type { Deps } from './deps.ts';

/** The user's own ones, newest first. Others have their turn between two of them: each may be long. */
export async function ownTemplates(deps: Deps, userId: string): Promise<OwnTemplate[]> {
	const own: OwnTemplate[] = [];
	for (const { id, title, steps } of await deps.store.listTemplates(userId)) {
		own.push({ id, title, steps: JSON.parse(steps) as StepDraft[] });
		await setImmediate();
	}
	return own;
}

export async function templateHeads(deps: Deps, userId: string): Promise<TemplateHead[]> {
	const own = await ownTemplates(deps, userId);
	return own.map(({ id, title, steps }) => ({ id, title, way: wayOf(steps) }));
}

/** The steps of a template that everybody has, in words of `m`, or of one of the user's own; null if it is neither. */
export async function stepsOfTemplate(
	deps: Deps,
	userId: string,
	id: string,
	m: AllMessages
): Promise<readonly StepDraft[] | null> {
	if (isReadyTemplate(id)) return readyTemplate(m, id).steps;
	const own = (await deps.store.listTemplates(userId)).find((one) => one.id === id);
	return own ? (JSON.parse(own.steps) as StepDraft[]) : null;
}

/** Why the user can keep no further template, or null. One of the same id is replaced. */
export async function whyNoTemplate(
	deps: Deps,
	userId: string,
	id: string
): Promise<ServerSentence | null> {
	const own = await deps.store.listTemplates(userId);
	const others = own.filter((one) => one.id !== id).length;
	if (others < LIMITS.templatesPerUser) return null;
	return ({ requests }) => requests.templatesFull(LIMITS.templatesPerUser);
}

/** Keeps a stage's list of steps. `id` is the command's, so that it is kept once. */
export function keepTemplate(
	deps: Deps,
	userId: string,
	{ id, title, at }: { id: string; title: string; at: number },
	{ steps }: Pick<Stage, 'steps'>
): Promise<void> {
	const drafts = JSON.stringify(draftsOf(steps));
	return deps.store.saveTemplate({ userId, id, title, steps: drafts, createdAt: at });
}
