/** The draft of the lines to import: they stay on the device until they are imported. */
export const PASTED_LINES = 'lines to import';
/** The draft that stores how far an import got. */
export const IMPORT_PROGRESS = 'rows that are imported';
