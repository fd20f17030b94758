import type { Plugin } from 'vite';

/**
 * Fails a build in which chunks import each other: modules would run before those that they need, and which pages break by it
 * changes with the order of requests.
 */
export function acyclicChunks(): Plugin {
  return {
    name: 'acyclic-chunks',
    apply: 'build',
    generateBundle(_, bundle) {
      const done = new Set<string>();
      const visit = (name: string, above: readonly string[]) => {
        if (above.includes(name)) {
          this.error(`chunks import each other: ${[...above.slice(above.indexOf(name)), name].join(' -> ')}`);
        }
        const chunk = bundle[name];
        if (done.has(name) || chunk?.type !== 'chunk') return;
        for (const imported of chunk.imports) visit(imported, [...above, name]);
        done.add(name);
      };
      for (const name of Object.keys(bundle)) visit(name, []);
    },
  };
}
