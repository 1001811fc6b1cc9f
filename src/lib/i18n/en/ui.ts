/** Pieces that stand on every page. */
export const ui = {};
