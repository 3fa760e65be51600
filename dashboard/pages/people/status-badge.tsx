import { Badge } from '@mantine/core'
import classes from './status-badge.module.css'

const TONES = {
  primary: '#0f766e',
  secondary: '#7d766b',
  gray: '#7d766b',
  blue: '#1c6fc4',
  red: '#d0342c',
} as const

/** A state in its colour. */
export function StatusBadge({ tone, children }: { tone: keyof typeof TONES; children: string }) {
  return (
    <Badge className={classes.badge} style={{ '--tone': TONES[tone] }}>
      {children}
    </Badge>
  )
}
