/** Which files may import which, over `.ts` and `.svelte`, types included. ESLint keeps the arrows between folders. */
export default {
	forbidden: [
		{
			name: 'no-circle',
			comment: 'Of files that import each other, none can be understood alone.',
			severity: 'error',
			from: {},
			to: {
				circular: true,
				viaOnly: { pathNot: '^src/lib/components/understand/WhyChain\\.svelte$' }
			}
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(\\$types|\\.svelte-kit)' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' }
	}
};
