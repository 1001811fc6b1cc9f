/**
 * Which files may import which, over `.ts` and `.svelte`. Imports of types are seen in `.ts` alone, so ESLint keeps the
 * arrows between the folders of `src/lib` too.
 */

const LIB = '^src/lib/';
const COMPONENTS = `${LIB}components/`;
const NOUNS = `${COMPONENTS}(?!(ui|page|shell)/)`;

/**
 * Rows of one arrow: files of each may import those of the rows before it alone.
 * @param {Record<string, string>} rows Names and paths.
 */
function arrow(rows) {
	const all = Object.entries(rows);
	return all.slice(0, -1).map(([name, path], at) => ({
		name: `arrow-${name}`,
		comment: `The arrow is ${Object.keys(rows).join(' <- ')}.`,
		severity: 'error',
		from: { path },
		to: { path: all.slice(at + 1).map(([, right]) => right) }
	}));
}

export default {
	forbidden: [
		...arrow({
			workshop: `${LIB}workshop/`,
			wall: `${LIB}wall/`,
			live: `${LIB}live/`,
			state: `${LIB}state/`,
			ui: `${COMPONENTS}ui/`,
			page: `${COMPONENTS}page/`,
			nouns: NOUNS,
			shell: `${COMPONENTS}shell/`,
			routes: '^src/routes/'
		}),
		{
			name: 'server-below-pages',
			comment: 'The server knows the method and the documents, and no pages.',
			severity: 'error',
			from: { path: '^server/' },
			to: { path: [`${LIB}(live|state|components)/`, '^src/routes/'] }
		},
		{
			name: 'no-circle-of-nouns',
			comment: 'Of folders that import each other, none can be understood alone.',
			severity: 'error',
			scope: 'folder',
			from: { path: COMPONENTS },
			to: { circular: true }
		},
		{
			name: 'no-circle',
			comment: 'Of files that import each other, none can be understood alone.',
			severity: 'error',
			from: {},
			to: {
				circular: true,
				// What a catalogue holds is a type for those whose sentences stand in it.
				viaOnly: {
					pathNot: '^src/lib/(components/understand/WhyChain\\.svelte|i18n/(messages|say)\\.ts)$'
				}
			}
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(\\$types|\\.svelte-kit)' },
		tsPreCompilationDeps: true,
		// It says where `$lib` is. Through `tsconfig.json` its paths would be read from the wrong folder.
		tsConfig: { fileName: '.svelte-kit/tsconfig.json' }
	}
};
