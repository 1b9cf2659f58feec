import { platformContract } from '../../contracts/platform.ts';
import { createHarness } from './harness.ts';

platformContract('Discord', createHarness);
