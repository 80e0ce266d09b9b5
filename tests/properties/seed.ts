/**
 * Property tests try the same cases in every run: what turns one red is the change, not the draw.
 * `npm run test:properties` draws new ones.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_260_101) });
