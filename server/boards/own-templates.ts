/** Templates: those that come with Groundwork, and those that people saved from their workshops. */
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

/** The user's own templates, newest first. Each may be long, so other work can run between two of them. */
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

/**
 * The steps of a template that everybody has, in the language of `m`, or of one of the user's own. Null if it is
 * neither.
 */
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

/** Why the user cannot save another template, or null. Saving a template with an existing id replaces that one. */
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

/** Saves a stage's list of steps. `id` is the command's id, so that a repeated command saves it only once. */
export function keepTemplate(
	deps: Deps,
	userId: string,
	{ id, title, at }: { id: string; title: string; at: number },
	{ steps }: Pick<Stage, 'steps'>
): Promise<void> {
	const drafts = JSON.stringify(draftsOf(steps));
	return deps.store.saveTemplate({ userId, id, title, steps: drafts, createdAt: at });
}
