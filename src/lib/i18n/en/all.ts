/** English: all texts of pages, files and the server. */
import { commands } from './commands.ts';
import { files } from './files.ts';
import { joining } from './joining.ts';
import { markdown } from './markdown.ts';
import { reportPage } from './report-page.ts';
import { requests } from './requests.ts';
import { sample } from './sample/sample.ts';
import { sync } from './sync.ts';
import { trackers } from './trackers.ts';
import { workbook } from './workbook.ts';

export const all = {
	...reportPage,
	commands,
	files,
	joining,
	markdown,
	requests,
	sample,
	sync,
	trackers,
	workbook
};
