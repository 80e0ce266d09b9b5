export * from './clipboard';
export * from './colour';
export * from './FactsCard';
export * from './HoverCard';
export * from './LinkItems';
export * from './tracesUrl';
export * from './useHoverCard';
export * from './useTraces';
