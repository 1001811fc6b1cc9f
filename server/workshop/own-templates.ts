/** Templates: those that come with the program, and those that people kept of their own workshops. */
import { LIMITS } from '../../src/lib/workshop/limits.ts';
import {
	draftsOf,
	TEMPLATES,
	type OwnTemplate,
	type StepDraft
} from '../../src/lib/workshop/templates.ts';
import type { Stage } from '../../src/lib/workshop/types.ts';
import type { Tools } from './tools.ts';

/** The user's own ones, newest first. */
export async function ownTemplates(tools: Tools, userId: string): Promise<OwnTemplate[]> {
	const stored = await tools.store.listTemplates(userId);
	return stored.map(({ id, title, steps }) => ({
		id,
		title,
		steps: JSON.parse(steps) as StepDraft[]
	}));
}

/** The steps of a template that everybody has, or of one of the user's own; null if it is neither. */
export async function stepsOfTemplate(
	tools: Tools,
	userId: string,
	id: string
): Promise<readonly StepDraft[] | null> {
	const own = async () => (await ownTemplates(tools, userId)).find((one) => one.id === id);
	const template = TEMPLATES.find((one) => one.id === id) ?? (await own());
	return template?.steps ?? null;
}

/** Why the user can keep no further template, as a sentence, or null. One of the same id is replaced. */
export async function whyNoTemplate(
	tools: Tools,
	userId: string,
	id: string
): Promise<string | null> {
	const own = await tools.store.listTemplates(userId);
	const others = own.filter((one) => one.id !== id).length;
	if (others < LIMITS.templatesPerUser) return null;
	return `You have ${LIMITS.templatesPerUser} templates. Remove one on the page where a workshop is started.`;
}

/** Keeps a stage's list of steps. `id` is the command's, so that it is kept once. */
export function keepTemplate(
	tools: Tools,
	userId: string,
	{ id, title, at }: { id: string; title: string; at: number },
	{ steps }: Pick<Stage, 'steps'>
): Promise<void> {
	const drafts = JSON.stringify(draftsOf(steps));
	return tools.store.saveTemplate({ userId, id, title, steps: drafts, createdAt: at });
}
