/** Parses workbooks outside the page's thread, so that no file can freeze the page. */
import { readWorkbook } from '$lib/workshop/files/xlsx.ts';
import type { WorkbookRequest } from './read-beside.ts';

self.onmessage = ({ data }: MessageEvent<WorkbookRequest>) => {
	void readWorkbook(data.bytes, data.sheet).then((workbook) => self.postMessage(workbook));
};
