import type { Plugin } from 'vite';
import { PAGE_TABLE, patternOf } from './src/app/page-table';

/** The face in which nearly all of the UI is set: charts wait for it. */
const FONT = /\/inter-latin-wght-normal-[\w-]+\.woff2$/;

/** What a page needs besides what is first, as `preloads.json` tells the server, which writes it into the page's head. */
interface Preload {
  /** Of the page's path: the source of a regular expression with named groups. */
  readonly path: string;
  readonly scripts: readonly string[];
  readonly asks: readonly string[];
}

/**
 * Tells browsers of what a page needs along with the page, by its path: without that they would learn of a page's scripts when
 * those of the frame have run, of its data when its own have, and of the font when styles are laid out.
 */
export function preloads(): Plugin {
  return {
    name: 'preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((name) => FONT.test(`/${name}`))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = new Set<string>();
      const withImports = (name: string, into: Set<string>) => {
        if (into.has(name) || first.has(name)) return;
        into.add(name);
        const chunk = bundle[name];
        if (chunk?.type === 'chunk') for (const imported of chunk.imports) withImports(imported, into);
      };
      for (const { fileName, isEntry } of chunks) if (isEntry) withImports(fileName, first);

      const entries = Object.entries(PAGE_TABLE).map(([path, { module, soon = [], asks = [] }]): Preload => {
        const scripts = new Set<string>();
        for (const one of [module, ...soon]) {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/${one}`));
          if (chunk === undefined) return this.error(`there is no chunk of ${one}`);
          withImports(chunk.fileName, scripts);
        }
        return { path: patternOf(path), scripts: [...scripts].map((name) => `/${name}`), asks };
      });
      this.emitFile({ type: 'asset', fileName: 'preloads.json', source: JSON.stringify(entries) });
    },
  };
}
