/** Modules of the pages that would otherwise be loaded while somebody waits for a page, and everybody with them. */
import { readdir } from 'node:fs/promises';

/** Loads every `.js` module below a folder, `modules` with a slash at its end. Throws where one cannot be loaded. */
export async function loadModules(modules: URL): Promise<void> {
	const files = await readdir(modules, { recursive: true });
	for (const file of files.filter((name) => name.endsWith('.js')))
		await import(new URL(file.split('\\').join('/'), modules).href);
}
