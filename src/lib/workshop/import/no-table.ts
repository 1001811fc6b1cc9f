/** Detects files that are not what their name says. */
import type { Sentence } from '../../i18n/messages.ts';

const WORKBOOK = [0x50, 0x4b, 0x03, 0x04];
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];
const begins = (bytes: Uint8Array, mark: readonly number[]) =>
	mark.every((byte, index) => bytes[index] === byte);
/** Whether a file is a ZIP archive, as workbooks are. */
export const isWorkbook = (bytes: Uint8Array): boolean => begins(bytes, WORKBOOK);
/** A name inside a password-protected workbook file. Source: [MS-OFFCRYPTO], 2.3.4.4. */
const PROTECTED = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);
const isProtected = (bytes: Uint8Array) =>
	bytes.some((_, at) => PROTECTED.every((byte, index) => bytes[at + index] === byte));
/** The message if the bytes do not look like text. */
export const NO_TEXT: Sentence = ({ transfer }) => transfer.unread.noText;
/** Why a file contains neither a table nor lines, or null. `text` is the decoded content. */
export function noTable(bytes: Uint8Array, text: string): Sentence | null {
	if (begins(bytes, OLD_WORKBOOK)) {
		const why = isProtected(bytes) ? 'password' : 'old';
		return ({ transfer }) => transfer.unread[why];
	}
	if (/^\s*<(?:!doctype|html|\?xml|table|head)\b/i.test(text))
		return ({ transfer }) => transfer.unread.webPage;
	return text.includes('\u0000') ? NO_TEXT : null;
}
