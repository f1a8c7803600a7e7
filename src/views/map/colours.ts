/** The map's colours, light and dark. Policies differ in hue, in pattern and by letter, so no one has to see the hue. */
import type { DensityInks, Rgb } from '../../scene/density'

export interface PolicyColours {
  readonly ground: string
  readonly line: string
  readonly text: string
  readonly fill: string
  readonly pattern: string
}

export interface MapColours {
  readonly paper: string
  readonly frame: string
  readonly frameLine: string
  readonly text: string
  readonly muted: string
  readonly strong: string
  readonly danger: string
  readonly selected: string
  /** What the search has found. */
  readonly found: string
  /** Indexed by lifetime: Standard, Finalize, NoAlloc; 3 is outside. */
  readonly policies: readonly PolicyColours[]
}

export const LIGHT: MapColours = {
  paper: '#fcfbf7',
  frame: '#ffffff',
  frameLine: '#d9d7ce',
  text: '#1b1b19',
  muted: '#595850',
  strong: '#111110',
  danger: '#b91c27',
  selected: '#111110',
  found: '#c2410c',
  policies: [
    { ground: '#e7f0fa', line: '#2363ab', text: '#184f8e', fill: '#e9f0f9', pattern: '#e9f0f9' },
    { ground: '#fcf1df', line: '#a86207', text: '#8a4f00', fill: '#fdf3e0', pattern: '#edcf9d' },
    { ground: '#f7ebf8', line: '#5f2169', text: '#561d60', fill: '#f8eaf8', pattern: '#d7a7da' },
    { ground: '#f1efe8', line: '#6b6a62', text: '#4d4c46', fill: '#f1efe8', pattern: '#f1efe8' },
  ],
}

export const DARK: MapColours = {
  paper: '#17181b',
  frame: '#1f2125',
  frameLine: '#3a3d44',
  text: '#ecebe6',
  muted: '#a9a8a0',
  strong: '#ffffff',
  danger: '#ff7b80',
  selected: '#ffffff',
  found: '#fbbf24',
  policies: [
    { ground: '#1a2737', line: '#5f9be0', text: '#8fbdf0', fill: '#1f3148', pattern: '#1f3148' },
    { ground: '#2b2315', line: '#d08f30', text: '#e8b25f', fill: '#32281a', pattern: '#5a4420' },
    { ground: '#2a1e2e', line: '#e2bdea', text: '#ecd0f2', fill: '#33243a', pattern: '#6d4673' },
    { ground: '#26282c', line: '#94938b', text: '#b7b6ae', fill: '#26282c', pattern: '#26282c' },
  ],
}

/** For a projector, which washes colours out: black on white, or white on black. */
export function projected(colours: MapColours): MapColours {
  const isDark = colours === DARK
  const [ground, ink] = isDark ? ['#000000', '#ffffff'] : ['#ffffff', '#000000']
  return {
    ...colours,
    paper: ground,
    frame: ground,
    frameLine: isDark ? '#8b8d93' : '#77756c',
    text: ink,
    muted: isDark ? '#dddcd4' : '#2e2d28',
    strong: ink,
    selected: ink,
  }
}

const rgb = (hex: string): Rgb => [
  Number.parseInt(hex.slice(1, 3), 16),
  Number.parseInt(hex.slice(3, 5), 16),
  Number.parseInt(hex.slice(5, 7), 16),
]

const mix = (a: string, b: string, part: number): Rgb => {
  const [x, y] = [rgb(a), rgb(b)]
  const blend = (i: 0 | 1 | 2): number => Math.round(x[i] + (y[i] - x[i]) * part)
  return [blend(0), blend(1), blend(2)]
}

/** Colours of strips seen from afar. */
export function densityInks({ policies, frame, muted, strong }: MapColours): DensityInks {
  return {
    content: policies.map(({ fill, line }) => mix(fill, line, 0.3)),
    zeroFill: policies.map(({ line }) => mix(frame, line, 0.1)),
    waiting: policies.map(({ fill, line }) => mix(fill, line, 0.08)),
    written: policies.map(({ line, text }) => mix(line, text, 0.4)),
    removed: mix(frame, muted, 0.22),
    hole: mix(frame, strong, 0.04),
  }
}
