import { LIMITS } from '$lib/workshop/limits.ts';
import { unreadWorkbook, type ReadWorkbook } from '$lib/workshop/files/read-workbook.ts';

export interface WorkbookRequest {
	bytes: Uint8Array;
	/** Index of a visible sheet, or null for the proposed one. */
	sheet: number | null;
}
/** The part of a worker that callers use. */
type Reader = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

const startReader = (): Reader =>
	new Worker(new URL('./workbook-worker.ts', import.meta.url), { type: 'module' });

/**
 * Parses a sheet of a workbook in a worker of its own, which is loaded with the first workbook instead of with the
 * page. If a file takes longer than `LIMITS.workbookMs` or more memory than there is, the worker ends and the result is
 * a reason.
 */
export function readBeside(request: WorkbookRequest, start = startReader): Promise<ReadWorkbook> {
	return new Promise((resolve) => {
		const reader = start();
		const end = (workbook: ReadWorkbook) => {
			clearTimeout(timer);
			reader.terminate();
			resolve(workbook);
		};
		const timer = setTimeout(() => end(unreadWorkbook('slow')), LIMITS.workbookMs);
		reader.onmessage = ({ data }: MessageEvent<ReadWorkbook>) => end(data);
		reader.onerror = () => end(unreadWorkbook('failed'));
		reader.postMessage(request);
	});
}
