import { platformContract } from '../../contracts/platform.ts';
import { slackHarness } from './harness.ts';

platformContract('Slack in Socket Mode', () => slackHarness('socket'));
platformContract('Slack over HTTP', () => slackHarness('http'));
