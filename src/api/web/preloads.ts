import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What pages of a kind need at once, as the build of the UI writes it into `preloads.json` (`web/preloads.ts`). */
interface Preload {
  /** Of the page's path: the source of a regular expression whose groups are the parts of `asks`. */
  readonly path: string;
  /** Modules, by their paths. */
  readonly scripts: readonly string[];
  /** Paths of our APIs, `:name` being a part of the page's path. */
  readonly asks: readonly string[];
}

/** Parts of paths that are written into others as they stand: others could mean another path there. */
const PLAIN = /^[\w.~%-]+$/;

/**
 * `<link>`s for the head of the page of `path`, so that its scripts and first data are on their way while the browser still
 * reads the first script. Nothing for paths that no page has, and for builds without the file.
 * https://html.spec.whatwg.org/multipage/links.html#link-type-preload
 */
export async function preloadLinks(root: string, path: string): Promise<string> {
  for (const { path: pattern, scripts, asks } of await readPreloads(root)) {
    const match = new RegExp(pattern).exec(path);
    if (match === null) continue;
    const modules = scripts.map((href) => `<link rel="modulepreload" crossorigin href="${href}">`);
    const answers = asks
      .flatMap((ask) => filled(ask, match.groups ?? {}) ?? [])
      .map((href) => `<link rel="preload" as="fetch" crossorigin href="${href}">`);
    return [...modules, ...answers].join('');
  }
  return '';
}

async function readPreloads(root: string): Promise<readonly Preload[]> {
  try {
    return JSON.parse(await readFile(join(root, 'preloads.json'), 'utf8')) as readonly Preload[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Undefined where a part is missing or is more than a plain name. */
function filled(ask: string, parts: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = [...ask.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  if (!names.every((name) => PLAIN.test(parts[name] ?? ''))) return undefined;
  return ask.replace(/:(\w+)/g, (_, name: string) => parts[name]!);
}
