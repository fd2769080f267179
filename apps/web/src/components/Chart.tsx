import type { ReactNode } from 'react'
import styles from './Chart.module.css'
import { useWidth } from './useWidth.ts'

interface ChartProps {
  readonly height: number
  /** What it shows, for who cannot see it. */
  readonly label: string
  /** The width before it was measured. */
  readonly guess: number
  readonly className?: string | undefined
  /** What stands under it. */
  readonly caption?: string | undefined
  /** The drawing at a width, in pixels. */
  readonly children: (width: number) => ReactNode
}

/** A drawing as wide as its place, in pixels of the screen, so that its words keep their size. */
export function Chart({ height, label, guess, className, caption, children }: ChartProps) {
  const [figure, width] = useWidth<HTMLElement>(guess)
  return (
    <figure ref={figure} className={className} style={{ minWidth: 0 }}>
      <svg
        className={styles.chart}
        style={{ height }}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
      >
        {children(width)}
      </svg>
      {caption && <figcaption className="t13 ink3">{caption}</figcaption>}
    </figure>
  )
}

interface GridlinesProps<T> {
  readonly ticks: readonly T[]
  readonly y: (tick: T) => number
  readonly text: (tick: T) => ReactNode
  readonly left: number
  readonly right: number
}

/** Level lines with their figures to the left; that of zero is the ground. */
export function Gridlines<T extends number | bigint>({ ticks, y, text, left, right }: GridlinesProps<T>) {
  return ticks.map((tick) => (
    <g key={String(tick)}>
      <line
        x1={left}
        x2={right}
        y1={y(tick)}
        y2={y(tick)}
        className={Number(tick) === 0 ? styles.zero : styles.gridline}
      />
      <text x={left - 8} y={y(tick) + 4} textAnchor="end">
        {text(tick)}
      </text>
    </g>
  ))
}
