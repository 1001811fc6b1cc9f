import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const YJS = {
	regex: '^(yjs|lib0|y-protocols|y-websocket|y-indexeddb)(/|$)',
	message: 'Yjs is named only in src/lib/wall, src/lib/live and server/sync.'
};
const WORKBOOKS = {
	regex: '^hucre(/|$)',
	message: 'The library for workbooks is named only in src/lib/workshop/files/xlsx.ts.'
};
const SERVER = {
	regex: '^(\\.\\./)+server/',
	allowTypeImports: true,
	message: 'src takes only types from server.'
};
const RAW_BUTTON = {
	selector: "SvelteElement[kind='html'][name.name='button']",
	message: 'Take Button, IconButton or Segments of components/ui.'
};
const SIDES = {
	selector:
		'SvelteStyleElement > SvelteText[value=/(margin|padding|border)-(left|right)|(text-align|float): (left|right)/]',
	message: 'Say inline-start and inline-end, or start and end: left and right differ by language.'
};
/** Pages draw a function as its source: a sentence of the catalogue has to be said first. */
const saidFirst = {
	meta: { type: 'problem', schema: [] },
	/** @param {any} context */
	create: (context) => ({
		/** @param {any} node */
		SvelteMustacheTag(node) {
			if (node.kind !== 'text' || node.parent.type === 'SvelteAttribute') return;
			const type = context.sourceCode.parserServices.getTypeAtLocation(node.expression);
			/** @type {import('typescript').Type[]} */
			const parts = type.isUnion() ? type.types : [type];
			if (parts.some((part) => part.getCallSignatures().length > 0))
				context.report({ node, message: 'Call this with the catalogue: it is a function.' });
		}
	})
};
const NODE = { regex: '^(node:|svelte)', message: 'The method is pure: no Svelte, no Node.' };

/** @param {...string} folders Folders of src/lib (or `routes`) that lie to the right of the arrow. */
const rightOf = (...folders) => ({
	regex: `(^\\$lib/|^(\\.\\./)+(src/)?(lib/)?|^src/lib/)(${folders.join('|')})/`,
	message: 'Against the arrow workshop ← wall ← live ← state ← components ← routes.'
});

/**
 * One folder's import rule; ESLint takes the last one that matches a file.
 * @param {string} files
 * @param {...object} patterns
 * @returns {import('eslint').Linter.Config}
 */
const imports = (files, ...patterns) => ({
	files: [files],
	rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] }
});

const pages = ['state', 'components', 'routes'];

export default ts.config(
	{ ignores: ['.svelte-kit/', 'build/', 'data/', 'node_modules/', 'test-results/'] },
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.node, ...globals.browser },
			parserOptions: { projectService: true }
		},
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'no-undef': 'off',
			eqeqeq: 'error',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			// Sentences are functions of the catalogue.
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{
					allowAny: true,
					allowArray: true,
					allowBoolean: true,
					allowNullish: true,
					allowNumber: true
				}
			],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		},
		rules: {
			'svelte/button-has-type': 'error',
			'svelte/no-at-html-tags': 'error',
			// State that is read through a subscriber is kept in plain collections on purpose.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		files: ['src/**/*.svelte'],
		plugins: { groundwork: { rules: { 'said-first': saidFirst } } },
		rules: {
			'groundwork/said-first': 'error',
			'no-restricted-syntax': ['error', SIDES, RAW_BUTTON]
		}
	},
	{
		files: ['src/lib/components/ui/**/*.svelte'],
		rules: { 'no-restricted-syntax': ['error', SIDES] }
	},
	{
		files: ['src/**'],
		ignores: ['src/lib/live/persisted.ts', '**/*.test.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				...['localStorage', 'sessionStorage'].map((name) => ({
					name,
					message: 'Take onDevice or inWindow of src/lib/live/persisted.ts: storage may be blocked.'
				}))
			]
		}
	},
	{ files: ['**/*.js', '**/*.mjs'], ...ts.configs.disableTypeChecked },
	imports('src/**', YJS, SERVER, WORKBOOKS),
	imports('src/lib/workshop/**', YJS, SERVER, WORKBOOKS, NODE, rightOf('wall', 'live', ...pages)),
	imports('src/lib/workshop/files/xlsx.ts', YJS, SERVER, NODE, rightOf('wall', 'live', ...pages)),
	imports('src/lib/workshop/**/*.test.ts', YJS, SERVER, rightOf('wall', 'live', ...pages)),
	imports('src/lib/wall/**', SERVER, rightOf('live', ...pages)),
	imports('src/lib/live/**', SERVER, rightOf(...pages)),
	imports('src/lib/state/**', YJS, SERVER, rightOf('components', 'routes')),
	imports('src/lib/components/**', YJS, SERVER, rightOf('routes')),
	imports('server/**', YJS, WORKBOOKS, rightOf('live', ...pages)),
	imports('server/sync/**', rightOf('live', ...pages))
);
