import { onStopRequest } from './process.js';
import { TrafficGenerator } from './traffic/generator.js';
import { trafficSettingsFromEnvironment } from './traffic/settings.js';

const settings = trafficSettingsFromEnvironment(process.env);
const generator = new TrafficGenerator(settings);

const report = setInterval(() => {
  process.stdout.write(`${JSON.stringify({ level: 30, time: Date.now(), service: 'traffic', ...generator.count })}\n`);
}, 60_000);

onStopRequest(async () => {
  clearInterval(report);
  generator.stop();
});

generator.start();
