import type { Component } from 'svelte';
import type { PageKind } from '$lib/workshop/steps/kinds.ts';

/** The kinds of step that have their own page. Each page is loaded when it is viewed. */
const PAGES: Readonly<Record<PageKind, () => Promise<{ default: Component }>>> = {
	frame: () => import('$lib/components/frame/FramePage.svelte'),
	understand: () => import('$lib/components/understand/UnderstandPage.svelte'),
	outcomes: () => import('$lib/components/outcomes/OutcomesPage.svelte'),
	requirements: () => import('$lib/components/requirements/RequirementsPage.svelte'),
	technology: () => import('$lib/components/technology/TechnologyPage.svelte'),
	review: () => import('$lib/components/review/ReviewPage.svelte')
};

export interface StepPage {
	kind: PageKind;
	Page: Component;
}
/** Loads the page for a kind of step. Rejects if it cannot be fetched. */
export async function loadStepPage(kind: PageKind): Promise<StepPage> {
	return { kind, Page: (await PAGES[kind]()).default };
}
