export * from './call';
export * from './columns';
export * from './compare';
export { TOO_FEW, type Estimate } from './estimate';
export type { Interval } from './intervals';
export * from './measures';
export { MATCHED_ON, type MixDifference } from './strata';
