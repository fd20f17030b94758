import { Page } from '../app/page';

export default function MapPage() {
  return <Page title="Service map">{null}</Page>;
}
