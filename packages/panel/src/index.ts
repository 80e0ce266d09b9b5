export * from './colour';
export * from './HoverCard';
export * from './useHoverCard';
