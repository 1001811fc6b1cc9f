import type { Attribution } from '$lib/workshop/types.ts';

/** How each attribution is explained to who chooses it and to who writes under it. */
export const ATTRIBUTIONS: Record<
	Attribution,
	{ name: string; forStarter: string; forWriters: string }
> = {
	function: {
		name: 'Function only',
		forStarter:
			'A note shows the function of its writer and never the name. Right for most groups. Whoever is the only one from a function may be known by it: they are told so, and may post without it.',
		forWriters: 'A note that you post shows your function, never your name.'
	},
	named: {
		name: 'Named',
		forStarter: 'A note shows its writer’s name and function. Right where people trust each other.',
		forWriters: 'A note that you post shows your name and your function.'
	},
	anonymous: {
		name: 'Anonymous',
		forStarter: 'A note shows neither name nor function. Right where speaking up is risky.',
		forWriters: 'A note that you post shows neither your name nor your function.'
	}
};
