import { lazyRouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'

/** A page in a chunk of its own: `page(() => import('…').then((file) => file.TeamsPage))`. */
export const page = (load: () => Promise<ComponentType>) =>
  lazyRouteComponent(async () => ({ default: await load() }))
