/** The draft of lines that are to be imported: they stay on the device until they are. */
export const PASTED_LINES = 'lines to import';
/** The draft that says how far an import came. */
export const IMPORT_PROGRESS = 'rows that are imported';
