import { Page } from '../app/page';

export default function TracePage() {
  return <Page title="Trace">{null}</Page>;
}
