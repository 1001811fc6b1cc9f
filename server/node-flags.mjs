/**
 * How Node runs the server. New objects get 4 MB before they are looked through: with the 16 MB and more that Node
 * gives them by itself, nobody is answered for 60 ms while a wall of 6,000 notes is read; with 4 MB for 15.
 */
export const NODE_FLAGS = ['--max-semi-space-size=4'];
