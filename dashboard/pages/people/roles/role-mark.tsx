import { Box } from '@mantine/core'
import { RoleIcon } from '../../../ui/role-badge.tsx'
import classes from './role-card.module.css'

/** A role's icon on a tint of its colour. */
export const RoleMark = ({ icon, color }: { icon: string; color: string }) => (
  <Box component="span" className={classes.mark} style={{ '--role-color': color }}>
    <RoleIcon icon={icon} size={19} />
  </Box>
)
