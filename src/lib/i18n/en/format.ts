import { formats } from '../formats.ts';

/** British: "30 June 2027", "a, b and c". */
export const format = formats('en-GB');
