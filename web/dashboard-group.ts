import { fileURLToPath } from 'node:url';
import { PAGE_TABLE } from './src/app/page-table';

interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const { module, soon = [] } = PAGE_TABLE['/d/:uid/:slug?']!;

/**
 * Names the chunk of what a dashboard of charts of time runs as soon as it is opened: its page and that panel with all that they
 * import. What only other pages and panels share would make its first chart wait.
 */
export function dashboardGroup(): (id: string, graph: ModuleGraph) => string | null {
  let modules: ReadonlySet<string> | undefined;
  return (id, graph) => {
    modules ??= modulesOf(graph);
    return modules.has(id) ? 'dashboard' : null;
  };
}

function modulesOf(graph: ModuleGraph): ReadonlySet<string> {
  const found = new Set([module, ...soon].map((path) => fileURLToPath(new URL(`src/${path}`, import.meta.url))));
  // A set goes on with what is added on the way.
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}
