/** Loads the pages' modules in advance. Loading one during a request would delay that request and all others. */
import { readdir } from 'node:fs/promises';

/**
 * Loads every `.js` module below the folder `modules`, a URL that ends in a slash. Throws if one cannot be loaded.
 */
export async function loadModules(modules: URL): Promise<void> {
	const files = await readdir(modules, { recursive: true });
	for (const file of files.filter((name) => name.endsWith('.js')))
		await import(new URL(file.split('\\').join('/'), modules).href);
}
