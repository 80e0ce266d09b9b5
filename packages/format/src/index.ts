export * from './delta';
export * from './text';
export * from './units';
