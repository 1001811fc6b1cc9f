/**
 * Decodes the bytes of a file. The detector is large: on pages, import this file lazily, when somebody chooses a file.
 */
import chardet from 'chardet';

/** Encodings that people can choose. */
export const ENCODINGS = [
	...(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const),
	...(['windows-1250', 'iso-8859-2', 'windows-1251', 'koi8-r', 'windows-1253'] as const),
	...(['windows-1254', 'windows-1255', 'windows-1256', 'windows-1257'] as const),
	...(['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr'] as const)
] as const;
export type TextEncoding = (typeof ENCODINGS)[number];

/** The likely encoding of the bytes: by their byte order mark, or else by what is valid, or else by what is likely. */
export function likelyEncoding(bytes: Uint8Array): TextEncoding {
	return (
		markedEncoding(bytes) ??
		unmarkedWide(bytes) ??
		(isValid(bytes, 'utf-8') ? 'utf-8' : guessedEncoding(bytes))
	);
}

/** Decodes bytes. Invalid bytes become the replacement character, a question mark in a diamond. */
export function decodeText(bytes: Uint8Array, encoding: TextEncoding): string {
	return new TextDecoder(encoding).decode(bytes);
}

function markedEncoding([first, second, third]: Uint8Array): TextEncoding | null {
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	if (first === 0xfe && second === 0xff) return 'utf-16be';
	return null;
}
/**
 * Detects UTF-16 without a byte order mark: line ends, spaces and letters of Western scripts have a zero byte before or
 * after them. Zero bytes are valid UTF-8 too, but no text contains them.
 */
function unmarkedWide(bytes: Uint8Array): TextEncoding | null {
	const sample = bytes.subarray(0, SAMPLE_BYTES);
	const zeros = [0, 0];
	sample.forEach((byte, at) => {
		if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	});
	const [even = 0, odd = 0] = zeros;
	if (even === odd) return null;
	const encoding = odd > even ? 'utf-16le' : 'utf-16be';
	const isCut = bytes.length > SAMPLE_BYTES;
	const isText = isValid(sample, encoding, isCut) && !CONTROLS.test(decodeText(sample, encoding));
	return isText ? encoding : null;
}
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\ufffe\uffff]/u;
/** `stream`: the bytes may end in the middle of a letter. */
function isValid(bytes: Uint8Array, encoding: TextEncoding, stream = false): boolean {
	try {
		new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
		return true;
	} catch {
		return false;
	}
}

/** Enough bytes for the detection, and quick to read. */
const SAMPLE_BYTES = 64 * 1024;
const [LINE_FEED, RETURN] = [10, 13];
function guessedEncoding(bytes: Uint8Array): TextEncoding {
	const sample = bytes.subarray(0, SAMPLE_BYTES);
	// Among programs still in use, only those on a Mac end lines like this.
	const isMac = sample.includes(RETURN) && !sample.includes(LINE_FEED);
	const isCut = bytes.length > SAMPLE_BYTES;
	const guesses = chardet.analyse(sample).map(({ name }) => asKnown(name));
	const guess =
		guesses.find((encoding) => isLikely(sample, encoding) && isValid(sample, encoding, isCut)) ??
		'windows-1252';
	if (guess === 'iso-8859-2' && !sample.some((byte) => ONLY_IN_STANDARD.has(byte)))
		return 'windows-1250';
	return isMac && guess === 'windows-1252' ? 'macintosh' : guess;
}
/**
 * Bytes of letters in ISO 8859-2 ("ą", "ś", "Š") that are signs such as ± and ¶ in Windows-1250. A text without any of
 * them is read as Windows-1250, which Excel writes; its "ą" has the byte that is "š" in the standard.
 */
const ONLY_IN_STANDARD = new Set([0xa1, 0xa6, 0xa9, 0xac, 0xae, 0xb1, 0xb6]);
const EAST_ASIAN = new Set<TextEncoding>(['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr']);
/** East Asian texts consist mostly of letters beyond ASCII; a few such letters among others are Western. */
function isLikely(sample: Uint8Array, encoding: TextEncoding): boolean {
	const beyond = sample.reduce((sum, byte) => sum + (byte > 127 ? 1 : 0), 0);
	return !EAST_ASIAN.has(encoding) || (beyond > 8 && beyond * 3 > sample.length);
}
/** The Windows encodings contain all letters of the standard encodings of the same alphabet. */
const STANDARDS: Readonly<Record<string, TextEncoding>> = {
	'iso-8859-1': 'windows-1252',
	'iso-8859-5': 'windows-1251',
	'iso-8859-6': 'windows-1256',
	'iso-8859-7': 'windows-1253',
	'iso-8859-8': 'windows-1255',
	'iso-8859-9': 'windows-1254'
};
function asKnown(name: string): TextEncoding {
	const key = name.toLowerCase();
	return ENCODINGS.find((encoding) => encoding === key) ?? STANDARDS[key] ?? 'windows-1252';
}
