import { TriangleAlert } from 'lucide-react';
import { Switch } from '../../controls/field';
import { Tip } from '../../controls/tip';
import type { Annotation } from '../model/dashboard';
import styles from '../view/dashboard.module.css';
import type { RunAnnotation } from './use-annotations';

interface AnnotationTogglesProps {
  readonly annotations: readonly Annotation[];
  /** Those that are on, as they run. */
  readonly run: readonly RunAnnotation[];
  readonly onToggle: (annotation: Annotation, isOn: boolean) => void;
}

/** A switch for each annotation that has one. */
export function AnnotationToggles({ annotations, run, onToggle }: AnnotationTogglesProps) {
  return annotations
    .filter(({ hide }) => hide !== true)
    .map((annotation) => {
      const running = run.find((one) => one.annotation === annotation);
      return (
        <span key={annotation.name} className={styles.toggle}>
          <Switch
            label={annotation.name}
            checked={running !== undefined}
            onChange={(isOn) => onToggle(annotation, isOn)}
          />
          {running?.error && (
            <Tip text={running.error.message}>
              <span className={styles.bad} role="img" aria-label={`${annotation.name}: ${running.error.message}`}>
                <TriangleAlert size={14} aria-hidden />
              </span>
            </Tip>
          )}
        </span>
      );
    });
}
