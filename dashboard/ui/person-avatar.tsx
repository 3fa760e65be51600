import { Avatar, type MantineColor } from '@mantine/core'
import classes from './person-avatar.module.css'

interface PersonAvatarProps {
  name: string
  image?: string | null
  size?: number
  radius?: number | 'xl'
  color?: MantineColor
  variant?: 'light' | 'filled'
}

/** A picture, or the first letter of a name. Decoration: the name itself stands beside it or in the label. */
export function PersonAvatar({
  name,
  image = null,
  size = 28,
  radius = 'xl',
  color = 'guild',
  variant = 'light',
}: PersonAvatarProps) {
  return (
    <Avatar src={image} alt="" size={size} radius={radius} color={color} variant={variant} aria-hidden>
      {/* Drawn by CSS, so that the letter is no part of any text or label. */}
      <span className={classes.letter} data-letter={[...name.trim()][0]?.toUpperCase() ?? '?'} />
    </Avatar>
  )
}
