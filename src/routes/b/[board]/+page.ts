import { hasOwnPage } from '$lib/workshop/steps/kinds.ts';
import { loadStepPage } from '$lib/components/shell/step-pages.ts';
import { currentStep } from '$lib/workshop/permissions.ts';
import type { PageLoad } from './$types';

/** The first paint shows the step's page on the server and in the browser alike. */
export const load: PageLoad = async ({ data }) => {
	if (!data.page) return { ...data, first: null };
	const { kind } = currentStep(data.page.stage);
	return { ...data, first: hasOwnPage(kind) ? await loadStepPage(kind) : null };
};
