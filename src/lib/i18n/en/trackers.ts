/** Files for trackers. */
export const trackers = {};
