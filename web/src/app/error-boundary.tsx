import { Component, type ReactNode } from 'react';
import { Button } from '../controls/button';
import { Failure } from '../controls/notice';

interface Props {
  readonly title: string;
  /** A change of it tries again. */
  readonly resetKey?: unknown;
  readonly children: ReactNode;
}

/** Keeps what fails to draw in its own place. */
export class ErrorBoundary extends Component<Props, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override componentDidUpdate(before: Props): void {
    if (before.resetKey !== this.props.resetKey && this.state.error !== undefined) this.setState({ error: undefined });
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    const again = <Button onClick={() => this.setState({ error: undefined })}>Try again</Button>;
    return <Failure title={this.props.title} error={this.state.error} action={again} />;
  }
}
