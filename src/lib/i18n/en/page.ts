/** The frame of pages, and what several nouns say. */
export const page = {};
