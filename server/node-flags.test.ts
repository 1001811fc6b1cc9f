import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NODE_FLAGS } from './node-flags.mjs';

const ROOT = new URL('../', import.meta.url);

it.each(['Dockerfile', 'docs/deploy/groundwork.service'])(
	'%s starts Node as `npm start` does',
	(file) => {
		const command = readFileSync(new URL(file, ROOT), 'utf8')
			.split('\n')
			.find((line) => /^(CMD|ExecStart=)/.test(line));
		for (const flag of NODE_FLAGS) expect(command).toContain(flag);
	}
);
