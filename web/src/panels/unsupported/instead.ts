interface Kind {
  /** What Grafana draws there. */
  readonly is: string;
  /** What would show the same here. */
  readonly instead: string;
}

/** Panels of Grafana that are not drawn here. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/ */
const KINDS: Readonly<Record<string, Kind>> = {
  geomap: { is: 'A map of places.', instead: 'A table or a bar chart by region shows the same values.' },
  canvas: {
    is: 'A drawing whose parts follow the data.',
    instead: 'Stat and state timeline panels show the same values.',
  },
  candlestick: {
    is: 'Opening, closing, highest and lowest values of each period.',
    instead: 'A time series panel shows the same series as lines.',
  },
  trend: { is: 'Lines over numbers that are no times.', instead: 'An XY chart shows the same series.' },
  flamegraph: { is: 'Profiles of CPU or memory.', instead: 'A table shows its frames and their values.' },
  datagrid: { is: 'A table that can be edited.', instead: 'A table shows the same rows.' },
  news: { is: 'A feed of news from the internet.', instead: 'A text panel can have a link to it.' },
  gettingstarted: { is: "Grafana's first steps.", instead: 'The services page shows what there is here.' },
  welcome: { is: "Grafana's greeting.", instead: 'A text panel can greet.' },
};

const UNKNOWN: Kind = {
  is: 'A panel of a plugin that is not known here.',
  instead: 'A time series or a table may show the same data.',
};

export const kindOf = (type: string): Kind => (Object.hasOwn(KINDS, type) ? KINDS[type]! : UNKNOWN);
