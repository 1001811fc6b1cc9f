import { createContext } from 'svelte';
import type { BoardState } from './board.svelte.ts';

/** Passes the board to the components below the one that sets it. */
export const [getBoard, setBoard] = createContext<BoardState>();
