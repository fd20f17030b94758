import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** One colouring for all languages, in the colours of the theme. */
export const highlighting = syntaxHighlighting(
  HighlightStyle.define([
    { tag: tags.string, color: 'var(--good)' },
    { tag: [tags.number, tags.bool, tags.null], color: 'var(--warn)' },
    { tag: tags.comment, color: 'var(--faint)', fontStyle: 'italic' },
    { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--critical)' },
    { tag: [tags.function(tags.variableName), tags.function(tags.name)], color: 'var(--accent)' },
    { tag: [tags.labelName, tags.propertyName, tags.attributeName], color: 'var(--text)', fontWeight: '550' },
    { tag: [tags.operator, tags.compareOperator, tags.arithmeticOperator, tags.punctuation], color: 'var(--muted)' },
    { tag: tags.invalid, textDecoration: 'underline wavy var(--bad)' },
  ]),
);
