/** This page's address without its fragment and without what is only for embedding. */
export const pageAddress = (): string => location.origin + location.pathname
