/** What readings are kept under; apart from the engine, so that only its own thread loads the analysis. */
export { engineVersion } from '../analyse/stored.ts';

/** Content of the reading of an article that the analysis cannot read: it is passed over, not tried for ever. */
export const unreadable = '';
