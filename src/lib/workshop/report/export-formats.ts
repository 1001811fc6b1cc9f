/** The export formats of a board. */
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
	/** Separator in tables for spreadsheets. Files for trackers always use commas. */
	separator: Separator;
	/** Number of the file, from 1, if a tracker limits the rows of a file. A file that does not exist is empty. */
	part: number;
	/** The language of the file. */
	locale: Locale;
}
export const EXPORT_AS_USUAL: ExportChoices = {
	separator: 'comma',
	part: 1,
	locale: DEFAULT_LOCALE
};
