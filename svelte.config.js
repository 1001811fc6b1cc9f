import adapterNode from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

const adapter = adapterNode({ out: 'build' });

/** @type {import('@sveltejs/kit').Config} */
const config = {
	preprocess: vitePreprocess(),
	compilerOptions: {
		runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true)
	},
	kit: {
		// The server answers with the same page what no page of ours gets to see.
		files: { errorTemplate: 'server/requests/sentence.html' },
		// The root layout registers it, and goes on where a browser refuses.
		serviceWorker: { register: false },
		adapter: {
			...adapter,
			// In production the HTTP server sets `req.services`; this is the same for `vite dev`.
			emulate: () => ({
				platform: async () => {
					const { devApp } = await import('./server/dev.ts');
					const { services } = await devApp();
					return /** @type {App.Platform} */ ({ req: { services } });
				}
			})
		},
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:'],
				'connect-src': ['self'],
				'frame-ancestors': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'object-src': ['none']
			}
		},
		typescript: {
			config: (generated) => ({
				...generated,
				include: [
					...generated.include,
					'../server/**/*.ts',
					'../server/**/*.mjs',
					'../tests/**/*.ts',
					'../tests/**/*.mjs',
					'../*.config.ts',
					'../*.config.js'
				]
			})
		}
	}
};

export default config;
