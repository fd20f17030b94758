import { Page } from '../app/page';

export default function ServicePage() {
  return <Page title="Service">{null}</Page>;
}
