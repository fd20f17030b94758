import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Compiles a source file and all that it imports, so that a test can run it in a process of its own as it is now,
 * whatever lies in `dist/`. Gives the compiled file's path; the directory lies under `node_modules` so that packages are found.
 */
export async function compiledEntry(source: string): Promise<string> {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const out = await mkdtemp(join(cache, 'quartet-test-'));
  const target = (file: string): string => join(out, relative(root, file)).replace(/\.ts$/, '.js');
  const pending = [resolve(root, source)];
  const seen = new Set(pending);
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const { outputText } = ts.transpileModule(await readFile(file, 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
    });
    await mkdir(dirname(target(file)), { recursive: true });
    await writeFile(target(file), outputText);
    for (const [, path] of outputText.matchAll(/from '(\.[^']+)\.js'/g)) {
      const imported = resolve(dirname(file), `${path}.ts`);
      if (!seen.has(imported)) {
        seen.add(imported);
        pending.push(imported);
      }
    }
  }
  await writeFile(join(out, 'package.json'), '{"type":"module"}');
  return target(resolve(root, source));
}
