/** So that an answer has 100 million characters at most where a query may hold 50 million points. */
const CHARACTERS_PER_POINT = 2;

/**
 * What a text takes of a query's budget of points. Stages can make lines and labels of megabytes, and answers of thousands of
 * them.
 */
export const pointsOfText = (characters: number): number => Math.floor(characters / CHARACTERS_PER_POINT);
