import { describe, expect, it } from 'vitest';
import { SafeMarkup } from './safe-markup.js';
import { Template } from './template.js';
import { TemplateLibrary } from './template-library.js';
import { type Value, ValueMap } from './value.js';

const DATA = new ValueMap(
  new Map<string, Value>([
    ['bad', '<b>"x" & \'y\'</b>'],
    ['script', 'javascript:alert(1)'],
    ['java', 'java'],
    ['rest', 'script:alert(1)'],
    ['page', 'https://example.org/a b?c=d&e="f"'],
    ['query', 'a b&c=d/e'],
    ['html', new SafeMarkup('template.HTML', '<b>bold</b>')],
    ['url', new SafeMarkup('template.URL', 'custom:go?x="1"')],
    ['red', 'red'],
    ['style', 'red;background:url(x)'],
  ]),
);

const run = (source: string): string => new Template('t', source, { html: true }).execute(DATA);

describe('values in HTML', () => {
  it.each([
    ['{{.bad}}', '&lt;b&gt;&#34;x&#34; &amp; &#39;y&#39;&lt;/b&gt;'],
    ['<p>{{.bad}}</p>', '<p>&lt;b&gt;&#34;x&#34; &amp; &#39;y&#39;&lt;/b&gt;</p>'],
    ['{{.html}}', '<b>bold</b>'],
    ['{{.bad | html}}', '&lt;b&gt;&#34;x&#34; &amp; &#39;y&#39;&lt;/b&gt;'],
    ['{{.missing}}|', '|'],
    ['1 < 2 {{.bad}}', '1 < 2 &lt;b&gt;&#34;x&#34; &amp; &#39;y&#39;&lt;/b&gt;'],
    ['<p title="{{.bad}}">', '<p title="&lt;b&gt;&#34;x&#34; &amp; &#39;y&#39;&lt;/b&gt;">'],
    ["<p title='{{.html}}'>", "<p title='&lt;b&gt;bold&lt;/b&gt;'>"],
    ['<p title={{.query}}>', '<p title=a&#32;b&amp;c&#61;d/e>'],
    ['<p title={{.missing}}>', '<p title=ZgotmplZ>'],
    ['<a href="{{.page}}">', '<a href="https://example.org/a%20b?c=d&amp;e=%22f%22">'],
    ['<a href="{{.script}}">', '<a href="#ZgotmplZ">'],
    ['<a HREF={{.script}}>', '<a HREF=#ZgotmplZ>'],
    ['<a href="{{.java}}{{.rest}}">', '<a href="java#ZgotmplZ">'],
    ['<a href="/x?q={{.query}}">', '<a href="/x?q=a%20b%26c%3Dd%2Fe">'],
    ['<a href="/x?q={{.query | urlquery}}">', '<a href="/x?q=a+b%26c%3Dd%2Fe">'],
    ['<a href="/{{.query}}">', '<a href="/a%20b&amp;c=d/e">'],
    ['<a href="{{.url}}">', '<a href="custom:go?x=%221%22">'],
    ['<p style="color: {{.red}}">', '<p style="color: red">'],
    ['<p style="color: {{.style}}">', '<p style="color: ZgotmplZ">'],
    ['<p onclick="f({{.bad}})">', '<p onclick="f(ZgotmplZ)">'],
    ['<script>x = {{.bad}}</script>{{.red}}{{.bad | len}}', '<script>x = ZgotmplZ</script>red16'],
    ['<script>{{.red}}</script>{{.html}}', '<script>red</script><b>bold</b>'],
    ['<title>{{.html}}</title>{{.html}}', '<title>&lt;b&gt;bold&lt;/b&gt;</title><b>bold</b>'],
    ['<!-- > {{.bad}} -->{{.html}}', '<!-- >  --><b>bold</b>'],
    ['<{{.bad}}>', '<ZgotmplZ>'],
    ['<p {{.bad}}="1">{{.html}}', '<p ZgotmplZ="1"><b>bold</b>'],
    ['<p a=1 b>{{.html}}</p>', '<p a=1 b><b>bold</b></p>'],
    [
      '{{define "link"}}{{.page}}{{end}}<a href="{{template "link" .}}">',
      '<a href="https://example.org/a%20b?c=d&amp;e=%22f%22">',
    ],
    ['<p title="{{if .bad}}x{{end}}">{{.html}}', '<p title="x"><b>bold</b>'],
  ])('%j gives %j', (source, text) => expect(run(source)).toBe(text));
});

describe('a library', () => {
  const library = new TemplateLibrary({ twice: { parameters: ['string'], call: ([text]) => text + text } });
  library.add('a.tmpl', '{{define "x"}}first{{end}}{{define "y"}}[{{template "x"}}]{{end}}');
  library.add('b.tmpl', '{{define "x"}}{{twice "second"}}{{end}}{{define "y"}} {{end}}');
  library.add('c.tmpl', '\n{{define "fails"}}{{index "" 1}}{{end}}');
  const call = (source: string) => new Template('t', source, { library }).execute(undefined);

  it('lets the later definition win, unless it is empty', () => {
    expect(call('{{template "y"}}')).toBe('[secondsecond]');
    expect(call('{{define "x"}}own{{end}}{{template "y"}}')).toBe('[own]');
    expect(call('{{twice "a"}}{{template "a.tmpl"}}')).toBe('aa');
  });

  it('names the file in which a called template fails, and its own behind the call', () => {
    expect(() => call('{{template "fails"}}')).toThrow('template: c.tmpl:2:20: executing "fails" at <index "" 1>');
    expect(() => call('{{template "x"}}{{index "" 1}}')).toThrow('template: t:1:18: executing "t" at <index "" 1>');
  });
});
