/** Lets people start and join workshops: by sending the forms' data, or through the forms themselves. */
import { expect, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';
import { readyFunctions } from '../../src/lib/workshop/functions.ts';
import { readyTemplates } from '../../src/lib/workshop/steps/templates.ts';
import { all as en } from '../../src/lib/i18n/en/all.ts';

const READY_FUNCTIONS = readyFunctions(en);

export interface NewWorkshop {
	title?: string;
	purpose?: string;
	/** The starter's name. */
	name?: string;
	/** Name of the starter's function; without one, the starter only facilitates. */
	fn?: string;
	attribution?: 'Named' | 'Function only' | 'Anonymous';
	/** The beginning of the chosen template's title. */
	template?: string;
	/** 1 unless given, which hides nothing; null keeps the default of new boards. */
	smallestGroup?: number | null;
}
export interface Workshop {
	/** Address of the board. */
	board: string;
	/** Address for participants. */
	link: string;
	/** Address for another facilitator, or for another device of this one. */
	facilitatorLink: string;
	/** The six-letter code for the first page. */
	code: string;
}

/** Opens the sample, a finished board, from the first page. */
export async function openSample(page: Page, url: string) {
	await page.goto(url);
	await page.getByRole('button', { name: 'Open the sample' }).click();
	await expectBoard(page);
}

const ATTRIBUTIONS = { Named: 'named', 'Function only': 'function', Anonymous: 'anonymous' };

/**
 * Starts a workshop by sending its form's data: the page of the form takes as long as a short test. After that `page`
 * shows the board, connected, as its facilitator.
 */
export async function startWorkshop(
	page: Page,
	url: string,
	options: NewWorkshop = {}
): Promise<Workshop> {
	const { title = 'Why customers leave us', purpose = '', name = 'Mira', fn = '' } = options;
	const { attribution = 'Function only', template = 'Quick align' } = options;
	const form = new URLSearchParams({
		title,
		purpose,
		name,
		fn: fn && idOfFunction(fn),
		attribution: ATTRIBUTIONS[attribution],
		template: readyTemplates(en).find((one) => one.title === template)?.id ?? template
	});
	for (const { id, name: fnName, letter, colour } of READY_FUNCTIONS) {
		form.append('fnId', id);
		form.append('fnName', fnName);
		form.append('fnLetter', letter);
		form.append('fnColour', colour);
	}
	await page.goto(await submit(page.request, `${url}/start?/create`, form));
	return whenStarted(page, options);
}
/** Like `startWorkshop`, through the form. */
export async function startByForm(
	page: Page,
	url: string,
	options: NewWorkshop = {}
): Promise<Workshop> {
	const { title = 'Why customers leave us', purpose, name = 'Mira', fn } = options;
	await page.goto(`${url}/start`);
	await page.getByLabel('What is it about?').fill(title);
	if (purpose !== undefined) await page.getByLabel('Why do you meet now?').fill(purpose);
	await page.getByLabel('Your name').fill(name);
	if (fn !== undefined) await page.getByLabel('Your function').selectOption(fn);
	for (const choice of [options.attribution, options.template ?? 'Quick align']) {
		if (choice === undefined) continue;
		await page.getByRole('radio', { name: new RegExp(`^${choice}\\b`) }).check();
	}
	await page.getByRole('button', { name: 'Start the workshop' }).click();
	return whenStarted(page, options);
}
async function whenStarted(page: Page, options: NewWorkshop): Promise<Workshop> {
	await expectBoard(page);
	const { smallestGroup = 1 } = options;
	if (smallestGroup !== null && options.attribution !== 'Named')
		await command(page, page.url(), { kind: 'setSmallestGroup', smallestGroup });
	return invite(page);
}

/** Sends a form like a browser without scripts; returns the address of the redirect. */
async function submit(
	request: APIRequestContext,
	address: string,
	fields: URLSearchParams
): Promise<string> {
	const response = await request.post(address, {
		headers: {
			origin: new URL(address).origin,
			accept: 'text/html',
			'content-type': 'application/x-www-form-urlencoded'
		},
		data: fields.toString(),
		maxRedirects: 0
	});
	expect(response.status()).toBe(303);
	return new URL(response.headers()['location'] ?? '', address).href;
}
function idOfFunction(name: string): string {
	const fn = READY_FUNCTIONS.find((one) => one.name === name);
	if (!fn) throw new Error(`no function ${name}`);
	return fn.id;
}

/** Sends a command as a script would, with this person's session. */
async function command(page: Page, board: string, body: object): Promise<void> {
	const { origin, pathname } = new URL(board);
	const response = await page.request.post(`${origin}${pathname}/commands`, {
		headers: { origin },
		data: { id: crypto.randomUUID(), ...body }
	});
	expect(response.ok()).toBe(true);
}

/** The links and the code for joining the board, as a facilitator's page shows them. */
export async function invite(page: Page): Promise<Workshop> {
	const { origin, pathname } = new URL(page.url());
	const response = await page.request.get(`${origin}${pathname}/share`);
	expect(response.ok()).toBe(true);
	const share = (await response.json()) as { link: string; facilitatorLink: string; code: string };
	return {
		board: origin + pathname,
		link: new URL(share.link, origin).href,
		facilitatorLink: new URL(share.facilitatorLink, origin).href,
		code: share.code
	};
}

interface Newcomer {
	name: string;
	/** Name of a function on the board, or 'Observer', or 'No function' for facilitators. */
	fn: string;
}
/** Joins by sending the data of the form behind a link; the new tab then shows the board, connected. */
export async function join(
	context: BrowserContext,
	link: string,
	{ name, fn }: Newcomer
): Promise<Page> {
	const id = fn === 'Observer' || fn === 'No function' ? '' : idOfFunction(fn);
	const board = await submit(context.request, link, new URLSearchParams({ name, fn: id }));
	const page = await context.newPage();
	await page.goto(board);
	await expectBoard(page);
	return page;
}
/** Like `join`, through the form. */
export async function joinByForm(
	context: BrowserContext,
	link: string,
	{ name, fn }: Newcomer
): Promise<Page> {
	const page = await context.newPage();
	await page.goto(link);
	await page.getByLabel('Your name').fill(name);
	await page.getByRole('radio', { name: new RegExp(`^${fn}\\b`) }).check();
	await page.getByRole('button', { name: /^(Join|Facilitate)/ }).click();
	await expectBoard(page);
	return page;
}

/** Waits until the page shows a board and says that everything on it is saved. */
export async function expectBoard(page: Page): Promise<void> {
	await page.waitForURL(/\/b\/[\w-]+/);
	await expectSaved(page);
}

/** Waits until the server has committed all changes of the page. */
export async function expectSaved(page: Page): Promise<void> {
	await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();
}

/** For a person's context whose device keeps offline copies of boards. */
export const KEEPS_BOARDS = { serviceWorkers: 'allow' } as const;

/** Waits until the device has stored the app's parts and this board; the device must keep offline copies. */
export async function expectKept(page: Page): Promise<void> {
	const isKept = () =>
		page.evaluate(async () => (await caches.match(location.pathname)) !== undefined);
	await expect.poll(isKept).toBe(true);
}

/** Disconnects everybody in the page's browser, once the device has stored what it needs. */
export async function goOffline(page: Page): Promise<void> {
	await expectKept(page);
	await page.context().setOffline(true);
}
