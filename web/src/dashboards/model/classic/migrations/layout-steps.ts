import { numberOf } from '../../json';
import { rowsToGrid } from './rows-to-grid';
import { draftsOf, eachPanel, type Step } from './step';

/** What divides 24 columns. */
const FACTORS = [1, 2, 3, 4, 6, 8, 12, 24];

/** Where panels stand. */
export const LAYOUT_STEPS: readonly Step[] = [
  { version: 16, apply: rowsToGrid },
  {
    version: 17,
    apply: (dashboard) =>
      eachPanel(dashboard, (panel) => {
        const least = numberOf(panel.minSpan);
        if (least !== undefined && least > 0) {
          const most = 24 / least;
          panel.maxPerRow = FACTORS.find((factor) => factor >= most) ?? 24;
        }
        delete panel.minSpan;
      }),
  },
  {
    version: 27,
    apply: (dashboard) => {
      const isOriginal = (panel: Record<string, unknown>): boolean =>
        panel.repeatPanelId === undefined && panel.repeatByRow !== true;
      if (!Array.isArray(dashboard.panels)) return;
      dashboard.panels = draftsOf(dashboard.panels).filter(isOriginal);
      for (const panel of draftsOf(dashboard.panels)) {
        if (Array.isArray(panel.panels)) panel.panels = draftsOf(panel.panels).filter(isOriginal);
      }
    },
  },
];
