/** Steps and their timer. */
export const steps = {};
