/** A dialog over the desk. */
export type Sheet = 'keys' | 'palette' | 'share'
