/** Clusters. */
export const clusters = {};
