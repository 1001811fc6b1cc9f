/** The files that a board goes out as. */
import { DEFAULT_LOCALE, type Locale } from '../../i18n/locales.ts';
import type { Separator } from '../files/csv.ts';

export const EXPORT_FORMATS = [
	'csv',
	'requirements.csv',
	'scorecard.csv',
	'xlsx',
	'md',
	'requirements.md',
	'jira.csv',
	'azure.csv',
	'json'
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportChoices {
	/** Of tables for spreadsheets. Trackers take commas alone. */
	separator: Separator;
	/** Which of the files, from 1, where a tracker takes so many rows a file. One that does not exist is empty. */
	part: number;
	/** The language that it speaks. */
	locale: Locale;
}
export const EXPORT_AS_USUAL: ExportChoices = {
	separator: 'comma',
	part: 1,
	locale: DEFAULT_LOCALE
};
