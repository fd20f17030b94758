import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentPolicy } from './content-policy.js';
import { preloadLinks } from './preloads.js';

/** An HTML page and the policy that its answer must carry. */
export interface Page {
  readonly html: string;
  readonly policy: string;
}

const NONCE_BYTES = 16;

const NOT_BUILT = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Quartet</title></head>
<body>
<h1>The web UI is not built</h1>
<p>This is a checkout without <code>dist/web</code>. Build it with</p>
<pre>npm run build -w web</pre>
<p>and load this page again. The APIs of this port work without it.</p>
</body>
</html>
`;

/**
 * The UI's page as it is served for `path`: with a nonce of its own, in `<meta name="csp-nonce">`, and with links to what the
 * page of that path needs first; one that says how to build it where it is not there.
 */
export async function uiPage(root: string, path: string): Promise<Page> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const [html, links] = await Promise.all([indexHtml(root), preloadLinks(root, path)]);
  return { html: withNonce(html, nonce).replace('</head>', () => `${links}</head>`), policy: contentPolicy(nonce) };
}

async function indexHtml(root: string): Promise<string> {
  try {
    return await readFile(join(root, 'index.html'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOT_BUILT;
    throw error;
  }
}

const META = /<meta[^>]*\sname="csp-nonce"[^>]*>/;

function withNonce(html: string, nonce: string): string {
  const meta = `<meta name="csp-nonce" content="${nonce}">`;
  return META.test(html) ? html.replace(META, meta) : html.replace(/<head[^>]*>/, (head) => head + meta);
}
