const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  clock: 'M8 4.5V8l2.5 1.5M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z',
  person: 'M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14.5c.5-3 2.800-4.500 5.500-4.500s5 1.500 5.500 4.500',
  stop: 'M5 1.500h6l3.500 3.500v6L11 14.500H5L1.500 11V5zM5.500 5.500l5 5M10.500 5.500l-5 5',
  arrow: 'M3 8h10M9 4l4 4-4 4',
  warning: 'M8 2L14.500 13.500H1.500zM8 6.500v3M8 11.500v.2',
  document: 'M4 1.500h5.500L12.500 4.500v10H4zM9.500 1.500v3h3',
  undo: 'M6 3L2.500 6.500 6 10M2.500 6.500H10a3.500 3.500 0 0 1 0 7H6',
  circle: 'M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12z',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a word; never alone, so it stays silent for screen readers. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
