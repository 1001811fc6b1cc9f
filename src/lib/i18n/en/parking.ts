/** Ideas of technology that wait. */
export const parking = {};
