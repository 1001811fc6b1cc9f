import { LIMITS } from '$lib/workshop/limits.ts';
import { unreadWorkbook, type ReadWorkbook } from '$lib/workshop/files/read-workbook.ts';

export interface WorkbookRequest {
	bytes: Uint8Array;
	/** Which of the sheets that can be seen, or null for the one that is proposed. */
	sheet: number | null;
}
/** What a worker is to those who ask it. */
type Reader = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

const startReader = (): Reader =>
	new Worker(new URL('./workbook-worker.ts', import.meta.url), { type: 'module' });

/**
 * A sheet of a workbook, read in a worker of its own, which comes with the first workbook and not with the page. A
 * file that takes longer than `LIMITS.workbookMs`, or more memory than there is, ends the worker and gets a reason.
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
