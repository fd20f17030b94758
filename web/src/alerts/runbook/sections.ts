import type { Signal } from '../../app/links';

/** A part of a runbook: text, or a block of code; of a query the signal that it asks. */
export type Section =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly signal: Signal | undefined };

const SIGNALS: Readonly<Record<string, Signal | undefined>> = { promql: 'metrics', logql: 'logs', traceql: 'traces' };
const FENCE = /^```(\w*)\n([\s\S]*?)\n```$/gm;

/** Markdown taken apart at its blocks of code, without its title, which the page has. */
export function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [];
  const text = (part: string) => {
    if (part.trim() !== '') sections.push({ kind: 'text', text: linked(part.trim()) });
  };
  const body = markdown.replace(/^# .*\n/, '');
  let end = 0;
  for (const match of body.matchAll(FENCE)) {
    text(body.slice(end, match.index));
    sections.push({ kind: 'code', text: match[2]!, signal: SIGNALS[match[1]!] });
    end = match.index + match[0].length;
  }
  text(body.slice(end));
  return sections;
}

/** Links to other runbooks lead to their pages; those to further files of the repository are their names. */
const linked = (markdown: string): string =>
  markdown.replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (whole, name: string, href: string) => {
    const path = runbookPath(href);
    if (path !== undefined) return `[${name}](${path})`;
    return /^(https?:\/\/|\/)/.test(href) ? whole : name;
  });

/** The page of a runbook that a path of the repository names, `docs/runbooks/X.md` or `X.md`; undefined for all else. */
export function runbookPath(path: string): string | undefined {
  const name = /^(?:(?:\.\/)?docs\/runbooks\/)?(\w+)\.md$/.exec(path)?.[1];
  return name === undefined ? undefined : `/runbooks/${name}`;
}
