import { isMap, isSeq, type Node } from 'yaml';
import { z } from 'zod';
import { nearest } from '../lib/nearest.js';
import { ConfigError } from './config-error.js';
import type { YamlFile } from './yaml-file.js';

type Path = readonly PropertyKey[];

/**
 * A file, or the part of it at `at`, as `schema` has it. Throws a `ConfigError` for the first thing that is wrong, in the
 * order of the file; an empty one is an empty map: `file:line:column: path: what is wrong and what would be right`.
 */
export function readStrict<S extends z.ZodType>(
  file: YamlFile,
  schema: S,
  at: { readonly node: Node | undefined; readonly path: Path } = { node: file.root, path: [] },
): z.output<S> {
  let data: unknown;
  try {
    data = file.value(at.node) ?? {};
  } catch (error) {
    throw new ConfigError(`${file.name}: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(data, { reportInput: true });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => describe(issue, file, schema, at));
  problems.sort((a, b) => a.offset - b.offset);
  throw new ConfigError(problems[0]!.message);
}

interface Problem {
  readonly offset: number;
  readonly message: string;
}

function describe(
  issue: z.core.$ZodIssue,
  file: YamlFile,
  schema: z.ZodType,
  { node, path: above }: { readonly node: Node | undefined; readonly path: Path },
): Problem[] {
  const full = (path: Path) => shownPath([...above, ...path]);
  const problem = (place: Node | undefined, text: string): Problem => ({
    offset: file.offset(place),
    message: `${file.where(place)}: ${text}`,
  });
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const close = nearest(key, known);
      const hint = close === undefined ? knownKeys(known) : `; did you mean ${full([...issue.path, close])}?`;
      return problem(
        keyNode(file, node, [...issue.path, key]),
        `${full([...issue.path, key])} is not a known setting${hint}`,
      );
    });
  }
  const place = nodeAt(file, node, issue.path);
  const name = full(issue.path);
  return [problem(place, name === '' ? textOf(issue) : `${name}: ${textOf(issue)}`)];
}

const knownKeys = (known: readonly string[]) =>
  known.length === 0 ? '' : `; known here are ${[...known].sort().join(', ')}`;

function textOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_type') return issue.message;
  if (issue.input === undefined) return 'is missing';
  const kind = issue.input === null ? 'nothing' : Array.isArray(issue.input) ? 'a list' : kindOf(issue.input);
  return `is ${kind} where ${EXPECTED[issue.expected] ?? issue.expected} belongs`;
}

const kindOf = (value: unknown) => (typeof value === 'object' ? 'a map' : EXPECTED[typeof value]);

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

const shownPath = (path: Path) =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${String(part)}` : String(part)),
    '',
  );

/** The node at `path`, or the last one on the way to it that there is. */
function nodeAt(file: YamlFile, root: Node | undefined, path: Path): Node | undefined {
  let node = root;
  for (const part of path) {
    const below =
      typeof part === 'number'
        ? file.items(node)?.[part]
        : file.entries(node)?.findLast(({ key }) => key === part)?.value;
    if (below === undefined) return isMap(node) || isSeq(node) ? node : node;
    node = below;
  }
  return node;
}

function keyNode(file: YamlFile, root: Node | undefined, path: Path): Node | undefined {
  const map = nodeAt(file, root, path.slice(0, -1));
  return file.entries(map)?.findLast(({ key }) => key === path.at(-1))?.keyNode ?? map;
}

/** The keys that the schema of a map at `path` has. */
function keysAt(schema: z.ZodType, path: Path): string[] {
  let here: z.ZodType | undefined = bare(schema);
  for (const part of path) {
    if (here instanceof z.ZodArray) here = bare(here.element as z.ZodType);
    else if (here instanceof z.ZodRecord) here = bare(here.valueType as z.ZodType);
    else if (here instanceof z.ZodObject) here = bare(here.shape[String(part)] as z.ZodType | undefined);
    else return [];
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape) : [];
}

/** The schema within those that only say what may be missing or what is done afterwards. */
function bare(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return bare(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return bare(schema.in as z.ZodType);
  if (schema instanceof z.ZodLazy) return bare(schema.unwrap() as z.ZodType);
  return schema;
}
