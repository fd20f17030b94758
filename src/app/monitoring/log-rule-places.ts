import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where rules over logs lie. */
export interface LogRulePlace {
  /** Of files; relative ones begin at `directory`. */
  readonly patterns: readonly string[];
  readonly directory: string;
  /** Whose rules they are; undefined where the path says nothing of it. */
  readonly tenant?: string;
}

const RULES_IN_DIRECTORY = ['*.yml', '*.yaml', '*.rules'];

/**
 * Of files, and of directories with files; those in a directory below are of the tenant that it is named after, as the ruler
 * of Loki has them. https://grafana.com/docs/loki/latest/alert/#configure-local-storage
 */
export function logRulePlaces(paths: readonly string[]): LogRulePlace[] {
  return paths.flatMap((path) => {
    if (!isDirectory(path)) return { patterns: [path], directory: '/' };
    const tenants = readdirSync(path).filter((name) => isDirectory(join(path, name)));
    return [
      { patterns: RULES_IN_DIRECTORY, directory: path },
      ...tenants.map((tenant) => ({ patterns: RULES_IN_DIRECTORY, directory: join(path, tenant), tenant })),
    ];
  });
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
