import { ChevronDown, ChevronsDownUp, ChevronsUpDown, ChevronUp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '../controls/button';
import { Checkbox, TextInput } from '../controls/field';
import { Picker } from '../controls/picker';
import { plural } from '../format/quantity';
import { isFiltering, NO_FILTER, readDuration, type SpanFilter } from './span-filter';
import type { ServiceShare } from './trace';
import styles from './trace.module.css';

interface SpanToolbarProps {
  readonly filter: SpanFilter;
  readonly onFilter: (filter: SpanFilter) => void;
  readonly services: readonly ServiceShare[];
  readonly hasErrors: boolean;
  readonly spanCount: number;
  /** Of all spans; undefined where nothing is filtered. */
  readonly matchCount: number | undefined;
  /** What is wrong with a search in TraceQL. */
  readonly error: string | undefined;
  readonly isSearching: boolean;
  /** To the match before or after the row that is active. */
  readonly onStep: (by: 1 | -1) => void;
  readonly onCollapseAll: () => void;
  readonly onExpandAll: () => void;
}

/** Time of rest after which typed text counts, ms. */
const TYPED_MS = 250;

export function SpanToolbar(props: SpanToolbarProps) {
  const { filter, onFilter, services, matchCount, spanCount, onStep } = props;
  return (
    <search className={styles.toolbar} aria-label="Spans">
      <SearchText
        text={filter.text}
        onText={(text) => onFilter({ ...filter, text })}
        onStep={onStep}
        isWrong={props.error !== undefined}
      />
      <Picker
        label="Services"
        multiple
        placeholder="All services"
        value={filter.services}
        options={services.map(({ service, spans }) => ({ value: service, label: service, note: String(spans) }))}
        onChange={(chosen) => onFilter({ ...filter, services: chosen })}
      />
      <LeastDuration leastNs={filter.leastNs} onChange={(leastNs) => onFilter({ ...filter, leastNs })} />
      <Checkbox
        label="Errors"
        checked={filter.onlyErrors}
        disabled={!props.hasErrors}
        onChange={(onlyErrors) => onFilter({ ...filter, onlyErrors })}
      />
      <Checkbox
        label="Critical path"
        checked={filter.onlyCritical}
        onChange={(onlyCritical) => onFilter({ ...filter, onlyCritical })}
      />
      <span className={styles.matches} role="status">
        {props.error ?? describe(filter, matchCount, spanCount, props.isSearching)}
      </span>
      {matchCount !== undefined && matchCount > 0 && (
        <>
          <IconButton icon={ChevronUp} label="Previous match" size="small" onClick={() => onStep(-1)} />
          <IconButton icon={ChevronDown} label="Next match" size="small" onClick={() => onStep(1)} />
        </>
      )}
      {isFiltering(filter) && (
        <button type="button" className={styles.textButton} onClick={() => onFilter(NO_FILTER)}>
          Clear
        </button>
      )}
      <span className={styles.toolbarEnd}>
        <IconButton icon={ChevronsDownUp} label="Collapse all" size="small" onClick={props.onCollapseAll} />
        <IconButton icon={ChevronsUpDown} label="Expand all" size="small" onClick={props.onExpandAll} />
      </span>
    </search>
  );
}

function describe(filter: SpanFilter, matchCount: number | undefined, spanCount: number, isSearching: boolean): string {
  if (isSearching) return 'Searching …';
  if (!isFiltering(filter) || matchCount === undefined) return '';
  return `${matchCount.toLocaleString('en')} of ${plural(spanCount, 'span')}`;
}

interface SearchTextProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly isWrong: boolean;
}

function SearchText({ text, onText, onStep, isWrong }: SearchTextProps) {
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), TYPED_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);
  return (
    <TextInput
      type="search"
      className={styles.search}
      aria-label="Search spans"
      aria-invalid={isWrong}
      placeholder="Search spans, or { span.http.route = … }"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        if (typed === text) onStep(event.shiftKey ? -1 : 1);
        else onText(typed);
      }}
    />
  );
}

function LeastDuration({ leastNs, onChange }: { leastNs: number; onChange: (leastNs: number) => void }) {
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (leastNs === 0) setTyped('');
  }, [leastNs]);
  const isWrong = typed.trim() !== '' && readDuration(typed) === undefined;
  return (
    <TextInput
      className={styles.least}
      aria-label="Least duration"
      aria-invalid={isWrong}
      placeholder="≥ 10ms"
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readDuration(event.target.value) ?? 0);
      }}
    />
  );
}
