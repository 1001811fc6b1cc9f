import type { Component } from 'svelte';
import type { StepKind } from '$lib/workshop/types.ts';

/** Steps that have a page of their own beside wall and map. Each comes when it is looked at. */
const PAGES = {
	frame: () => import('$lib/components/frame/FramePage.svelte'),
	understand: () => import('$lib/components/understand/UnderstandPage.svelte'),
	outcomes: () => import('$lib/components/outcomes/OutcomesPage.svelte'),
	requirements: () => import('$lib/components/requirements/RequirementsPage.svelte'),
	technology: () => import('$lib/components/technology/TechnologyPage.svelte'),
	review: () => import('$lib/components/review/ReviewPage.svelte')
} satisfies Partial<Record<StepKind, () => Promise<{ default: Component }>>>;
export type PageKind = keyof typeof PAGES;

export const hasPage = (kind: StepKind): kind is PageKind => Object.hasOwn(PAGES, kind);

export interface StepPage {
	kind: PageKind;
	Page: Component;
}
/** The page of a kind of step. Rejects where it cannot be fetched. */
export async function loadStepPage(kind: PageKind): Promise<StepPage> {
	return { kind, Page: (await PAGES[kind]()).default };
}
