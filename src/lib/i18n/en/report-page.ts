/** English, for the page of the report, which shows a board as well. */
import { board } from './board.ts';
import { report } from './report.ts';

export const reportPage = {
	...board,
	report
};
