export * from './catalogue';
export * from './frame';
export * from './macros';
export * from './operators';
export * from './query';
export * from './resources';
export * from './traceFrame';
export * from './views';
