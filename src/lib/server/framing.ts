/** Decides which other sites may show Groundwork in a frame, and what all other sites show instead. */
import { createHash } from 'node:crypto';
import { LOCALES } from '../i18n/locales.ts';

/** `Sec-Fetch-Dest` values of a document that is loaded into another one. */
const FRAMES = new Set(['iframe', 'frame', 'embed', 'object', 'fencedframe']);

const STYLE =
	':root{color-scheme:light dark}body{display:grid;place-content:center;gap:12px;min-height:90vh;margin:0;padding:16px;font:16px/1.5 system-ui,sans-serif;text-align:center}p{margin:0}';
/** The link has no address and so leads to the address of the frame. */
const noticeIn = ({ locale, messages }: Words) => `<!doctype html>
<html lang="${LOCALES[locale].tag}" dir="${LOCALES[locale].dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Groundwork</title>
<style>${STYLE}</style>
<main>
<p>${messages.requests.frame.notHere}</p>
<p><a href="" target="_blank" rel="noopener">${messages.requests.frame.open}</a></p>
</main>
</html>`;
type Words = Pick<App.Locals, 'locale' | 'messages'>;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const NOTICE_HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff'
};

/**
 * Whether a page outside `allowed` wants to show this one in a frame, as far as the server can tell: browsers obey
 * `frame-ancestors` in any case, and would then show an error instead of a sentence.
 */
export function isForeignFrame(headers: Headers, allowed: readonly string[]): boolean {
	if (!FRAMES.has(headers.get('sec-fetch-dest') ?? '')) return false;
	if (allowed.length === 0) return true;
	if (headers.get('sec-fetch-site') === 'same-origin') return false;
	const referrer = headers.get('referer') ?? '';
	return !URL.canParse(referrer) || !allowed.includes(new URL(referrer).origin);
}

/** Any site may frame this page: it contains no personal data, and only a link to press. */
export const frameNotice = (words: Words) =>
	new Response(noticeIn(words), { status: 403, headers: NOTICE_HEADERS });

/** Lets the named sites frame this page. Without names, and for responses that are not pages, no site may. */
export function allowFraming({ headers }: Response, allowed: readonly string[]): void {
	const policy = headers.get('content-security-policy');
	if (allowed.length === 0 || policy === null) return;
	const ancestors = `frame-ancestors ${allowed.join(' ')}`;
	headers.set('content-security-policy', policy.replace("frame-ancestors 'none'", ancestors));
	headers.delete('x-frame-options');
}

/**
 * Cookie attributes for this site. In another site's frame, browsers send only cookies with `SameSite=None`, and keep a
 * partitioned cookie separately for each framing site. In both cases the server rejects writes from other sites by
 * their `Origin`.
 */
export function cookieRules(url: URL, allowed: readonly string[]) {
	if (allowed.length > 0) return { sameSite: 'none', secure: true, partitioned: true } as const;
	return { sameSite: 'lax', secure: url.protocol === 'https:' } as const;
}
