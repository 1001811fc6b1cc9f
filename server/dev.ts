/** The single app that serves pages and live boards under `vite dev`. Production never loads this file. */
import { createApp, type App } from './app.ts';
import { readConfig } from './config.ts';

let app: Promise<App> | null = null;

/** Returns this process's app, which the first call creates. */
export function devApp(): Promise<App> {
	app ??= Promise.resolve().then(() =>
		createApp(readConfig({ LOG_LEVEL: 'warn', ...process.env }))
	);
	return app;
}
