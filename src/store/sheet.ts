/** A dialog over the desk. */
export const SHEET_IDS = ['keys', 'palette', 'share', 'lessons'] as const
export type Sheet = (typeof SHEET_IDS)[number]
