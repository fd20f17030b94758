import { type Labels, labelValue, withLabel } from '../model/labels.js';

/** Annotations that are addresses, which the shipped rules write as paths of the web UI or of the repository. */
const LINKS = ['runbook_url', 'dashboard_url'] as const;

/** A runbook by its file, which the web UI shows under its name. */
const RUNBOOK = /^(?:\.\/)?docs\/runbooks\/(\w+)\.md$/;

/**
 * The annotations as people elsewhere can follow them: `docs/runbooks/X.md` and `/d/uid` below the external URL, which has no
 * slash at its end. All else stays as it is.
 */
export function withAbsoluteLinks(annotations: Labels, externalUrl: string): Labels {
  let changed = annotations;
  for (const name of LINKS) {
    const path = pathOf(labelValue(annotations, name));
    if (path !== undefined) changed = withLabel(changed, name, externalUrl + path);
  }
  return changed;
}

/** The path below the web UI; undefined for what is none. */
function pathOf(link: string): string | undefined {
  const runbook = RUNBOOK.exec(link)?.[1];
  if (runbook !== undefined) return `/runbooks/${runbook}`;
  return /^\/(?![/\\])/.test(link) ? link : undefined;
}
