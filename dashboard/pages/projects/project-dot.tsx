/** A project's colour. Decoration: its name stands beside it. */
export function ProjectDot({ color, size = 12 }: { color: string; size?: number }) {
  return (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        width: size,
        height: size,
        flexShrink: 0,
        borderRadius: Math.round(size / 3),
        background: color,
        boxShadow: 'inset 0 0 0 1px rgb(128 128 128 / 35%)',
      }}
    />
  )
}
