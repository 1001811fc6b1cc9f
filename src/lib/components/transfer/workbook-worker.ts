/** Reads workbooks beside the page: whatever a file holds, the page goes on. */
import { readWorkbook } from '$lib/workshop/files/xlsx.ts';
import type { WorkbookRequest } from './read-beside.ts';

self.onmessage = ({ data }: MessageEvent<WorkbookRequest>) => {
	void readWorkbook(data.bytes, data.sheet).then((workbook) => self.postMessage(workbook));
};
