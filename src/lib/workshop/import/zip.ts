/** Calculates the size of an unpacked archive before unpacking anything. */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** A comment of up to this length may follow the end record. */
const MOST_COMMENT_BYTES = 0xffff;
/** Marks a 64-bit size, which is stored elsewhere. */
const ELSEWHERE = 0xffff_ffff;
const WIDE_SIZES = 1;
const HAS_DESCRIPTOR = 8;
const STORED = 0;
/** The most bytes that Deflate can produce from one. */
const MOST_OF_A_BYTE = 1032;

/**
 * The most bytes that all parts of a ZIP archive can unpack to, according to its central directory. Null if the bytes
 * are not an archive or the directory does not say. A reader must not unpack more of a part than the directory says.
 * Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16.
 */
export function unpackedBytes(bytes: Uint8Array): number | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		return sumOf(view);
	} catch {
		// The directory continues beyond the end of the file.
		return null;
	}
}

function sumOf(view: DataView): number | null {
	const end = endOf(view);
	if (end === null) return null;
	let at = view.getUint32(end + 16, true);
	let sum = 0;
	for (let left = view.getUint16(end + 10, true); left > 0; left--) {
		if (view.getUint32(at, true) !== ENTRY) return null;
		const size = sizeOf(view, at);
		if (size === null) return null;
		sum += size;
		at += ENTRY_BYTES + nameBytes(view, at) + extraBytes(view, at) + view.getUint16(at + 32, true);
	}
	return sum;
}
function endOf(view: DataView): number | null {
	const first = Math.max(0, view.byteLength - END_BYTES - MOST_COMMENT_BYTES);
	for (let at = view.byteLength - END_BYTES; at >= first; at--)
		if (view.getUint32(at, true) === END) return at;
	return null;
}

const nameBytes = (view: DataView, entry: number) => view.getUint16(entry + 28, true);
const extraBytes = (view: DataView, entry: number) => view.getUint16(entry + 30, true);
function sizeOf(view: DataView, entry: number): number | null {
	const flags = view.getUint16(entry + 8, true);
	const packed = view.getUint32(entry + 20, true);
	const unpacked = view.getUint32(entry + 24, true);
	if (view.getUint16(entry + 10, true) === STORED) return packed;
	if (packed === 0 && (flags & HAS_DESCRIPTOR) !== 0) return null;
	if (unpacked === ELSEWHERE) return wideSize(view, entry);
	return unpacked > 0 ? unpacked : packed * MOST_OF_A_BYTE;
}
/** The first 64-bit size of an entry. */
function wideSize(view: DataView, entry: number): number | null {
	let at = entry + ENTRY_BYTES + nameBytes(view, entry);
	const end = at + extraBytes(view, entry);
	while (at + 4 <= end) {
		if (view.getUint16(at, true) === WIDE_SIZES) return Number(view.getBigUint64(at + 4, true));
		at += 4 + view.getUint16(at + 2, true);
	}
	return null;
}
