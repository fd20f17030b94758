import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';

/** The queries that discovery makes; rejects with node's codes (`ENOTFOUND`, `ENODATA`, `ETIMEOUT` …). */
export type DnsResolver = Pick<Resolver, 'resolve4' | 'resolve6' | 'resolveMx' | 'resolveNs' | 'resolveSrv'>;

/** Asks the servers of `/etc/resolv.conf`. */
export const systemResolver = (): DnsResolver => new Resolver({ timeout: 5_000, tries: 2 });

/** `search` and `ndots` of `/etc/resolv.conf`: node's resolver does not heed them. */
export interface SearchList {
  readonly domains: readonly string[];
  readonly dots: number;
}

export async function systemSearchList(): Promise<SearchList> {
  try {
    return parseSearchList(await readFile('/etc/resolv.conf', 'utf8'));
  } catch {
    return { domains: [], dots: 1 };
  }
}

/** resolv.conf(5). The last `search` or `domain` counts. */
export function parseSearchList(text: string): SearchList {
  let domains: string[] = [];
  let dots = 1;
  for (const line of text.split('\n')) {
    const [keyword, ...words] = line.trim().split(/\s+/);
    if (keyword === 'search' || keyword === 'domain') domains = words.map((word) => word.replace(/\.$/, ''));
    if (keyword !== 'options') continue;
    for (const word of words) {
      const given = /^ndots:(\d{1,2})$/.exec(word);
      if (given !== null) dots = Math.min(15, Number(given[1]));
    }
  }
  return { domains: domains.filter((domain) => domain !== ''), dots };
}

/** The full names that `name` may stand for, in the order in which they are tried. */
export function fullNames(name: string, { domains, dots }: SearchList): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const searched = domains.map((domain) => `${name}.${domain}`);
  return name.split('.').length - 1 >= dots ? [name, ...searched] : [...searched, name];
}
