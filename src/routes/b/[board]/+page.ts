import { hasOwnPage } from '$lib/workshop/steps/kinds.ts';
import { loadStepPage } from '$lib/components/shell/step-pages.ts';
import { currentStep } from '$lib/workshop/permissions.ts';
import type { PageLoad } from './$types';

/** Loads the step's page before the first paint, on the server and in the browser. */
export const load: PageLoad = async ({ data }) => {
	if (!data.page) return { ...data, first: null };
	const { kind } = currentStep(data.page.stage);
	return { ...data, first: hasOwnPage(kind) ? await loadStepPage(kind) : null };
};
