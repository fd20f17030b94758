import { patternOf } from './page-table';
import { PAGES } from './pages';

/**
 * Begins to fetch the page of the address as soon as this is imported, while the frame around it is still set up. Where the
 * pattern is read otherwise than the router does, the page is fetched a moment later, or one that is not needed.
 */
const found = PAGES.find(([path]) => new RegExp(patternOf(path)).test(window.location.pathname));
// What cannot be fetched is told where the page is drawn.
found?.[1]().catch(() => undefined);
