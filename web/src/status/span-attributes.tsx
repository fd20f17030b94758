import { Notice } from '../controls/notice';
import { DataTable } from '../controls/table/data-table';
import { BYTES } from './columns';
import { Loaded } from './loaded';
import { Section } from './section';
import { useCardinality } from './status-api';

/** `GET /api/quartet/v1/status/cardinality/traces`. */
interface SpanAttributeCardinality {
  readonly traceCount: number;
  readonly spanCount: number;
  readonly attributeCount: number;
  readonly attributes: readonly {
    readonly scope: 'span' | 'resource' | 'event' | 'link';
    readonly name: string;
    readonly valueCount: number;
    readonly occurrences: number;
    /** Of names and values. */
    readonly bytes: number;
  }[];
}

/** The attributes with most values in the newest traces of the page's time. */
export function SpanAttributes() {
  const answer = useCardinality<SpanAttributeCardinality>('traces');
  const { data } = answer;
  return (
    <Section
      title="Attributes of spans"
      note={
        data &&
        `${data.attributeCount} attributes in the newest ${data.traceCount} traces of this time, ${data.spanCount} spans; bytes as they were sent`
      }
    >
      <Loaded answer={answer}>
        {({ attributes }) => (
          <DataTable
            label="Attributes of spans"
            rows={attributes}
            keyOf={({ scope, name }) => `${scope} ${name}`}
            sort={{ column: 'values', isDescending: true }}
            limit={20}
            empty={<Notice title="There are no traces in this time" />}
            columns={[
              { id: 'name', title: 'Attribute', isWide: true, sortBy: ({ name }) => name },
              { id: 'scope', title: 'Scope', sortBy: ({ scope }) => scope },
              {
                id: 'values',
                title: 'Values',
                isNumber: true,
                sortBy: ({ valueCount }) => valueCount,
              },
              {
                id: 'occurrences',
                title: 'Occurrences',
                hint: 'In how many spans, events or links it stands',
                isNumber: true,
                sortBy: ({ occurrences }) => occurrences,
              },
              BYTES,
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
