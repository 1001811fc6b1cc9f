/** English, for pages outside boards. Boards include these texts. */
import { errors } from './errors.ts';
import { format } from './format.ts';
import { functions } from './functions.ts';
import { home } from './home.ts';
import { join } from './join.ts';
import { kinds } from './kinds.ts';
import { leaving } from './leaving.ts';
import { life } from './life.ts';
import { offline } from './offline.ts';
import { page } from './page.ts';
import { privacy } from './privacy.ts';
import { start } from './start.ts';
import { templates } from './templates.ts';
import { ui } from './ui.ts';

export const site = {
	errors,
	format,
	functions,
	home,
	join,
	kinds,
	leaving,
	life,
	offline,
	page,
	privacy,
	start,
	templates,
	ui
};
