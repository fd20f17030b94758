import { describe, expect, it } from 'vitest';
import { PatternMiner } from './pattern-miner.js';

/** The patterns of lines that come one a second, each line `times` times. */
function patternsOf(lines: readonly string[], times = 30): string[] {
  const miner = new PatternMiner(10_000);
  const labels = ['app', 'a'];
  let ns = 0n;
  for (let i = 0; i < times; i++) {
    for (const line of lines) miner.add({ labels, ns, line: line.replaceAll('#', String(i)), metadata: [] });
    ns += 1_000_000_000n;
  }
  return miner.patterns().map(({ pattern }) => pattern);
}

describe('patterns', () => {
  it.each([
    ['words and numbers', ['connected to host # within #ms'], ['connected to host <_> within <_>']],
    ['blanks stay', ['  worker   #  is  done now '], ['  worker   <_>  is  done now ']],
    ['punctuation stays, addresses are words', ['GET /a/b.c:# [x-#] "q"'], ['GET <_> [<_>] "q"']],
    ['placeholders side by side are one', ['a b c (#)', 'a b c (#]'], ['a b c (<_>']],
    [
      'different messages',
      ['one two three four', 'five six seven eight'],
      ['one two three four', 'five six seven eight'],
    ],
    ['messages in JSON', ['{"level":"info","msg":"started job # of #"}'], ['<_>started job <_> of <_>']],
    ['logfmt', ['level=info ts=# msg="job # done" job=#'], ['level=info ts=<_> msg=<_> job=<_>']],
    ['too few words', ['a b #'], []],
    ['JSON without a message', ['{"a":1,"b":#}'], []],
    ['beyond ASCII', ['użytkownik # – „zalogowany” dziś'], ['użytkownik <_> – „zalogowany” dziś']],
  ])('%s', (_, lines, expected) => {
    expect(patternsOf(lines)).toEqual(expected);
  });

  it('of fewer than thirty lines are left out', () => {
    expect(patternsOf(['connected to host #'], 29)).toEqual([]);
  });

  it('stay bounded whatever the lines are', () => {
    const miner = new PatternMiner(10_000);
    for (let i = 0; i < 20_000; i++) {
      const line = Array.from({ length: 40 }, (_, j) =>
        ((i * 7919 + j * 104729) >>> 0).toString(36).replace(/\d/g, 'x'),
      ).join(' ');
      miner.add({ labels: ['app', String(i % 5)], ns: BigInt(i), line, metadata: [] });
    }
    miner.add({ labels: [], ns: 0n, line: `{${'"a":{'.repeat(900)}}`, metadata: [] });
    miner.add({ labels: [], ns: 0n, line: 'a b c d '.repeat(1_000_000), metadata: [] });
    expect(miner.patterns().length).toBeLessThanOrEqual(300);
  });
});
