/** The one app that `vite dev` serves pages and live boards from. Production never loads this file. */
import { createApp, type App } from './app.ts';
import { readConfig } from './config.ts';

let app: Promise<App> | null = null;

/** The app of this process, made at the first call. */
export function devApp(): Promise<App> {
	app ??= Promise.resolve().then(() =>
		createApp(readConfig({ LOG_LEVEL: 'warn', ...process.env }))
	);
	return app;
}
